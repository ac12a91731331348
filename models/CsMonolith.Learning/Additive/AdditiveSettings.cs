namespace CsMonolith.Learning.Additive;

/// <summary>How the additive model is boosted. One source for each default and its reason.</summary>
internal sealed record AdditiveSettings
{
    /// <summary>Bags in all; each leaves out one fold, so a multiple of the folds is trained.</summary>
    public int Bags { get; init; } = 8;

    /// <summary>Shrinkage of a step for main effects.</summary>
    public double MainRate { get; init; } = 0.03;

    /// <summary>Shrinkage of a step for interactions.</summary>
    public double PairRate { get; init; } = 0.04;

    /// <summary>Most rounds over all main effects.</summary>
    public int MainRounds { get; init; } = 3000;

    /// <summary>Most rounds over all interactions.</summary>
    public int PairRounds { get; init; } = 1500;

    /// <summary>Rounds without a better left-out loss after which boosting stops.</summary>
    public int Patience { get; init; } = 50;

    /// <summary>First rounds cut at random, which smooths the shapes.</summary>
    public int SmoothingRounds { get; init; } = 60;

    /// <summary>λ of a leaf, in units of hessian.</summary>
    public double L2 { get; init; } = 0.5;

    /// <summary>Hessian that a leaf must keep; near 4 rows of even odds.</summary>
    public double MinHessian { get; init; } = 0.5;

    /// <summary>Added to a level's hessian when levels are put in order, as LightGBM's cat_smooth.</summary>
    public double LevelSmoothing { get; init; } = 10;

    /// <summary>Interactions boosted, as a multiple of the features.</summary>
    public double PairsPerFeature { get; init; } = 3;

    /// <summary>Most interactions boosted.</summary>
    public int MaxPairs { get; init; } = 120;
}
