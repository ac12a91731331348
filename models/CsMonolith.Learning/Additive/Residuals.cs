using System.Runtime.Intrinsics;
using CsMonolith.Learning.Training;

namespace CsMonolith.Learning.Additive;

/// <summary>What the present scores leave to be explained: each row's gradient w(y − p) and hessian wp(1 − p).</summary>
internal sealed class Residuals
{
    private readonly BinnedRows _rows;
    private readonly Vector128<double>[] _gradients;
    private readonly float[] _probabilities;

    public Residuals(BinnedRows rows)
    {
        _rows = rows;
        _gradients = new Vector128<double>[rows.Rows];
        _probabilities = new float[rows.Rows];
    }

    /// <summary>Shape (rows,): gradient and hessian as of the last <see cref="Update"/>.</summary>
    public ReadOnlySpan<Vector128<double>> Gradients => _gradients;

    /// <summary>Computes them anew from the rows' scores. O(rows).</summary>
    public void Update()
    {
        Logistic.Sigmoid(_rows.Scores, _probabilities);
        var labels = _rows.Labels;
        var probabilities = _probabilities.AsSpan(0, labels.Length);
        var gradients = _gradients.AsSpan(0, labels.Length);
        if (_rows.Weights is { } given)
        {
            var weights = given.AsSpan(0, labels.Length);
            for (var row = 0; row < labels.Length; row++)
            {
                var p = probabilities[row];
                gradients[row] = Vector128.Create((double)weights[row] * (labels[row] - p), (double)weights[row] * p * (1 - p));
            }

            return;
        }

        for (var row = 0; row < labels.Length; row++)
        {
            var p = probabilities[row];
            gradients[row] = Vector128.Create((double)(labels[row] - p), p * (1 - p));
        }
    }
}
