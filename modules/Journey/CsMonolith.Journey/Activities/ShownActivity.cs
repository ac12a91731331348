using CsMonolith.Journey.Phases;

namespace CsMonolith.Journey.Activities;

/// <param name="AccountId"><c>null</c> for work that is for no account.</param>
/// <param name="With">With whom.</param>
/// <param name="GoalId">The success definition that it served.</param>
/// <param name="FireId">The fire that it fought.</param>
/// <param name="Proactive">Whether we acted before the customer called; <c>null</c> where that is no question.</param>
/// <param name="SignalKind">The signal that it answered.</param>
/// <param name="LeadDays">Days from that signal to the activity.</param>
/// <param name="Channel">By which way we were in touch; <c>null</c> where we were not.</param>
/// <param name="Note">For colleagues; a partner reads their own alone.</param>
/// <param name="ById">Who did it.</param>
/// <param name="Phase">Code of the account's phase on the day, by all that is known now.</param>
internal sealed record ShownActivity(
    Guid Id,
    Guid? AccountId,
    DateOnly On,
    ActivityKind Kind,
    string? What,
    IReadOnlyList<string> With,
    int? Minutes,
    Guid? GoalId,
    Guid? FireId,
    bool? Proactive,
    string? SignalKind,
    DateOnly? SignalOn,
    int? LeadDays,
    ContactChannel? Channel,
    ContactOutcome? Outcome,
    string? Note,
    Guid? ById,
    string? Phase,
    DateTime RecordedAt
)
{
    public static ShownActivity Example { get; } =
        new(
            Guid.Parse("0199a000-0000-7000-8000-0000000000e7"),
            Guid.Parse("0199a000-0000-7000-8000-0000000000a1"),
            new DateOnly(2026, 11, 18),
            ActivityKind.Training,
            "新しい担当者に配車表の作り方を教えた",
            ["物流部 田中 健一", "物流部 鈴木 直子"],
            90,
            GoalId: null,
            FireId: null,
            Proactive: true,
            "usage-drop",
            new DateOnly(2026, 11, 14),
            4,
            ContactChannel.Visit,
            ContactOutcome.Stayed,
            Note: null,
            Guid.Parse("0199a000-0000-7000-8000-000000000001"),
            "introduction",
            new DateTime(2026, 11, 18, 9, 0, 0, DateTimeKind.Utc)
        );

    public static ShownActivity Of(ActivityOnDay row)
    {
        var activity = row.Activity;
        return new(
            activity.Id,
            activity.AccountId,
            activity.On,
            activity.Kind,
            activity.What,
            activity.With,
            activity.Minutes,
            activity.GoalId,
            activity.FireId,
            activity.Proactive,
            activity.SignalKind,
            activity.SignalOn,
            activity.SignalOn is { } signal ? activity.On.DayNumber - signal.DayNumber : null,
            activity.Channel,
            activity.Outcome,
            activity.Note,
            activity.ById,
            row.Phase,
            activity.RecordedAt
        );
    }
}

/// <summary>An activity with the account's phase on its day.</summary>
internal sealed class ActivityOnDay
{
    public required Activity Activity { get; init; }

    public string? Phase { get; init; }

    public static IQueryable<ActivityOnDay> All(JourneyDb db) => Of(db, db.Set<Activity>().AsNoTracking());

    public static IQueryable<ActivityOnDay> Of(JourneyDb db, IQueryable<Activity> activities) =>
        activities.Select(activity => new ActivityOnDay
        {
            Activity = activity,
            Phase = db.Set<AccountPhase>()
                .Where(phase => phase.AccountId == activity.AccountId && phase.On <= activity.On)
                .OrderByDescending(phase => phase.On)
                .ThenByDescending(phase => phase.RecordedAt)
                .Select(phase => phase.Phase)
                .FirstOrDefault(),
        });
}
