namespace CsMonolith.Learning.Evaluation;

/// <summary>Decomposition of Brier's score: score = reliability − resolution + uncertainty + within.</summary>
/// <param name="Reliability">
/// Mean squared gap between forecast and observed share of the bins; 0 is perfectly calibrated.
/// </param>
/// <param name="Resolution">
/// Mean squared gap between the bins' observed shares and the base rate; the more, the better.
/// </param>
/// <param name="Uncertainty">Base rate × (1 − base rate): the score of the base rate itself.</param>
/// <param name="Within">
/// Variance of the forecasts within bins less twice their covariance with the outcome; 0 where a bin has one forecast
/// only.
/// </param>
public sealed record BrierParts(double Reliability, double Resolution, double Uncertainty, double Within)
{
    /// <summary>Brier's score itself.</summary>
    public double Score => Reliability - Resolution + Uncertainty + Within;

    /// <summary>Decomposes the score over bins of equal width.</summary>
    /// <param name="probabilities">Shape (rows,), in [0, 1].</param>
    /// <param name="labels">Shape (rows,).</param>
    /// <param name="bins">At least 1.</param>
    /// <exception cref="ArgumentException">Lengths differ or there is no row.</exception>
    /// <remarks>
    /// Murphy, A new vector partition of the probability score, Journal of Applied Meteorology 12, 1973; the within-bin
    /// terms, without which the parts do not add up, are Stephenson, Coelho and Jolliffe's, Weather and Forecasting 23,
    /// 2008. O(rows).
    /// </remarks>
    public static BrierParts Of(
        ReadOnlySpan<double> probabilities,
        ReadOnlySpan<bool> labels,
        int bins = Metrics.EceBins
    )
    {
        var table = Metrics.CalibrationTable(probabilities, labels, bins);
        double rows = labels.Length;
        var rate = labels.Count(true) / rows;
        var reliability = table.Sum(bin =>
            bin.Rows / rows * (bin.Forecast - bin.Observed) * (bin.Forecast - bin.Observed)
        );
        var resolution = table.Sum(bin => bin.Rows / rows * (bin.Observed - rate) * (bin.Observed - rate));
        var binOf = table.ToDictionary(bin => (int)Math.Round(bin.From * bins));
        var within = 0.0;
        for (var row = 0; row < labels.Length; row++)
        {
            var bin = binOf[Math.Min((int)(probabilities[row] * bins), bins - 1)];
            var gap = probabilities[row] - bin.Forecast;
            within += (gap * gap - 2 * gap * ((labels[row] ? 1 : 0) - bin.Observed)) / rows;
        }

        return new BrierParts(reliability, resolution, rate * (1 - rate), within);
    }
}
