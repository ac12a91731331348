using CsMonolith.Learning.Numerics;

namespace CsMonolith.Learning.Trees;

/// <summary>
/// Gradient and hessian of each row as whole numbers in one word, so that sums are exact whatever their order.
/// </summary>
/// <remarks>
/// Shi, Ke, Chen, Zheng and Liu, Quantized training of gradient boosting decision trees, NeurIPS 2022, with as many
/// steps as a sum over all rows leaves room for. A word is gradient × 2³² + hessian: one addition adds both. Rounding
/// is unbiased: up or down by a hash of row and round.
/// </remarks>
internal sealed class QuantisedGradients
{
    // |Σ gradient| and Σ hessian stay below 2³¹ even if every row has the most.
    private const double Room = int.MaxValue;

    private const int MostSteps = 1 << 20;

    private const int BlockRows = 1024;

    /// <summary>2⁻³².</summary>
    private const double Fraction = 1.0 / 4294967296;

    private readonly float[] _labels;
    private readonly float[]? _weights;
    private readonly long[] _words;
    private readonly double _gradientSteps;
    private readonly double _hessianSteps;
    private readonly double _gradientUnit;
    private readonly double _hessianUnit;

    /// <param name="labels">Shape (rows,): 0 or 1.</param>
    /// <param name="weights">Shape (rows,), at least 0; null for 1 each.</param>
    public QuantisedGradients(float[] labels, float[]? weights)
    {
        (_labels, _weights) = (labels, weights);
        _words = new long[labels.Length];
        double most = weights is null ? 1 : weights.Max();
        var steps = Math.Min(MostSteps, Math.Floor(Room / Math.Max(labels.Length, 1)) - 1);
        (_gradientSteps, _hessianSteps) = (steps / most, steps / (0.25 * most));
        (_gradientUnit, _hessianUnit) = (1 / _gradientSteps, 1 / _hessianSteps);
    }

    /// <summary>Shape (rows,).</summary>
    public ReadOnlySpan<long> Words => _words;

    /// <summary>Σ(y − p)·w of a sum of words.</summary>
    public double Gradient(long sum) => (sum >> 32) * _gradientUnit;

    /// <summary>Σp(1 − p)·w of a sum of words.</summary>
    public double Hessian(long sum) => (uint)sum * _hessianUnit;

    /// <summary>Takes the gradients at the present scores.</summary>
    /// <param name="scores">Shape (rows,): log-odds.</param>
    /// <param name="key">Of this round; another key rounds otherwise.</param>
    /// <param name="parallel">Threads.</param>
    public void Update(float[] scores, ulong key, ParallelOptions parallel)
    {
        const int ChunkRows = 1 << 15;
        var chunks = (scores.Length + ChunkRows - 1) / ChunkRows;
        if (chunks == 1)
        {
            Update(scores, 0, scores.Length, key);
            return;
        }

        Parallel.For(
            0,
            chunks,
            parallel,
            chunk => Update(scores, chunk * ChunkRows, Math.Min(ChunkRows, scores.Length - chunk * ChunkRows), key)
        );
    }

    private void Update(float[] scores, int from, int rows, ulong key)
    {
        Span<float> probabilities = stackalloc float[BlockRows];
        for (var start = from; start < from + rows; start += BlockRows)
        {
            var block = probabilities[..Math.Min(BlockRows, from + rows - start)];
            Logistic.Sigmoid(scores.AsSpan(start, block.Length), block);
            Round(start, block, key);
        }
    }

    private void Round(int from, ReadOnlySpan<float> probabilities, ulong key)
    {
        for (var i = 0; i < probabilities.Length; i++)
        {
            var row = from + i;
            double p = probabilities[i];
            double weight = _weights is null ? 1 : _weights[row];
            if (weight == 0)
            {
                _words[row] = 0;
                continue;
            }

            var dice = (key + (ulong)row) * 0x9E3779B97F4A7C15UL;
            dice = (dice ^ (dice >> 32)) * 0xD6E8FEB86659FD93UL;
            var gradient = (int)
                Math.Floor((_labels[row] - p) * weight * _gradientSteps + (uint)(dice >> 32) * Fraction);
            var hessian = (uint)Math.Max(1, p * (1 - p) * weight * _hessianSteps + (uint)dice * Fraction);
            _words[row] = ((long)gradient << 32) + hessian;
        }
    }
}
