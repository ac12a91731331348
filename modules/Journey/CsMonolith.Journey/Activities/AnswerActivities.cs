namespace CsMonolith.Journey.Activities;

/// <summary>
/// Sums activities by month, person and account. One query reads the period's rows; the cost is linear in them.
/// </summary>
internal static class ActivityTimes
{
    public static async Task<IReadOnlyList<ActivityTime>> Read(
        IQueryable<Activity> activities,
        DateOnly from,
        DateOnly to,
        CancellationToken cancellation
    )
    {
        var rows = await activities
            .Where(one => one.On >= from && one.On <= to)
            .Select(one => new
            {
                one.On,
                one.ById,
                one.AccountId,
                one.Minutes,
                HasGoal = one.GoalId != null,
                one.Proactive,
                one.SignalOn,
            })
            .ToListAsync(cancellation);
        return
        [
            .. rows.GroupBy(one => (Month: Month.Of(one.On), one.ById, one.AccountId))
                .OrderBy(own => own.Key.Month)
                .ThenBy(own => own.Key.ById)
                .ThenBy(own => own.Key.AccountId)
                .Select(own => new ActivityTime(
                    own.Key.Month,
                    own.Key.ById,
                    own.Key.AccountId,
                    own.Sum(one => (long)(one.Minutes ?? 0)),
                    own.Sum(one => one.HasGoal ? 0L : one.Minutes ?? 0),
                    own.Count(one => one.Proactive is not null),
                    own.Count(one => one.Proactive == false),
                    own.Count(one => one.SignalOn is not null),
                    own.Sum(one => one.SignalOn is { } signal ? one.On.DayNumber - signal.DayNumber : 0)
                )),
        ];
    }
}

internal sealed class AnswerActivityTimesBetween(JourneyDb db)
    : IRequestHandler<ActivityTimesBetween, IReadOnlyList<ActivityTime>>
{
    public Task<IReadOnlyList<ActivityTime>> Handle(ActivityTimesBetween ask, CancellationToken cancellation)
    {
        var known = db.Clock.EndOf(ask.KnownOn ?? ask.To);
        return ActivityTimes.Read(
            db.Set<Activity>().AsNoTracking().Where(one => one.RecordedAt <= known),
            ask.From,
            ask.To,
            cancellation
        );
    }
}
