using CsMonolith.Learning.Evaluation;
using CsMonolith.Learning.Tables;
using CsMonolith.Learning.Training;

namespace CsMonolith.Learning.Trees;

/// <summary>Gradient boosted trees over histograms of at most 255 bins.</summary>
/// <remarks>
/// Each fold's trees stop early on that fold. Of a small table the model is the mean of the folds' models, which is steadier than one;
/// of a large one it is fitted anew to all rows with as many trees as the folds needed on average. The same bytes at any number of threads.
/// O(trees × rows × features) time. See <see cref="TreeGrower"/> and <see cref="QuantisedGradients"/> for papers.
/// </remarks>
public sealed class TreeTrainer : ITrainer
{
    /// <summary>Most rows of a table whose model is the mean of its folds'.</summary>
    private const int MeanRows = 50_000;

    /// <summary>Cells below which folds run side by side, and above which one fold's work is shared out.</summary>
    private const long WideCells = 4_000_000;

    private readonly TreeSettings? _settings;

    /// <summary>With defaults that suit the table's size.</summary>
    public TreeTrainer()
    {
    }

    /// <summary>With settings of one's own.</summary>
    /// <exception cref="ArgumentOutOfRangeException">A setting is out of its range.</exception>
    public TreeTrainer(TreeSettings settings)
    {
        ArgumentNullException.ThrowIfNull(settings);
        _settings = settings.Checked();
    }

    /// <inheritdoc/>
    public string Name => "trees";

    /// <inheritdoc/>
    public CrossFit Fit(
        Table aligned, Folds folds, TrainingSettings settings, IProgress<TrainingProgress>? progress, CancellationToken cancellation) =>
        Fit(aligned, WeightsOf(aligned), folds, settings, progress, cancellation);

    /// <summary>Fits to labelled rows of unequal weight.</summary>
    /// <param name="aligned">Labelled rows with both outcomes, in the form of their schema.</param>
    /// <param name="weights">Shape (rows,), at least 0; null for 1 each.</param>
    /// <param name="folds">Fold of each row.</param>
    /// <param name="settings">Seed and threads.</param>
    /// <param name="progress">Told from several threads at once.</param>
    /// <param name="cancellation">Stops between trees.</param>
    /// <exception cref="ArgumentException">Weights of another length, or one that is negative or not a number.</exception>
    public CrossFit Fit(
        Table aligned, float[]? weights, Folds folds, TrainingSettings settings, IProgress<TrainingProgress>? progress, CancellationToken cancellation)
    {
        ArgumentNullException.ThrowIfNull(aligned);
        ArgumentNullException.ThrowIfNull(folds);
        ArgumentNullException.ThrowIfNull(settings);
        var work = Prepare(aligned, weights, settings, cancellation);
        var parts = new double[folds.Count + 1];
        var side = (long)aligned.Rows * aligned.Columns.Count < WideCells;
        var fits = new Boosted[folds.Count];
        Parallel.For(0, folds.Count, side ? settings.Parallel(cancellation) : Alone(cancellation), fold =>
        {
            fits[fold] = work.Boosting(fold, side ? Alone(cancellation) : settings.Parallel(cancellation), work.Trees)
                .Fit(folds.OtherRows(fold), folds.Rows(fold), part => Tell(fold, part));
            Tell(fold, 1);
        });
        var model = aligned.Rows <= MeanRows
            ? Mean(fits, aligned.Columns.Count)
            : ModelOf(
                work.Boosting(folds.Count, settings.Parallel(cancellation), work.Trees with { Rounds = Math.Max(1, (int)Math.Round(fits.Average(fit => fit.Trees.Count))) })
                    .Fit([.. Enumerable.Range(0, aligned.Rows)], [], part => Tell(folds.Count, part)),
                aligned.Columns.Count);
        Tell(folds.Count, 1);
        return new CrossFit(model, [.. fits.Select(fit => ModelOf(fit, aligned.Columns.Count))]);

        void Tell(int fold, double part)
        {
            parts[fold] = part;
            progress?.Report(new(Name, Math.Min(parts.Sum() / parts.Length, 1)));
        }
    }

    private static float[]? WeightsOf(Table aligned) =>
        aligned.Weights.Length > 0 ? Array.ConvertAll(aligned.RowWeights(), weight => (float)weight) : null;

    /// <summary>Fits the full number of trees to all rows, with nothing left out.</summary>
    /// <inheritdoc cref="Fit(Table, float[], Folds, TrainingSettings, IProgress{TrainingProgress}, CancellationToken)"/>
    public IModel FitAll(Table aligned, float[]? weights, TrainingSettings settings, CancellationToken cancellation)
    {
        ArgumentNullException.ThrowIfNull(aligned);
        ArgumentNullException.ThrowIfNull(settings);
        var work = Prepare(aligned, weights, settings, cancellation);
        return ModelOf(
            work.Boosting(0, settings.Parallel(cancellation), work.Trees).Fit([.. Enumerable.Range(0, aligned.Rows)], [], progress: null),
            aligned.Columns.Count);
    }

    /// <summary>What suits a table of that many rows: small steps and small leaves where rows are few.</summary>
    internal static TreeSettings DefaultsFor(int rows) => rows switch
    {
        <= 20_000 => new TreeSettings { Rate = 0.04, Leaves = 12, MinLeafRows = Math.Clamp(rows / 200, 3, 20), L2 = 2, RowShare = 0.8, ColumnShare = 0.6, Rounds = 800 },
        <= 50_000 => new TreeSettings { Rate = 0.05, Leaves = 24, MinLeafRows = 20, L2 = 2, RowShare = 0.8, ColumnShare = 0.7 },
        <= 200_000 => new TreeSettings { Rate = 0.1, Leaves = 24, MinLeafRows = 20, L2 = 2, RowShare = 0.8, ColumnShare = 0.7, Rounds = 300, Patience = 25 },
        _ => new TreeSettings { Rate = 0.1, Leaves = 48, MinLeafRows = 50, L2 = 2, ColumnShare = 0.8, Rounds = 300, Patience = 20 },
    };

    private static ParallelOptions Alone(CancellationToken cancellation) => new() { MaxDegreeOfParallelism = 1, CancellationToken = cancellation };

    private Work Prepare(Table aligned, float[]? weights, TrainingSettings settings, CancellationToken cancellation)
    {
        if (weights is not null && (weights.Length != aligned.Rows || !Array.TrueForAll(weights, weight => weight >= 0 && float.IsFinite(weight)) || weights.Max() == 0))
        {
            throw new ArgumentException("Each row needs one finite weight of at least 0, and one of them more.", nameof(weights));
        }

        var trees = _settings ?? DefaultsFor(aligned.Rows) with { Monotone = settings.Monotone };
        var labels = new float[aligned.Rows];
        for (var row = 0; row < labels.Length; row++)
        {
            labels[row] = aligned.Labels[row] ? 1 : 0;
        }

        return new Work(BinnedTable.Of(aligned, settings, cancellation), trees, labels, weights, SignsOf(aligned, trees), settings.Seed);
    }

    private static int[] SignsOf(Table aligned, TreeSettings settings)
    {
        var signs = new int[aligned.Columns.Count];
        foreach (var (feature, sign) in settings.Monotone)
        {
            var at = aligned.Columns.ToList().FindIndex(column => column.Name == feature);
            if (at < 0 || aligned.Columns[at].Kind != ColumnKind.Numeric && sign != 0)
            {
                throw new SchemaException(feature, at < 0
                    ? new($"The column '{feature}', along which forecasts shall rise or fall, is absent.", $"単調性を指定した列「{feature}」がありません。")
                    : new($"Forecasts cannot rise or fall along '{feature}': it holds text. Give numbers.", $"列「{feature}」は文字のため単調性を指定できません。数値にしてください。"));
            }

            signs[at] = sign;
        }

        return signs;
    }

    private static TreeModel ModelOf(Boosted fit, int features) => new(fit.Bias, [.. fit.Trees], features);

    private static TreeModel Mean(Boosted[] fits, int features) => new(
        fits.Average(fit => fit.Bias), [.. fits.SelectMany(fit => fit.Trees).Select(tree => tree.Times(1.0 / fits.Length))], features);

    private sealed record Work(BinnedTable Table, TreeSettings Trees, float[] Labels, float[]? Weights, int[] Signs, ulong Seed)
    {
        public TreeBoosting Boosting(int fold, ParallelOptions parallel, TreeSettings trees) =>
            new(Table, trees, Labels, Weights, Signs, SplitMix.For(Seed, "trees", fold).Next(), parallel);
    }
}
