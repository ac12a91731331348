using CsMonolith.Learning.Evaluation;
using CsMonolith.Learning.Tables;
using CsMonolith.Learning.Training;

namespace CsMonolith.Learning.Leaks;

/// <summary>Rows that stand in the table more than once.</summary>
internal static class Duplicates
{
    private const double CopiedShare = 0.01;
    private const double ByChance = 4;

    /// <summary>Copies apart from the named columns (an identifier does not make a copy another row), if there are more than columns of few values must have.</summary>
    public static Finding? Look(Table table, IReadOnlyCollection<string> apart)
    {
        var kept = table.Without(apart);
        if (kept.Columns.Count == 0)
        {
            return null;
        }

        var copies = CopiesIn(kept);
        return copies > 1 && copies >= CopiedShare * table.Rows && copies > ByChance * CopiesIn(Shuffled(kept))
            ? new Finding(
                "leak.twins",
                "",
                new(
                    $"{copies} of {table.Rows} rows are exact copies of others: they are kept in one fold, or they would leak.",
                    $"{table.Rows} 行のうち {copies} 行が他の行と完全に同じです。漏れを防ぐため同じ分割に入れます。"
                ),
                copies,
                (double)copies / table.Rows
            )
            : null;
    }

    private static int CopiesIn(Table table) => table.Rows - RowTwins.Of(table).Max() - 1;

    // What is left of copies when each column changes places by itself comes from few values alone.
    private static Table Shuffled(Table table) =>
        new([
            .. table.Columns.Select(
                (column, i) =>
                {
                    var order = Enumerable.Range(0, table.Rows).ToArray();
                    SplitMix.For(1, "twins", i).Shuffle(order);
                    return column.Take(order);
                }
            ),
        ]);
}
