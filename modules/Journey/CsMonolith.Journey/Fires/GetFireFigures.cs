using CsMonolith.Journey.Activities;
using CsMonolith.Journey.People;

namespace CsMonolith.Journey.Fires;

/// <summary>How much of the time do fires eat: by month, cause and person?</summary>
internal sealed record GetFireFigures(Month From, Month To) : IQuery<FireFigures>;

/// <param name="Total">Minutes of all activities, those for fires among them.</param>
/// <param name="FireMinutes">Minutes of activities for fires.</param>
/// <param name="Share">Fires' share of all minutes; <c>null</c> where no minutes are recorded.</param>
internal sealed record FireFigures(
    Month From,
    Month To,
    long Total,
    long FireMinutes,
    decimal? Share,
    IReadOnlyList<FireHours> Rows
) : Figure;

/// <param name="PersonId">Who fought; <c>null</c> where it is unknown.</param>
/// <param name="Minutes">Minutes of that person's activities for fires of the cause in the month.</param>
/// <param name="ShareOfPerson">Of all minutes of that person in the month; never <c>null</c> in a row.</param>
internal sealed record FireHours(
    Month Month,
    string Cause,
    Guid? PersonId,
    string? Name,
    long Minutes,
    decimal? ShareOfPerson
);

internal sealed class GetFireFiguresHandler(JourneyDb db, WorkSight sight)
    : IRequestHandler<GetFireFigures, Result<FireFigures>>
{
    public async Task<Result<FireFigures>> Handle(GetFireFigures ask, CancellationToken cancellation)
    {
        if (ask.To.CompareTo(ask.From) < 0 || ask.To.CompareTo(ask.From.Plus(35)) > 0)
        {
            return ActivityErrors.PeriodTooLong(ask.From, ask.To);
        }

        var (first, last) = (ask.From.First, ask.To.Last);
        var work = await SeenActivities
            .Among(db.Set<Activity>().AsNoTracking(), await sight.Seen(cancellation))
            .Where(one => one.On >= first && one.On <= last && one.Minutes != null)
            .Select(one => new
            {
                one.On,
                one.ById,
                Minutes = (long)one.Minutes!.Value,
                Cause = db.Set<Fire>().Where(fire => fire.Id == one.FireId).Select(fire => fire.Cause).FirstOrDefault(),
            })
            .ToListAsync(cancellation);
        var names = await db.Set<Person>().ToDictionaryAsync(person => person.Id, person => person.Name, cancellation);
        var own = work.GroupBy(one => (Month.Of(one.On), one.ById))
            .ToDictionary(group => group.Key, group => group.Sum(one => one.Minutes));
        var (total, fires) = (
            work.Sum(one => one.Minutes),
            work.Where(one => one.Cause is not null).Sum(one => one.Minutes)
        );
        return new FireFigures(
            ask.From,
            ask.To,
            total,
            fires,
            new Ratio(fires, total).ToNumber(),
            [
                .. work.Where(one => one.Cause is not null)
                    .GroupBy(one => (Month: Month.Of(one.On), Cause: one.Cause!, one.ById))
                    .OrderBy(group => group.Key.Month)
                    .ThenBy(group => group.Key.Cause, StringComparer.Ordinal)
                    .ThenBy(group => group.Key.ById)
                    .Select(group => (group.Key, Minutes: group.Sum(one => one.Minutes)))
                    .Select(row => new FireHours(
                        row.Key.Month,
                        row.Key.Cause,
                        row.Key.ById,
                        row.Key.ById is { } id ? names.GetValueOrDefault(id) : null,
                        row.Minutes,
                        new Ratio(row.Minutes, own[(row.Key.Month, row.Key.ById)]).ToNumber()
                    )),
            ]
        );
    }
}

internal sealed class GetFireFiguresEndpoint : IEndpoint
{
    public static void Map(IEndpointRouteBuilder routes) =>
        routes
            .Get("/fire-figures", (Month from, Month to) => new GetFireFigures(from, to))
            .WithSummary("Tell how much of the time fires eat, by month, cause and person")
            .WithDescription("At most 36 months.")
            .WithQueryExample(("from", "2026-11"), ("to", "2026-11"))
            .WithExample(
                null,
                new FireFigures(
                    new Month(2026, 11),
                    new Month(2026, 11),
                    5400,
                    540,
                    0.1m,
                    [
                        new FireHours(
                            new Month(2026, 11),
                            "product-fault",
                            Guid.Parse("0199a000-0000-7000-8000-000000000001"),
                            "佐藤 美咲",
                            540,
                            0.1m
                        ),
                    ]
                )
            )
            .WithProblems(400, 401, 403);
}
