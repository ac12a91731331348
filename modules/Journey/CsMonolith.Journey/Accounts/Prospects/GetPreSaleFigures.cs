using CsMonolith.Journey.Activities;
using CsMonolith.Journey.People;

namespace CsMonolith.Journey.Accounts.Prospects;

/// <summary>How much of customer success's time goes into the time before the sale, and what comes of it?</summary>
internal sealed record GetPreSaleFigures(Month From, Month To) : IQuery<PreSaleFigures>;

/// <param name="Minutes">Minutes of activities for accounts on days on which they were prospects.</param>
/// <param name="Won">Prospects won in the period.</param>
/// <param name="Lost">Prospects that were lost in the period and still are.</param>
/// <param name="HoursPerWon">
/// All those hours, those for prospects lost or open among them, over the prospects won; <c>null</c> where none was won
/// or no hours were recorded.
/// </param>
/// <param name="Outcomes">By what has become of the prospect by now: open, won, lost.</param>
internal sealed record PreSaleFigures(
    Month From,
    Month To,
    long Minutes,
    int Won,
    int Lost,
    decimal? HoursPerWon,
    IReadOnlyList<PreSaleOutcome> Outcomes,
    IReadOnlyList<PreSaleMonth> Months
) : Figure;

/// <param name="Accounts">
/// Prospects won or lost in the period, or still open that began by its end, those without any recorded time among them;
/// and those that the minutes were for.
/// </param>
/// <param name="HoursPerAccount">Over all of those prospects; <c>null</c> where no hours were recorded.</param>
internal sealed record PreSaleOutcome(ProspectState Outcome, int Accounts, long Minutes, decimal? HoursPerAccount);

/// <param name="OpenMinutes">Minutes of the month for prospects that are open now.</param>
/// <param name="WonMinutes">For those won by now.</param>
/// <param name="LostMinutes">For those lost by now.</param>
/// <param name="Won">Prospects won in the month.</param>
/// <param name="Lost">Prospects lost in the month that still are.</param>
internal sealed record PreSaleMonth(
    Month Month,
    long OpenMinutes,
    long WonMinutes,
    long LostMinutes,
    int Won,
    int Lost
);

internal sealed class GetPreSaleFiguresHandler(JourneyDb db, WorkSight sight)
    : IRequestHandler<GetPreSaleFigures, Result<PreSaleFigures>>
{
    private const int MinutesOfAnHour = 60;

    public async Task<Result<PreSaleFigures>> Handle(GetPreSaleFigures ask, CancellationToken cancellation)
    {
        if (ask.To.CompareTo(ask.From) < 0 || ask.To.CompareTo(ask.From.Plus(35)) > 0)
        {
            return ActivityErrors.PeriodTooLong(ask.From, ask.To);
        }

        var (first, last) = (ask.From.First, ask.To.Last);
        var seen = await sight.Seen(cancellation);
        var prospects = await db.Set<Prospect>()
            .AsNoTracking()
            .Within(seen.Scope, one => one.AccountId)
            .ToDictionaryAsync(one => one.AccountId, cancellation);
        var minutes = (
            await (
                from activity in SeenActivities.Among(db.Set<Activity>().AsNoTracking(), seen)
                join prospect in db.Set<Prospect>() on activity.AccountId equals (Guid?)prospect.AccountId
                where
                    activity.On >= first
                    && activity.On <= last
                    && activity.Minutes != null
                    && activity.On >= prospect.Since
                    && (prospect.WonOn == null || activity.On < prospect.WonOn)
                select new
                {
                    prospect.AccountId,
                    activity.On,
                    Minutes = activity.Minutes!.Value,
                }
            ).ToListAsync(cancellation)
        ).ConvertAll(one => new Effort(prospects[one.AccountId], one.On, one.Minutes));
        var turned = prospects.Values.Where(one => one.StateSince >= first && one.StateSince <= last).ToList();
        int Turned(ProspectState state, Month? month = null) =>
            turned.Count(one => one.State == state && (month is null || Month.Of(one.StateSince) == month));
        var (total, won) = (minutes.Sum(one => one.Minutes), Turned(ProspectState.Won));
        return new PreSaleFigures(
            ask.From,
            ask.To,
            total,
            won,
            Turned(ProspectState.Lost),
            Hours(total, won),
            [
                .. Enum.GetValues<ProspectState>()
                    .Select(state =>
                        Outcome(
                            state,
                            minutes,
                            state == ProspectState.Open ? prospects.Values.Where(one => one.Since <= last) : turned
                        )
                    ),
            ],
            [
                .. Month
                    .Between(ask.From, ask.To)
                    .Select(month =>
                    {
                        long Of(ProspectState state) =>
                            minutes
                                .Where(one => Month.Of(one.On) == month && one.Prospect.State == state)
                                .Sum(one => one.Minutes);
                        return new PreSaleMonth(
                            month,
                            Of(ProspectState.Open),
                            Of(ProspectState.Won),
                            Of(ProspectState.Lost),
                            Turned(ProspectState.Won, month),
                            Turned(ProspectState.Lost, month)
                        );
                    }),
            ]
        );
    }

    private static PreSaleOutcome Outcome(ProspectState state, List<Effort> minutes, IEnumerable<Prospect> there)
    {
        var own = minutes.Where(one => one.Prospect.State == state).ToList();
        var (accounts, sum) = (
            there
                .Where(one => one.State == state)
                .Concat(own.Select(one => one.Prospect))
                .Select(one => one.AccountId)
                .Distinct()
                .Count(),
            own.Sum(one => one.Minutes)
        );
        return new PreSaleOutcome(state, accounts, sum, Hours(sum, accounts));
    }

    // Where nothing was written down, nobody knows that the work took no time.
    private static decimal? Hours(long minutes, int prospects) =>
        minutes == 0 ? null : new Ratio(minutes, prospects * MinutesOfAnHour).ToNumber();

    private sealed record Effort(Prospect Prospect, DateOnly On, long Minutes);
}

internal sealed class GetPreSaleFiguresEndpoint : IEndpoint
{
    public static void Map(IEndpointRouteBuilder routes) =>
        routes
            .Get("/pre-sale-figures", (Month from, Month to) => new GetPreSaleFigures(from, to))
            .WithSummary("Tell how many hours customer success works before the sale, and per prospect won")
            .WithDescription("At most 36 months. An activity counts where its account was a prospect on its day.")
            .WithQueryExample(("from", "2026-11"), ("to", "2026-11"))
            .WithExample(
                null,
                new PreSaleFigures(
                    new Month(2026, 11),
                    new Month(2026, 11),
                    Minutes: 1200,
                    Won: 2,
                    Lost: 1,
                    HoursPerWon: 10m,
                    [
                        new PreSaleOutcome(ProspectState.Open, 1, 240, 4m),
                        new PreSaleOutcome(ProspectState.Won, 2, 600, 5m),
                        new PreSaleOutcome(ProspectState.Lost, 1, 360, 6m),
                    ],
                    [
                        new PreSaleMonth(
                            new Month(2026, 11),
                            OpenMinutes: 240,
                            WonMinutes: 600,
                            LostMinutes: 360,
                            Won: 2,
                            Lost: 1
                        ),
                    ]
                )
            )
            .WithProblems(400, 401, 403);
}
