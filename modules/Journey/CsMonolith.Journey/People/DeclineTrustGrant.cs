namespace CsMonolith.Journey.People;

/// <summary>Decline that a role of trust is given or taken away, or withdraw what one has asked for oneself.</summary>
internal sealed record DeclineTrustGrant(Guid GrantId) : ICommand<ShownTrustGrant>;

internal sealed class DeclineTrustGrantHandler(JourneyDb db, Trust trust, RequestContext context)
    : IRequestHandler<DeclineTrustGrant, Result<ShownTrustGrant>>
{
    public async Task<Result<ShownTrustGrant>> Handle(DeclineTrustGrant ask, CancellationToken cancellation)
    {
        if (await db.Set<TrustGrant>().FindAsync([ask.GrantId], cancellation) is not { } grant)
        {
            return PlatformErrors.NotFound("trust-grant", ask.GrantId);
        }

        if (grant.State != GrantState.Asked)
        {
            return JourneyErrors.GrantDecided(grant.State == GrantState.Confirmed, grant.DecidedAt);
        }

        if (grant.AskedBy != context.Caller.PersonId && !await trust.MayDecide(grant, cancellation))
        {
            return JourneyErrors.NotYoursToConfirm(grant.Role);
        }

        var person = await db.Set<Person>().SingleAsync(one => one.Id == grant.PersonId, cancellation);
        grant.Decline(person, context.Caller.PersonId, db.Clock.Now);
        await db.SaveChangesAsync(cancellation);
        return ShownTrustGrant.Of(grant);
    }
}

internal sealed class DeclineTrustGrantEndpoint : IEndpoint
{
    public static void Map(IEndpointRouteBuilder routes) =>
        routes
            .Post("/trust-grants/{grantId}/refusal", (Guid grantId) => new DeclineTrustGrant(grantId))
            .WithSummary("Decline that a role of trust is given or taken away")
            .WithDescription("Whoever asked may withdraw it so.")
            .WithExample(null, ShownTrustGrant.Example with { State = GrantState.Declined })
            .WithProblems(401, 403, 404, 409);
}
