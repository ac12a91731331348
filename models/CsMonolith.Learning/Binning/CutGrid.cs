using System.Runtime.Intrinsics;

namespace CsMonolith.Learning.Binning;

/// <summary>
/// Finds a number's bin among ascending cuts: a grid of equal steps narrows it down, a few comparisons decide.
/// </summary>
/// <remarks>
/// Bin 0 is what is not a number, bin 1 + c a number with c cuts at or below it. The step of a number never falls as
/// the number rises, rounding included, so a number lies beyond all cuts of lower steps and before all cuts of higher
/// ones. A grid is fine enough that a step rarely holds two cuts of quantiles; where many do, they are halved. No
/// branch depends on a number: a mispredicted one costs more than all the rest. Its slow twin is a count over all cuts.
/// </remarks>
internal sealed class CutGrid
{
    private const int Steps = 1024;

    private readonly float _low;
    private readonly float _scale;
    private readonly int _half;

    /// <summary>
    /// Shape (steps + 1,): bin of a number that passes no cut of its step; last, of what is not a number.
    /// </summary>
    private readonly ushort[] _first = new ushort[Steps + 1];

    /// <summary>
    /// The cut above bin b stands at b − 1; beyond the last cut nothing is passed, however far halving looks.
    /// </summary>
    private readonly float[] _cuts;

    /// <param name="cuts">Ascending and finite, fewer than 2¹⁶.</param>
    public CutGrid(ReadOnlySpan<float> cuts)
    {
        (_low, _scale) = cuts.Length > 1 ? (cuts[0], (Steps - 1) / (cuts[^1] - cuts[0])) : (0, 0);
        var held = new int[Steps];
        foreach (var cut in cuts)
        {
            held[StepOf(cut)]++;
        }

        _first[0] = 1;
        for (var step = 1; step < Steps; step++)
        {
            _first[step] = (ushort)(_first[step - 1] + held[step - 1]);
        }

        // Halving must be able to pass all cuts of a step: 1, 3, 7 … of them.
        var most = held.Max();
        for (_half = 1; 2 * _half - 1 < most; )
        {
            _half *= 2;
        }

        _cuts = new float[1 + cuts.Length + 2 * _half];
        Array.Fill(_cuts, float.NaN);
        cuts.CopyTo(_cuts.AsSpan(1));
    }

    /// <summary>Bin of one number.</summary>
    public int BinOf(float value)
    {
        int bin = _first[StepOf(value)];
        for (var half = _half; half > 0; half >>= 1)
        {
            bin += _cuts[bin + half - 1] <= value ? half : 0;
        }

        return bin;
    }

    /// <summary>Bins of a stretch of numbers, the same as one by one.</summary>
    /// <param name="values">Shape (rows,).</param>
    /// <param name="bins">OUT, shape (rows,).</param>
    public void BinsOf(ReadOnlySpan<float> values, Span<ushort> bins)
    {
        bins = bins[..values.Length];
        var whole = values.Length - values.Length % Vector256<float>.Count;
        for (var i = 0; i < whole; i += Vector256<float>.Count)
        {
            Narrow(StepsOf(Vector256.Create(values.Slice(i, Vector256<float>.Count)))).CopyTo(bins[i..]);
        }

        var first = _first;
        foreach (ref var bin in bins[..whole])
        {
            bin = first[bin];
        }

        for (var half = _half; half > 0; half >>= 1)
        {
            Pass(half, values[..whole], bins[..whole]);
        }

        for (var i = whole; i < values.Length; i++)
        {
            bins[i] = (ushort)BinOf(values[i]);
        }
    }

    // Eight numbers at a time look at the cut that lies half a step's cuts ahead.
    private void Pass(int half, ReadOnlySpan<float> values, Span<ushort> bins)
    {
        var ahead = _cuts.AsSpan(half - 1);
        var by = Vector256.Create(half);
        for (var i = 0; i < values.Length; i += Vector256<float>.Count)
        {
            var b = bins.Slice(i, Vector256<float>.Count);
            var cut = Vector256.Create(
                ahead[b[0]],
                ahead[b[1]],
                ahead[b[2]],
                ahead[b[3]],
                ahead[b[4]],
                ahead[b[5]],
                ahead[b[6]],
                ahead[b[7]]
            );
            var passed =
                Vector256.LessThanOrEqual(cut, Vector256.Create(values.Slice(i, Vector256<float>.Count))).AsInt32()
                & by;
            (Vector128.Create<ushort>(b) + Narrow(passed)).CopyTo(b);
        }
    }

    // Beyond the grid a number is held to its edge, and to the lower one where 0 × ∞ tells nothing; what is not a
    // number has a step of its own. Both forms are the same operations on floats.
    private int StepOf(float value)
    {
        var step = (value - _low) * _scale;
        step = step > 0 ? step : 0;
        return float.IsNaN(value) ? Steps : (int)(step < Steps - 1 ? step : Steps - 1);
    }

    private Vector256<int> StepsOf(Vector256<float> values)
    {
        var last = Vector256.Create((float)(Steps - 1));
        var steps = (values - Vector256.Create(_low)) * Vector256.Create(_scale);
        steps = Vector256.ConditionalSelect(
            Vector256.GreaterThan(steps, Vector256<float>.Zero),
            steps,
            Vector256<float>.Zero
        );
        steps = Vector256.ConditionalSelect(Vector256.LessThan(steps, last), steps, last);
        return Vector256.ConditionalSelect(
            Vector256.Equals(values, values).AsInt32(),
            Vector256.ConvertToInt32(steps),
            Vector256.Create(Steps)
        );
    }

    private static Vector128<ushort> Narrow(Vector256<int> numbers) =>
        Vector128.Narrow(numbers.GetLower().AsUInt32(), numbers.GetUpper().AsUInt32());
}
