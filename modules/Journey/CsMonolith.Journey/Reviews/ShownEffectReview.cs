namespace CsMonolith.Journey.Reviews;

/// <param name="Origin">byHand, schedule (by the policy) or nextCheck (of the previous review).</param>
/// <param name="PreviousId">The review that named it as its next check, or whose place it takes.</param>
/// <param name="DaysAfter">Of a scheduled one: days after the first value.</param>
/// <param name="IsOverdue">Neither held nor voided, with a due day that has passed.</param>
/// <param name="OwnerId">Who looks after the account today.</param>
/// <param name="Goals">Target against actual; empty until it is held.</param>
/// <param name="ForCustomer">What the customer may read of it; the only words of it that leave the house.</param>
/// <param name="TaskId">The task by which the countermeasure is done.</param>
/// <param name="NextReviewId">The review that is due on the day of the next check.</param>
/// <param name="Version">Also its ETag.</param>
internal sealed record ShownEffectReview(
    Guid Id,
    Guid AccountId,
    EffectReviewOrigin Origin,
    Guid? PreviousId,
    int? DaysAfter,
    DateOnly DueOn,
    EffectReviewState State,
    bool IsOverdue,
    Guid? OwnerId,
    DateOnly? HeldOn,
    IReadOnlyList<ReviewedGoal> Goals,
    string? Cause,
    string? Countermeasure,
    DateOnly? NextCheckOn,
    string? ForCustomer,
    Guid? TaskId,
    Guid? NextReviewId,
    Guid? HeldBy,
    string? VoidedWhy,
    long Version
)
{
    public static ShownEffectReview Example { get; } =
        new(
            Guid.Parse("0199a000-0000-7000-8000-00000000f501"),
            Guid.Parse("0199a000-0000-7000-8000-0000000000a1"),
            EffectReviewOrigin.ByHand,
            PreviousId: null,
            DaysAfter: null,
            new DateOnly(2027, 2, 15),
            EffectReviewState.Planned,
            IsOverdue: false,
            OwnerId: null,
            HeldOn: null,
            Goals: [],
            Cause: null,
            Countermeasure: null,
            NextCheckOn: null,
            ForCustomer: null,
            TaskId: null,
            NextReviewId: null,
            HeldBy: null,
            VoidedWhy: null,
            Version: 1
        );

    public static ShownEffectReview Of(EffectReview one, DateOnly today, Guid? owner) =>
        new(
            one.Id,
            one.AccountId,
            one.Origin,
            one.PreviousId,
            one.DaysAfter,
            one.DueOn,
            one.State,
            one.State == EffectReviewState.Planned && one.DueOn < today,
            owner,
            one.HeldOn,
            one.Goals,
            one.Cause,
            one.Countermeasure,
            one.NextCheckOn,
            one.ForCustomer,
            one.TaskId,
            one.NextReviewId,
            one.HeldBy,
            one.VoidedWhy,
            one.Version
        );
}
