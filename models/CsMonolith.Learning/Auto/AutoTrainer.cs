using CsMonolith.Learning.Additive;
using CsMonolith.Learning.Calibration;
using CsMonolith.Learning.Evaluation;
using CsMonolith.Learning.Linear;
using CsMonolith.Learning.Models;
using CsMonolith.Learning.Progress;
using CsMonolith.Learning.References;
using CsMonolith.Learning.Tables;
using CsMonolith.Learning.Training;
using CsMonolith.Learning.Trees;

namespace CsMonolith.Learning.Auto;

/// <summary>
/// Trains without any choice by the caller: every learner is cross-fitted on the same folds, the blend of their
/// log-odds that does best out of fold is taken and calibrated, and if it is not better than the base rate the model is
/// the base rate and says so.
/// </summary>
/// <remarks>
/// A reference, if there is one, is fitted to the same folds. It is taken into the blend, or in its place, only where
/// the blend with it has a lower log loss out of fold beyond chance: paired by customer, at 95 %.
/// </remarks>
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
    private readonly ITrainer? _referenceLearner;

    /// <summary>Makes a trainer with the library's learners.</summary>
    public AutoTrainer()
        : this(Learners) { }

    /// <summary>The library's learners.</summary>
    public static IReadOnlyList<ITrainer> Learners => [new LinearTrainer(), new AdditiveTrainer(), new TreeTrainer()];

    internal static int FoldsFor(int rows) => rows > ManyRows ? FoldCountOfMany : FoldCount;

    /// <summary>Makes a trainer with other learners, at least one.</summary>
    /// <param name="trainers">The learners that are blended.</param>
    /// <param name="reference">Trained beside them as a second opinion and one more candidate; null for none.</param>
    public AutoTrainer(IReadOnlyList<ITrainer> trainers, IReference? reference = null)
        : this(trainers, reference, reference?.Learner) { }

    private AutoTrainer(IReadOnlyList<ITrainer> trainers, IReference? reference, ITrainer? referenceLearner)
    {
        ArgumentNullException.ThrowIfNull(trainers);
        ArgumentOutOfRangeException.ThrowIfZero(trainers.Count, nameof(trainers));
        (_trainers, Reference, _referenceLearner) = (trainers, reference, referenceLearner);
    }

    /// <summary>What is trained beside the learners; null for nothing.</summary>
    public IReference? Reference { get; }

    /// <summary>The same trainer, each of whose learners, the reference's among them, is wrapped.</summary>
    internal AutoTrainer Wrapped(Func<ITrainer, ITrainer> wrap) =>
        new([.. _trainers.Select(wrap)], Reference, _referenceLearner is null ? null : wrap(_referenceLearner));

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
        var reference =
            _referenceLearner is not null && EachFoldLeavesBoth(table, folds)
                ? _referenceLearner.Fit(
                    aligned,
                    folds,
                    new TrainingSettings(settings.Seed, settings.Threads),
                    progress,
                    cancellation
                )
                : null;
        return Choose(table, aligned, schema, folds, fits, reference, settings, cancellation);
    }

    private TrainedModel Choose(
        Table table,
        Table aligned,
        Schema schema,
        Folds folds,
        CrossFit[] fits,
        CrossFit? referenceFit,
        TrainingSettings settings,
        CancellationToken cancellation
    )
    {
        var rate = OutOfFold.BaseRate(table);
        var outOfFold = fits.Select(fit => OutOfFold.LogOdds(fit, aligned, folds)).ToArray();
        var choice = Calibrated(Blend.Of(outOfFold, table, folds, cancellation));
        var reference = referenceFit is null ? null : ReferenceOf(referenceFit);
        if (referenceFit is not null && settings.Monotone.Values.All(sign => sign == 0))
        {
            var blend = choice.Blend.With(OutOfFold.LogOdds(referenceFit, aligned, folds), table, folds, cancellation);
            var challenger = blend.Weights[^1] > 0 ? Calibrated(blend) : choice;
            if (OutOfFold.PairedGain(choice.LogOdds, challenger.LogOdds, table).Low > 0)
            {
                (choice, fits) = (challenger, [.. fits, referenceFit]);
            }
        }

        var baseline = OutOfFold.BaseRates(table, folds);
        var gain = OutOfFold.PairedGain(baseline, choice.LogOdds, table);
        Candidate[] candidates =
        [
            new("base-rate", OutOfFold.MeanLoss(baseline, table)),
            .. _trainers.Select((trainer, i) => new Candidate(trainer.Name, OutOfFold.MeanLoss(outOfFold[i], table))),
            .. reference is null
                ? Array.Empty<Candidate>()
                : [new(reference.Learner, OutOfFold.MeanLoss(reference.LogOdds, table))],
            new("blend", OutOfFold.MeanLoss(choice.LogOdds, table)),
        ];
        var (signal, chance) = SignalTest.Judge(gain, aligned, settings, cancellation);
        if (signal == Signal.None)
        {
            return new TrainedModel(
                BaseRateOnly(table, schema),
                new Evidence(folds, baseline, candidates, [], gain, chance, [])
            )
            {
                Reference = reference,
            };
        }

        return new TrainedModel(
            Assemble(fits.Select(fit => fit.Model), choice.Blend.Weights, choice.Calibration.Map),
            new Evidence(
                folds,
                choice.LogOdds,
                candidates,
                choice.Calibration.LogLoss,
                gain,
                chance,
                [
                    .. Enumerable
                        .Range(0, folds.Count)
                        .Select(fold =>
                            Assemble(
                                fits.Select(fit => fit.FoldModels[fold]),
                                choice.Blend.FoldWeights[fold],
                                choice.Calibration.FoldMaps[fold]
                            )
                        ),
                ]
            )
        )
        {
            Reference = reference,
        };

        (Blend Blend, CalibrationChoice Calibration, double[] LogOdds) Calibrated(Blend blend)
        {
            var calibration = CalibrationChoice.Of(
                blend.LogOdds,
                table.Labels.ToArray(),
                table.RowWeights(),
                folds,
                affine: !ProbabilityModel.Fits(new Beta(1, 1, 0), schema)
            );
            return (
                blend,
                calibration,
                [.. blend.LogOdds.Select((logOdds, row) => calibration.FoldMaps[folds.Of[row]].Apply(logOdds))]
            );
        }

        TrainedReference ReferenceOf(CrossFit fit)
        {
            var (raw, labels, weights) = (
                OutOfFold.LogOdds(fit, aligned, folds),
                table.Labels.ToArray(),
                table.RowWeights()
            );
            ProbabilityModel[] foldModels =
            [
                .. fit.FoldModels.Select((model, fold) => Alone(model, folds.OtherRows(fold))),
            ];
            return new TrainedReference(
                _referenceLearner!.Name,
                Alone(fit.Model, [.. Enumerable.Range(0, raw.Length)]),
                foldModels,
                [.. raw.Select((score, row) => foldModels[folds.Of[row]].Calibration.Apply(score))]
            );

            ProbabilityModel Alone(IModel model, int[] by) =>
                Assemble(
                    [model],
                    [1],
                    Platt.Fit(
                        Array.ConvertAll(by, row => raw[row]),
                        Array.ConvertAll(by, row => labels[row]),
                        Array.ConvertAll(by, row => weights[row])
                    )
                );
        }

        ProbabilityModel Assemble(IEnumerable<IModel> models, double[] weights, CalibrationMap map) =>
            new(
                schema,
                Signal.Found,
                [.. models.Select((model, i) => new Part(weights[i], model)).Where(part => part.Weight > 0)],
                map,
                rate
            );
    }

    private static bool EachFoldLeavesBoth(Table table, Folds folds) =>
        Enumerable
            .Range(0, folds.Count)
            .All(fold =>
                folds.OtherRows(fold) is var others
                && others.Count(row => table.Labels[row]) is var outcomes
                && outcomes > 0
                && outcomes < others.Length
            );

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
