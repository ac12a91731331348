using CsMonolith.Learning.Numerics;
using CsMonolith.Learning.Tables;

namespace CsMonolith.Learning.Evaluation;

/// <summary>Tests whether any single column goes with the outcome.</summary>
/// <remarks>
/// Statistics of a column of numbers: the sum of the ranks of the rows with the outcome, less what is expected of it,
/// and chi-square of eighths of the ranks; of a category: chi-square of its levels. Each is standardised by its own
/// mean and deviation over the permutations (<see cref="LabelPermutation"/>), the true labels among them, and the
/// largest over the columns is held against the largest of each permutation (Westfall and Young, Resampling-Based
/// Multiple Testing, 1993). Columns that tell only together are not found.
/// </remarks>
internal static class ColumnAssociation
{
    private const int Bins = 8;

    /// <summary>
    /// P that no column goes with the outcome: the share of permutations, the true labels among them, whose largest
    /// statistic is as large. O(draws × columns × rows).
    /// </summary>
    /// <param name="table">Labelled rows with both outcomes and at least one column.</param>
    /// <param name="draws">Permutations, at least 1; p is at least 1 / (draws + 1).</param>
    /// <param name="seed">Decides the permutations.</param>
    /// <param name="cancellation">Stops between permutations.</param>
    public static double Chance(Table table, int draws, ulong seed, CancellationToken cancellation)
    {
        var permutation = new LabelPermutation(table);
        var ranks = table.Columns.Select(RanksOf).OfType<double[]>().ToArray();
        var levels = table.Columns.Select(LevelsOf).ToArray();
        var statistics = new double[draws + 1][];
        statistics[0] = Of(ranks, levels, table.Labels.ToArray(), isThere: null);
        for (var draw = 1; draw <= draws; draw++)
        {
            cancellation.ThrowIfCancellationRequested();
            var (labels, isThere) = permutation.Draw(SplitMix.For(seed, "columns", draw));
            statistics[draw] = Of(ranks, levels, labels, isThere);
        }

        var largest = new double[draws + 1];
        Array.Fill(largest, double.NegativeInfinity);
        for (var i = 0; i < statistics[0].Length; i++)
        {
            var at = i;
            var mean = statistics.Average(one => one[at]);
            var deviation = Math.Sqrt(statistics.Average(one => (one[at] - mean) * (one[at] - mean)));
            for (var draw = 0; draw <= draws && deviation > 0; draw++)
            {
                largest[draw] = Math.Max(largest[draw], (statistics[draw][i] - mean) / deviation);
            }
        }

        return largest.Count(one => one >= largest[0] - 1e-12) / (draws + 1.0);
    }

    // Shape (columns of numbers + columns,).
    private static double[] Of(double[][] ranks, int[][] levels, bool[] labels, bool[]? isThere)
    {
        var (rows, hits) = (0, 0);
        for (var row = 0; row < labels.Length; row++)
        {
            rows += isThere is null || isThere[row] ? 1 : 0;
            hits += labels[row] ? 1 : 0;
        }

        var rate = hits / (double)rows;
        return
        [
            .. ranks.Select(own => RankSum(own, labels, isThere, rate)),
            .. levels.Select(own => ChiSquare(own, labels, isThere, rate)),
        ];
    }

    private static double RankSum(double[] ranks, bool[] labels, bool[]? isThere, double rate)
    {
        var above = 0.0;
        for (var row = 0; row < ranks.Length; row++)
        {
            above += isThere is null || isThere[row] ? ranks[row] * ((labels[row] ? 1 : 0) - rate) : 0;
        }

        return Math.Abs(above);
    }

    private static double ChiSquare(int[] levels, bool[] labels, bool[]? isThere, double rate)
    {
        var (rows, hits) = (new int[levels.Max() + 1], new int[levels.Max() + 1]);
        for (var row = 0; row < labels.Length; row++)
        {
            rows[levels[row]] += isThere is null || isThere[row] ? 1 : 0;
            hits[levels[row]] += labels[row] ? 1 : 0;
        }

        var chi = 0.0;
        for (var level = 0; level < rows.Length; level++)
        {
            var above = hits[level] - rows[level] * rate;
            chi += rows[level] == 0 ? 0 : above * above / (rows[level] * rate * (1 - rate));
        }

        return chi;
    }

    // Shape (rows,): 0 where missing; a category's levels, a number's eighths by rank.
    private static int[] LevelsOf(Column column)
    {
        var ranks = RanksOf(column);
        return
        [
            .. Enumerable
                .Range(0, column.Rows)
                .Select(row =>
                    column.IsMissing(row) ? 0
                    : ranks is null ? 1 + column.Codes[row]
                    : 1 + (int)Math.Min((ranks[row] + 0.5) * Bins, Bins - 1)
                ),
        ];
    }

    // Shape (rows,): mid-ranks less their mean, 0 where missing; null for a category.
    private static double[]? RanksOf(Column column)
    {
        if (column.Kind == ColumnKind.Category)
        {
            return null;
        }

        int[] order =
        [
            .. Enumerable
                .Range(0, column.Rows)
                .Where(row => !column.IsMissing(row))
                .OrderBy(row => column.Numbers[row]),
        ];
        var ranks = new double[column.Rows];
        for (var from = 0; from < order.Length; )
        {
            var to = from;
            while (to < order.Length && column.Numbers[order[to]].Equals(column.Numbers[order[from]]))
            {
                to++;
            }

            for (var i = from; i < to; i++)
            {
                ranks[order[i]] = (from + to - order.Length) / (2.0 * order.Length);
            }

            from = to;
        }

        return ranks;
    }
}
