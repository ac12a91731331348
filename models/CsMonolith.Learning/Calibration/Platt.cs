using CsMonolith.Learning.Training;

namespace CsMonolith.Learning.Calibration;

/// <summary>An affine map of log-odds: calibrated = slope × log-odds + offset.</summary>
/// <param name="Slope">Above 0, so that the order of rows is kept.</param>
/// <param name="Offset">In log-odds.</param>
/// <remarks>
/// Platt, Probabilistic outputs for support vector machines, 1999. Beta and isotonic maps were left out on purpose: only an affine map lets
/// the contributions of the features be scaled with it, so that they still add up to the printed log-odds.
/// </remarks>
public sealed record Platt(double Slope, double Offset)
{
    /// <summary>Changes nothing.</summary>
    public static Platt Identity { get; } = new(1, 0);

    /// <summary>Most and least slope that a fit may return.</summary>
    internal const double MaxSlope = 3;

    /// <summary>Calibrated log-odds.</summary>
    public double Apply(double logOdds) => Slope * logOdds + Offset;

    /// <summary>Fits by maximum likelihood to log-odds of rows that the model has not seen, and keeps it only if it clearly helps.</summary>
    /// <param name="logOdds">Shape (rows,).</param>
    /// <param name="labels">Shape (rows,).</param>
    /// <returns>The identity unless twice the gain in log likelihood passes 6, the 95% point of χ² with two degrees of freedom.</returns>
    /// <remarks>Newton's method, at most 50 steps of O(rows).</remarks>
    public static Platt FitCautiously(ReadOnlySpan<double> logOdds, ReadOnlySpan<bool> labels)
    {
        var fitted = Fit(logOdds, labels);
        return 2 * (Loss(Identity, logOdds, labels) - Loss(fitted, logOdds, labels)) > 6 ? fitted : Identity;
    }

    internal static Platt Fit(ReadOnlySpan<double> logOdds, ReadOnlySpan<bool> labels)
    {
        var best = Identity;
        for (var step = 0; step < 50; step++)
        {
            double ga = 0, gb = 0, haa = 1e-9, hab = 0, hbb = 1e-9;
            for (var row = 0; row < labels.Length; row++)
            {
                var p = Logistic.Sigmoid(best.Apply(logOdds[row]));
                var residual = (labels[row] ? 1 : 0) - p;
                var w = p * (1 - p);
                ga += residual * logOdds[row];
                gb += residual;
                haa += w * logOdds[row] * logOdds[row];
                hab += w * logOdds[row];
                hbb += w;
            }

            var determinant = haa * hbb - hab * hab;
            if (determinant <= 1e-12)
            {
                break;
            }

            var (da, db) = ((hbb * ga - hab * gb) / determinant, (haa * gb - hab * ga) / determinant);
            best = new Platt(Math.Clamp(best.Slope + da, 1 / MaxSlope, MaxSlope), best.Offset + db);
            if (Math.Abs(da) + Math.Abs(db) < 1e-10)
            {
                break;
            }
        }

        return double.IsFinite(best.Offset) && Loss(best, logOdds, labels) < Loss(Identity, logOdds, labels) ? best : Identity;
    }

    private static double Loss(Platt map, ReadOnlySpan<double> logOdds, ReadOnlySpan<bool> labels)
    {
        var loss = 0.0;
        for (var row = 0; row < labels.Length; row++)
        {
            loss += Logistic.Loss(map.Apply(logOdds[row]), labels[row]);
        }

        return loss;
    }
}
