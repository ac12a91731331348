namespace CsMonolith.Learning.Trees;

/// <summary>Settings of gradient boosted trees: the only place of each default and its reason.</summary>
public sealed record TreeSettings
{
    /// <summary>Most trees of one fit.</summary>
    public int Rounds { get; init; } = 600;

    /// <summary>Shrinkage of each tree, in (0, 1].</summary>
    public double Rate { get; init; } = 0.05;

    /// <summary>Most leaves of a tree, in [2, 4096]; the leaf that gains most is split first.</summary>
    public int Leaves { get; init; } = 31;

    /// <summary>
    /// Rows that a leaf should keep; judged by its share of the parent's hessian while cuts are sought, as LightGBM
    /// does.
    /// </summary>
    public int MinLeafRows { get; init; } = 20;

    /// <summary>Hessian that a leaf must keep, above 0.</summary>
    public double MinHessian { get; init; } = 1e-3;

    /// <summary>λ of a leaf, in units of hessian, at least 0.</summary>
    public double L2 { get; init; } = 1;

    /// <summary>Gain that a cut must pass, at least 0.</summary>
    public double MinGain { get; init; }

    /// <summary>Added to λ when more than four levels are parted: many ways to part them overfit.</summary>
    public double LevelL2 { get; init; } = 10;

    /// <summary>Hessian by which a level's mean residual is drawn to its leaf's when levels are put in order.</summary>
    public double LevelSmoothing { get; init; } = 10;

    /// <summary>Share of the rows that each tree sees, in (0, 1].</summary>
    public double RowShare { get; init; } = 1;

    /// <summary>Share of the features that each tree sees, in (0, 1]; at least one.</summary>
    public double ColumnShare { get; init; } = 1;

    /// <summary>Trees without a better loss on the rows left out after which boosting stops.</summary>
    public int Patience { get; init; } = 50;

    /// <summary>−1 or +1 for each numeric feature along which forecasts may only fall or only rise.</summary>
    public IReadOnlyDictionary<string, int> Monotone { get; init; } =
        new Dictionary<string, int>(StringComparer.Ordinal);

    /// <summary>Refuses settings out of range.</summary>
    /// <exception cref="ArgumentOutOfRangeException">Names the setting and its value.</exception>
    internal TreeSettings Checked()
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(Rounds, 1);
        ArgumentOutOfRangeException.ThrowIfLessThan(Leaves, 2);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(Leaves, Tree.MaxLeaves);
        ArgumentOutOfRangeException.ThrowIfLessThan(MinLeafRows, 1);
        ArgumentOutOfRangeException.ThrowIfLessThan(Patience, 1);
        Require(Rate is > 0 and <= 1, Rate, nameof(Rate));
        Require(MinHessian > 0, MinHessian, nameof(MinHessian));
        Require(L2 >= 0, L2, nameof(L2));
        Require(MinGain >= 0, MinGain, nameof(MinGain));
        Require(LevelL2 >= 0, LevelL2, nameof(LevelL2));
        Require(LevelSmoothing >= 0, LevelSmoothing, nameof(LevelSmoothing));
        Require(RowShare is > 0 and <= 1, RowShare, nameof(RowShare));
        Require(ColumnShare is > 0 and <= 1, ColumnShare, nameof(ColumnShare));
        foreach (var (feature, sign) in Monotone)
        {
            Require(sign is -1 or 0 or 1, sign, $"{nameof(Monotone)}[{feature}]");
        }

        return this;
    }

    // Written so that NaN is refused too.
    private static void Require(bool holds, double value, string name)
    {
        if (!holds)
        {
            throw new ArgumentOutOfRangeException(name, value, "The setting is out of its range.");
        }
    }
}
