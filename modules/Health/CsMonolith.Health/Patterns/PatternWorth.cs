using System.Text.Json;
using CsMonolith.Health.Snapshots;
using CsMonolith.Health.Snapshots.Features;
using CsMonolith.Learning.Evaluation;
using CsMonolith.Learning.Patterns;
using FoundPattern = CsMonolith.Learning.Patterns.Pattern;

namespace CsMonolith.Health.Patterns;

/// <summary>An amount with its 95 % interval.</summary>
internal sealed record MoneyInterval(Money Value, Money Low, Money High);

/// <summary>What a pattern is worth a year: reach × effect.</summary>
/// <param name="Customers">
/// Customers in the phase within the twelve months to the newest snapshots, who at their last month end there stood on
/// the side that does worse.
/// </param>
/// <param name="Outcomes">
/// Customers × effect: successes gained. Below 0 where the strata turn the difference round.
/// </param>
/// <param name="Arr">Their ARR × effect, by currency.</param>
internal sealed record PatternWorth(int Customers, PatternInterval Outcomes, IReadOnlyList<MoneyInterval> Arr)
{
    public static PatternWorth Of(int customers, IReadOnlyList<Money> year, Interval effect)
    {
        var outcomes = PatternReach.Of(customers, effect);
        return new PatternWorth(
            customers,
            new PatternInterval(outcomes.Value, outcomes.Low, outcomes.High),
            [
                .. year.Select(arr => new MoneyInterval(
                    Part(arr, effect.Value),
                    Part(arr, effect.Low),
                    Part(arr, effect.High)
                )),
            ]
        );
    }

    private static Money Part(Money arr, double effect) =>
        new((long)Math.Round(arr.Minor * effect, MidpointRounding.AwayFromZero), arr.Currency);
}

/// <summary>The customers of each phase in the last year, each with its last snapshot in the phase.</summary>
internal sealed class YearInPhases
{
    private readonly ILookup<string, (Snapshot Snapshot, Dictionary<string, JsonElement> Values)> _last;

    /// <param name="live">Live snapshots of at least the last twelve months.</param>
    public YearInPhases(IReadOnlyCollection<Snapshot> live)
    {
        var yearAgo = live.Count == 0 ? DateOnly.MinValue : live.Max(row => row.AsOf).AddYears(-1);
        _last = live.Where(row => row.AsOf > yearAgo)
            .GroupBy(row => (row.AccountId, row.Phase))
            .Select(months => months.MaxBy(row => row.AsOf)!)
            .ToLookup(row => row.Phase ?? "", row => (row, FeatureTable.ValuesOf(row)));
    }

    /// <summary>Reads the twelve months to the newest live snapshots.</summary>
    public static async Task<YearInPhases> Read(HealthDb db, CancellationToken cancellation)
    {
        var live = db.Set<Snapshot>().AsNoTracking().Where(row => row.IsLive);
        var newest = await live.MaxAsync(row => (DateOnly?)row.AsOf, cancellation);
        var yearAgo = newest?.AddYears(-1) ?? DateOnly.MinValue;
        return new YearInPhases(await live.Where(row => row.AsOf > yearAgo).ToListAsync(cancellation));
    }

    /// <summary>A share of the customers of a phase and of their ARR. An empty phase means all customers.</summary>
    public (int Customers, IReadOnlyList<Money> Arr) Share(string phase, double share)
    {
        var customers =
            phase.Length > 0
                ? _last[phase].Select(row => row.Snapshot).ToList()
                :
                [
                    .. _last
                        .SelectMany(rows => rows)
                        .Select(row => row.Snapshot)
                        .GroupBy(row => row.AccountId)
                        .Select(own => own.MaxBy(row => row.AsOf)!),
                ];
        return (
            (int)Math.Round(customers.Count * share),
            [.. ArrOf(customers).Select(arr => new Money((long)Math.Round(arr.Minor * share), arr.Currency))]
        );
    }

    /// <summary>
    /// The customers that a pattern could move: those without a condition that helps, or with one that harms.
    /// </summary>
    public IReadOnlyList<Snapshot> Movable(FoundPattern pattern, ThresholdCondition condition) =>
        [
            .. _last[pattern.Phase]
                .Where(row => condition.HoldsFor(row.Values) == (pattern.Tested.Difference.Value < 0))
                .Select(row => row.Snapshot),
        ];

    /// <summary>Their ARR, by currency: twelve times the MRR of that month end.</summary>
    public static IReadOnlyList<Money> ArrOf(IEnumerable<Snapshot> customers) =>
        [
            .. customers
                .Where(row => row.Currency is not null)
                .GroupBy(row => row.Currency!)
                .OrderBy(group => group.Key, StringComparer.Ordinal)
                .Select(group => new Money(12 * group.Sum(row => row.MrrMinor), group.Key)),
        ];
}
