using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;
using CsMonolith.Learning.Numerics;

namespace CsMonolith.Learning.Additive;

/// <summary>Each row's gradient w(y − p) and hessian wp(1 − p) at the present scores.</summary>
internal sealed class Residuals
{
    private readonly BinnedRows _rows;
    private readonly Vector128<double>[] _gradients;
    private readonly float[] _probabilities;

    public Residuals(BinnedRows rows)
    {
        _rows = rows;
        _gradients = new Vector128<double>[rows.Rows];
        _probabilities = new float[rows.Weights is null ? Vector256<float>.Count : rows.Rows];
    }

    /// <summary>Shape (rows,): gradient and hessian as of the last <see cref="Update()"/>.</summary>
    public ReadOnlySpan<Vector128<double>> Gradients => _gradients;

    /// <summary>Computes them anew from the rows' scores. O(rows).</summary>
    public void Update()
    {
        if (_rows.Weights is { } weights)
        {
            Update(weights);
            return;
        }

        var pairs = MemoryMarshal.Cast<Vector128<double>, double>(_gradients.AsSpan());
        var row = 0;
        for (; row <= _rows.Rows - Vector256<float>.Count; row += Vector256<float>.Count)
        {
            var p = Logistic.Sigmoid(Vector256.Create(_rows.Scores.AsSpan(row, Vector256<float>.Count)));
            var (gradient, laterGradient) = Vector256.Widen(
                Vector256.Create(_rows.Labels.AsSpan(row, Vector256<float>.Count)) - p
            );
            var (hessian, laterHessian) = Vector256.Widen(p * (Vector256<float>.One - p));
            Interleave(gradient, hessian, pairs.Slice(2 * row, 8));
            Interleave(laterGradient, laterHessian, pairs.Slice(2 * row + 8, 8));
        }

        var rest = _probabilities.AsSpan(0, _rows.Rows - row);
        Logistic.Sigmoid(_rows.Scores.AsSpan(row), rest);
        foreach (var p in rest)
        {
            _gradients[row] = Vector128.Create((double)(_rows.Labels[row] - p), p * (1 - p));
            row++;
        }
    }

    private void Update(float[] weights)
    {
        Logistic.Sigmoid(_rows.Scores, _probabilities);
        for (var row = 0; row < weights.Length; row++)
        {
            var p = _probabilities[row];
            _gradients[row] = Vector128.Create(
                (double)weights[row] * (_rows.Labels[row] - p),
                (double)weights[row] * p * (1 - p)
            );
        }
    }

    // g0 h0 g1 h1 g2 h2 g3 h3.
    private static void Interleave(Vector256<double> gradient, Vector256<double> hessian, Span<double> pairs)
    {
        var turn = Vector256.Create(0L, 2, 1, 3);
        Vector256.Shuffle(Vector256.Create(gradient.GetLower(), hessian.GetLower()), turn).CopyTo(pairs);
        Vector256.Shuffle(Vector256.Create(gradient.GetUpper(), hessian.GetUpper()), turn).CopyTo(pairs[4..]);
    }
}
