using CsMonolith.Learning.Numerics;

namespace CsMonolith.Learning.Calibration;

/// <summary>A rising map from a model's log-odds to calibrated ones. Immutable.</summary>
public abstract record CalibrationMap
{
    /// <summary>
    /// Name of the kind, which never changes: <c>none</c>, <c>platt</c>, <c>beta</c> or <c>isotonic</c>.
    /// </summary>
    public abstract string Kind { get; }

    /// <summary>
    /// Calibrated log-odds; never falls as <paramref name="logOdds"/> rises, and finite for finite ones.
    /// </summary>
    public abstract double Apply(double logOdds);

    private protected double Loss(ReadOnlySpan<double> logOdds, ReadOnlySpan<bool> labels, ReadOnlySpan<double> weights)
    {
        var loss = 0.0;
        for (var row = 0; row < labels.Length; row++)
        {
            loss += weights[row] * Logistic.Loss(Apply(logOdds[row]), labels[row]);
        }

        return loss;
    }
}
