using CsMonolith.Learning.Additive;
using CsMonolith.Learning.Evaluation;
using CsMonolith.Learning.Models;
using CsMonolith.Learning.Numerics;
using CsMonolith.Learning.Tables;
using CsMonolith.Learning.Training;

namespace CsMonolith.Learning.Auto;

/// <summary>Tests whether a gain over the base rate could arise by chance, from columns that predict nothing.</summary>
/// <remarks>
/// Two permutation tests that share a level of 0.05, so that together they call at most one table of noise in twenty a
/// signal: at 0.045 whether the columns, each by itself, go with the outcome (<see cref="ColumnAssociation"/>), then at
/// 0.005 whether a quick additive model gains as much on permuted outcomes (Ojala and Garriga, JMLR 11, 2010, test 1),
/// which sees columns that tell only beside each other. The first has nearly the power of the most powerful test that
/// treats columns alike, so it gets nearly all of the level (docs/benchmarks.md). Outcomes are dealt anew among the
/// customers who were there (<see cref="LabelPermutation"/>). Drawing stops as soon as the answer is certain (Besag and
/// Clifford, Biometrika 78, 1991). No test is made where none is needed: without a gain, and where the gain is so many
/// standard errors wide that no table of noise has shown the like.
/// </remarks>
internal static class SignalTest
{
    /// <summary>
    /// Number of standard errors beyond which a gain needs no test. Pure noise, whose bags stop early on the rows that
    /// judge them, gained at most 3 in 80 tables.
    /// </summary>
    private const double BeyondDoubt = 6;

    /// <summary>Level of the two tests together.</summary>
    private const double Level = 0.05;

    /// <summary>The share of the level that the test by columns has; the rest is the model's.</summary>
    private const double ShareOfColumns = 0.9;

    /// <summary>Permutations of the test by columns, of a table that is not wide.</summary>
    private const int ColumnDraws = 999;

    /// <summary>Fewest permutations of the test by columns; of wide tables.</summary>
    private const int FewestColumnDraws = 199;

    /// <summary>
    /// Cells of the test by columns, over all permutations, before it makes do with fewer permutations.
    /// </summary>
    private const double ManyCells = 1e9;

    /// <summary>Cells that take as long as the p of a column.</summary>
    private const int CellsOfP = 500;

    /// <summary>
    /// Permuted tables of the test by a model, none of which may gain as much: with the true one 1 in 200.
    /// </summary>
    private const int ModelDraws = 199;

    /// <summary>Most rows of the test by columns.</summary>
    private const int MaxRowsOfColumns = 10_000;

    /// <summary>Most rows of the test by a model; more would cost more than the training.</summary>
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
    /// The verdict, and p of no signal: the smaller p of the two tests, each divided by its share of the level, at most
    /// 1; null if no test was made.
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

        var byColumn =
            ColumnChance(RowSample.Of(aligned, MaxRowsOfColumns, settings.Seed), settings, cancellation)
            / ShareOfColumns;
        if (byColumn <= Level)
        {
            return (Signal.Found, byColumn);
        }

        var table = RowSample.Of(aligned, MaxRows, settings.Seed);
        var permutation = new LabelPermutation(table);
        var truth = GainOf(table, settings, cancellation);
        var (reached, draws) = (false, 0);
        while (draws < ModelDraws && !reached)
        {
            var random = SplitMix.For(settings.Seed, "permutation", draws++);
            reached = GainOf(permutation.DrawTable(random), settings, cancellation) >= truth;
        }

        var byModel = 1.0 / (reached ? draws : draws + 1) / (1 - ShareOfColumns);
        return (reached ? Signal.None : Signal.Found, Math.Min(Math.Min(byColumn, byModel), reached ? 1 : Level));
    }

    private static double ColumnChance(Table table, TrainingSettings settings, CancellationToken cancellation)
    {
        var cells = (table.Rows + CellsOfP) * (double)table.Columns.Count;
        var draws = (int)Math.Clamp(ManyCells / cells, FewestColumnDraws, ColumnDraws);
        return ColumnAssociation.Chance(table, draws, settings.Seed, cancellation);
    }

    private static double GainOf(Table aligned, TrainingSettings settings, CancellationToken cancellation)
    {
        var folds = Folds.Assign(aligned, FoldCount, settings.Seed);
        var fit = new AdditiveTrainer(Quick).Fit(aligned, folds, settings, progress: null, cancellation);
        return OutOfFold.MeanLoss(OutOfFold.BaseRates(aligned, folds), aligned)
            - OutOfFold.MeanLoss(OutOfFold.LogOdds(fit, aligned, folds), aligned);
    }
}
