using CsMonolith.Journey.Timeline;

namespace CsMonolith.Journey.Reviews;

/// <summary>How far an effect review is.</summary>
internal enum EffectReviewState
{
    Planned,
    Held,
    Voided,
}

/// <summary>Why an effect review is due.</summary>
internal enum EffectReviewOrigin
{
    /// <summary>Somebody planned it.</summary>
    ByHand,

    /// <summary>So many days after the first value, by the policy.</summary>
    Schedule,

    /// <summary>An earlier review named it as the next check.</summary>
    NextCheck,
}

/// <summary>One goal as it stood at a review.</summary>
/// <param name="Number">Of the success definition.</param>
/// <param name="Actual">In the metric's unit; <c>null</c> where nothing could be measured.</param>
/// <param name="MeasuredOn">The day of the measurement; <c>null</c> where the actual was entered at the review.</param>
/// <param name="IsReached">Whether the actual meets the target; <c>null</c> without an actual.</param>
/// <param name="WhyNone">Why nothing could be measured.</param>
internal sealed record ReviewedGoal(
    Guid GoalId,
    int Number,
    string Outcome,
    string Metric,
    double? Baseline,
    double Target,
    DateOnly DueOn,
    double? Actual,
    DateOnly? MeasuredOn,
    bool? IsReached,
    string? WhyNone
);

/// <summary>What came out of a review.</summary>
/// <param name="ForCustomer">What the customer may read of it; the only words of a review that leave the house.</param>
internal sealed record EffectReviewFindings(
    DateOnly HeldOn,
    IReadOnlyList<ReviewedGoal> Goals,
    string? Cause,
    string? Countermeasure,
    DateOnly? NextCheckOn,
    string? ForCustomer,
    Guid? TaskId,
    Guid? NextReviewId
);

/// <summary>
/// A look at what a customer has reached after onboarding (効果測定): target against actual, cause, countermeasure, next
/// check. What was held is never changed; one that was wrong is voided and is due again.
/// </summary>
internal sealed class EffectReview(
    Guid id,
    Guid accountId,
    EffectReviewOrigin origin,
    Guid? previousId,
    int? daysAfter,
    Guid? plannedBy,
    DateTime recordedAt
) : Aggregate
{
    /// <summary>The kind of timeline line that tells of a review that was held.</summary>
    public const string HeldLine = "effect-review-held";

    /// <summary>The kind of timeline line that tells of a held review that was voided.</summary>
    public const string VoidedLine = "effect-review-voided";

    public Guid Id { get; private set; } = id;

    public Guid AccountId { get; private set; } = accountId;

    public EffectReviewOrigin Origin { get; private set; } = origin;

    /// <summary>The review that named it as its next check, or whose place it takes.</summary>
    public Guid? PreviousId { get; private set; } = previousId;

    /// <summary>Of a scheduled one: days after the first value.</summary>
    public int? DaysAfter { get; private set; } = daysAfter;

    public Guid? PlannedBy { get; private set; } = plannedBy;

    public DateTime RecordedAt { get; private set; } = recordedAt;

    public DateOnly DueOn { get; private set; }

    /// <summary>Whether somebody chose the due day; the schedule then leaves it alone.</summary>
    public bool IsMoved { get; private set; }

    public EffectReviewState State { get; private set; }

    public DateOnly? HeldOn { get; private set; }

    public IReadOnlyList<ReviewedGoal> Goals { get; private set; } = [];

    public string? Cause { get; private set; }

    public string? Countermeasure { get; private set; }

    public DateOnly? NextCheckOn { get; private set; }

    public string? ForCustomer { get; private set; }

    /// <summary>The task by which the countermeasure is done.</summary>
    public Guid? TaskId { get; private set; }

    /// <summary>The review that is due on the day of the next check.</summary>
    public Guid? NextReviewId { get; private set; }

    public Guid? HeldBy { get; private set; }

    public DateTime? HeldAt { get; private set; }

    public string? VoidedWhy { get; private set; }

    public Guid? VoidedBy { get; private set; }

    public DateTime? VoidedAt { get; private set; }

    public static EffectReview Plan(
        JourneyDb db,
        Guid account,
        DateOnly dueOn,
        Guid? by,
        EffectReviewOrigin origin = EffectReviewOrigin.ByHand,
        Guid? previous = null,
        int? daysAfter = null
    )
    {
        var review = new EffectReview(Guid.CreateVersion7(), account, origin, previous, daysAfter, by, db.Clock.Now)
        {
            DueOn = dueOn,
        };
        db.Set<EffectReview>().Add(review);
        return review;
    }

    public Result Move(DateOnly dueOn)
    {
        if (State != EffectReviewState.Planned)
        {
            return EffectReviewErrors.NotPlanned(State, HeldOn);
        }

        (DueOn, IsMoved) = (dueOn, true);
        return Result.Done;
    }

    /// <summary>Whether it follows the first value to another day: nobody has held it or chosen its day.</summary>
    public bool Follows(DateOnly dueOn) => State == EffectReviewState.Planned && !IsMoved && DueOn != dueOn;

    /// <summary>Follows the first value to another day.</summary>
    public void Follow(DateOnly dueOn) => DueOn = dueOn;

    public Result Hold(JourneyDb db, EffectReviewFindings found, Guid? by)
    {
        if (State != EffectReviewState.Planned)
        {
            return EffectReviewErrors.NotPlanned(State, HeldOn);
        }

        (State, HeldOn, HeldBy, HeldAt) = (EffectReviewState.Held, found.HeldOn, by, db.Clock.Now);
        (Goals, Cause, Countermeasure) = (found.Goals, found.Cause, found.Countermeasure);
        (NextCheckOn, ForCustomer) = (found.NextCheckOn, found.ForCustomer);
        (TaskId, NextReviewId) = (found.TaskId, found.NextReviewId);
        db.Set<TimelineEntry>()
            .Add(
                TimelineEntry.Own(
                    db,
                    AccountId,
                    found.HeldOn,
                    HeldLine,
                    Id,
                    $"Effect review: {string.Join("; ", Goals.Select(EffectReviewWording.En))}",
                    $"効果測定: {string.Join("、", Goals.Select(EffectReviewWording.Ja))}"
                )
            );
        return Result.Done;
    }

    /// <summary>Takes the review back.</summary>
    public Result Void(JourneyDb db, string why, Guid? by)
    {
        if (State == EffectReviewState.Voided)
        {
            return EffectReviewErrors.NotPlanned(State, HeldOn);
        }

        if (HeldOn is not null)
        {
            db.Set<TimelineEntry>()
                .Add(
                    TimelineEntry.Own(
                        db,
                        AccountId,
                        db.Clock.Today,
                        VoidedLine,
                        Id,
                        $"Effect review of {HeldOn:yyyy-MM-dd} voided",
                        $"{HeldOn:yyyy-MM-dd} の効果測定を取り消し"
                    )
                );
        }

        (State, VoidedWhy, VoidedBy, VoidedAt) = (EffectReviewState.Voided, why, by, db.Clock.Now);
        return Result.Done;
    }
}

/// <summary>Words a goal at a review for the timeline.</summary>
internal static class EffectReviewWording
{
    public static string En(ReviewedGoal goal) =>
        goal.Actual is { } actual
            ? $"{goal.Metric} {actual:0.##}, target {goal.Target:0.##}"
            : $"{goal.Metric} not measured, target {goal.Target:0.##}";

    public static string Ja(ReviewedGoal goal) =>
        goal.Actual is { } actual
            ? $"{goal.Metric} 実績 {actual:0.##}・目標 {goal.Target:0.##}"
            : $"{goal.Metric} 未測定・目標 {goal.Target:0.##}";
}

internal sealed class EffectReviewMapping : IEntityTypeConfiguration<EffectReview>
{
    public void Configure(EntityTypeBuilder<EffectReview> builder)
    {
        builder.ToTable("EffectReviews");
        builder.Property(one => one.Id).ValueGeneratedNever();
        builder.Property(one => one.Origin).HasMaxLength(20);
        builder.Property(one => one.State).HasMaxLength(20);
        builder.Property(one => one.Goals).AsJson();
        builder.Property(one => one.Cause).HasMaxLength(2000);
        builder.Property(one => one.Countermeasure).HasMaxLength(2000);
        builder.Property(one => one.ForCustomer).HasMaxLength(2000);
        builder.Property(one => one.VoidedWhy).HasMaxLength(2000);
        builder.HasIndex(one => new { one.AccountId, one.DueOn });
        builder.HasIndex(one => new { one.State, one.DueOn });
    }
}
