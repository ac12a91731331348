using CsMonolith.Learning.Numerics;

namespace CsMonolith.Learning.Calibration;

/// <summary>
/// A calibration map with two slopes: calibrated = rise × ln p − fall × ln(1 − p) + offset, p the model's probability.
/// </summary>
/// <param name="Rise">Slope among the improbable, in [1/3, 3].</param>
/// <param name="Fall">Slope among the probable, in [1/3, 3].</param>
/// <param name="Offset">In log-odds.</param>
/// <remarks>
/// Kull, Silva Filho and Flach, Beta calibration, AISTATS 2017, equation 9. Equal slopes are Platt's map.
/// </remarks>
public sealed record Beta(double Rise, double Fall, double Offset) : CalibrationMap
{
    private const double Ridge = 1e-9;

    /// <inheritdoc/>
    public override string Kind => "beta";

    /// <inheritdoc/>
    public override double Apply(double logOdds) =>
        Rise * LogOfProbability(logOdds) - Fall * LogOfProbability(-logOdds) + Offset;

    /// <summary>Fits by maximum likelihood within the bounds. Newton's method, at most 50 steps of O(rows).</summary>
    /// <param name="logOdds">Shape (rows,): of rows that the model has not seen.</param>
    /// <param name="labels">Shape (rows,).</param>
    /// <param name="weights">Shape (rows,): how many rows each counts for.</param>
    public static Beta Fit(ReadOnlySpan<double> logOdds, ReadOnlySpan<bool> labels, ReadOnlySpan<double> weights)
    {
        var start = Platt.Fit(logOdds, labels, weights);
        var best = new Beta(start.Slope, start.Slope, start.Offset);
        var loss = best.Loss(logOdds, labels, weights);
        for (var step = 0; step < 50; step++)
        {
            var next = best.Newton(logOdds, labels, weights);
            var nextLoss = next.Loss(logOdds, labels, weights);
            if (!(nextLoss < loss - 1e-12 * labels.Length))
            {
                break;
            }

            (best, loss) = (next, nextLoss);
        }

        return best;
    }

    private Beta Newton(ReadOnlySpan<double> logOdds, ReadOnlySpan<bool> labels, ReadOnlySpan<double> weights)
    {
        double ga = 0,
            gb = 0,
            gc = 0,
            haa = Ridge,
            hab = 0,
            hac = 0,
            hbb = Ridge,
            hbc = 0,
            hcc = Ridge;
        for (var row = 0; row < labels.Length; row++)
        {
            var (x, y) = (LogOfProbability(logOdds[row]), -LogOfProbability(-logOdds[row]));
            var p = Logistic.Sigmoid(Rise * x + Fall * y + Offset);
            var residual = weights[row] * ((labels[row] ? 1 : 0) - p);
            var w = weights[row] * p * (1 - p);
            (ga, gb, gc) = (ga + residual * x, gb + residual * y, gc + residual);
            (haa, hab, hac) = (haa + w * x * x, hab + w * x * y, hac + w * x);
            (hbb, hbc, hcc) = (hbb + w * y * y, hbc + w * y, hcc + w);
        }

        // Cramer's rule on the symmetric 3 × 3 system.
        var (caa, cab, cac) = (hbb * hcc - hbc * hbc, hac * hbc - hab * hcc, hab * hbc - hac * hbb);
        var determinant = haa * caa + hab * cab + hac * cac;
        if (!(Math.Abs(determinant) > 1e-12))
        {
            return this;
        }

        var (cbb, cbc, ccc) = (haa * hcc - hac * hac, hab * hac - haa * hbc, haa * hbb - hab * hab);
        var next = new Beta(
            Math.Clamp(Rise + (caa * ga + cab * gb + cac * gc) / determinant, 1 / Platt.MaxSlope, Platt.MaxSlope),
            Math.Clamp(Fall + (cab * ga + cbb * gb + cbc * gc) / determinant, 1 / Platt.MaxSlope, Platt.MaxSlope),
            Offset + (cac * ga + cbc * gb + ccc * gc) / determinant
        );
        return double.IsFinite(next.Offset) ? next : this;
    }

    // ln σ(z), exact for large |z| too.
    private static double LogOfProbability(double logOdds) => -Logistic.Loss(logOdds, label: true);
}
