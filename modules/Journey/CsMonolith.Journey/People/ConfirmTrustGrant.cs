namespace CsMonolith.Journey.People;

/// <summary>Confirm that somebody is to hold a role of trust, or no more, as the second person.</summary>
internal sealed record ConfirmTrustGrant(Guid GrantId) : ICommand<ShownTrustGrant>;

internal sealed class ConfirmTrustGrantHandler(JourneyDb db, Trust trust, RequestContext context)
    : IRequestHandler<ConfirmTrustGrant, Result<ShownTrustGrant>>
{
    public async Task<Result<ShownTrustGrant>> Handle(ConfirmTrustGrant ask, CancellationToken cancellation)
    {
        if (await db.Set<TrustGrant>().FindAsync([ask.GrantId], cancellation) is not { } grant)
        {
            return PlatformErrors.NotFound("trust-grant", ask.GrantId);
        }

        if (grant.State != GrantState.Asked)
        {
            return JourneyErrors.GrantDecided(grant.State == GrantState.Confirmed, grant.DecidedAt);
        }

        if (await trust.RefusesToConfirm(grant, cancellation) is { } refusal)
        {
            return refusal;
        }

        var person = await db.Set<Person>().SingleAsync(one => one.Id == grant.PersonId, cancellation);
        if (!grant.TakesAway && !person.IsHere(db.Clock.Today))
        {
            return JourneyErrors.GrantToSomebodyGone(person.Name);
        }

        grant.Confirm(person, context.Caller.PersonId, db.Clock.Now);
        await db.SaveChangesAsync(cancellation);
        return ShownTrustGrant.Of(grant);
    }
}

internal sealed class ConfirmTrustGrantEndpoint : IEndpoint
{
    public static void Map(IEndpointRouteBuilder routes) =>
        routes
            .Post("/trust-grants/{grantId}/confirmation", (Guid grantId) => new ConfirmTrustGrant(grantId))
            .WithSummary("Confirm that somebody is to hold a role of trust, or no more")
            .WithDescription(
                "By another person than the one who asked and the one who is to hold it: somebody who holds the "
                    + "role themselves, or the owner of the installation while nobody else does. That a role is "
                    + "taken away is confirmed by anybody else who holds it, by who is to lose it, or by the owner."
            )
            .WithExample(null, ShownTrustGrant.Example)
            .WithProblems(401, 403, 404, 409);
}
