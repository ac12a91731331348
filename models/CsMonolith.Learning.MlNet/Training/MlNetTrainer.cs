using CsMonolith.Learning.MlNet.Encoding;
using Microsoft.ML;
using Microsoft.ML.Calibrators;
using Microsoft.ML.Data;
using Microsoft.ML.Trainers.FastTree;

namespace CsMonolith.Learning.MlNet.Training;

/// <summary>
/// Gradient boosted trees that ML.NET grows, taken over as trees of our own: kept, scored and explained as those are.
/// </summary>
/// <remarks>
/// Settings are fixed, so that a fit is the same whoever asks for it: one fit for each fold and one on all rows. A fit
/// uses one thread, whose sums have one order; folds run side by side. The same data and seed give the same bytes at
/// any number of threads.
/// </remarks>
public abstract class MlNetTrainer : ITrainer
{
    private protected MlNetTrainer() { }

    /// <inheritdoc/>
    public abstract string Name { get; }

    /// <summary>Whether fits may run side by side.</summary>
    private protected abstract bool SideBySide { get; }

    /// <inheritdoc/>
    /// <exception cref="NotSupportedException">
    /// Forecasts are to rise or fall along a feature, which ML.NET cannot be asked for.
    /// </exception>
    public CrossFit Fit(
        Table aligned,
        Folds folds,
        TrainingSettings settings,
        IProgress<StageProgress>? progress,
        CancellationToken cancellation
    )
    {
        ArgumentNullException.ThrowIfNull(aligned);
        ArgumentNullException.ThrowIfNull(folds);
        ArgumentNullException.ThrowIfNull(settings);
        if (settings.Monotone.Values.Any(sign => sign != 0))
        {
            throw new NotSupportedException(
                "ML.NET's trees cannot be held to one direction of a feature; train with another learner."
            );
        }

        var models = new IModel[folds.Count + 1];
        var done = 0;
        Parallel.For(
            0,
            models.Length,
            new ParallelOptions
            {
                CancellationToken = cancellation,
                MaxDegreeOfParallelism =
                    !SideBySide ? 1
                    : settings.Threads > 0 ? settings.Threads
                    : Environment.ProcessorCount,
            },
            fold =>
            {
                var rows = fold < folds.Count ? folds.OtherRows(fold) : [.. Enumerable.Range(0, aligned.Rows)];
                models[fold] = Grow(aligned, rows, settings.Seed).Model;
                progress?.Report(new StageProgress(Name, (double)Interlocked.Increment(ref done) / models.Length));
            }
        );
        return new CrossFit(models[^1], models[..^1]);
    }

    /// <summary>Fits once.</summary>
    /// <param name="aligned">Labelled rows with both outcomes, in the form of their schema.</param>
    /// <param name="rows">The training rows among them.</param>
    /// <param name="seed">Seed of whatever is drawn.</param>
    /// <returns>The model, and ML.NET's own with the encoding that it was grown on.</returns>
    internal (IModel Model, IPredictionTransformer<object> Theirs, SlotEncoding Encoding) Grow(
        Table aligned,
        int[] rows,
        ulong seed
    )
    {
        var encoding = SlotEncoding.Of(aligned, rows);
        var seeded = (int)(seed % int.MaxValue);
        var context = new MLContext(seeded);
        var theirs = Fit(context, EncodedRows.Of(aligned, rows, encoding), rows.Length, seeded);
        return (Taken(theirs.Model, encoding, aligned.Take(rows)), theirs, encoding);
    }

    /// <summary>Fits ML.NET's trainer to encoded rows.</summary>
    private protected abstract IPredictionTransformer<object> Fit(
        MLContext context,
        IDataView encoded,
        int rows,
        int seed
    );

    // ML.NET's probability is 1 / (1 + exp(slope × score + offset)) of a score that adds the trees' values to a bias.
    private static IModel Taken(object theirs, SlotEncoding encoding, Table rows)
    {
        var calibrated =
            theirs as CalibratedModelParametersBase
            ?? throw new InvalidOperationException($"{theirs.GetType()} gives no probabilities.");
        var platt = (PlattCalibrator)calibrated.Calibrator;
        var ensemble = ((TreeEnsembleModelParametersBasedOnRegressionTree)calibrated.SubModel).TrainedTreeEnsemble;
        var trees = ensemble.Trees.Select(
            (tree, i) =>
                new ImportedTree(
                    [.. Enumerable.Range(0, tree.NumberOfNodes).Select(node => SplitOf(tree, node, encoding))],
                    [.. tree.LeafValues.Select(value => -platt.Slope * ensemble.TreeWeights[i] * value)]
                )
        );
        return ImportedTrees.Model(-platt.Slope * ensemble.Bias - platt.Offset, [.. trees], rows);
    }

    private static ImportedSplit SplitOf(RegressionTree tree, int node, SlotEncoding encoding) =>
        encoding
            .Slots[tree.NumericalSplitFeatureIndexes[node]]
            .Asking(tree.NumericalSplitThresholds[node], tree.LeftChild[node], tree.RightChild[node]);
}
