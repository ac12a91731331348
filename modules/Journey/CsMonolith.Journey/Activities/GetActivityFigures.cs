using CsMonolith.Journey.People;

namespace CsMonolith.Journey.Activities;

/// <summary>Where did the time go, and how much of it was for no goal or came after the customer's call?</summary>
internal sealed record GetActivityFigures(Month From, Month To) : IQuery<ActivityFigures>;

/// <param name="Total">Over all months and people.</param>
/// <param name="People">By month and person; who did it is unknown where the person is <c>null</c>.</param>
/// <param name="Roles">
/// By month and present role: somebody with two roles stands in both, so roles do not add up to the total.
/// </param>
internal sealed record ActivityFigures(
    Month From,
    Month To,
    ActivityFigure Total,
    IReadOnlyList<PersonActivity> People,
    IReadOnlyList<RoleActivity> Roles
) : Figure;

internal sealed record PersonActivity(Month Month, Guid? PersonId, string? Name, ActivityFigure Figure);

internal sealed record RoleActivity(Month Month, Role Role, ActivityFigure Figure);

/// <param name="Minutes">Those recorded; contacts without a length add none.</param>
/// <param name="WithoutGoal">Minutes that served no success goal.</param>
/// <param name="WithoutGoalShare">Of the minutes; <c>null</c> where no minutes are recorded.</param>
/// <param name="Labelled">Activities that are said to be proactive or reactive.</param>
/// <param name="Reactive">Those of them that came after the customer's call.</param>
/// <param name="ReactiveShare">Reactive of labelled; <c>null</c> where none is labelled.</param>
/// <param name="Answered">Activities that answered a signal.</param>
/// <param name="MeanLeadDays">Mean days from the signal to the answer; <c>null</c> where none was answered.</param>
internal sealed record ActivityFigure(
    long Minutes,
    long WithoutGoal,
    decimal? WithoutGoalShare,
    int Labelled,
    int Reactive,
    decimal? ReactiveShare,
    int Answered,
    decimal? MeanLeadDays
)
{
    public static ActivityFigure Of(IReadOnlyCollection<ActivityTime> times)
    {
        var (minutes, without) = (times.Sum(time => time.Minutes), times.Sum(time => time.WithoutGoal));
        var (labelled, reactive) = (times.Sum(time => time.Labelled), times.Sum(time => time.Reactive));
        var (answered, lead) = (times.Sum(time => time.Answered), times.Sum(time => time.LeadDays));
        return new ActivityFigure(
            minutes,
            without,
            new Ratio(without, minutes).ToNumber(),
            labelled,
            reactive,
            new Ratio(reactive, labelled).ToNumber(),
            answered,
            new Ratio(lead, answered).ToNumber()
        );
    }
}

internal sealed class GetActivityFiguresHandler(JourneyDb db, WorkSight sight)
    : IRequestHandler<GetActivityFigures, Result<ActivityFigures>>
{
    private const int MostMonths = 36;

    public async Task<Result<ActivityFigures>> Handle(GetActivityFigures ask, CancellationToken cancellation)
    {
        if (ask.To.CompareTo(ask.From) < 0 || ask.To.CompareTo(ask.From.Plus(MostMonths - 1)) > 0)
        {
            return ActivityErrors.PeriodTooLong(ask.From, ask.To);
        }

        var times = await ActivityTimes.Read(
            SeenActivities.Among(db.Set<Activity>().AsNoTracking(), await sight.Seen(cancellation)),
            ask.From.First,
            ask.To.Last,
            cancellation
        );
        var people = (await db.Set<Person>().AsNoTracking().ToListAsync(cancellation)).ToDictionary(one => one.Id);
        Person? Of(ActivityTime time) => time.PersonId is { } id ? people.GetValueOrDefault(id) : null;
        return new ActivityFigures(
            ask.From,
            ask.To,
            ActivityFigure.Of(times),
            [
                .. times
                    .GroupBy(time => (time.Month, time.PersonId, Of(time)?.Name))
                    .OrderBy(own => own.Key.Month)
                    .ThenBy(own => own.Key.Name, StringComparer.Ordinal)
                    .ThenBy(own => own.Key.PersonId)
                    .Select(own => new PersonActivity(
                        own.Key.Month,
                        own.Key.PersonId,
                        own.Key.Name,
                        ActivityFigure.Of([.. own])
                    )),
            ],
            [
                .. times
                    .SelectMany(time => (Of(time)?.Roles ?? []).Select(role => (time.Month, Role: role, Time: time)))
                    .GroupBy(one => (one.Month, one.Role))
                    .OrderBy(own => own.Key)
                    .Select(own => new RoleActivity(
                        own.Key.Month,
                        own.Key.Role,
                        ActivityFigure.Of([.. own.Select(one => one.Time)])
                    )),
            ]
        );
    }
}

internal sealed class GetActivityFiguresEndpoint : IEndpoint
{
    private static readonly ActivityFigure Shown = new(5400, 1350, 0.25m, 40, 10, 0.25m, 12, 3.5m);

    public static void Map(IEndpointRouteBuilder routes) =>
        routes
            .Get("/activity-figures", (Month from, Month to) => new GetActivityFigures(from, to))
            .WithSummary("Tell where the time went: without a goal, reactive, by month, person and role")
            .WithDescription("At most 36 months. Work for no account counts for its person and their leader.")
            .WithQueryExample(("from", "2026-11"), ("to", "2026-11"))
            .WithExample(
                null,
                new ActivityFigures(
                    new Month(2026, 11),
                    new Month(2026, 11),
                    Shown,
                    [
                        new PersonActivity(
                            new Month(2026, 11),
                            Guid.Parse("0199a000-0000-7000-8000-000000000001"),
                            "佐藤 美咲",
                            Shown
                        ),
                    ],
                    [new RoleActivity(new Month(2026, 11), Role.Csm, Shown)]
                )
            )
            .WithProblems(400, 401, 403);
}
