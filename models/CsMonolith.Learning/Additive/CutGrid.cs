namespace CsMonolith.Learning.Additive;

/// <summary>Finds how many cuts lie at or below a number: a grid of equal steps tells nearly all of it, a few comparisons the rest.</summary>
/// <remarks>
/// The step of a number never falls as the number rises, rounding included, so a number lies beyond all cuts of lower steps and before all
/// cuts of higher ones. A grid is fine enough that a step rarely holds two cuts of quantiles; where many do, they are halved. No branch
/// depends on the number. Its slow twin is a count over all cuts.
/// </remarks>
internal sealed class CutGrid
{
    private const int Steps = 1024;

    private readonly double _low;
    private readonly double _scale;
    private readonly byte[] _before = new byte[Steps];
    private readonly float[] _cuts;
    private readonly int _half;

    /// <param name="cuts">Ascending and finite, at most 255.</param>
    public CutGrid(ReadOnlySpan<float> cuts)
    {
        (_low, _scale) = cuts.Length > 1 ? (cuts[0], (Steps - 1) / ((double)cuts[^1] - cuts[0])) : (0, 0);
        var held = new int[Steps];
        foreach (var cut in cuts)
        {
            held[StepOf(cut)]++;
        }

        for (var step = 1; step < Steps; step++)
        {
            _before[step] = (byte)(_before[step - 1] + held[step - 1]);
        }

        // Halving must be able to pass all cuts of a step: 1, 3, 7 … of them.
        var most = held.Max();
        for (_half = 1; 2 * _half - 1 < most;)
        {
            _half *= 2;
        }

        // Beyond the last cut nothing is passed, however far halving looks.
        _cuts = new float[cuts.Length + 2 * _half];
        Array.Fill(_cuts, float.NaN);
        cuts.CopyTo(_cuts);
    }

    /// <summary>Cuts at or below a number; 0 for one that is not a number.</summary>
    public int CutsUpTo(float value)
    {
        var cuts = _cuts;
        int low = _before[StepOf(value)];
        for (var half = _half; half > 0; half >>= 1)
        {
            low += cuts[low + half - 1] <= value ? half : 0;
        }

        return low;
    }

    // Beyond the grid a number is held to its edge; what is not a number falls into the first step, where it passes nothing.
    private int StepOf(float value) => Math.Clamp((int)((value - _low) * _scale), 0, Steps - 1);
}
