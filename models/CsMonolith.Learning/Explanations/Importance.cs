using CsMonolith.Learning.Evaluation;
using CsMonolith.Learning.Models;
using CsMonolith.Learning.Numerics;
using CsMonolith.Learning.Progress;
using CsMonolith.Learning.Tables;
using CsMonolith.Learning.Training;

namespace CsMonolith.Learning.Explanations;

/// <summary>How much a feature matters on rows that the model has not seen.</summary>
/// <param name="Feature">Feature's name.</param>
/// <param name="Size">Mean |contribution| in log-odds, with a 95% bootstrap interval over rows.</param>
/// <param name="LossIncrease">
/// Permutation importance: rise of the mean log loss when the feature's cells are shuffled between rows, with a 95%
/// bootstrap interval.
/// </param>
/// <param name="Trend">
/// Pearson's correlation, in [-1, 1], of a numeric feature's cells with their contributions, where the cell is filled:
/// above 0 the probability rises with the feature. 0 where neither moves; null for a category.
/// </param>
public sealed record FeatureImportance(string Feature, Interval Size, Interval LossIncrease, double? Trend);

/// <summary>A model and rows that it has not seen.</summary>
/// <param name="Model">The model.</param>
/// <param name="Rows">Labelled rows.</param>
public sealed record HeldOutModel(ProbabilityModel Model, Table Rows);

/// <summary>Measures global importance.</summary>
public static class Importance
{
    private const int Draws = 200;
    private const int Repeats = 3;

    /// <summary>
    /// Most rows that are looked at, evenly over all parts: with more, the interval only grows narrower.
    /// </summary>
    private const int MaxRows = 8_000;

    /// <summary>Measures every feature on held-out rows.</summary>
    /// <param name="parts">
    /// Models of the same schema, each with rows it has not seen: one hold-out, or all folds of a training.
    /// </param>
    /// <param name="seed">Seed of shuffles and bootstrap.</param>
    /// <param name="progress">Stage <c>importance</c>.</param>
    /// <param name="cancellation">Stops between features.</param>
    /// <returns>By falling loss increase; empty if there is no part.</returns>
    /// <remarks>
    /// Breiman, Random forests, Machine Learning 45, 2001, section 10. O(features × rows × features), of at most 8,000
    /// rows.
    /// </remarks>
    public static IReadOnlyList<FeatureImportance> Measure(
        IReadOnlyList<HeldOutModel> parts,
        ulong seed,
        IProgress<StageProgress>? progress = null,
        CancellationToken cancellation = default
    )
    {
        ArgumentNullException.ThrowIfNull(parts);
        if (parts.Count == 0)
        {
            return [];
        }

        parts = Subsampled(parts);
        var features = parts[0].Model.Schema.Features;
        var aligned = parts.Select(part => part.Model.Schema.Align(part.Rows)).ToArray();
        var contributions = ContributionsOf(parts, aligned, features.Count, cancellation);
        var losses = parts.SelectMany((part, i) => LossesOf(part.Model, aligned[i], cancellation)).ToArray();
        var found = new FeatureImportance[features.Count];
        for (var feature = 0; feature < found.Length; feature++)
        {
            var rises = new double[losses.Length];
            for (var repeat = 0; repeat < Repeats; repeat++)
            {
                var shuffled = parts.SelectMany(
                    (part, i) =>
                        LossesOf(
                            part.Model,
                            Shuffled(
                                aligned[i],
                                feature,
                                SplitMix.For(seed, "importance", (feature * Repeats + repeat) * parts.Count + i)
                            ),
                            cancellation
                        )
                );
                var row = 0;
                foreach (var loss in shuffled)
                {
                    rises[row] += (loss - losses[row]) / Repeats;
                    row++;
                }
            }

            found[feature] = new FeatureImportance(
                features[feature].Name,
                Bootstrap(Array.ConvertAll(contributions[feature], Math.Abs), SplitMix.For(seed, "size", feature)),
                Bootstrap(rises, SplitMix.For(seed, "rise", feature)),
                TrendOf([.. aligned.Select(table => table.Columns[feature])], contributions[feature])
            );
            progress?.Report(new("importance", (feature + 1.0) / found.Length));
        }

        return
        [
            .. found
                .OrderByDescending(one => one.LossIncrease.Value)
                .ThenBy(one => one.Feature, StringComparer.Ordinal),
        ];
    }

    /// <summary>The parts of a cross-fitted training: each fold's model with the rows of its fold.</summary>
    public static IReadOnlyList<HeldOutModel> OutOfFold(Evidence evidence, Table table)
    {
        ArgumentNullException.ThrowIfNull(evidence);
        ArgumentNullException.ThrowIfNull(table);
        return
        [
            .. evidence.FoldModels.Select(
                (model, fold) => new HeldOutModel(model, table.Take(evidence.Folds.Rows(fold)))
            ),
        ];
    }

    private static IReadOnlyList<HeldOutModel> Subsampled(IReadOnlyList<HeldOutModel> parts)
    {
        var every = (parts.Sum(part => part.Rows.Rows) + MaxRows - 1) / MaxRows;
        return every <= 1
            ? parts
            :
            [
                .. parts.Select(part =>
                    part with
                    {
                        Rows = part.Rows.Take([.. Enumerable.Range(0, part.Rows.Rows).Where(row => row % every == 0)]),
                    }
                ),
            ];
    }

    private static double[][] ContributionsOf(
        IReadOnlyList<HeldOutModel> parts,
        Table[] aligned,
        int features,
        CancellationToken cancellation
    )
    {
        double[][] contributions =
        [
            .. Enumerable.Range(0, features).Select(_ => new double[aligned.Sum(table => table.Rows)]),
        ];
        var into = new double[features];
        var at = 0;
        for (var part = 0; part < aligned.Length; part++)
        {
            cancellation.ThrowIfCancellationRequested();
            for (var row = 0; row < aligned[part].Rows; row++, at++)
            {
                parts[part].Model.ContributionsOf(aligned[part], row, into);
                for (var feature = 0; feature < features; feature++)
                {
                    contributions[feature][at] = into[feature];
                }
            }
        }

        return contributions;
    }

    private static double? TrendOf(Column[] parts, double[] contributions)
    {
        if (parts[0].Kind == ColumnKind.Category)
        {
            return null;
        }

        var pairs = parts
            .SelectMany(column => column.Numbers.ToArray())
            .Zip(contributions, (cell, contribution) => (Cell: (double)cell, Contribution: contribution))
            .Where(pair => !double.IsNaN(pair.Cell))
            .ToList();
        if (pairs.Count < 2)
        {
            return 0;
        }

        var (x, y) = (pairs.Average(pair => pair.Cell), pairs.Average(pair => pair.Contribution));
        var together = pairs.Sum(pair => (pair.Cell - x) * (pair.Contribution - y));
        var apart = Math.Sqrt(
            pairs.Sum(pair => Math.Pow(pair.Cell - x, 2)) * pairs.Sum(pair => Math.Pow(pair.Contribution - y, 2))
        );
        return apart > 0 ? together / apart : 0;
    }

    private static IEnumerable<double> LossesOf(ProbabilityModel model, Table aligned, CancellationToken cancellation)
    {
        var logOdds = model.LogOddsOf(aligned, cancellation);
        return logOdds.Select((score, row) => Logistic.Loss(score, aligned.Labels[row]));
    }

    private static Table Shuffled(Table aligned, int feature, SplitMix random)
    {
        var order = Enumerable.Range(0, aligned.Rows).ToArray();
        random.Shuffle(order);
        return aligned.With(aligned.Columns[feature].Take(order));
    }

    private static Interval Bootstrap(double[] values, SplitMix random)
    {
        var means = new double[Draws];
        for (var draw = 0; draw < Draws; draw++)
        {
            for (var i = 0; i < values.Length; i++)
            {
                means[draw] += values[random.Below(values.Length)];
            }

            means[draw] /= values.Length;
        }

        Array.Sort(means);
        return new Interval(values.Average(), means[(int)(0.025 * Draws)], means[(int)(0.975 * Draws)]);
    }
}
