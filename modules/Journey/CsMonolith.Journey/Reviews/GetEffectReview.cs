namespace CsMonolith.Journey.Reviews;

/// <summary>What came out of one effect review?</summary>
internal sealed record GetEffectReview(Guid ReviewId) : IQuery<ShownEffectReview>;

internal sealed class GetEffectReviewHandler(JourneyDb db, AccountVisibility visibility)
    : IRequestHandler<GetEffectReview, Result<ShownEffectReview>>
{
    public async Task<Result<ShownEffectReview>> Handle(GetEffectReview ask, CancellationToken cancellation)
    {
        var today = db.Clock.Today;
        var row = await EffectReviewOnDay
            .Of(db, db.Set<EffectReview>().AsNoTracking().Where(one => one.Id == ask.ReviewId), today)
            .SingleOrDefaultAsync(cancellation);
        return row is not null && await visibility.Sees(row.Review.AccountId, cancellation)
            ? ShownEffectReview.Of(row.Review, today, row.OwnerId)
            : PlatformErrors.NotFound("effect-review", ask.ReviewId);
    }
}

internal sealed class GetEffectReviewEndpoint : IEndpoint
{
    public static void Map(IEndpointRouteBuilder routes) =>
        routes
            .Get("/effect-reviews/{reviewId}", (Guid reviewId) => new GetEffectReview(reviewId))
            .WithSummary("Show an effect review")
            .WithExample(null, ShownEffectReview.Example)
            .WithProblems(401, 403, 404);
}
