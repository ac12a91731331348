namespace CsMonolith.Learning.MlNet.Reference;

/// <summary>95% intervals of means over rows, where all rows of a customer are drawn together.</summary>
/// <remarks>
/// Percentile bootstrap over clusters (Efron, Annals of Statistics 7, 1979; Davison and Hinkley, 1997, section 3.8).
/// All means are taken over the same draws, so that a seed gives the same intervals whatever else is asked.
/// </remarks>
internal sealed class BootstrapOfMeans
{
    private const int Draws = 400;

    private readonly int[] _clusterOf;
    private readonly int _clusters;
    private readonly int[][] _draws;

    /// <param name="rows">Number of rows, at least 1.</param>
    /// <param name="groups">Shape (rows,), or empty: then each row is drawn by itself.</param>
    /// <param name="seed">Seed of the draws.</param>
    public BootstrapOfMeans(int rows, ReadOnlySpan<string> groups, ulong seed)
    {
        var numbers = new Dictionary<string, int>(StringComparer.Ordinal);
        _clusterOf = new int[rows];
        for (var row = 0; row < rows; row++)
        {
            _clusterOf[row] =
                groups.Length == 0 ? row
                : numbers.TryGetValue(groups[row], out var number) ? number
                : numbers[groups[row]] = numbers.Count;
        }

        _clusters = _clusterOf.Max() + 1;
        var random = new Random((int)(seed % int.MaxValue));
        _draws = new int[Draws][];
        for (var draw = 0; draw < Draws; draw++)
        {
            _draws[draw] = new int[_clusters];
            for (var i = 0; i < _clusters; i++)
            {
                _draws[draw][random.Next(_clusters)]++;
            }
        }
    }

    /// <summary>The mean with its interval. O(draws × clusters).</summary>
    /// <param name="values">Shape (rows,).</param>
    public Interval Of(double[] values)
    {
        var (sums, sizes) = (new double[_clusters], new int[_clusters]);
        for (var row = 0; row < values.Length; row++)
        {
            sums[_clusterOf[row]] += values[row];
            sizes[_clusterOf[row]]++;
        }

        var means = new double[Draws];
        for (var draw = 0; draw < Draws; draw++)
        {
            var (sum, size) = (0.0, 0);
            for (var cluster = 0; cluster < _clusters; cluster++)
            {
                sum += _draws[draw][cluster] * sums[cluster];
                size += _draws[draw][cluster] * sizes[cluster];
            }

            means[draw] = sum / size;
        }

        Array.Sort(means);
        return new Interval(values.Average(), means[(int)(0.025 * Draws)], means[(int)(0.975 * Draws)]);
    }
}
