using CsMonolith.Learning.Numerics;
using CsMonolith.Learning.Tables;

namespace CsMonolith.Learning.Evaluation;

/// <summary>
/// Tests whether the columns, each by itself, go with the outcome: one of them strongly, or many a little.
/// </summary>
/// <remarks>
/// Evidence of a column is −ln p of its association: of numbers, the sum of the normal scores of the rows with the
/// outcome, which loses nothing beside a difference of means (Chernoff and Savage, Annals of Mathematical Statistics
/// 29, 1958), or chi-square of eighths of the ranks where that tells more even after it is paid for with a factor
/// (<see cref="PriceOfShape"/>); of a category, chi-square of its levels. Sums are scaled by their deviation over the
/// permutations (<see cref="LabelPermutation"/>), chi-square by its mean and variance, so that dependent rows count for
/// no more than they are. The largest evidence over the columns, strong where few tell, and its sum (Fisher,
/// Statistical Methods for Research Workers, 1925), strong where many do, each has a p over the same permutations, and
/// the smaller p is held against the smaller p of each permutation, the true labels among them (Westfall and Young,
/// Resampling-Based Multiple Testing, 1993). Columns that tell only together are not found.
/// </remarks>
internal static class ColumnAssociation
{
    private const int Bins = 8;

    /// <summary>
    /// How many times smaller the p of a column's shape must be than that of its scores to be taken: most columns that
    /// tell rise or fall, and whoever looks twice as often must be half as easily convinced.
    /// </summary>
    private const double PriceOfShape = 8;

    /// <summary>
    /// P that no column goes with the outcome. O(draws × columns × (rows with the outcome + rows that end)).
    /// </summary>
    /// <param name="table">Labelled rows with both outcomes and at least one column.</param>
    /// <param name="draws">Permutations, at least 1; p is at least 1 / (draws + 1).</param>
    /// <param name="seed">Decides the permutations.</param>
    /// <param name="cancellation">Stops between permutations.</param>
    public static double Chance(Table table, int draws, ulong seed, CancellationToken cancellation)
    {
        var permutation = new LabelPermutation(table);
        Statistics[] columns = [.. table.Columns.Select(column => new Statistics(column, draws + 1))];
        for (var draw = 0; draw <= draws; draw++)
        {
            cancellation.ThrowIfCancellationRequested();
            var (labels, isThere) = (table.Labels.ToArray(), Array.Empty<bool>());
            if (draw > 0)
            {
                (labels, isThere) = permutation.Draw(SplitMix.For(seed, "columns", draw));
            }

            int[] with = [.. Enumerable.Range(0, labels.Length).Where(row => labels[row])];
            int[] gone = [.. Enumerable.Range(0, isThere.Length).Where(row => !isThere[row])];
            foreach (var column in columns)
            {
                column.See(draw, with, gone);
            }
        }

        var (largest, sum) = (new double[draws + 1], new double[draws + 1]);
        foreach (var column in columns)
        {
            var evidence = column.Evidence();
            for (var draw = 0; draw <= draws; draw++)
            {
                largest[draw] = Math.Max(largest[draw], evidence[draw]);
                sum[draw] += evidence[draw];
            }
        }

        double[] smaller = [.. Reached(largest).Zip(Reached(sum), Math.Min)];
        return smaller.Count(one => one <= smaller[0]) / (draws + 1.0);
    }

    // Shape (draws + 1,): how many draws are as large as each, itself among them.
    private static double[] Reached(double[] values)
    {
        var ascending = values.Order().ToArray();
        return Array.ConvertAll(
            values,
            value =>
            {
                var (low, high) = (0, ascending.Length);
                while (low < high)
                {
                    var middle = (low + high) / 2;
                    (low, high) = ascending[middle] < value - 1e-9 ? (middle + 1, high) : (low, middle);
                }

                return (double)(ascending.Length - low);
            }
        );
    }

    // What one column shows of the labels of each draw.
    private sealed class Statistics
    {
        private readonly double[]? _scores;
        private readonly int[] _levels;
        private readonly int[] _sizes;
        private readonly double[] _sums;
        private readonly double[] _chis;

        public Statistics(Column column, int draws)
        {
            (_scores, _levels) = (ScoresOf(column), LevelsOf(column));
            _sizes = new int[_levels.Max() + 1];
            foreach (var level in _levels)
            {
                _sizes[level]++;
            }

            (_sums, _chis) = (new double[draws], new double[draws]);
        }

        public void See(int draw, int[] with, int[] gone)
        {
            var rate = with.Length / (double)(_levels.Length - gone.Length);
            if (_scores is not null)
            {
                // Less what is expected of it: scores of all rows add to 0.
                _sums[draw] = with.Sum(row => _scores[row]) + rate * gone.Sum(row => _scores[row]);
            }

            var hits = new int[_sizes.Length];
            var rows = gone.Length == 0 ? _sizes : [.. _sizes];
            foreach (var row in gone)
            {
                rows[_levels[row]]--;
            }

            foreach (var row in with)
            {
                hits[_levels[row]]++;
            }

            for (var level = 0; level < rows.Length; level++)
            {
                var above = hits[level] - rows[level] * rate;
                _chis[draw] += rows[level] == 0 ? 0 : above * above / (rows[level] * rate * (1 - rate));
            }
        }

        // Shape (draws,): −ln p, 0 where the column never changes.
        public double[] Evidence()
        {
            var (mean, variance) = Moments(_chis);
            var degrees = 2 * mean * mean / variance;
            var (middle, spread) = Moments(_sums);
            return
            [
                .. _sums.Select(
                    (sum, draw) =>
                    {
                        var shape =
                            variance > 1e-12 ? ChiSquareDistribution.Above(_chis[draw] * degrees / mean, degrees) : 1;
                        var rising =
                            spread > 1e-12 ? NormalDistribution.TwoSided((sum - middle) / Math.Sqrt(spread)) : 1;
                        var p = _scores is null ? shape : Math.Min(rising, Math.Min(PriceOfShape * shape, 1));
                        return -Math.Log(Math.Max(p, 1e-300));
                    }
                ),
            ];
        }

        private static (double Mean, double Variance) Moments(double[] values)
        {
            var mean = values.Average();
            return (mean, values.Average(value => (value - mean) * (value - mean)));
        }
    }

    // Shape (rows,): normal scores of the ranks, by Tukey's lambda distribution of 0.14, less their mean; 0 where
    // missing; null for a category.
    private static double[]? ScoresOf(Column column)
    {
        if (RanksOf(column) is not { } ranks)
        {
            return null;
        }

        int[] known = [.. Enumerable.Range(0, ranks.Length).Where(row => !column.IsMissing(row))];
        var scores = new double[ranks.Length];
        foreach (var row in known)
        {
            scores[row] = Math.Pow(0.5 + ranks[row], 0.14) - Math.Pow(0.5 - ranks[row], 0.14);
        }

        var mean = known.Length == 0 ? 0 : scores.Sum() / known.Length;
        foreach (var row in known)
        {
            scores[row] -= mean;
        }

        return scores;
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
