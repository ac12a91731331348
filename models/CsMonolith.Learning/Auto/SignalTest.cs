using CsMonolith.Learning.Additive;
using CsMonolith.Learning.Evaluation;
using CsMonolith.Learning.Models;
using CsMonolith.Learning.Numerics;
using CsMonolith.Learning.Tables;
using CsMonolith.Learning.Training;

namespace CsMonolith.Learning.Auto;

/// <summary>Tests whether a gain over the base rate could arise by chance, from columns that predict nothing.</summary>
/// <remarks>
/// A permutation test (Ojala and Garriga, JMLR 11, 2010, test 1): outcomes are dealt anew among the customers who were
/// there (<see cref="LabelPermutation"/>), and a quick additive model is cross-fitted to each such table. Drawing stops as soon as
/// the answer is certain (Besag and Clifford, Biometrika 78, 1991). No test is made where none is needed: without a
/// gain, and where the gain is so many standard errors wide that no table of noise has shown the like.
/// </remarks>
internal static class SignalTest
{
    /// <summary>
    /// Number of standard errors beyond which a gain needs no test. Pure noise, whose bags stop early on the rows that
    /// judge them, gained at most 3 in 80 tables.
    /// </summary>
    private const double BeyondDoubt = 6;

    /// <summary>Permuted tables; with the true one they make up a hundred.</summary>
    private const int Draws = 99;

    /// <summary>Draws that may gain as much as the true table: with it five in a hundred, the level of the test.</summary>
    private const int Allowed = 4;

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
    /// The verdict, and the share of tables (the true one among them) that gained as much as the true one; null if no
    /// test was made.
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
        var permutation = new LabelPermutation(table);
        var truth = GainOf(table, settings, cancellation);
        var (reached, draws) = (0, 0);
        while (draws < Draws && reached <= Allowed)
        {
            var random = SplitMix.For(settings.Seed, "permutation", draws++);
            reached += GainOf(permutation.DrawTable(random), settings, cancellation) >= truth ? 1 : 0;
        }

        return (reached <= Allowed ? Signal.Found : Signal.None, (reached + 1.0) / (draws + 1));
    }

    private static double GainOf(Table aligned, TrainingSettings settings, CancellationToken cancellation)
    {
        var folds = Folds.Assign(aligned, FoldCount, settings.Seed);
        var fit = new AdditiveTrainer(Quick).Fit(aligned, folds, settings, progress: null, cancellation);
        return OutOfFold.MeanLoss(OutOfFold.BaseRates(aligned, folds), aligned)
            - OutOfFold.MeanLoss(OutOfFold.LogOdds(fit, aligned, folds), aligned);
    }
}
