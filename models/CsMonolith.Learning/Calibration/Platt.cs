using CsMonolith.Learning.Numerics;

namespace CsMonolith.Learning.Calibration;

/// <summary>An affine map of log-odds: calibrated = slope × log-odds + offset.</summary>
/// <param name="Slope">Above 0, so that the order of rows is kept.</param>
/// <param name="Offset">In log-odds.</param>
/// <remarks>
/// Platt, Probabilistic outputs for support vector machines, 1999. Being affine, it scales the contributions of the
/// features with the log-odds; a non-affine map is a contribution of its own instead.
/// </remarks>
public sealed record Platt(double Slope, double Offset) : CalibrationMap
{
    /// <inheritdoc/>
    public override string Kind => this == Identity ? "none" : "platt";

    /// <summary>Changes nothing.</summary>
    public static Platt Identity { get; } = new(1, 0);

    /// <summary>Most and least slope that a fit may return.</summary>
    internal const double MaxSlope = 3;

    /// <inheritdoc/>
    public override double Apply(double logOdds) => Slope * logOdds + Offset;

    /// <summary>Fits by maximum likelihood. Newton's method, at most 50 steps of O(rows).</summary>
    /// <param name="logOdds">Shape (rows,): of rows that the model has not seen.</param>
    /// <param name="labels">Shape (rows,).</param>
    /// <param name="weights">Shape (rows,): how many rows each counts for.</param>
    public static Platt Fit(ReadOnlySpan<double> logOdds, ReadOnlySpan<bool> labels, ReadOnlySpan<double> weights)
    {
        var best = Identity;
        for (var step = 0; step < 50; step++)
        {
            double ga = 0,
                gb = 0,
                haa = 1e-9,
                hab = 0,
                hbb = 1e-9;
            for (var row = 0; row < labels.Length; row++)
            {
                var p = Logistic.Sigmoid(best.Apply(logOdds[row]));
                var residual = weights[row] * ((labels[row] ? 1 : 0) - p);
                var w = weights[row] * p * (1 - p);
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

        return
            double.IsFinite(best.Offset)
            && best.Loss(logOdds, labels, weights) < Identity.Loss(logOdds, labels, weights)
            ? best
            : Identity;
    }
}
