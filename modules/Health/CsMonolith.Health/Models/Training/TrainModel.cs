using System.Text.Json;
using CsMonolith.Health.Models.Factors;
using CsMonolith.Health.Models.Registry;
using CsMonolith.Health.Snapshots.Features;
using CsMonolith.Health.Snapshots.Outcomes;
using CsMonolith.Learning.Evaluation;
using CsMonolith.Learning.MlNet.Choice;
using CsMonolith.Learning.Models;
using CsMonolith.Learning.Progress;
using CsMonolith.Learning.Runs;
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
    LearnerSetting learner,
    RequestContext context
) : IRequestHandler<TrainModel, Result<TrainedModelReport>>
{
    public async Task<Result<TrainedModelReport>> Handle(TrainModel ask, CancellationToken cancellationToken)
    {
        progress.Report(1, "Labelling snapshots", "スナップショットに結果を付けています");
        var labelled = await labeller.Label(new LabelAsk(ask.Outcome, ask.HorizonDays, ask.Policy), cancellationToken);
        var table = FeatureTable.ToLearn(labelled.Rows);
        var holdOut = new HoldOutSettings
        {
            TestFrom = ask.TestFrom?.First,
            TestShare = 0.25,
            EmbargoDays = Math.Max(ask.HorizonDays, ask.EmbargoDays),
            KnownCustomers = true,
            OrByCustomer = true,
        };
        if (table.Rows == 0 || ask.TestFrom is not null && HoldOut.Of(table, (ulong)ask.Seed, holdOut) is null)
        {
            return ModelErrors.TooFewRows(
                labelled.Rows.Count(row => row.Snapshot.AsOf.AddDays(holdOut.EmbargoDays) <= holdOut.TestFrom),
                labelled.Rows.Count(row => row.Snapshot.AsOf >= holdOut.TestFrom)
            );
        }

        progress.Report(10, "Training", "学習しています");
        var run = await Task.Run(
            () =>
                TrainingRun.Execute(
                    new TrainingRequest(
                        "snapshots",
                        ask.Outcome,
                        "as_of",
                        "account",
                        new TrainingSettings((ulong)ask.Seed)
                    )
                    {
                        HoldOut = holdOut,
                        Refit = false,
                        Learner = learner.Name,
                    },
                    table,
                    new TrainingStages(progress),
                    cancellationToken,
                    LearnerChoice.Of(learner.Name)
                ),
            cancellationToken
        );
        var model = run.Trained.Model;
        var (train, test) = (Rows(run.HoldOut?.Training ?? run.Judged), Rows(run.Judged));
        var measures = ModelMeasures.Of(run);
        var factors = FactorFigure.Of(run);
        List<ModelFinding> findings =
        [
            .. run.Findings.Select(found => new ModelFinding(
                found.Code,
                found.Evidence.En,
                found.Evidence.Ja,
                found.Column.Length > 0 ? found.Column : null
            )),
        ];
        if (LearnerChoice.Lacking(learner.Name) is var (en, ja))
        {
            findings.Add(new ModelFinding("no-reference", en, ja));
        }

        var treated = await Treated(train, ask.HorizonDays, cancellationToken);

        progress.Report(95, "Registering", "登録しています");
        var artefact = Artefact.Write(model);
        var fingerprint = run.Fingerprint();
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
                        TrainedFrom = train[0].Snapshot.AsOf,
                        TrainedTo = train[^1].Snapshot.AsOf,
                        TestFrom = test[0].Snapshot.AsOf,
                        TestTo = test[^1].Snapshot.AsOf,
                        DataFingerprint = fingerprint,
                        ArtefactSha256 = Artefact.Fingerprint(artefact),
                        FeatureNames = JsonSerializer.Serialize(features, Wire.Json),
                        MeasuresJson = JsonSerializer.Serialize(measures, Wire.Json),
                        FindingsJson = JsonSerializer.Serialize(findings, Wire.Json),
                        FactorsJson = JsonSerializer.Serialize(factors, Wire.Json),
                        Card = ModelCard.Of(run, CardFacts.Of(name, ask, labelled, train, test, run, treated)),
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
            train.Count,
            test.Count,
            run.HoldOut?.Embargoed ?? 0,
            labelled.Undecidable,
            treated,
            labelled.Disagreement,
            measures,
            findings
        );

        List<LabelledSnapshot> Rows(int[] rows) => [.. rows.Select(row => labelled.Rows[row])];
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

    // Training and judging are eight tenths of the work; their stages follow one another within.
    private sealed class TrainingStages(JobProgress progress) : IProgress<StageProgress>
    {
        public void Report(StageProgress value) =>
            progress.Report(
                10 + (int)(80 * Math.Clamp(value.Fraction, 0, 1)),
                $"Training: {value.Stage}",
                $"学習しています({value.Stage})"
            );
    }
}
