using CsMonolith.Learning.Additive;
using CsMonolith.Learning.Evaluation;
using CsMonolith.Learning.Models;
using CsMonolith.Learning.Numerics;
using CsMonolith.Learning.Tables;
using CsMonolith.Learning.Training;

namespace CsMonolith.Learning.Auto;

/// <summary>Tests whether a gain over the base rate could arise by chance, from columns that predict nothing.</summary>
/// <remarks>
/// Two permutation tests at 0.025 each, so that together they call at most one table of noise in twenty a signal:
/// whether any single column goes with the outcome (<see cref="ColumnAssociation"/>, strong where few columns tell),
/// then whether a quick additive model gains as much on permuted outcomes (Ojala and Garriga, JMLR 11, 2010, test 1;
/// strong where many columns tell a little). Outcomes are dealt anew among the customers who were there
/// (<see cref="LabelPermutation"/>). Drawing stops as soon as the answer is certain (Besag and Clifford, Biometrika 78,
/// 1991). No test is made where none is needed: without a gain, and where the gain is so many standard errors wide that
/// no table of noise has shown the like.
/// </remarks>
internal static class SignalTest
{
    /// <summary>
    /// Number of standard errors beyond which a gain needs no test. Pure noise, whose bags stop early on the rows that
    /// judge them, gained at most 3 in 80 tables.
    /// </summary>
    private const double BeyondDoubt = 6;

    /// <summary>Level of each of the two tests.</summary>
    private const double Level = 0.025;

    /// <summary>Permutations of the test by columns.</summary>
    private const int ColumnDraws = 399;

    /// <summary>Permuted tables of the test by a model.</summary>
    private const int Draws = 119;

    /// <summary>Draws that may gain as much as the true table: with it three in 120, the level of the test.</summary>
    private const int Allowed = 2;

    /// <summary>Most rows of the test; more would cost more than the training.</summary>
    private const int MaxRows = 4_000;

    private const int FoldCount = 4;

    /// <summary>A small fraction of the work of a fit: no interactions, larger steps.</summary>
    private static readonly AdditiveSettings Quick = new()
    {
        MainRate = 0.1,
        MainRounds = 150,
        SmoothingRounds = 10,
        Patience = 10,
        PairsPerFeature = [0],
        Bags = FoldCount,
    };

    /// <summary>
    /// The verdict, and p of no signal: twice the smaller p of the two tests, at most 1; null if no test was made.
    /// </summary>
    public static (Signal Signal, double? Chance) Judge(
        Interval gain,
        Table aligned,
        TrainingSettings settings,
        CancellationToken cancellation
    )
    {
        var error = (gain.High - gain.Value) / 1.96;
        if (!(gain.Value > 0))
        {
            return (Signal.None, null);
        }

        if (gain.Value > BeyondDoubt * error)
        {
            return (Signal.Found, null);
        }

        var table = RowSample.Of(aligned, MaxRows, settings.Seed);
        var byColumn = ColumnAssociation.Chance(table, ColumnDraws, settings.Seed, cancellation);
        if (byColumn <= Level)
        {
            return (Signal.Found, 2 * byColumn);
        }

        var permutation = new LabelPermutation(table);
        var truth = GainOf(table, settings, cancellation);
        var (reached, draws) = (0, 0);
        while (draws < Draws && reached <= Allowed)
        {
            var random = SplitMix.For(settings.Seed, "permutation", draws++);
            reached += GainOf(permutation.DrawTable(random), settings, cancellation) >= truth ? 1 : 0;
        }

        var byModel = (reached + 1.0) / (draws + 1);
        return (reached <= Allowed ? Signal.Found : Signal.None, Math.Min(2 * Math.Min(byColumn, byModel), 1));
    }

    private static double GainOf(Table aligned, TrainingSettings settings, CancellationToken cancellation)
    {
        var folds = Folds.Assign(aligned, FoldCount, settings.Seed);
        var fit = new AdditiveTrainer(Quick).Fit(aligned, folds, settings, progress: null, cancellation);
        return OutOfFold.MeanLoss(OutOfFold.BaseRates(aligned, folds), aligned)
            - OutOfFold.MeanLoss(OutOfFold.LogOdds(fit, aligned, folds), aligned);
    }
}
