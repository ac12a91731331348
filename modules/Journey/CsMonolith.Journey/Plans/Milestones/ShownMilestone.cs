namespace CsMonolith.Journey.Plans.Milestones;

/// <param name="AlarmDays">Days before the forecast from which its owner is alarmed.</param>
/// <param name="BaselineOn">The day that was agreed; <c>null</c> while none was.</param>
/// <param name="ForecastOn">The day that is expected.</param>
/// <param name="ActualOn">The day on which it was reached.</param>
/// <param name="SlipDays">Days from the baseline to the actual day, or to the forecast while there is none; negative
/// where it comes earlier, <c>null</c> without a baseline.</param>
/// <param name="IsNear">Not reached, and its alarm is due.</param>
/// <param name="IsLate">Not reached, and the forecast has passed.</param>
/// <param name="Moves">Every move of the forecast, the first one first.</param>
/// <param name="Baselines">Every baseline: the agreed one, then those of approved changes.</param>
/// <param name="Version">Also its ETag.</param>
internal sealed record ShownMilestone(
    Guid Id,
    Guid ProjectId,
    Guid AccountId,
    string Title,
    Guid OwnerId,
    int AlarmDays,
    DateOnly? BaselineOn,
    DateOnly ForecastOn,
    DateOnly? ActualOn,
    int? SlipDays,
    bool IsNear,
    bool IsLate,
    IReadOnlyList<ForecastMove> Moves,
    IReadOnlyList<BaselineStep> Baselines,
    long Version
)
{
    public static ShownMilestone Example { get; } =
        new(
            Guid.Parse("0199a000-0000-7000-8000-00000000f301"),
            Guid.Parse("0199a000-0000-7000-8000-0000000000f1"),
            Guid.Parse("0199a000-0000-7000-8000-0000000000a1"),
            "利用開始",
            Guid.Parse("0199a000-0000-7000-8000-000000000001"),
            Milestone.UsualAlarmDays,
            BaselineOn: null,
            new DateOnly(2027, 1, 15),
            ActualOn: null,
            SlipDays: null,
            IsNear: false,
            IsLate: false,
            [],
            [],
            Version: 1
        );

    public static ShownMilestone Of(Milestone one, DateOnly today) =>
        new(
            one.Id,
            one.ProjectId,
            one.AccountId,
            one.Title,
            one.OwnerId,
            one.AlarmDays,
            one.BaselineOn,
            one.ForecastOn,
            one.ActualOn,
            one.SlipDays,
            one.IsNear(today),
            one.IsLate(today),
            one.Moves,
            one.Baselines,
            one.Version
        );
}
