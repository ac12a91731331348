using CsMonolith.Learning.Numerics;

namespace CsMonolith.Learning.Evaluation;

/// <summary>
/// Clusters of dependent rows, such as the months of one customer. Standard errors and bootstrap draws treat a cluster
/// as one observation.
/// </summary>
internal sealed class Clusters
{
    private readonly int[] _of;
    private readonly int[][] _rows;

    private Clusters(int[] of)
    {
        _of = of;
        _rows =
        [
            .. Enumerable
                .Range(0, of.Length)
                .GroupBy(row => of[row])
                .OrderBy(rows => rows.Key)
                .Select(rows => rows.ToArray()),
        ];
    }

    public int Count => _rows.Length;

    /// <param name="rows">Number of rows.</param>
    /// <param name="names">Shape (rows,), or empty: then each row is its own cluster.</param>
    public static Clusters Of(int rows, ReadOnlySpan<string> names) =>
        new(names.Length == 0 ? [.. Enumerable.Range(0, rows)] : Folds.Numbered(names.ToArray()));

    /// <summary>Standard error of a sum of influences that sum to 0: √(G/(G−1) Σ (sum in cluster)²).</summary>
    public double Error(ReadOnlySpan<double> influence)
    {
        var sums = new double[Count];
        for (var row = 0; row < influence.Length; row++)
        {
            sums[_of[row]] += influence[row];
        }

        return Math.Sqrt(sums.Sum(sum => sum * sum) * Count / Math.Max(Count - 1, 1));
    }

    /// <summary>Standard error of the mean of values.</summary>
    public double ErrorOfMean(double[] values)
    {
        var mean = values.Average();
        return Error(Array.ConvertAll(values, value => (value - mean) / values.Length));
    }

    /// <summary>Rows of as many clusters as there are, drawn with replacement.</summary>
    public int[] Draw(SplitMix random)
    {
        var rows = new List<int>(_of.Length);
        for (var i = 0; i < Count; i++)
        {
            rows.AddRange(_rows[random.Below(Count)]);
        }

        return [.. rows];
    }

    /// <summary>
    /// Percentile interval of a statistic over bootstrap draws of clusters; draws in which it is undefined are left
    /// out.
    /// </summary>
    public Interval Bootstrap(Func<int[], double> statistic, SplitMix random, int draws)
    {
        var values = new List<double>(draws);
        for (var draw = 0; draw < draws; draw++)
        {
            // Each draw its own stream: the struct is copied when it is passed.
            var value = statistic(Draw(new SplitMix(random.Next())));
            if (double.IsFinite(value))
            {
                values.Add(value);
            }
        }

        values.Sort();
        var whole = statistic([.. Enumerable.Range(0, _of.Length)]);
        return values.Count == 0
            ? new Interval(whole, double.NaN, double.NaN)
            : new Interval(
                whole,
                values[(int)(0.025 * values.Count)],
                values[(int)Math.Min(0.975 * values.Count, values.Count - 1)]
            );
    }
}
