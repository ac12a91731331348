namespace CsMonolith.Learning.Trees;

/// <summary>A set of up to 256 bins of a feature: those that go to the left child.</summary>
internal readonly record struct BinSet(ulong A, ulong B, ulong C, ulong D)
{
    public bool Holds(int bin) =>
        (
            (bin >> 6) switch
            {
                0 => A,
                1 => B,
                2 => C,
                _ => D,
            } >> (bin & 63)
            & 1
        ) != 0;

    public ulong[] Words() => [A, B, C, D];

    public BinSet With(int bin)
    {
        var bit = 1UL << (bin & 63);
        return (bin >> 6) switch
        {
            0 => this with { A = A | bit },
            1 => this with { B = B | bit },
            2 => this with { C = C | bit },
            _ => this with { D = D | bit },
        };
    }

    /// <summary>The bins from the first to the last, both included.</summary>
    public static BinSet Between(int first, int last)
    {
        var set = default(BinSet);
        for (var bin = first; bin <= last; bin++)
        {
            set = set.With(bin);
        }

        return set;
    }
}

/// <summary>A split of a leaf into a left and a right child.</summary>
/// <param name="Gain">Fall of the loss, doubled; 0 is no split.</param>
/// <param name="Feature">Index of the feature that the split compares.</param>
/// <param name="LastLeft">
/// Last bin of numbers on the left, 0 if only the missing go left; for a category, levels in order that go left.
/// </param>
/// <param name="MissingLeft">Whether missing numbers go left.</param>
/// <param name="Left">Sum of the gradient words that go left.</param>
internal readonly record struct Split(double Gain, int Feature, int LastLeft, bool MissingLeft, long Left);

/// <summary>Bounds of a leaf's value that keep forecasts monotone along a constrained feature.</summary>
internal readonly record struct Bounds(double Low, double High)
{
    public static Bounds None { get; } = new(double.NegativeInfinity, double.PositiveInfinity);

    public bool Bind => Low > double.NegativeInfinity || High < double.PositiveInfinity;

    public double Hold(double value) => Math.Min(Math.Max(value, Low), High);
}
