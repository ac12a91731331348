namespace CsMonolith.Learning.Additive;

/// <summary>Settings of the boosting of the additive model: the only place of each default and its reason.</summary>
internal sealed record AdditiveSettings
{
    /// <summary>Bags in all; each leaves out one fold, so a multiple of the folds is trained.</summary>
    public int Bags { get; init; } = 8;

    /// <summary>Shrinkage of a step for main effects.</summary>
    public double MainRate { get; init; } = 0.04;

    /// <summary>Shrinkage of a step for interactions.</summary>
    public double PairRate { get; init; } = 0.04;

    /// <summary>Most rounds over all main effects.</summary>
    public int MainRounds { get; init; } = 3000;

    /// <summary>Most rounds over all interactions.</summary>
    public int PairRounds { get; init; } = 1500;

    /// <summary>Rounds without a better left-out loss after which boosting stops.</summary>
    public int Patience { get; init; } = 50;

    /// <summary>First rounds cut at random, which smooths the shapes.</summary>
    public int SmoothingRounds { get; init; } = 200;

    /// <summary>The same for interactions.</summary>
    public int PairSmoothingRounds { get; init; } = 75;

    /// <summary>Greedy rounds for each cyclic one, after the random ones.</summary>
    public int GreedyRounds { get; init; } = 8;

    /// <summary>λ of a leaf, in units of hessian.</summary>
    public double L2 { get; init; } = 0.1;

    /// <summary>
    /// Hessian that a leaf must keep; less than a row of even odds, since hessians fade as a forecast grows sure.
    /// </summary>
    public double MinHessian { get; init; } = 0.02;

    /// <summary>Added to a level's hessian when levels are put in order, as LightGBM's cat_smooth.</summary>
    public double LevelSmoothing { get; init; } = 10;

    /// <summary>
    /// Numbers of interactions tried, as multiples of the features; the left-out loss of all bags decides.
    /// </summary>
    public IReadOnlyList<double> PairsPerFeature { get; init; } = [1, 3, 6];

    /// <summary>Most interactions boosted.</summary>
    public int MaxPairs { get; init; } = 150;

    /// <summary>
    /// Steps × rows of a whole fit below which the settings are not reduced: some 20 seconds of one core.
    /// </summary>
    private const double Budget = 8e9;

    /// <summary>
    /// Steps of a term that a fit with small steps takes, mains and all choices of interactions together.
    /// </summary>
    private const double StepsPerTerm = 1_500;

    /// <summary>
    /// The settings that keep the work of a fit within a budget, which grows with the square root of rows × features:
    /// larger steps, fewer choices of interactions and at last fewer rounds. Counted in steps × rows, never timed, so
    /// that a fit repeats to the byte.
    /// </summary>
    public AdditiveSettings Within(int rows, int features)
    {
        var (work, budget) = (UnboundedWork(rows, features), BudgetOf(rows, features));
        if (work <= budget)
        {
            return this;
        }

        var speedUp = Math.Min(work / budget, 6);
        var perBag = budget / Bags / rows;
        return this with
        {
            MainRate = Math.Min(MainRate * speedUp, 0.2),
            PairRate = Math.Min(PairRate * speedUp, 0.2),
            MainRounds = Math.Clamp((int)(0.6 * perBag / features), 10, MainRounds),
            SmoothingRounds = Math.Min(
                SmoothingRounds,
                Math.Clamp((int)(0.1 * perBag / features), 2, (int)(SmoothingRounds / speedUp) + 1)
            ),
            PairSmoothingRounds = (int)(PairSmoothingRounds / speedUp),
            Patience = Math.Max((int)(Patience / speedUp), 8),
            PairsPerFeature = [PairsPerFeature[0]],
            PairRounds = Math.Clamp((int)(0.4 * perBag / features), 5, PairRounds),
        };
    }

    /// <summary>Steps × rows of a whole fit to a table of that size.</summary>
    public double WorkOf(int rows, int features) => Math.Min(UnboundedWork(rows, features), BudgetOf(rows, features));

    private double UnboundedWork(int rows, int features) => (double)Bags * rows * features * StepsPerTerm;

    private static double BudgetOf(int rows, int features) =>
        Budget * Math.Max(1, Math.Sqrt((double)rows * features / 4e6));
}
