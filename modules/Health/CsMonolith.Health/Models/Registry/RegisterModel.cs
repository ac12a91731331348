using System.Text;
using System.Text.Json;
using CsMonolith.Health.Models.Training;
using CsMonolith.Health.Snapshots.Features;
using CsMonolith.Health.Snapshots.Outcomes;
using CsMonolith.Learning.Models;
using Microsoft.AspNetCore.Mvc;

namespace CsMonolith.Health.Models.Registry;

/// <summary>Register a model that was trained at the command line.</summary>
/// <param name="Run">
/// How it was trained; what it says of outcome, horizonDays, policy, seed, trainedFrom, trainedTo, testFrom, testTo and
/// dataFingerprint is kept.
/// </param>
/// <param name="Metrics">
/// The run's own figures; they stand only where the host has no rows of the test months to judge on.
/// </param>
/// <param name="Model">The artefact; checked in full before anything of it is used.</param>
/// <param name="Card">The model card, Markdown.</param>
internal sealed record RegisterModel(
    [property: NotAudited] JsonElement Run,
    [property: NotAudited] JsonElement Metrics,
    [property: NotAudited] JsonElement Model,
    [property: NotAudited] string Card
) : ICommand<RegisteredModel>
{
    public const int MostBytes = 8 * 1024 * 1024;
}

/// <param name="WasThere">
/// Whether the very artefact was registered before for the same outcome: this is that version, as it stands, and nothing
/// was added.
/// </param>
internal sealed record RegisteredModel(string Version, ModelAlias Alias, bool WasThere = false);

internal sealed class RegisterModelValidator : AbstractValidator<RegisterModel>
{
    public RegisterModelValidator() => RuleFor(ask => ask.Card).MaximumLength(100_000);
}

internal sealed class RegisterModelHandler(
    HealthDb db,
    ModelRegistry registry,
    Labeller labeller,
    RequestContext context
) : IRequestHandler<RegisterModel, Result<RegisteredModel>>
{
    public async Task<Result<RegisteredModel>> Handle(RegisterModel ask, CancellationToken cancellationToken)
    {
        if (ask.Run.ValueKind != JsonValueKind.Object || ask.Model.ValueKind != JsonValueKind.Object)
        {
            return ModelErrors.BadArtefact("'run' and 'model' are objects.", "run と model はオブジェクトです。");
        }

        var artefact = ask.Model.GetRawText();
        if (Encoding.UTF8.GetByteCount(artefact) is var bytes && bytes > RegisterModel.MostBytes)
        {
            return ModelErrors.ArtefactTooLarge(bytes);
        }

        var read = Artefact.Read(artefact);
        if (read.Error is { } hostile)
        {
            return hostile;
        }

        var told = RunFacts.Read(ask.Run);
        if (told.Error is { } senseless)
        {
            return senseless;
        }

        var (run, model) = (told.Value, read.Value);
        if (await registry.Same(Artefact.Fingerprint(artefact), run, cancellationToken) is { } there)
        {
            return new RegisteredModel(there.Name, there.Alias, WasThere: true);
        }

        var rows = run is { TestFrom: { } from, TestTo: { } to }
            ? (
                await labeller.Label(
                    new LabelAsk(run.Outcome, run.HorizonDays, run.Policy, from, to),
                    cancellationToken
                )
            ).Rows
            : [];
        var measures =
            rows.Count > 0
                ? ModelMeasures.Of(
                    model.Score(FeatureTable.ToTest(model.Schema, rows), cancellationToken).Probabilities,
                    [.. rows.Select(row => row.Label)],
                    model.BaseRate
                ) with
                {
                    Reference = RunFacts.ReferenceOf(ask.Metrics),
                }
                : RunFacts.MeasuresOf(ask.Metrics);
        List<ModelFinding> findings =
            rows.Count > 0
                ? []
                :
                [
                    new(
                        "figures-of-the-run",
                        "The host has no labelled rows of the test months; the figures are those that the run "
                            + "reported.",
                        "検証月の行がホストにないため、数字は学習側が報告したものです。"
                    ),
                ];
        var version = new ModelVersion
        {
            Name = await registry.NextName(cancellationToken),
            Outcome = run.Outcome,
            HorizonDays = run.HorizonDays,
            Policy = run.Policy,
            Seed = run.Seed,
            HasSignal = model.Signal == Signal.Found,
            BaseRate = model.BaseRate,
            TrainedFrom = run.TrainedFrom,
            TrainedTo = run.TrainedTo,
            TestFrom = run.TestFrom,
            TestTo = run.TestTo,
            DataFingerprint = run.DataFingerprint,
            ArtefactSha256 = Artefact.Fingerprint(artefact),
            FeatureNames = JsonSerializer.Serialize(model.Schema.Features.Select(feature => feature.Name), Wire.Json),
            MeasuresJson = JsonSerializer.Serialize(measures, Wire.Json),
            FindingsJson = JsonSerializer.Serialize(findings, Wire.Json),
            FactorsJson = "[]",
            Card = ask.Card,
            RegisteredBy = context.Caller.PersonId,
            RegisteredAt = db.Clock.Now,
        };
        await registry.Enter(version, artefact, cancellationToken);
        await db.SaveChangesAsync(cancellationToken);
        return new RegisteredModel(version.Name, version.Alias);
    }
}

internal sealed class RegisterModelEndpoint : IEndpoint
{
    /// <summary>A whole artefact: a model that found no signal.</summary>
    public static JsonElement Artefact { get; } =
        JsonSerializer.Deserialize<JsonElement>(
            """{"format":1,"signal":"none","baseRate":0.08,"calibration":{"slope":1,"offset":0},"features":[],"parts":[],"sha256":"992f0207a1c242e95fafed0979c6bc751b019088a44466aab0e307816ee5ffcf"}"""
        );

    public static void Map(IEndpointRouteBuilder routes) =>
        routes
            .Post("/models", (RegisterModel ask) => ask)
            .Creates((RegisteredModel registered) => $"/v1/models/{registered.Version}")
            .WithSummary("Register a model that was trained at the command line, as the challenger")
            .WithDescription(
                "The same artefact for the same outcome is one version, however often it is sent: the answer names the "
                    + "one that is there, and says so."
            )
            .WithMetadata(new RequestSizeLimitAttribute(RegisterModel.MostBytes))
            .WithExample(
                new RegisterModel(
                    JsonSerializer.SerializeToElement(
                        new
                        {
                            outcome = "churned",
                            horizonDays = 90,
                            seed = 1,
                        }
                    ),
                    JsonSerializer.SerializeToElement(new { rows = 2210, rocAuc = 0.78 }),
                    Artefact,
                    "# 解約予測 2026年11月"
                ),
                new RegisteredModel("2026-11-21-2", ModelAlias.Challenger)
            )
            .WithProblems(400, 401, 403, 413);
}
