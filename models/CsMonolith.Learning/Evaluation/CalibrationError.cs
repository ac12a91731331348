using CsMonolith.Learning.Numerics;

namespace CsMonolith.Learning.Evaluation;

/// <summary>Expected calibration error with its uncertainty, and what chance alone would show.</summary>
/// <param name="Ece">
/// Over 15 bins of equal width, with a 95% percentile interval over bootstrap draws of clusters.
/// </param>
/// <param name="ByChance">
/// 95th percentile of the error of a perfectly calibrated model with these very probabilities: more than that is
/// miscalibration.
/// </param>
public sealed record CalibrationError(Interval Ece, double ByChance)
{
    private const int Draws = 500;

    /// <summary>Measures the error.</summary>
    /// <param name="probabilities">Shape (rows,), in [0, 1].</param>
    /// <param name="labels">Shape (rows,).</param>
    /// <param name="seed">Seed of the draws.</param>
    /// <param name="clusters">Shape (rows,) or empty.</param>
    /// <exception cref="ArgumentException">Lengths differ or there is no row.</exception>
    /// <remarks>
    /// The bootstrap interval is a percentile one around a statistic that is biased upwards in small samples: read it
    /// beside <see cref="ByChance"/>. O(draws × rows).
    /// </remarks>
    public static CalibrationError Of(
        ReadOnlySpan<double> probabilities,
        ReadOnlySpan<bool> labels,
        ulong seed = 1,
        ReadOnlySpan<string> clusters = default
    )
    {
        var (p, y) = (probabilities.ToArray(), labels.ToArray());
        _ = Metrics.Ece(p, y);
        var interval = Clusters
            .Of(y.Length, clusters)
            .Bootstrap(
                rows => Metrics.Ece(Array.ConvertAll(rows, row => p[row]), Array.ConvertAll(rows, row => y[row])),
                SplitMix.For(seed, "ece"),
                Draws
            );
        var random = SplitMix.For(seed, "ece-by-chance");
        var chance = new double[Draws];
        var drawn = new bool[y.Length];
        for (var draw = 0; draw < Draws; draw++)
        {
            for (var row = 0; row < drawn.Length; row++)
            {
                drawn[row] = (random.Next() >> 11) * (1.0 / (1UL << 53)) < p[row];
            }

            chance[draw] = Metrics.Ece(p, drawn);
        }

        Array.Sort(chance);
        return new CalibrationError(interval, chance[(int)(0.95 * Draws)]);
    }
}
