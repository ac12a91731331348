using CsMonolith.Journey.Tasks;

namespace CsMonolith.Journey.Reviews;

/// <summary>Take back an effect review, and say why; one that was held is then due again.</summary>
internal sealed record VoidEffectReview(Guid ReviewId, [property: Body] EffectReviewReason Reason, IfMatch Match)
    : ICommand<ShownEffectReview>;

/// <param name="Why">It stays with the review.</param>
internal sealed record EffectReviewReason(string Why);

internal sealed class VoidEffectReviewValidator : AbstractValidator<VoidEffectReview>
{
    public VoidEffectReviewValidator() => RuleFor(ask => ask.Reason.Why).NotEmpty().MaximumLength(2000);
}

internal sealed class VoidEffectReviewHandler(JourneyDb db, EffectReviewDesk desk, TaskDesk tasks)
    : IRequestHandler<VoidEffectReview, Result<ShownEffectReview>>
{
    public async Task<Result<ShownEffectReview>> Handle(VoidEffectReview ask, CancellationToken cancellation)
    {
        var found = await desk.Find(ask.ReviewId, cancellation);
        if ((found.Error ?? ask.Match.Refuses(found.Value)) is { } refusal)
        {
            return refusal;
        }

        var review = found.Value;
        var wasHeld = review.State == EffectReviewState.Held;
        if (review.Void(db, ask.Reason.Why, desk.Me).Error is { } refused)
        {
            return refused;
        }

        if (wasHeld)
        {
            await TakeBack(review, ask.Reason.Why, cancellation);
        }

        return await desk.Keep(review, cancellation);
    }

    // Its task and the next check that it named fall with it, while nobody has done the one and held the other; and the
    // review itself is due as it was.
    private async Task TakeBack(EffectReview review, string why, CancellationToken cancellation)
    {
        if (review.TaskId is { } countermeasure)
        {
            await tasks.Drop(task => task.Id == countermeasure, why, cancellation);
        }

        if (
            review.NextReviewId is { } next
            && await db.Set<EffectReview>().FindAsync([next], cancellation)
                is { State: EffectReviewState.Planned } following
            && following.PreviousId == review.Id
        )
        {
            following.Void(db, why, desk.Me);
        }

        if (await desk.Taken(review.AccountId, review.DueOn, but: null, cancellation) is null)
        {
            EffectReview.Plan(db, review.AccountId, review.DueOn, desk.Me, review.Origin, review.Id, review.DaysAfter);
        }
    }
}

internal sealed class VoidEffectReviewEndpoint : IEndpoint
{
    public static void Map(IEndpointRouteBuilder routes) =>
        routes
            .Post(
                "/effect-reviews/{reviewId}/void",
                (Guid reviewId, EffectReviewReason reason, IfMatch match) =>
                    new VoidEffectReview(reviewId, reason, match)
            )
            .WithSummary("Take back an effect review, and say why")
            .WithDescription(
                "A planned one is not held any more. One that was held in error stays with its reason, its next check and its "
                    + "open task fall with it, and another is due on the same day. If-Match carries the version read."
            )
            .WithExample(
                new EffectReviewReason("別の顧客の実績を登録したため"),
                ShownEffectReview.Example with
                {
                    State = EffectReviewState.Voided,
                    VoidedWhy = "別の顧客の実績を登録したため",
                    Version = 2,
                }
            )
            .WithProblems(400, 401, 403, 404, 409, 412, 428);
}
