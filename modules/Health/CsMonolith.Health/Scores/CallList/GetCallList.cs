namespace CsMonolith.Health.Scores.CallList;

/// <summary>Whom do I call this week?</summary>
internal sealed record GetCallList(int Limit) : IQuery<CallSheet>;

/// <param name="RankedBy">
/// How the rows are ranked, in words: it says so where the model knows no more than the base rate.
/// </param>
/// <param name="HasSignal">Whether the probabilities differ for a reason.</param>
internal sealed record CallSheet(
    string? ModelVersion,
    bool HasSignal,
    string RankedBy,
    IReadOnlyList<CallSuggestion> Items
) : Figure;

/// <param name="ExpectedLoss">Probability × MRR.</param>
/// <param name="Reasons">What raises the probability most, those that one can act on first.</param>
internal sealed record CallSuggestion(
    int Rank,
    Guid AccountId,
    string Name,
    string? OwnerName,
    string? Phase,
    double Probability,
    int HorizonDays,
    ScoreBand Band,
    Money Mrr,
    Money ExpectedLoss,
    DateOnly? LastContactOn,
    DateOnly AsOf,
    ScoreFreshness Freshness,
    IReadOnlyList<ScoreDriver> Reasons
);

internal sealed class GetCallListValidator : AbstractValidator<GetCallList>
{
    public GetCallListValidator() => RuleFor(ask => ask.Limit).InclusiveBetween(1, 200);
}

internal sealed class GetCallListHandler(CallListReader reader) : IRequestHandler<GetCallList, Result<CallSheet>>
{
    public async Task<Result<CallSheet>> Handle(GetCallList ask, CancellationToken cancellationToken) =>
        await reader.Read(ask.Limit, cancellationToken);
}

internal sealed class GetCallListEndpoint : IEndpoint
{
    public static void Map(IEndpointRouteBuilder routes) =>
        routes
            .Get("/call-list", (int? limit) => new GetCallList(limit ?? 20))
            .WithSummary("Whom to call this week: accounts by expected loss, with reasons")
            .WithExample(
                null,
                new CallSheet(
                    "2026-11-21-1",
                    HasSignal: true,
                    "解約確率 × MRR の大きい順です。",
                    [
                        new(
                            1,
                            Guid.Parse("0199a000-0000-7000-8000-000000000101"),
                            "北斗製作所",
                            "佐藤 健",
                            "adoption",
                            0.41,
                            90,
                            ScoreBand.High,
                            Money.Of("450000", "JPY"),
                            Money.Of("184500", "JPY"),
                            new DateOnly(2026, 9, 18),
                            new DateOnly(2026, 10, 31),
                            new ScoreFreshness(
                                new DateTime(2026, 11, 20, 17, 30, 0, DateTimeKind.Utc),
                                21,
                                IsStale: false
                            ),
                            [new("departments_using", "利用部署の数: 3", 1.236, Actionable: true)]
                        ),
                    ]
                )
            )
            .WithProblems(400, 401, 403);
}
