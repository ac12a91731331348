using CsMonolith.Health.Models.Registry;

namespace CsMonolith.Health.Scores;

/// <summary>How likely is this account to churn, and why?</summary>
/// <param name="AsOf">The newest of facts by this day; of all if absent.</param>
/// <param name="KnownOn">Only scores that were computed by the end of this day.</param>
internal sealed record GetLatestChurnScore(Guid AccountId, DateOnly? AsOf = null, DateOnly? KnownOn = null)
    : IQuery<ChurnScore>;

/// <param name="Probability">Calibrated, 0 to 1, of churn within the horizon.</param>
/// <param name="Band">high: at least twice the base rate; low: below half of it.</param>
/// <param name="HasSignal">Without, the probability is the base rate and there are no drivers.</param>
/// <param name="LogOdds">baseLogOdds + the drivers' contributions, to 1e-9.</param>
/// <param name="Drivers">Largest in size first.</param>
/// <param name="Withdrawn">
/// The model was taken out of service by going back to an earlier one, which has not scored this day yet.
/// </param>
internal sealed record ChurnScore(
    Guid AccountId,
    [property: Probability] double Probability,
    string Outcome,
    int HorizonDays,
    ScoreBand Band,
    string ModelVersion,
    DateOnly AsOf,
    ScoreFreshness Freshness,
    bool HasSignal,
    [property: Probability] double BaseRate,
    double BaseLogOdds,
    double LogOdds,
    IReadOnlyList<ScoreDriver> Drivers,
    bool Withdrawn
);

/// <param name="AgeDays">Days since the facts that the score rests on.</param>
/// <param name="IsStale">The facts are older than a month and a half: a snapshot is missing.</param>
internal sealed record ScoreFreshness(DateTime ScoredAt, int AgeDays, bool IsStale)
{
    private const int StaleAfterDays = 45;

    public static ScoreFreshness Of(DateOnly asOf, DateTime scoredAt, DateOnly today) =>
        new(scoredAt, today.DayNumber - asOf.DayNumber, today.DayNumber - asOf.DayNumber > StaleAfterDays);
}

internal sealed class GetLatestChurnScoreValidator : AbstractValidator<GetLatestChurnScore>
{
    public GetLatestChurnScoreValidator()
    {
        RuleFor(ask => ask.AsOf).InclusiveBetween(new DateOnly(1950, 1, 1), new DateOnly(2200, 1, 1));
        RuleFor(ask => ask.KnownOn).InclusiveBetween(new DateOnly(1950, 1, 1), new DateOnly(2200, 1, 1));
    }
}

internal sealed class GetLatestChurnScoreHandler(
    HealthDb db,
    AccountVisibility visibility,
    RequestContext context,
    ModelRegistry registry
) : IRequestHandler<GetLatestChurnScore, Result<ChurnScore>>
{
    public async Task<Result<ChurnScore>> Handle(GetLatestChurnScore ask, CancellationToken cancellationToken)
    {
        var withdrawn = await registry.Withdrawn(cancellationToken);
        var today = db.Clock.Today;
        var asOf = ask.AsOf is { } day && day < today ? day : today;
        var known = ask.KnownOn is { } then && then < today ? db.Clock.EndOf(then) : db.Clock.Now;
        var score = await db.Set<Score>()
            .AsNoTracking()
            .Within(await visibility.Accounts(cancellationToken), row => row.AccountId)
            .Where(row => row.AccountId == ask.AccountId && row.AsOf <= asOf && row.ScoredAt <= known)
            .OrderByDescending(row => row.AsOf)
            .ThenBy(row => withdrawn.Contains(row.ModelVersion))
            .ThenByDescending(row => row.ScoredAt)
            .FirstOrDefaultAsync(cancellationToken);
        if (score is null)
        {
            return ScoreErrors.NoScore(ask.AccountId);
        }

        return new ChurnScore(
            score.AccountId,
            score.Probability,
            score.Outcome,
            score.HorizonDays,
            score.Band,
            score.ModelVersion,
            score.AsOf,
            ScoreFreshness.Of(score.AsOf, score.ScoredAt, asOf),
            score.HasSignal,
            score.BaseRate,
            score.BaseLogOdds,
            score.LogOdds,
            [.. score.Drivers.Select(driver => ScoreDriver.Of(driver, context.Scope != PermissionScope.Partner))],
            withdrawn.Contains(score.ModelVersion)
        );
    }
}

internal sealed class GetLatestChurnScoreEndpoint : IEndpoint
{
    public static void Map(IEndpointRouteBuilder routes) =>
        routes
            .Get(
                "/accounts/{accountId}/churn-scores/latest",
                (Guid accountId, DateOnly? asOf, DateOnly? knownOn) => new GetLatestChurnScore(accountId, asOf, knownOn)
            )
            .WithSummary("Read an account's newest churn probability with its reasons")
            .WithDescription(
                "With `asOf` the newest of the facts by that day; with `knownOn` too, only what had been computed by "
                    + "its end. Freshness is then told from that day."
            )
            .WithExample(
                null,
                new ChurnScore(
                    Guid.Parse("0199a000-0000-7000-8000-000000000101"),
                    0.41,
                    "churned",
                    90,
                    ScoreBand.High,
                    "2026-11-21-1",
                    new DateOnly(2026, 10, 31),
                    new ScoreFreshness(new DateTime(2026, 11, 20, 17, 30, 0, DateTimeKind.Utc), 21, IsStale: false),
                    HasSignal: true,
                    0.083,
                    -2.4,
                    -0.364,
                    [
                        new("departments_using", "利用部署の数: 3", 1.236, Actionable: true),
                        new("industry", "業種: 製造", 0.8, Actionable: false),
                    ],
                    Withdrawn: false
                )
            )
            .WithProblems(400, 401, 403, 404);
}
