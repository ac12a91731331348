using System.Text.Json.Serialization;

namespace CsMonolith.Journey.Reviews;

/// <summary>Move an effect review that has not been held to another day.</summary>
internal sealed record MoveEffectReview(Guid ReviewId, [property: Body] EffectReviewChanges Changes, IfMatch Match)
    : ICommand<ShownEffectReview>;

internal sealed record EffectReviewChanges
{
    /// <summary>The day by which it is held.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingDefault)]
    public Optional<DateOnly?> DueOn { get; init; }
}

internal sealed class MoveEffectReviewValidator : AbstractValidator<MoveEffectReview>
{
    public MoveEffectReviewValidator() =>
        RuleFor(ask => ask.Changes.DueOn.Value)
            .NotNull()
            .InclusiveBetween(new DateOnly(1950, 1, 1), new DateOnly(2200, 1, 1))
            .When(ask => ask.Changes.DueOn.Is);
}

internal sealed class MoveEffectReviewHandler(EffectReviewDesk desk)
    : IRequestHandler<MoveEffectReview, Result<ShownEffectReview>>
{
    public async Task<Result<ShownEffectReview>> Handle(MoveEffectReview ask, CancellationToken cancellation)
    {
        var found = await desk.Find(ask.ReviewId, cancellation);
        if ((found.Error ?? ask.Match.Refuses(found.Value)) is { } refusal)
        {
            return refusal;
        }

        var review = found.Value;
        if (ask.Changes.DueOn.Or(review.DueOn) is { } dueOn && dueOn != review.DueOn)
        {
            if (
                (await desk.Taken(review.AccountId, dueOn, review.Id, cancellation) ?? review.Move(dueOn).Error) is
                { } refused
            )
            {
                return refused;
            }
        }

        return await desk.Keep(review, cancellation);
    }
}

internal sealed class MoveEffectReviewEndpoint : IEndpoint
{
    public static void Map(IEndpointRouteBuilder routes) =>
        routes
            .Patch(
                "/effect-reviews/{reviewId}",
                (Guid reviewId, EffectReviewChanges changes, IfMatch match) =>
                    new MoveEffectReview(reviewId, changes, match)
            )
            .AcceptsMergePatch<EffectReviewChanges>()
            .WithSummary("Move an effect review to another day")
            .WithDescription(
                "A merge patch. The schedule leaves a day that somebody chose alone. If-Match carries the version read."
            )
            .WithExample(
                new EffectReviewChanges { DueOn = Optional.Of<DateOnly?>(new DateOnly(2027, 2, 22)) },
                ShownEffectReview.Example with
                {
                    DueOn = new DateOnly(2027, 2, 22),
                    Version = 2,
                }
            )
            .WithProblems(400, 401, 403, 404, 409, 412, 428);
}
