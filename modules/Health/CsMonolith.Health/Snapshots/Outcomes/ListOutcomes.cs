using CsMonolith.Revenue.Contracts;

namespace CsMonolith.Health.Snapshots.Outcomes;

/// <summary>Which outcomes are there to learn?</summary>
internal sealed record ListOutcomes : IQuery<OutcomeList>;

internal sealed record OutcomeList(IReadOnlyList<Outcome> Items);

/// <param name="Available">Whether it can be learned about. All can at present.</param>
/// <param name="Reason">Why it cannot, where it cannot.</param>
/// <param name="Policies">What may count as the outcome.</param>
/// <param name="Definition">In words: what counts, of whom it is asked, when it is not decidable yet.</param>
/// <param name="IsSuccess">What one hopes for; otherwise success is that it does not come about.</param>
internal sealed record Outcome(
    string Code,
    string Name,
    bool Available,
    string? Reason,
    int HorizonDays,
    int EmbargoDays,
    IReadOnlyList<ChurnPolicy> Policies,
    string Definition,
    bool IsSuccess
);

internal sealed class ListOutcomesHandler : IRequestHandler<ListOutcomes, Result<OutcomeList>>
{
    public Task<Result<OutcomeList>> Handle(ListOutcomes ask, CancellationToken cancellationToken)
    {
        var japanese = ProblemAnswers.InJapanese;
        return Task.FromResult<Result<OutcomeList>>(
            new OutcomeList([
                .. OutcomeCatalogue.All.Select(kind => new Outcome(
                    kind.Code,
                    japanese ? kind.Ja : kind.En,
                    Available: true,
                    Reason: null,
                    OutcomeKind.HorizonDays,
                    OutcomeKind.EmbargoDays,
                    kind.Code == OutcomeCatalogue.Churned ? [ChurnPolicy.RecordedEvent, ChurnPolicy.MrrZero] : [],
                    japanese ? kind.DefinitionJa : kind.DefinitionEn,
                    kind.IsSuccess
                )),
            ])
        );
    }
}

internal sealed class ListOutcomesEndpoint : IEndpoint
{
    public static void Map(IEndpointRouteBuilder routes) =>
        routes
            .Get("/outcomes", () => new ListOutcomes())
            .WithSummary("List the outcomes that models and patterns can be about")
            .WithExample(
                null,
                new OutcomeList([
                    new(
                        "churned",
                        "解約",
                        Available: true,
                        null,
                        90,
                        90,
                        [ChurnPolicy.RecordedEvent, ChurnPolicy.MrrZero],
                        "行の時点の翌日から期間内に解約した場合に1です。時点に支払いのあった顧客が対象です。",
                        IsSuccess: false
                    ),
                    new(
                        "expanded",
                        "拡大",
                        Available: true,
                        null,
                        90,
                        90,
                        [],
                        "期間内に、顧客の意思で MRR が増えた場合に1です。時点に支払いのあった顧客が対象です。",
                        IsSuccess: true
                    ),
                ])
            )
            .WithProblems(401, 403);
}
