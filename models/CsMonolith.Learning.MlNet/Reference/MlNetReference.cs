using CsMonolith.Learning.MlNet.Training;

namespace CsMonolith.Learning.MlNet.Reference;

/// <summary>
/// An independent second opinion on a trained model: ML.NET's LightGBM on the same rows and folds, with fixed settings,
/// calibrated by a sigmoid on out-of-fold scores.
/// </summary>
public static class MlNetReference
{
    /// <summary>Most held-out rows by which importance and direction of factors are measured.</summary>
    private const int MaxRows = 2_000;

    /// <summary>Trains the reference and compares.</summary>
    /// <param name="table">The labelled rows that <paramref name="ours"/> was trained on, in any form.</param>
    /// <param name="ours">Our model with its evidence; its schema and folds are taken over.</param>
    /// <param name="settings">Seed and threads; directions that forecasts must keep to are left to our model.</param>
    /// <param name="progress">Told from several threads at once.</param>
    /// <param name="cancellation">Stops between two fits.</param>
    /// <returns>
    /// Null if the rows have too few of either outcome for folds: then there is nothing to be second to.
    /// </returns>
    public static TrainedReference? Train(
        Table table,
        TrainedModel ours,
        TrainingSettings settings,
        IProgress<StageProgress>? progress = null,
        CancellationToken cancellation = default
    )
    {
        ArgumentNullException.ThrowIfNull(table);
        ArgumentNullException.ThrowIfNull(ours);
        ArgumentNullException.ThrowIfNull(settings);
        var (folds, aligned) = (ours.Evidence.Folds, ours.Model.Schema.Align(table));
        if (aligned.Columns.Count == 0 || !EachFoldLeavesBoth(aligned, folds))
        {
            return null;
        }

        var learner = new LightGbmTrainer();
        var free = new TrainingSettings(settings.Seed, settings.Threads);
        return Compare(learner.Fit(aligned, folds, free, progress, cancellation), learner.Name, aligned, ours, free);
    }

    /// <summary>Compares a fit that was made already, such as that of a candidate of the automatic choice.</summary>
    /// <param name="fit">
    /// The reference's learner, fitted to these rows and the folds of <paramref name="ours"/>.
    /// </param>
    /// <param name="learner">Its name.</param>
    /// <param name="aligned">The rows in the form of our model's schema.</param>
    /// <param name="ours">Our model with its evidence.</param>
    /// <param name="settings">Seed of permutations and draws.</param>
    public static TrainedReference Compare(
        CrossFit fit,
        string learner,
        Table aligned,
        TrainedModel ours,
        TrainingSettings settings
    )
    {
        ArgumentNullException.ThrowIfNull(fit);
        ArgumentNullException.ThrowIfNull(aligned);
        ArgumentNullException.ThrowIfNull(ours);
        ArgumentNullException.ThrowIfNull(settings);
        var folds = ours.Evidence.Folds;
        var raw = OutOfFoldOf(fit, aligned, folds);
        var weights = aligned.Weights.Length > 0 ? aligned.Weights.ToArray() : [.. raw.Select(_ => 1.0)];
        ProbabilityModel[] models =
        [
            .. fit.FoldModels.Select((model, fold) => Calibrated(model, folds.OtherRows(fold))),
        ];
        var logOdds = raw.Select((score, row) => models[folds.Of[row]].Calibration.Apply(score)).ToArray();
        var rows = new HeldOutRows(aligned, folds, MaxRows);
        var importance = PermutationImportance.Of(rows, models, settings.Seed);
        var found = ours.Evidence.FoldModels.Count > 0;
        var ourImportance = found ? PermutationImportance.Of(rows, ours.Evidence.FoldModels, settings.Seed) : [];
        var (theirs, own) = (Array.ConvertAll(logOdds, Logistic.Sigmoid), ours.Evidence.Probabilities);
        return new TrainedReference(
            new ReferenceReport(
                learner,
                Metrics.Of(theirs, aligned.Labels),
                Metrics.Of(own, aligned.Labels),
                PairedComparison.Of(own, theirs, aligned.Labels, aligned.Groups),
                importance,
                ourImportance,
                found
                    ? Factors(rows, aligned, ours.Evidence.FoldModels, models, ourImportance, importance, settings)
                    : []
            ),
            Calibrated(fit.Model, [.. Enumerable.Range(0, raw.Length)]),
            models,
            logOdds
        );

        ProbabilityModel Calibrated(IModel model, int[] by) =>
            new(
                ours.Model.Schema,
                Signal.Found,
                [new Part(1, model)],
                Platt.Fit(
                    Array.ConvertAll(by, row => raw[row]),
                    Array.ConvertAll(by, row => aligned.Labels[row]),
                    Array.ConvertAll(by, row => weights[row])
                ),
                ours.Model.BaseRate
            );
    }

    private static FactorAgreement[] Factors(
        HeldOutRows rows,
        Table aligned,
        IReadOnlyList<ProbabilityModel> ours,
        IReadOnlyList<ProbabilityModel> reference,
        IReadOnlyList<FactorImportance> ourImportance,
        IReadOnlyList<FactorImportance> importance,
        TrainingSettings settings
    )
    {
        var draws = new BootstrapOfMeans(rows.Table.Rows, rows.Table.Groups, settings.Seed);
        var (ourRanks, ranks) = (RanksOf(ourImportance), RanksOf(importance));
        return
        [
            .. aligned.Columns.Select(
                (column, feature) =>
                {
                    var step = new QuartileStep(aligned, feature);
                    var (own, theirs) = step.Moves ? (Change(ours, step), Change(reference, step)) : default;
                    var (ourRank, rank) = (ourRanks[column.Name], ranks[column.Name]);
                    return new FactorAgreement(
                        column.Name,
                        step.Moves ? step.Text(step.Lower) : "",
                        step.Moves ? step.Text(step.Upper) : "",
                        own,
                        theirs,
                        ourRank,
                        rank,
                        FactorAgreement.Judge(own, theirs, ourRank, rank)
                    );
                }
            ),
        ];

        Interval Change(IReadOnlyList<ProbabilityModel> models, QuartileStep step)
        {
            var low = rows.LogOdds(models, step.Set(rows.Table, step.Lower));
            var high = rows.LogOdds(models, step.Set(rows.Table, step.Upper));
            return draws.Of([.. high.Zip(low, (to, from) => Logistic.Sigmoid(to) - Logistic.Sigmoid(from))]);
        }
    }

    private static Dictionary<string, int> RanksOf(IReadOnlyList<FactorImportance> importance) =>
        importance
            .Select((one, i) => (one.Feature, Rank: i + 1))
            .ToDictionary(one => one.Feature, one => one.Rank, StringComparer.Ordinal);

    private static double[] OutOfFoldOf(CrossFit fit, Table aligned, Folds folds)
    {
        var logOdds = new double[aligned.Rows];
        for (var fold = 0; fold < folds.Count; fold++)
        {
            var rows = folds.Rows(fold);
            var scores = new double[rows.Length];
            Array.Fill(scores, fit.FoldModels[fold].Intercept);
            fit.FoldModels[fold].Score(aligned.Take(rows), 0, 1, scores);
            for (var i = 0; i < rows.Length; i++)
            {
                logOdds[rows[i]] = scores[i];
            }
        }

        return logOdds;
    }

    private static bool EachFoldLeavesBoth(Table aligned, Folds folds)
    {
        var (rows, outcomes) = (new int[folds.Count], new int[folds.Count]);
        for (var row = 0; row < aligned.Rows; row++)
        {
            rows[folds.Of[row]]++;
            outcomes[folds.Of[row]] += aligned.Labels[row] ? 1 : 0;
        }

        return Enumerable
            .Range(0, folds.Count)
            .All(fold =>
                outcomes.Sum() - outcomes[fold] is var others && others > 0 && others < rows.Sum() - rows[fold]
            );
    }
}
