using CsMonolith.Learning.Tables;

namespace CsMonolith.Learning.Leaks;

/// <summary>Reduces a column of any kind to a few numbered bins, so that one statistic serves all kinds.</summary>
internal static class ColumnBins
{
    /// <summary>
    /// Levels of a category, the values of a number with few, quantile bins of one with many; missing is a bin of its
    /// own.
    /// </summary>
    /// <param name="column">The column.</param>
    /// <param name="most">Bins of a number that has more distinct values than 50.</param>
    /// <returns>Shape (rows,): numbered from 0. O(rows · log rows).</returns>
    public static int[] Of(Column column, int most)
    {
        if (column.Kind == ColumnKind.Category)
        {
            return [.. column.Codes.ToArray().Select(code => Math.Max(code, -1) + 1)];
        }

        float[] sorted = [.. column.Numbers.ToArray().Where(number => !float.IsNaN(number)).Order()];
        var distinct = sorted.Distinct().Take(51).ToArray();
        float[] edges =
            distinct.Length <= 50
                ? distinct
                : [.. Enumerable.Range(0, most).Select(i => sorted[i * sorted.Length / most]).Distinct()];
        return [.. column.Numbers.ToArray().Select(number => float.IsNaN(number) ? 0 : Place(edges, number) + 1)];
    }

    private static int Place(float[] edges, float number)
    {
        var at = Array.BinarySearch(edges, number);
        return at >= 0 ? at : Math.Max(~at - 1, 0);
    }
}
