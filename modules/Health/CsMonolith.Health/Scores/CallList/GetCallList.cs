using CsMonolith.Health.Models.Registry;
using CsMonolith.Health.Scores.Portfolio;
using CsMonolith.Journey.Contracts;

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
    [property: Probability] double Probability,
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

internal sealed class GetCallListHandler(
    HealthDb db,
    AccountVisibility visibility,
    ModelRegistry registry,
    IMediator mediator
) : IRequestHandler<GetCallList, Result<CallSheet>>
{
    private const int ReasonsShown = 3;

    public async Task<Result<CallSheet>> Handle(GetCallList ask, CancellationToken cancellationToken)
    {
        var scope = await visibility.Accounts(cancellationToken);
        var rows = await db.Set<PortfolioRow>()
            .AsNoTracking()
            .Within(scope, row => row.AccountId)
            .Where(row => row.ScoreId != null && row.MrrMinor > 0)
            .OrderByDescending(row => row.ExpectedLoss)
            .ThenBy(row => row.AccountId)
            .Take(ask.Limit)
            .ToListAsync(cancellationToken);
        var ids = rows.Select(row => row.ScoreId).ToList();
        var scores = await db.Set<Score>()
            .AsNoTracking()
            .Where(score => ids.Contains(score.Id))
            .ToDictionaryAsync(score => score.Id, cancellationToken);
        var known = (
            await mediator.Send(
                new AccountsAsOf([.. rows.Select(row => row.AccountId)], db.Clock.Today),
                cancellationToken
            )
        ).ToDictionary(account => account.Id);

        var champion = await registry.Champion(cancellationToken);
        var hasSignal = champion?.HasSignal ?? false;
        return new CallSheet(
            champion?.Name,
            hasSignal,
            RankedBy(hasSignal),
            [
                .. rows.Select(
                    (row, i) => Suggest(i + 1, row, scores[row.ScoreId!.Value], known.GetValueOrDefault(row.AccountId))
                ),
            ]
        );
    }

    private static string RankedBy(bool hasSignal) =>
        (hasSignal, ProblemAnswers.InJapanese) switch
        {
            (true, true) => "解約確率 × MRR の大きい順です。",
            (true, false) => "Ranked by churn probability × MRR.",
            (false, true) => "予測に使える傾向が見つかっていないため、平均の解約確率 × MRR、つまりMRRの大きい順です。",
            (false, false) => "No usable signal was found, so this is the base rate × MRR: ranked by MRR alone.",
        };

    private CallSuggestion Suggest(int rank, PortfolioRow row, Score score, AccountAsOf? known) =>
        new(
            rank,
            row.AccountId,
            known?.Name ?? row.Name,
            known?.OwnerName,
            known?.Phase ?? row.Phase,
            score.Probability,
            score.HorizonDays,
            score.Band,
            row.Mrr!.Value,
            row.Loss!.Value,
            Later(known?.LastContactOn, row.LastContactOn),
            score.AsOf,
            ScoreFreshness.Of(score.AsOf, score.ScoredAt, db.Clock.Today),
            [
                .. score
                    .Drivers.Where(driver => driver.LogOdds > 0)
                    .Select(ScoreDriver.Of)
                    .OrderByDescending(driver => driver.Actionable)
                    .ThenByDescending(driver => driver.Contribution)
                    .Take(ReasonsShown),
            ]
        );

    private static DateOnly? Later(DateOnly? one, DateOnly? other) => one is null || other > one ? other : one;
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
