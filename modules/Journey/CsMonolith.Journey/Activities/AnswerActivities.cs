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
        var within = activities.Where(one => one.On >= from && one.On <= to);
        var sums = await within
            .GroupBy(one => new
            {
                one.On.Year,
                one.On.Month,
                one.ById,
                one.AccountId,
            })
            .Select(own => new
            {
                own.Key,
                Minutes = own.Sum(one => (long)(one.Minutes ?? 0)),
                WithoutGoal = own.Sum(one => one.GoalId == null ? (long)(one.Minutes ?? 0) : 0L),
                Labelled = own.Count(one => one.Proactive != null),
                Reactive = own.Count(one => one.Proactive == false),
            })
            .ToListAsync(cancellation);

        // Few activities answer a signal, and days between two dates are counted here the same on both databases.
        var answers = (
            await within
                .Where(one => one.SignalOn != null)
                .Select(one => new
                {
                    one.On,
                    one.ById,
                    one.AccountId,
                    SignalOn = one.SignalOn!.Value,
                })
                .ToListAsync(cancellation)
        ).ToLookup(
            one => (Month.Of(one.On), one.ById, one.AccountId),
            one => one.On.DayNumber - one.SignalOn.DayNumber
        );
        return
        [
            .. sums.Select(own => (Month: new Month(own.Key.Year, own.Key.Month), Sums: own))
                .OrderBy(own => own.Month)
                .ThenBy(own => own.Sums.Key.ById)
                .ThenBy(own => own.Sums.Key.AccountId)
                .Select(own =>
                {
                    var (key, lead) = (own.Sums.Key, answers[(own.Month, own.Sums.Key.ById, own.Sums.Key.AccountId)]);
                    return new ActivityTime(
                        own.Month,
                        key.ById,
                        key.AccountId,
                        own.Sums.Minutes,
                        own.Sums.WithoutGoal,
                        own.Sums.Labelled,
                        own.Sums.Reactive,
                        lead.Count(),
                        lead.Sum()
                    );
                }),
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
