using System.Text.Json;
using CsMonolith.Health.Models.Promotion;
using CsMonolith.Health.Models.Training;
using CsMonolith.Revenue.Contracts;

namespace CsMonolith.Health.Models.Registry;

/// <summary>What is known of a model, and would it pass the gates now?</summary>
internal sealed record GetModel(string Version) : IQuery<ModelDetail>;

/// <param name="Treated">Training rows whose account was contacted because of a score within the horizon.</param>
/// <param name="Waiver">The gate that was let pass at promotion, with the reason.</param>
/// <param name="Card">Markdown.</param>
/// <param name="WithdrawnAt">When an earlier champion was gone back to from it.</param>
/// <param name="Asked">The promotion that waits for a second person; <c>null</c> if none does.</param>
internal sealed record ModelDetail(
    string Version,
    ModelAlias Alias,
    string Outcome,
    int HorizonDays,
    ChurnPolicy Policy,
    bool HasSignal,
    [property: Probability] double BaseRate,
    long? Seed,
    DateOnly? TrainedFrom,
    DateOnly? TrainedTo,
    DateOnly? TestFrom,
    DateOnly? TestTo,
    string? DataFingerprint,
    string ArtefactSha256,
    int Treated,
    IReadOnlyList<string> Features,
    ModelMeasures? Measures,
    IReadOnlyList<ModelGate> Gates,
    IReadOnlyList<ModelCaveat> Findings,
    ModelWaiver? Waiver,
    string Card,
    DateTime RegisteredAt,
    DateTime? PromotedAt,
    DateTime? WithdrawnAt,
    AskedPromotion? Asked
);

/// <summary>A promotion that waits for a second person.</summary>
/// <param name="By">Who asked, and so may not confirm.</param>
internal sealed record AskedPromotion(DateTime At, Guid? By, ModelWaiver? Waiver);

/// <param name="Words">What the gate looks at, with figure and limit.</param>
internal sealed record ModelGate(string Name, bool Passed, double? Figure, double? Limit, string Words);

/// <param name="Column">The feature that it is about; <c>null</c> if it is about rows.</param>
internal sealed record ModelCaveat(string Code, string Words, string? Column = null);

internal sealed class GetModelHandler(ModelRegistry registry, Gates gates)
    : IRequestHandler<GetModel, Result<ModelDetail>>
{
    public async Task<Result<ModelDetail>> Handle(GetModel ask, CancellationToken cancellationToken)
    {
        if (await registry.Find(ask.Version, cancellationToken) is not { } model)
        {
            return ModelErrors.NoSuchModel(ask.Version);
        }

        var japanese = ProblemAnswers.InJapanese;
        var verdicts = await gates.Judge(model, cancellationToken);
        return new ModelDetail(
            model.Name,
            model.Alias,
            model.Outcome,
            model.HorizonDays,
            model.Policy,
            model.HasSignal,
            model.BaseRate,
            model.Seed,
            model.TrainedFrom,
            model.TrainedTo,
            model.TestFrom,
            model.TestTo,
            model.DataFingerprint,
            model.ArtefactSha256,
            model.TreatedRows,
            JsonSerializer.Deserialize<List<string>>(model.FeatureNames, Wire.Json)!,
            model.Measures,
            [
                .. verdicts.Select(gate => new ModelGate(
                    gate.Name,
                    gate.Passed,
                    gate.Figure,
                    gate.Limit,
                    japanese ? gate.Ja : gate.En
                )),
            ],
            [
                .. model.Findings.Select(finding => new ModelCaveat(
                    finding.Code,
                    japanese ? finding.Ja : finding.En,
                    finding.Column
                )),
            ],
            model.WaivedGate is { } gate ? new ModelWaiver(gate, model.WaiverReason!) : null,
            model.Card,
            model.RegisteredAt,
            model.PromotedAt,
            model.WithdrawnAt,
            model.AskedAt is { } at ? new AskedPromotion(at, model.AskedBy, model.AskedWaiver) : null
        );
    }
}

internal sealed class GetModelEndpoint : IEndpoint
{
    public static void Map(IEndpointRouteBuilder routes) =>
        routes
            .Get("/models/{version}", (string version) => new GetModel(version))
            .WithSummary("Read a model's figures, gates, findings and card")
            .WithExample(
                null,
                new ModelDetail(
                    "2026-11-21-1",
                    ModelAlias.Challenger,
                    "churned",
                    90,
                    ChurnPolicy.RecordedEvent,
                    HasSignal: true,
                    0.083,
                    1,
                    new DateOnly(2024, 1, 31),
                    new DateOnly(2025, 11, 30),
                    new DateOnly(2026, 2, 28),
                    new DateOnly(2026, 8, 31),
                    "9f2c4e0d7b1a",
                    "c0ffee00c0ffee00",
                    12,
                    ["departments_using", "usage_rate"],
                    new ModelMeasures(
                        2210,
                        0.079,
                        0.781,
                        0.742,
                        0.820,
                        0.312,
                        0.231,
                        0.276,
                        0.062,
                        0.014,
                        3.4,
                        new ReferenceMeasures("mlnet-lightgbm", 0.772, 0.234, 0.063, 0.016, 0.231, 0.003, -0.001, 0.007)
                    ),
                    [
                        new(
                            "worse-than-base-rate",
                            Passed: true,
                            0.231,
                            0.276,
                            "後の月での対数損失は 0.2310 です。平均の確率だけなら 0.2760 です。"
                        ),
                    ],
                    [new("accounts-on-both-sides", "318社が、前の月では学習に、後の月では検証に使われています。")],
                    null,
                    "# 2026-11-21-1: churned",
                    new DateTime(2026, 11, 21, 2, 0, 0, DateTimeKind.Utc),
                    null,
                    null,
                    new AskedPromotion(
                        new DateTime(2026, 11, 21, 3, 0, 0, DateTimeKind.Utc),
                        Guid.Parse("0199a000-0000-7000-8000-000000000011"),
                        Waiver: null
                    )
                )
            )
            .WithProblems(401, 403, 404);
}
