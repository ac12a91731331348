namespace CsMonolith.Journey.People;

/// <summary>Accept the ownership of the installation that the owner has offered.</summary>
internal sealed record AcceptOwnership : ICommand<Installation>;

internal sealed class AcceptOwnershipHandler(JourneyDb db, Trust trust, RequestContext context)
    : IRequestHandler<AcceptOwnership, Result<Installation>>
{
    public async Task<Result<Installation>> Handle(AcceptOwnership ask, CancellationToken cancellation)
    {
        // Whoever offered it may have handed it to somebody else since.
        if (
            await trust.Offer(cancellation) is not { } open
            || open.PersonId != context.Caller.PersonId
            || open.OfferedBy != await trust.Owner(cancellation)
        )
        {
            return JourneyErrors.NothingOffered;
        }

        var offer = await db.Set<InstallationOwner>().SingleAsync(one => one.Id == open.Id, cancellation);
        offer.Accept(db.Clock.Now);
        await db.SaveChangesAsync(cancellation);
        return await trust.Describe(cancellation);
    }
}

internal sealed class AcceptOwnershipEndpoint : IEndpoint
{
    public static void Map(IEndpointRouteBuilder routes) =>
        routes
            .Post("/ownership-offers/acceptance", () => new AcceptOwnership())
            .WithSummary("Accept the ownership of the installation")
            .WithExample(null, Installation.Example)
            .WithProblems(401, 403, 409);
}
