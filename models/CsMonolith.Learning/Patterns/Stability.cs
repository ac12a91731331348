using CsMonolith.Learning.Evaluation;
using CsMonolith.Learning.Numerics;
using CsMonolith.Learning.Tables;

namespace CsMonolith.Learning.Patterns;

/// <summary>Whether a pattern recurs in bootstrap draws of the customers and in successive periods.</summary>
/// <param name="Bootstraps">
/// Share of 50 draws of the customers in which its difference has the same side and an interval without 0.
/// </param>
/// <param name="SameSide">Stretches of time in which its difference has the same side.</param>
/// <param name="Stretches">Stretches of time that have rows in both arms, of at most three; 0 without times.</param>
public sealed record Stability(double Bootstraps, int SameSide, int Stretches)
{
    private const int Draws = 50;
    private const int MinRows = 5;

    /// <summary>Share of the draws in which a pattern that is told comes again at least.</summary>
    private const double Often = 0.8;

    /// <summary>Whether it comes again in four draws of five, and time does not speak against it.</summary>
    public bool Suffices => Bootstraps >= Often && HoldsOverTime;

    /// <summary>Whether time speaks against it: of three stretches two must agree, of two both.</summary>
    public bool HoldsOverTime => Stretches < 2 || SameSide >= 2;

    /// <summary>Looks at one pattern, within its strata. O(draws × rows).</summary>
    internal static Stability Of(
        Table table,
        Condition condition,
        int[] rows,
        int[] strata,
        double difference,
        ulong seed
    )
    {
        var clusters = Clusters.Of(
            rows.Length,
            table.Groups.Length > 0 ? Array.ConvertAll(rows, row => table.Groups[row]) : []
        );
        var random = SplitMix.For(seed, "stability");
        var again = 0;
        for (var draw = 0; draw < Draws; draw++)
        {
            var drawn = Effect.MantelHaenszel(
                Count(table, condition, strata, clusters.Draw(new SplitMix(random.Next())).Select(at => rows[at]))
            );
            again += drawn.Value * difference > 0 && (drawn.Low > 0 || drawn.High < 0) ? 1 : 0;
        }

        var stretches =
            table.Times.Length == 0
                ? []
                : Thirds(table, rows)
                    .Select(third => Count(table, condition, strata, third))
                    .Where(arms => Math.Min(arms.Sum(one => one.With), arms.Sum(one => one.Without)) >= MinRows)
                    .ToArray();
        return new Stability(
            again / (double)Draws,
            stretches.Count(arms => Effect.MantelHaenszel(arms).Value * difference > 0),
            stretches.Length
        );
    }

    // Whole days, near equal in rows; fewer than three if there are not as many days.
    private static IEnumerable<int[]> Thirds(Table table, int[] rows)
    {
        int[] order = [.. rows.OrderBy(row => table.Times[row])];
        var first = new Dictionary<DateOnly, int>();
        for (var rank = 0; rank < order.Length; rank++)
        {
            first.TryAdd(table.Times[order[rank]], rank);
        }

        return order.GroupBy(row => first[table.Times[row]] * 3 / order.Length).Select(third => third.ToArray());
    }

    // Shape (strata,).
    private static Arms[] Count(Table table, Condition condition, int[] strata, IEnumerable<int> rows)
    {
        var arms = new Arms[strata.Max() + 1];
        foreach (var row in rows)
        {
            arms[strata[row]] += Arms.Of(condition.Holds[row], table.Labels[row]);
        }

        return arms;
    }
}
