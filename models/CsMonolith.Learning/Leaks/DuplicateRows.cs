using CsMonolith.Learning.Evaluation;
using CsMonolith.Learning.Numerics;
using CsMonolith.Learning.Tables;

namespace CsMonolith.Learning.Leaks;

/// <summary>Finds rows that occur more than once.</summary>
internal static class DuplicateRows
{
    private const double CopiedShare = 0.01;
    private const double ByChance = 4;

    /// <summary>
    /// Copies apart from the named columns (an identifier does not make a copy another row), if there are more than
    /// columns of few values must have.
    /// </summary>
    public static Finding? Find(Table table, IReadOnlyCollection<string> apart)
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
                    $"{copies} of {table.Rows} rows are exact copies of others: they are kept in one fold, or they "
                        + $"would leak.",
                    $"{table.Rows} 行のうち {copies} 行が他の行と完全に同じです。漏れを防ぐため同じ分割に入れます。"
                ),
                copies,
                (double)copies / table.Rows
            )
            : null;
    }

    private static int CopiesIn(Table table) => table.Rows - IdenticalRows.Of(table).Max() - 1;

    // Duplicates that remain when each column is shuffled by itself are due to few distinct values alone.
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
