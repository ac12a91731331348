using CsMonolith.Learning.Numerics;
using CsMonolith.Learning.Tables;

namespace CsMonolith.Learning.Evaluation;

/// <summary>Fewer rows of a table, for tests that need not see all.</summary>
internal static class RowSample
{
    /// <summary>About so many rows at most, of whole groups, so that none is split. O(rows × columns).</summary>
    public static Table Of(Table table, int most, ulong seed)
    {
        if (table.Rows <= most)
        {
            return table;
        }

        var groups =
            table.Groups.Length > 0 ? Folds.Numbered(table.Groups.ToArray()) : [.. Enumerable.Range(0, table.Rows)];
        var order = Enumerable.Range(0, groups.Max() + 1).ToArray();
        SplitMix.For(seed, "signal-rows").Shuffle(order);
        var kept = order.Take((int)((long)order.Length * most / table.Rows)).ToHashSet();
        return table.Take([.. Enumerable.Range(0, table.Rows).Where(row => kept.Contains(groups[row]))]);
    }
}
