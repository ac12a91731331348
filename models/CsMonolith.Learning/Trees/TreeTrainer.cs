using CsMonolith.Learning.Evaluation;
using CsMonolith.Learning.Numerics;
using CsMonolith.Learning.Progress;
using CsMonolith.Learning.Tables;
using CsMonolith.Learning.Training;

namespace CsMonolith.Learning.Trees;

/// <summary>Gradient boosted trees over histograms of at most 255 bins.</summary>
/// <remarks>
/// Each fold's trees stop early on that fold. Of a small table the model is the mean of the folds' models, which is
/// steadier than one; of a large one it is fitted anew to all rows with as many trees as the folds needed on average.
/// Without given settings a few configurations are tried on as many folds as a budget allows, and the best is taken, or
/// the mean of the two that do best together (see <see cref="TreeSettingsGrid"/>). The result is the same to the byte
/// at any number of threads. O(trees × rows × features) time. See <see cref="TreeGrower"/> and
/// <see cref="QuantisedGradients"/> for papers.
/// </remarks>
public sealed class TreeTrainer : ITrainer
{
    /// <summary>Most rows of a table whose model is the mean of its folds'.</summary>
    private const int MeanRows = 50_000;

    /// <summary>Cells below which folds run side by side, and above which one fold's work is shared out.</summary>
    private const long WideCells = 4_000_000;

    private readonly TreeSettings? _settings;
    private readonly double _budget = TreeSettingsGrid.Budget;

    /// <summary>With settings that are chosen by rows left out, among some that suit the table's size.</summary>
    public TreeTrainer() { }

    /// <summary>
    /// With another budget for that choice, so that a small table can be judged like a large one; 0 takes what suits
    /// the table's size.
    /// </summary>
    internal TreeTrainer(double budget) => _budget = budget;

    /// <summary>With given settings.</summary>
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
        Table aligned,
        Folds folds,
        TrainingSettings settings,
        IProgress<StageProgress>? progress,
        CancellationToken cancellation
    ) => Fit(aligned, WeightsOf(aligned), folds, settings, progress, cancellation);

    /// <summary>Fits to labelled rows of unequal weight.</summary>
    /// <param name="aligned">Labelled rows with both outcomes, in the form of their schema.</param>
    /// <param name="weights">Shape (rows,), at least 0; null for 1 each.</param>
    /// <param name="folds">Fold of each row.</param>
    /// <param name="settings">Seed and threads.</param>
    /// <param name="progress">Receives reports, from several threads at once.</param>
    /// <param name="cancellation">Stops between trees.</param>
    /// <exception cref="ArgumentException">
    /// Weights of another length, or one that is negative or not a number.
    /// </exception>
    public CrossFit Fit(
        Table aligned,
        float[]? weights,
        Folds folds,
        TrainingSettings settings,
        IProgress<StageProgress>? progress,
        CancellationToken cancellation
    )
    {
        ArgumentNullException.ThrowIfNull(aligned);
        ArgumentNullException.ThrowIfNull(folds);
        ArgumentNullException.ThrowIfNull(settings);
        var work = Prepare(aligned, weights, settings, cancellation);
        var candidates = _settings is null ? TreeSettingsGrid.For(aligned.Rows) : [_settings];
        var judged =
            candidates.Length > 1
                ? TreeSettingsGrid.JudgedFolds(aligned.Rows, aligned.Columns.Count, folds.Count, _budget)
                : 0;
        var refits = aligned.Rows > MeanRows;
        var choice = new TreeChoice(work.Labels, weights, folds, candidates.Length);
        var (done, all) = (0, judged * candidates.Length + folds.Count - judged + (refits ? 1 : 0));
        Fit([
            .. Enumerable
                .Range(0, judged * candidates.Length)
                .Select(i => (i % candidates.Length, i / candidates.Length)),
        ]);
        int[] chosen = refits || judged < folds.Count ? [choice.Best(judged)] : choice.BestTwo();
        Fit([.. Enumerable.Range(judged, folds.Count - judged).Select(fold => (chosen[0], fold))]);
        Boosted[] whole = [.. chosen.SelectMany(candidate => choice.Fits[candidate])];
        if (refits)
        {
            var rounds = Math.Max(1, (int)Math.Round(whole.Average(fit => fit.Trees.Count)));
            whole =
            [
                work.Boosting(
                        folds.Count,
                        settings.Parallel(cancellation),
                        candidates[chosen[0]] with
                        {
                            Rounds = rounds,
                        }
                    )
                    .Fit([.. Enumerable.Range(0, aligned.Rows)], [], progress: null),
            ];
            Tell();
        }

        return new CrossFit(
            Mean(whole, aligned.Columns.Count),
            [
                .. Enumerable
                    .Range(0, folds.Count)
                    .Select(fold =>
                        Mean([.. chosen.Select(candidate => choice.Fits[candidate][fold])], aligned.Columns.Count)
                    ),
            ]
        );

        void Fit((int Candidate, int Fold)[] tasks)
        {
            var side = (long)aligned.Rows * aligned.Columns.Count < WideCells;
            Parallel.For(
                0,
                tasks.Length,
                side ? settings.Parallel(cancellation) : SingleThread(cancellation),
                i =>
                {
                    var (candidate, fold) = tasks[i];
                    choice.Fits[candidate][fold] = work.Boosting(
                            fold,
                            side ? SingleThread(cancellation) : settings.Parallel(cancellation),
                            candidates[candidate]
                        )
                        .Fit(folds.OtherRows(fold), folds.Rows(fold), progress: null);
                    Tell();
                }
            );
        }

        void Tell() => progress?.Report(new(Name, (double)Interlocked.Increment(ref done) / all));
    }

    private static float[]? WeightsOf(Table aligned) =>
        aligned.Weights.Length > 0 ? Array.ConvertAll(aligned.RowWeights(), weight => (float)weight) : null;

    /// <summary>Fits the full number of trees to all rows, with nothing left out.</summary>
    /// <inheritdoc cref="Fit(Table, float[], Folds, TrainingSettings, IProgress{StageProgress}, CancellationToken)"/>
    public IModel FitAll(Table aligned, float[]? weights, TrainingSettings settings, CancellationToken cancellation)
    {
        ArgumentNullException.ThrowIfNull(aligned);
        ArgumentNullException.ThrowIfNull(settings);
        var work = Prepare(aligned, weights, settings, cancellation);
        return Mean(
            [
                work.Boosting(0, settings.Parallel(cancellation), work.Trees)
                    .Fit([.. Enumerable.Range(0, aligned.Rows)], [], progress: null),
            ],
            aligned.Columns.Count
        );
    }

    private static ParallelOptions SingleThread(CancellationToken cancellation) =>
        new() { MaxDegreeOfParallelism = 1, CancellationToken = cancellation };

    private Work Prepare(Table aligned, float[]? weights, TrainingSettings settings, CancellationToken cancellation)
    {
        if (
            weights is not null
            && (
                weights.Length != aligned.Rows
                || !Array.TrueForAll(weights, weight => weight >= 0 && float.IsFinite(weight))
                || weights.Max() == 0
            )
        )
        {
            throw new ArgumentException(
                "Each row needs one finite weight of at least 0, and one of them more.",
                nameof(weights)
            );
        }

        var trees = _settings ?? TreeSettingsGrid.DefaultsFor(aligned.Rows) with { Monotone = settings.Monotone };
        var labels = new float[aligned.Rows];
        for (var row = 0; row < labels.Length; row++)
        {
            labels[row] = aligned.Labels[row] ? 1 : 0;
        }

        return new Work(
            BinnedTable.Of(aligned, settings, cancellation),
            trees,
            labels,
            weights,
            SignsOf(aligned, trees),
            settings.Seed
        );
    }

    private static int[] SignsOf(Table aligned, TreeSettings settings)
    {
        var signs = new int[aligned.Columns.Count];
        foreach (var (feature, sign) in settings.Monotone)
        {
            var at = aligned.Columns.ToList().FindIndex(column => column.Name == feature);
            if (at < 0 || aligned.Columns[at].Kind != ColumnKind.Numeric && sign != 0)
            {
                throw new SchemaException(
                    feature,
                    at < 0
                        ? new(
                            $"The column '{feature}', along which forecasts shall rise or fall, is absent.",
                            $"単調性を指定した列「{feature}」がありません。"
                        )
                        : new(
                            $"Forecasts cannot rise or fall along '{feature}': it holds text. Give numbers.",
                            $"列「{feature}」は文字のため単調性を指定できません。数値にしてください。"
                        )
                );
            }

            signs[at] = sign;
        }

        return signs;
    }

    private static TreeModel Mean(Boosted[] fits, int features) =>
        new(
            fits.Average(fit => fit.Bias),
            [
                .. fits.SelectMany(fit => fit.Trees)
                    .Select(tree => fits.Length > 1 ? tree.Times(1.0 / fits.Length) : tree),
            ],
            features
        );

    private sealed record Work(
        BinnedTable Table,
        TreeSettings Trees,
        float[] Labels,
        float[]? Weights,
        int[] Signs,
        ulong Seed
    )
    {
        public TreeBoosting Boosting(int fold, ParallelOptions parallel, TreeSettings trees) =>
            new(Table, trees, Labels, Weights, Signs, SplitMix.For(Seed, "trees", fold).Next(), parallel);
    }
}
