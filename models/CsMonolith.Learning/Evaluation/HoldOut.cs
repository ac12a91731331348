using CsMonolith.Learning.Numerics;
using CsMonolith.Learning.Tables;

namespace CsMonolith.Learning.Evaluation;

/// <summary>
/// Rows held out to test a training: those of the latest period, and with groups only of customers who have no training
/// row.
/// </summary>
/// <param name="Training">Rows to train from, ascending.</param>
/// <param name="Test">Rows to judge by, ascending.</param>
/// <param name="Unused">Rows on neither side: later rows of training groups, earlier rows of held-out groups.</param>
public sealed record HoldOut(int[] Training, int[] Test, int[] Unused)
{
    private const double TestShare = 0.15;
    private const double GroupShare = 0.3;

    /// <summary>
    /// Splits by time; null if the table has no two periods or a side would lack one of the outcomes.
    /// </summary>
    public static HoldOut? Of(Table table, ulong seed)
    {
        ArgumentNullException.ThrowIfNull(table);
        if (table.Times.Length == 0)
        {
            return null;
        }

        var latest = LatestRows(table.Times).ToHashSet();
        var apart = GroupsApart(table, seed);
        var sides = Enumerable
            .Range(0, table.Rows)
            .ToLookup(row =>
                (latest.Contains(row), apart?[row]) switch
                {
                    (true, null or true) => 0,
                    (false, null or false) => -1,
                    _ => -2,
                }
            );
        var split = new HoldOut([.. sides[-1]], [.. sides[0]], [.. sides[-2]]);
        return HasBoth(table, split.Training) && HasBoth(table, split.Test) ? split : null;
    }

    /// <summary>Rows of the latest days that hold at least 15% of the rows, but never of the first day.</summary>
    internal static int[] LatestRows(ReadOnlySpan<DateOnly> times)
    {
        var all = times.ToArray();
        DateOnly[] days = [.. all.Distinct().OrderDescending()];
        var (from, rows) = (days[0], 0);
        foreach (var day in days[..^1])
        {
            (from, rows) = (day, rows + all.Count(other => other == day));
            if (rows >= TestShare * all.Length)
            {
                break;
            }
        }

        return days.Length < 2 ? [] : [.. Enumerable.Range(0, all.Length).Where(row => all[row] >= from)];
    }

    private static bool[]? GroupsApart(Table table, ulong seed)
    {
        if (table.Groups.Length == 0)
        {
            return null;
        }

        var groups = Folds.Numbered(table.Groups.ToArray());
        var order = Enumerable.Range(0, groups.Max() + 1).ToArray();
        SplitMix.For(seed, "hold-out").Shuffle(order);
        var apart = order.Take((int)Math.Ceiling(order.Length * GroupShare)).ToHashSet();
        return [.. groups.Select(apart.Contains)];
    }

    private static bool HasBoth(Table table, int[] rows)
    {
        var positives = rows.Count(row => table.Labels[row]);
        return positives > 0 && positives < rows.Length;
    }
}
