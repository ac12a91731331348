using System.Text.Json;
using CsMonolith.Health.Models.Factors;
using CsMonolith.Health.Models.Registry;
using CsMonolith.Health.Snapshots.Features;
using CsMonolith.Health.Snapshots.Outcomes;
using CsMonolith.Learning.Auto;
using CsMonolith.Learning.Models;
using CsMonolith.Learning.Progress;
using CsMonolith.Learning.Training;
using CsMonolith.Platform.Jobs;
using CsMonolith.Revenue.Contracts;

namespace CsMonolith.Health.Models.Training;

/// <summary>Learns from the snapshots, judges on later months, and registers the result as the challenger.</summary>
internal sealed record TrainModel(
    string Outcome,
    int HorizonDays,
    int EmbargoDays,
    ChurnPolicy Policy,
    Month? TestFrom,
    int Seed
) : IJob<TrainedModelReport>;

/// <param name="Embargoed">Rows left out because their label would look into the test's months.</param>
/// <param name="Undecidable">Rows left out because their horizon is not over yet.</param>
/// <param name="Treated">Training rows whose account was contacted because of a score within the horizon.</param>
internal sealed record TrainedModelReport(
    string Version,
    bool HasSignal,
    int TrainRows,
    int TestRows,
    int Embargoed,
    int Undecidable,
    int Treated,
    PolicyDisagreement? Disagreement,
    ModelMeasures Measures,
    IReadOnlyList<ModelFinding> Findings
);

internal sealed class TrainModelHandler(
    HealthDb db,
    Labeller labeller,
    ModelRegistry registry,
    JobProgress progress,
    RequestContext context
) : IRequestHandler<TrainModel, Result<TrainedModelReport>>
{
    public async Task<Result<TrainedModelReport>> Handle(TrainModel ask, CancellationToken cancellationToken)
    {
        progress.Report(1, "Labelling snapshots", "スナップショットに結果を付けています");
        var labelled = await labeller.Label(new LabelAsk(ask.Outcome, ask.HorizonDays, ask.Policy), cancellationToken);
        var split = TrainTestSplit.Of(labelled.Rows, Math.Max(ask.HorizonDays, ask.EmbargoDays), ask.TestFrom);
        if (split.Train.Count == 0 || split.Test.Count == 0)
        {
            return ModelErrors.TooFewRows(split.Train.Count, split.Test.Count);
        }

        var table = FeatureTable.ToLearn(split.Train);
        progress.Report(10, "Training", "学習しています");
        var trained = await Task.Run(
            () =>
                new AutoTrainer().Train(
                    table,
                    new TrainingSettings((ulong)ask.Seed),
                    new TrainingStages(progress),
                    cancellationToken
                ),
            cancellationToken
        );
        var model = trained.Model;

        progress.Report(80, "Judging on later months", "後の月で確かめています");
        var test = FeatureTable.ToTest(model.Schema, split.Test);
        var measures = ModelMeasures.Of(
            model.Score(test, cancellationToken).Probabilities,
            test.Labels.ToArray(),
            model.BaseRate
        );
        var factors = await Task.Run(
            () => FactorFigure.Measure(model, test, (ulong)ask.Seed, cancellationToken),
            cancellationToken
        );
        var findings = await Task.Run(() => ModelFindings.Of(split, table, test, cancellationToken), cancellationToken);
        var treated = await Treated(split.Train, ask.HorizonDays, cancellationToken);

        progress.Report(95, "Registering", "登録しています");
        var artefact = Artefact.Write(model);
        var fingerprint = FeatureTable.Fingerprint(split.Train);
        var name = "";
        await db.Transact(
            async () =>
            {
                name = await registry.NextName(cancellationToken);
                List<string> features = [.. model.Schema.Features.Select(feature => feature.Name)];
                await registry.Enter(
                    new ModelVersion
                    {
                        Name = name,
                        Outcome = ask.Outcome,
                        HorizonDays = ask.HorizonDays,
                        Policy = ask.Policy,
                        Seed = ask.Seed,
                        HasSignal = model.Signal == Signal.Found,
                        BaseRate = model.BaseRate,
                        TreatedRows = treated,
                        TrainedFrom = split.Train[0].Snapshot.AsOf,
                        TrainedTo = split.Train[^1].Snapshot.AsOf,
                        TestFrom = split.Test[0].Snapshot.AsOf,
                        TestTo = split.Test[^1].Snapshot.AsOf,
                        DataFingerprint = fingerprint,
                        ArtefactSha256 = Artefact.Fingerprint(artefact),
                        FeatureNames = JsonSerializer.Serialize(features, Wire.Json),
                        MeasuresJson = JsonSerializer.Serialize(measures, Wire.Json),
                        FindingsJson = JsonSerializer.Serialize(findings, Wire.Json),
                        FactorsJson = JsonSerializer.Serialize(factors, Wire.Json),
                        Card = new ModelCard(
                            name,
                            ask,
                            split,
                            labelled,
                            measures,
                            model.Signal == Signal.Found,
                            treated,
                            fingerprint,
                            features,
                            findings
                        ).Write(),
                        RegisteredBy = context.Caller.PersonId,
                        RegisteredAt = db.Clock.Now,
                    },
                    artefact,
                    cancellationToken
                );
            },
            cancellationToken
        );
        return new TrainedModelReport(
            name,
            model.Signal == Signal.Found,
            split.Train.Count,
            split.Test.Count,
            split.Embargoed,
            labelled.Undecidable,
            treated,
            labelled.Disagreement,
            measures,
            findings
        );
    }

    private async Task<int> Treated(
        IReadOnlyList<LabelledSnapshot> rows,
        int horizonDays,
        CancellationToken cancellation
    )
    {
        var treatments = (
            await db.Set<Treatment>()
                .AsNoTracking()
                .Where(row => row.BecauseOfScore)
                .Select(row => new { row.AccountId, row.On })
                .ToListAsync(cancellation)
        ).ToLookup(row => row.AccountId, row => row.On);
        return rows.Count(row =>
            treatments[row.Snapshot.AccountId]
                .Any(on => on > row.Snapshot.AsOf && on <= row.Snapshot.AsOf.AddDays(horizonDays))
        );
    }

    // Training is seven tenths of the work; its stages follow one another within.
    private sealed class TrainingStages(JobProgress progress) : IProgress<StageProgress>
    {
        public void Report(StageProgress value) =>
            progress.Report(
                10 + (int)(70 * Math.Clamp(value.Fraction, 0, 1)),
                $"Training: {value.Stage}",
                $"学習しています({value.Stage})"
            );
    }
}
