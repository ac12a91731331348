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

    /// <summary>Whether time speaks against it: of three stretches two must agree, of two both.</summary>
    public bool HoldsOverTime => Stretches < 2 || SameSide >= 2;

    /// <summary>Looks at one pattern. O(draws × rows).</summary>
    internal static Stability Of(Table table, Condition condition, int[] rows, double difference, ulong seed)
    {
        var clusters = Clusters.Of(
            rows.Length,
            table.Groups.Length > 0 ? Array.ConvertAll(rows, row => table.Groups[row]) : []
        );
        var random = SplitMix.For(seed, "stability");
        var again = 0;
        for (var draw = 0; draw < Draws; draw++)
        {
            var arms = Count(table, condition, clusters.Draw(new SplitMix(random.Next())).Select(at => rows[at]));
            again +=
                Math.Min(arms.With, arms.Without) > 0
                && Effect.Newcombe(arms) is var drawn
                && drawn.Value * difference > 0
                && (drawn.Low > 0 || drawn.High < 0)
                    ? 1
                    : 0;
        }

        var stretches =
            table.Times.Length == 0
                ? []
                : Thirds(table, rows)
                    .Select(third => Count(table, condition, third))
                    .Where(arms => Math.Min(arms.With, arms.Without) >= MinRows)
                    .ToArray();
        return new Stability(
            again / (double)Draws,
            stretches.Count(arms => Effect.Newcombe(arms).Value * difference > 0),
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

    private static Arms Count(Table table, Condition condition, IEnumerable<int> rows)
    {
        var arms = default(Arms);
        foreach (var row in rows)
        {
            var hit = table.Labels[row] ? 1 : 0;
            arms += condition.Holds[row] switch
            {
                true => new Arms(1, hit, 0, 0),
                false => new Arms(0, 0, 1, hit),
                null => default,
            };
        }

        return arms;
    }
}
