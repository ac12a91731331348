namespace CsMonolith.Journey.Reviews;

/// <summary>Which effect reviews are there, and which are overdue?</summary>
internal sealed record ListEffectReviews(DateOnly? AsOf, ListAsk List) : IQuery<Page<ShownEffectReview>>;

internal sealed class ListEffectReviewsHandler(JourneyDb db, AccountVisibility visibility, Cursors cursors)
    : IRequestHandler<ListEffectReviews, Result<Page<ShownEffectReview>>>
{
    public static ListShape<EffectReviewOnDay> Shape { get; } =
        new ListShape<EffectReviewOnDay>(row => row.Review.Id, "dueOn")
            .With("accountId", row => row.Review.AccountId)
            .With("ownerId", row => row.OwnerId)
            .With("state", row => row.Review.State)
            .With("origin", row => row.Review.Origin)
            .With("dueOn", row => row.Review.DueOn)
            .With("heldOn", row => row.Review.HeldOn)
            .With("nextCheckOn", row => row.Review.NextCheckOn)
            .With("isOverdue", row => row.IsOverdue);

    public async Task<Result<Page<ShownEffectReview>>> Handle(ListEffectReviews ask, CancellationToken cancellation)
    {
        var day = ask.AsOf ?? db.Clock.Today;
        if (day > db.Clock.Today)
        {
            return JourneyErrors.NotYet(day, db.Clock.Today, "/asOf");
        }

        var scope = await visibility.Accounts(cancellation);
        return await Shape.Page(
            EffectReviewOnDay.Of(db, db.Set<EffectReview>().AsNoTracking().Within(scope, one => one.AccountId), day),
            ask.List,
            cursors,
            row => ShownEffectReview.Of(row.Review, day, row.OwnerId) with { IsOverdue = row.IsOverdue },
            cancellation
        );
    }
}

internal sealed class ListEffectReviewsEndpoint : IEndpoint
{
    public static void Map(IEndpointRouteBuilder routes) =>
        routes
            .Get("/effect-reviews", (DateOnly? asOf, ListAsk list) => new ListEffectReviews(asOf, list))
            .WithSummary("List effect reviews, the next due first")
            .WithDescription(
                "isOverdue says whether a review's due day had passed at asOf (absent, today) while it was neither held nor "
                    + "voided by then; due day, state and owner are those of today. Reviews that were not known on that day "
                    + "are absent."
            )
            .WithMetadata(new ListFields(ListEffectReviewsHandler.Shape.Fields))
            .WithExample(null, new Page<ShownEffectReview>([ShownEffectReview.Example], null))
            .WithProblems(400, 401, 403);
}
