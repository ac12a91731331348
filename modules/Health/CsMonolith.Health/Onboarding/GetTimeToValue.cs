using CsMonolith.Health.Usage;
using CsMonolith.Journey.Contracts;

namespace CsMonolith.Health.Onboarding;

/// <summary>After how many days do customers have their first value, and where do the days go?</summary>
/// <param name="AsOf">The day; <c>null</c> for today.</param>
/// <param name="By">How customers are grouped; <c>null</c> for tier.</param>
/// <param name="Start">From which day it counts; <c>null</c> for the policy.</param>
/// <param name="From">Only customers who started on this day or later.</param>
/// <param name="To">Only customers who started on this day or earlier.</param>
internal sealed record GetTimeToValue(DateOnly? AsOf, string? By, string? Start, DateOnly? From, DateOnly? To)
    : IQuery<TimeToValue>;

/// <param name="Start">From which day it counts: contract, kickoff or goLive.</param>
/// <param name="WithoutStart">Customers for whom that day has not come; they are in no figure.</param>
/// <param name="Groups">The largest first; <c>null</c> as a key gathers customers of whom it is unknown.</param>
internal sealed record TimeToValue(
    DateOnly AsOf,
    string By,
    ValueStart Start,
    DateOnly? From,
    DateOnly? To,
    int WithoutStart,
    ValueGroup Total,
    IReadOnlyList<ValueGroup> Groups,
    string Formula
) : Figure;

/// <summary>What both questions about time to value ask for.</summary>
internal sealed record ValueAsk(DateOnly AsOf, string By, ValueStart? Start)
{
    /// <summary>The definitions behind these figures; it changes when they do.</summary>
    public const string Formula = "time-to-value-1";

    private static readonly Dictionary<string, ValueStart> Starts = Enum.GetValues<ValueStart>()
        .ToDictionary(start => System.Text.Json.JsonNamingPolicy.CamelCase.ConvertName(start.ToString()));

    /// <summary>Reads the parameters, or refuses them.</summary>
    public static Result<ValueAsk> Of(DateOnly? asOf, string? by, string? start, DateOnly today)
    {
        if (asOf > today)
        {
            return UsageErrors.DayAhead("asOf", asOf.Value, today);
        }

        if (by is not null && !ValueSegments.Ways.Contains(by, StringComparer.Ordinal))
        {
            return OnboardingErrors.UnknownGrouping(by, ValueSegments.Ways);
        }

        if (start is not null && !Starts.ContainsKey(start))
        {
            return OnboardingErrors.UnknownStart(start, [.. Starts.Keys]);
        }

        return new ValueAsk(asOf ?? today, by ?? ValueSegments.Ways[0], start is null ? null : Starts[start]);
    }
}

internal sealed class GetTimeToValueHandler(
    HealthDb db,
    AccountVisibility visibility,
    ValueReader reader,
    ValueSegments segments,
    IMediator mediator
) : IRequestHandler<GetTimeToValue, Result<TimeToValue>>
{
    public async Task<Result<TimeToValue>> Handle(GetTimeToValue ask, CancellationToken cancellationToken)
    {
        var read = ValueAsk.Of(ask.AsOf, ask.By, ask.Start, db.Clock.Today);
        if (read.Error is { } refusal)
        {
            return refusal;
        }

        var (asOf, by, start) = read.Value;
        var scope = await visibility.Accounts(cancellationToken);
        var waits = await reader.Read(scope, asOf, start, cancellationToken);
        var started = waits.Started.Where(wait => !(wait.StartOn < ask.From) && !(wait.StartOn > ask.To)).ToList();
        var segment = await segments.Read(by, asOf, cancellationToken);
        var phases = new PhaseLedger(
            await mediator.Send(new Phases(), cancellationToken),
            (
                await mediator.Send(
                    new PhasesEnteredBy(scope.All ? null : [.. scope.Accounts], asOf),
                    cancellationToken
                )
            ).ToLookup(entry => entry.AccountId)
        );
        return new TimeToValue(
            asOf,
            by,
            waits.Start,
            ask.From,
            ask.To,
            waits.WithoutStart,
            ValueGroup.Of(default, started, phases),
            [
                .. started
                    .GroupBy(segment)
                    .Select(group => ValueGroup.Of(group.Key, [.. group], phases))
                    .OrderByDescending(group => group.Customers)
                    .ThenBy(group => group.Name, StringComparer.Ordinal),
            ],
            ValueAsk.Formula
        );
    }
}

internal sealed class GetTimeToValueEndpoint : IEndpoint
{
    public static void Map(IEndpointRouteBuilder routes) =>
        routes
            .Get(
                "/time-to-value",
                (DateOnly? asOf, string? by, string? start, DateOnly? from, DateOnly? to) =>
                    new GetTimeToValue(asOf, by, start, from, to)
            )
            .WithSummary("After how many days customers have their first value, and where the days go")
            .WithDescription(
                "The estimate of Kaplan and Meier: customers who still wait, or left before, count for as long as they were "
                    + "watched, so that the median does not flatter. Its 95 % interval is that of Brookmeyer and Crowley on the "
                    + "log-log scale. Grouped by tier, industry, region, programme or team as of the day. The first value is the "
                    + "earlier of the evidence in onboarding and the first benefit in the value ledger."
            )
            .WithExample(null, Example)
            .WithProblems(400, 401, 403);

    private static TimeToValue Example { get; } =
        new(
            new DateOnly(2026, 10, 31),
            "tier",
            ValueStart.Contract,
            From: null,
            To: null,
            WithoutStart: 0,
            Group(key: null),
            [Group("1")],
            ValueAsk.Formula
        );

    private static ValueGroup Group(string? key) =>
        new(
            key,
            key,
            5,
            3,
            2,
            0,
            40,
            10,
            HighDays: null,
            Why: null,
            [
                new ValuePoint(10, 5, 1, 0.8, 0.203815, 0.969176),
                new ValuePoint(20, 4, 1, 0.6, 0.125732, 0.881756),
                new ValuePoint(40, 2, 1, 0.3, 0.012325, 0.719186),
            ],
            [new PhaseDays("introduction", "Introduction", "導入", 18.5, 25)]
        );
}
