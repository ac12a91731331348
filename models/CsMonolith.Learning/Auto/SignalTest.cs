using CsMonolith.Learning.Additive;
using CsMonolith.Learning.Evaluation;
using CsMonolith.Learning.Models;
using CsMonolith.Learning.Numerics;
using CsMonolith.Learning.Tables;
using CsMonolith.Learning.Training;

namespace CsMonolith.Learning.Auto;

/// <summary>Tests whether a gain over the base rate could arise by chance, from columns that predict nothing.</summary>
/// <remarks>
/// A permutation test (Ojala and Garriga, JMLR 11, 2010, test 1): labels are permuted within a period, whole groups
/// among groups of their size, and a quick additive model is cross-fitted to each such table. Drawing stops as soon as
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

    /// <summary>Number of standard errors below which there is no signal.</summary>
    private const double Least = 1.645;

    /// <summary>Permuted tables; with the true one they make up a hundred.</summary>
    private const int Draws = 99;

    /// <summary>Draws that may gain as much as the true table: one in a hundred is the level of the test.</summary>
    private const int Allowed = 0;

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
        if (gain.Value <= Least * error)
        {
            return (Signal.None, null);
        }

        if (gain.Value > BeyondDoubt * error)
        {
            return (Signal.Found, null);
        }

        var table = Subsampled(aligned, settings.Seed);
        var truth = GainOf(table, settings, cancellation);
        var (reached, draws) = (0, 0);
        while (draws < Draws && reached <= Allowed)
        {
            var random = SplitMix.For(settings.Seed, "permutation", draws++);
            reached += GainOf(table.Labelled(Permuted(table, random)), settings, cancellation) >= truth ? 1 : 0;
        }

        return (reached <= Allowed ? Signal.Found : Signal.None, (reached + 1.0) / (draws + 1));
    }

    /// <summary>
    /// Labels permuted within each period; with groups, whole groups among groups of the same size and periods.
    /// </summary>
    internal static bool[] Permuted(Table table, SplitMix random)
    {
        var labels = table.Labels.ToArray();
        var permuted = new bool[labels.Length];
        var blocks =
            table.Groups.Length > 0
                ? Enumerable
                    .Range(0, table.Rows)
                    .GroupBy(row => table.Groups[row], StringComparer.Ordinal)
                    .Select(rows => rows.ToArray())
                : Enumerable.Range(0, table.Rows).Select(row => new[] { row });
        foreach (var alike in blocks.GroupBy(rows => PeriodsOf(table, rows), StringComparer.Ordinal))
        {
            var from = alike.ToArray();
            var order = Enumerable.Range(0, from.Length).ToArray();
            random.Shuffle(order);
            for (var i = 0; i < from.Length; i++)
            {
                for (var j = 0; j < from[i].Length; j++)
                {
                    permuted[from[i][j]] = labels[from[order[i]][j]];
                }
            }
        }

        return permuted;
    }

    // A period is a month: within a day there would be few rows to permute.
    private static string PeriodsOf(Table table, int[] rows) =>
        table.Times.Length == 0
            ? $"{rows.Length}"
            : string.Join(' ', rows.Select(row => table.Times[row].Year * 12 + table.Times[row].Month));

    private static double GainOf(Table aligned, TrainingSettings settings, CancellationToken cancellation)
    {
        var folds = Folds.Assign(aligned, FoldCount, settings.Seed);
        var fit = new AdditiveTrainer(Quick).Fit(aligned, folds, settings, progress: null, cancellation);
        return OutOfFold.MeanLoss(OutOfFold.BaseRates(aligned, folds), aligned)
            - OutOfFold.MeanLoss(OutOfFold.LogOdds(fit, aligned, folds), aligned);
    }

    // Whole groups, so that none is split.
    private static Table Subsampled(Table table, ulong seed)
    {
        if (table.Rows <= MaxRows)
        {
            return table;
        }

        var groups =
            table.Groups.Length > 0 ? Folds.Numbered(table.Groups.ToArray()) : [.. Enumerable.Range(0, table.Rows)];
        var order = Enumerable.Range(0, groups.Max() + 1).ToArray();
        SplitMix.For(seed, "signal-rows").Shuffle(order);
        var kept = order.Take((int)((long)order.Length * MaxRows / table.Rows)).ToHashSet();
        return table.Take([.. Enumerable.Range(0, table.Rows).Where(row => kept.Contains(groups[row]))]);
    }
}
