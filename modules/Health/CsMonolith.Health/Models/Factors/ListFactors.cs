using CsMonolith.Health.Models.Registry;
using CsMonolith.Health.Snapshots.Features;
using CsMonolith.Learning.References;

namespace CsMonolith.Health.Models.Factors;

/// <summary>What matters to the models in use?</summary>
internal sealed record ListFactors : IQuery<FactorReport>;

/// <param name="Note">Importance is not an effect: said with every such list.</param>
internal sealed record FactorReport(IReadOnlyList<ModelFactors> Models, string Note);

/// <param name="TestFrom">
/// First day of the rows that the importance was measured on; the model has not learned from them.
/// </param>
internal sealed record ModelFactors(
    string ModelVersion,
    ModelAlias Alias,
    bool HasSignal,
    DateOnly? TestFrom,
    DateOnly? TestTo,
    IReadOnlyList<Factor> Factors
);

/// <param name="Actionable">打ち手あり: the team can change it.</param>
/// <param name="NotAgreed">
/// 見立てが分かれる: in what the reference, a model of another library, sees the factor otherwise; <c>null</c> where both
/// see it alike or there was no reference.
/// </param>
/// <param name="Reference">What the reference says of it; <c>null</c> if there was none.</param>
internal sealed record Factor(
    string Name,
    string Words,
    [property: Ratio] double Importance,
    [property: Ratio] double Low,
    [property: Ratio] double High,
    FactorDirection Direction,
    bool Actionable,
    string? NotAgreed = null,
    FactorReference? Reference = null
);

internal sealed class ListFactorsHandler(HealthDb db) : IRequestHandler<ListFactors, Result<FactorReport>>
{
    private const string NoteEn =
        "Importance is what the model looks at. It is not an effect: changing a factor need not change the outcome.";
    private const string NoteJa =
        "重要度は、モデルが何を見ているかを表します。重要度は効果ではありません。要因を変えても結果が変わるとは限りません。";

    public async Task<Result<FactorReport>> Handle(ListFactors ask, CancellationToken cancellationToken)
    {
        var models = await db.Set<ModelVersion>()
            .AsNoTracking()
            .Where(model => model.Alias != ModelAlias.Retired)
            .ToListAsync(cancellationToken);
        var japanese = ProblemAnswers.InJapanese;
        return new FactorReport(
            [
                .. models
                    .OrderBy(model => model.Alias != ModelAlias.Champion)
                    .Select(model => new ModelFactors(
                        model.Name,
                        model.Alias,
                        model.HasSignal,
                        model.TestFrom,
                        model.TestTo,
                        [.. model.Factors.Select(figure => Show(figure, japanese))]
                    )),
            ],
            japanese ? NoteJa : NoteEn
        );
    }

    private static Factor Show(FactorFigure figure, bool japanese)
    {
        var feature = FeatureCatalogue.Of(figure.Name);
        return new Factor(
            figure.Name,
            japanese ? feature.Ja : feature.En,
            figure.Importance,
            figure.Low,
            figure.High,
            figure.Direction,
            feature.Actionable,
            figure.Reference is { } reference ? NotAgreed(reference, japanese) : null,
            figure.Reference
        );
    }

    private static string? NotAgreed(FactorReference reference, bool japanese) =>
        (reference.Verdict, japanese) switch
        {
            (FactorVerdict.OppositeDirections, true) => "見立てが分かれる:確率の上がり下がりが、参照モデルでは逆です。",
            (FactorVerdict.OppositeDirections, false) =>
                "Not agreed: the reference sees the probability go the other way.",
            (FactorVerdict.OtherRank, true) =>
                $"見立てが分かれる:重要度の順位は、このモデルで{reference.OurRank}位、参照モデルで{reference.Rank}位です。",
            (FactorVerdict.OtherRank, false) =>
                $"Not agreed: place {reference.OurRank} by importance here, {reference.Rank} in the reference.",
            _ => null,
        };
}

internal sealed class ListFactorsEndpoint : IEndpoint
{
    public static void Map(IEndpointRouteBuilder routes) =>
        routes
            .Get("/factors", () => new ListFactors())
            .WithSummary("List what matters to the champion and the challenger, with intervals")
            .WithExample(
                null,
                new FactorReport(
                    [
                        new(
                            "2026-11-21-1",
                            ModelAlias.Champion,
                            HasSignal: true,
                            new DateOnly(2026, 3, 31),
                            new DateOnly(2026, 8, 31),
                            [
                                new(
                                    "departments_using",
                                    "利用部署の数",
                                    0.041,
                                    0.029,
                                    0.054,
                                    FactorDirection.Down,
                                    Actionable: true,
                                    NotAgreed: null,
                                    new FactorReference(0.083, 1, 1, FactorVerdict.Agreed)
                                ),
                                new(
                                    "industry",
                                    "業種",
                                    0.003,
                                    -0.001,
                                    0.007,
                                    FactorDirection.Category,
                                    Actionable: false
                                ),
                            ]
                        ),
                    ],
                    "重要度は、モデルが何を見ているかを表します。重要度は効果ではありません。要因を変えても結果が変わるとは限りません。"
                )
            )
            .WithProblems(401, 403);
}
