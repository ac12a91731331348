using CsMonolith.Learning.Additive;
using CsMonolith.Learning.Calibration;
using CsMonolith.Learning.Evaluation;
using CsMonolith.Learning.Linear;
using CsMonolith.Learning.Models;
using CsMonolith.Learning.Progress;
using CsMonolith.Learning.Tables;
using CsMonolith.Learning.Training;
using CsMonolith.Learning.Trees;

namespace CsMonolith.Learning.Auto;

/// <summary>
/// Trains without any choice by the caller: every learner is cross-fitted on the same folds, the blend of their
/// log-odds that does best out of fold is taken and calibrated, and if it is not better than the base rate the model is
/// the base rate and says so.
/// </summary>
public sealed class AutoTrainer
{
    private const int FoldCount = 8;

    /// <summary>Number of rows beyond which fewer folds suffice.</summary>
    private const int ManyRows = 30_000;

    private const int FoldCountOfMany = 5;

    /// <summary>Fewest rows of a level that the schema keeps.</summary>
    private const int MinLevelRows = 5;

    /// <summary>Fewest rows of each outcome from which a model is trained.</summary>
    private const int MinOutcomes = 10;

    private readonly IReadOnlyList<ITrainer> _trainers;

    /// <summary>Makes a trainer with the library's learners.</summary>
    public AutoTrainer()
        : this(Learners) { }

    /// <summary>The library's learners.</summary>
    public static IReadOnlyList<ITrainer> Learners => [new LinearTrainer(), new AdditiveTrainer(), new TreeTrainer()];

    internal static int FoldsFor(int rows) => rows > ManyRows ? FoldCountOfMany : FoldCount;

    /// <summary>Makes a trainer with other learners, at least one.</summary>
    public AutoTrainer(IReadOnlyList<ITrainer> trainers)
    {
        ArgumentNullException.ThrowIfNull(trainers);
        ArgumentOutOfRangeException.ThrowIfZero(trainers.Count, nameof(trainers));
        _trainers = trainers;
    }

    /// <summary>Trains on labelled rows.</summary>
    /// <param name="table">
    /// Labelled rows; group and time, if there are, decide the folds (see <see cref="Folds.Assign"/>).
    /// </param>
    /// <param name="settings">Seed and threads; null for the defaults.</param>
    /// <param name="progress">Receives reports, from several threads at once.</param>
    /// <param name="cancellation">Stops within a boosting round.</param>
    /// <exception cref="ArgumentException">The table has no labels or no rows.</exception>
    public TrainedModel Train(
        Table table,
        TrainingSettings? settings = null,
        IProgress<StageProgress>? progress = null,
        CancellationToken cancellation = default
    )
    {
        ArgumentNullException.ThrowIfNull(table);
        if (!table.HasLabels || table.Rows == 0)
        {
            throw new ArgumentException("Training needs labelled rows.", nameof(table));
        }

        settings ??= new TrainingSettings();
        var schema = Schema.Of(table, MinLevelRows);
        var positives = table.Labels.Count(true);
        if (Math.Min(positives, table.Rows - positives) < MinOutcomes || table.Columns.Count == 0)
        {
            return TooFewOutcomes(table, schema);
        }

        var aligned = schema.Align(table);
        var folds = Folds.Assign(table, FoldsFor(table.Rows), settings.Seed);
        var fits = _trainers.Select(trainer => trainer.Fit(aligned, folds, settings, progress, cancellation)).ToArray();
        return Choose(table, aligned, schema, folds, fits, settings, cancellation);
    }

    private TrainedModel Choose(
        Table table,
        Table aligned,
        Schema schema,
        Folds folds,
        CrossFit[] fits,
        TrainingSettings settings,
        CancellationToken cancellation
    )
    {
        var outOfFold = fits.Select(fit => OutOfFold.LogOdds(fit, aligned, folds)).ToArray();
        var blend = Blend.Of(outOfFold, table, folds, cancellation);
        var affine = !ProbabilityModel.Fits(new Beta(1, 1, 0), schema);
        var calibration = CalibrationChoice.Of(
            blend.LogOdds,
            table.Labels.ToArray(),
            table.RowWeights(),
            folds,
            affine
        );
        var chosen = blend
            .LogOdds.Select((logOdds, row) => calibration.FoldMaps[folds.Of[row]].Apply(logOdds))
            .ToArray();
        var baseline = OutOfFold.BaseRates(table, folds);
        var gain = OutOfFold.PairedGain(baseline, chosen, table);
        Candidate[] candidates =
        [
            new("base-rate", OutOfFold.MeanLoss(baseline, table)),
            .. _trainers.Select((trainer, i) => new Candidate(trainer.Name, OutOfFold.MeanLoss(outOfFold[i], table))),
            new("blend", OutOfFold.MeanLoss(chosen, table)),
        ];
        var (signal, chance) = SignalTest.Judge(gain, aligned, settings, cancellation);
        if (signal == Signal.None)
        {
            return new TrainedModel(
                BaseRateOnly(table, schema),
                new Evidence(folds, baseline, candidates, [], gain, chance, [])
            );
        }

        var rate = OutOfFold.BaseRate(table);
        return new TrainedModel(
            Assemble(fits.Select(fit => fit.Model), blend.Weights, calibration.Map),
            new Evidence(
                folds,
                chosen,
                candidates,
                calibration.LogLoss,
                gain,
                chance,
                [
                    .. Enumerable
                        .Range(0, folds.Count)
                        .Select(fold =>
                            Assemble(
                                fits.Select(fit => fit.FoldModels[fold]),
                                blend.FoldWeights[fold],
                                calibration.FoldMaps[fold]
                            )
                        ),
                ]
            )
        );

        ProbabilityModel Assemble(IEnumerable<IModel> models, double[] weights, CalibrationMap map) =>
            new(
                schema,
                Signal.Found,
                [.. models.Select((model, i) => new Part(weights[i], model)).Where(part => part.Weight > 0)],
                map,
                rate
            );
    }

    private static TrainedModel TooFewOutcomes(Table table, Schema schema)
    {
        var model = BaseRateOnly(table, schema);
        var of = Enumerable.Range(0, table.Rows).Select(row => row % 2).ToArray();
        var logOdds = Enumerable.Repeat(model.BaseLogOdds, table.Rows).ToArray();
        return new TrainedModel(
            model,
            new Evidence(
                Folds.FromNumbers(table.Rows > 1 ? of : [0, 1]),
                logOdds,
                [new("base-rate", OutOfFold.MeanLoss(logOdds, table))],
                [],
                new Interval(0, 0, 0),
                ChanceOfNoSignal: null,
                []
            )
        );
    }

    private static ProbabilityModel BaseRateOnly(Table table, Schema schema) =>
        new(schema, Signal.None, [], Platt.Identity, OutOfFold.BaseRate(table));
}
