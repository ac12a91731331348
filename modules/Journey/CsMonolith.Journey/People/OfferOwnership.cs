namespace CsMonolith.Journey.People;

/// <summary>Offer the ownership of the installation to another administrator; it passes when they accept.</summary>
internal sealed record OfferOwnership(Guid PersonId) : ICommand<Installation>;

internal sealed class OfferOwnershipHandler(JourneyDb db, Trust trust, RequestContext context)
    : IRequestHandler<OfferOwnership, Result<Installation>>
{
    public async Task<Result<Installation>> Handle(OfferOwnership ask, CancellationToken cancellation)
    {
        if (context.Caller.PersonId is not { } caller || await trust.Owner(cancellation) != caller)
        {
            return JourneyErrors.OwnersAlone;
        }

        var admins = await trust.Holders(Role.Admin, cancellation);
        if (ask.PersonId == caller || admins.All(admin => admin.Id != ask.PersonId))
        {
            return JourneyErrors.NoOtherAdministrator(ask.PersonId);
        }

        db.Set<InstallationOwner>().Add(InstallationOwner.Offer(ask.PersonId, caller, db.Clock.Now));
        await db.SaveChangesAsync(cancellation);
        return await trust.Describe(cancellation);
    }
}

internal sealed class OfferOwnershipEndpoint : IEndpoint
{
    public static void Map(IEndpointRouteBuilder routes) =>
        routes
            .Post("/ownership-offers", (OfferOwnership ask) => ask)
            .WithSummary("Offer the ownership of the installation to another administrator")
            .WithDescription(
                "The owner offers and the other person accepts; a new offer takes the place of an open one."
            )
            .WithExample(
                new OfferOwnership(Guid.Parse("0199a000-0000-7000-8000-000000000004")),
                Installation.Example with
                {
                    OfferedTo = Guid.Parse("0199a000-0000-7000-8000-000000000004"),
                }
            )
            .WithProblems(400, 401, 403);
}
