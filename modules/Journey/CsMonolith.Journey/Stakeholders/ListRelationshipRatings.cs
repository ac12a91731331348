using CsMonolith.Journey.People;

namespace CsMonolith.Journey.Stakeholders;

/// <summary>How good did the owners of an account think that the relationship was?</summary>
internal sealed record ListRelationshipRatings(Guid AccountId, ListAsk List)
    : IQuery<Page<RatedRelationship>>,
        IAboutAccount;

internal sealed class ListRelationshipRatingsHandler(JourneyDb db, IAccountDirectory accounts, Cursors cursors)
    : IRequestHandler<ListRelationshipRatings, Result<Page<RatedRelationship>>>
{
    public static ListShape<RelationshipRating> Shape { get; } =
        new ListShape<RelationshipRating>(one => one.Id, "-on,-recordedAt")
            .With("on", one => one.On)
            .With("ownerId", one => one.OwnerId)
            .With("score", one => one.Score)
            .With("recordedAt", one => one.RecordedAt);

    public async Task<Result<Page<RatedRelationship>>> Handle(
        ListRelationshipRatings ask,
        CancellationToken cancellation
    )
    {
        if (await accounts.NotFound(ask.AccountId, cancellation) is { } notFound)
        {
            return notFound;
        }

        var (account, own) = (ask.AccountId, db.Set<RelationshipRating>().AsNoTracking());
        var standing = await StandingRating.Of(db, ask.AccountId, cancellation);
        return await Shape.Page(
            own.Where(one => one.AccountId == account),
            ask.List,
            cursors,
            one => RatedRelationship.Of(one, counts: one.Id == standing),
            cancellation
        );
    }
}

/// <summary>Finds the rating of an account that stands today.</summary>
internal static class StandingRating
{
    /// <returns>Its id; empty where the present owner has said nothing since they took over.</returns>
    public static async Task<Guid> Of(JourneyDb db, Guid account, CancellationToken cancellation)
    {
        var present = await db.OwnersOn(db.Clock.Today)
            .SingleOrDefaultAsync(owned => owned.AccountId == account, cancellation);
        return present is null
            ? Guid.Empty
            : await db.Set<RelationshipRating>()
                .Where(one => one.AccountId == account && one.OwnerId == present.OwnerId && one.On >= present.From)
                .OrderByDescending(one => one.On)
                .ThenByDescending(one => one.RecordedAt)
                .ThenByDescending(one => one.Id)
                .Select(one => one.Id)
                .FirstOrDefaultAsync(cancellation);
    }
}

internal sealed class ListRelationshipRatingsEndpoint : IEndpoint
{
    public static void Map(IEndpointRouteBuilder routes) =>
        routes
            .Get(
                "/accounts/{accountId}/relationship-ratings",
                (Guid accountId, ListAsk list) => new ListRelationshipRatings(accountId, list)
            )
            .WithSummary("List how good an account's owners thought the relationship was, the newest first")
            .WithMetadata(new ListFields(ListRelationshipRatingsHandler.Shape.Fields))
            .WithExample(null, new Page<RatedRelationship>([RatedRelationship.Example], null))
            .WithProblems(400, 401, 403, 404);
}
