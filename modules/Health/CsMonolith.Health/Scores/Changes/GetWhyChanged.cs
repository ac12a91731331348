using CsMonolith.Health.Snapshots;
using CsMonolith.Health.Usage;
using CsMonolith.Learning.Explanations;

namespace CsMonolith.Health.Scores.Changes;

/// <summary>Why has an account's score moved between two days?</summary>
internal sealed record GetWhyChanged(Guid AccountId, DateOnly From, DateOnly To) : IQuery<ScoreChange>, IAboutAccount;

/// <param name="Before">The score that stood on the first day.</param>
/// <param name="After">The score that stood on the second day.</param>
/// <param name="LogOdds">By how much the log-odds moved: the sum of the three parts, to 1e-9.</param>
/// <param name="Probability">By how much the probability moved, -1 to 1.</param>
/// <param name="Customer">The customer changed.</param>
/// <param name="LateData">Facts of the first day were recorded after it and by the second score's day.</param>
/// <param name="Model">Another model scored.</param>
internal sealed record ScoreChange(
    Guid AccountId,
    ComparedScore Before,
    ComparedScore After,
    double LogOdds,
    double Probability,
    string Words,
    ScoreChangePart Customer,
    ScoreChangePart LateData,
    ScoreChangePart Model
);

/// <param name="Day">The day that was asked about.</param>
/// <param name="AsOf">The day whose facts the score rests on.</param>
/// <param name="ComputedLater">
/// None had been computed by that day; this one rests on facts of the day or before, and was computed afterwards.
/// </param>
/// <param name="Words">Which score it is, where it is not that very day's.</param>
internal sealed record ComparedScore(
    DateOnly Day,
    DateOnly AsOf,
    double Probability,
    ScoreBand Band,
    string ModelVersion,
    DateTime ScoredAt,
    bool ComputedLater,
    string Words
)
{
    public static ComparedScore Of(StandingScore score, DateOnly day) =>
        new(
            day,
            score.AsOf,
            score.Probability,
            score.Band,
            score.ModelVersion,
            score.ScoredAt,
            score.ComputedLater,
            (score.ComputedLater, ProblemAnswers.InJapanese) switch
            {
                (false, true) => $"{day:yyyy-MM-dd}の時点の解約確率({score.AsOf:yyyy-MM-dd}までの事実による)。",
                (false, false) => $"The score that stood on {day:yyyy-MM-dd}, on facts up to {score.AsOf:yyyy-MM-dd}.",
                (true, true) => $"{day:yyyy-MM-dd}の時点では計算されていません。"
                    + $"{score.AsOf:yyyy-MM-dd}までの事実から後で計算した解約確率です。",
                (true, false) => $"None had been computed by {day:yyyy-MM-dd}: this one rests on facts up to "
                    + $"{score.AsOf:yyyy-MM-dd} and was computed afterwards.",
            }
        );
}

internal sealed class GetWhyChangedValidator : AbstractValidator<GetWhyChanged>
{
    public GetWhyChangedValidator() => RuleFor(ask => ask.To).GreaterThanOrEqualTo(ask => ask.From);
}

internal sealed class GetWhyChangedHandler(
    HealthDb db,
    KnownAccounts accounts,
    StandingScores scores,
    ScoreChangeReader changes,
    RequestContext context
) : IRequestHandler<GetWhyChanged, Result<ScoreChange>>
{
    public async Task<Result<ScoreChange>> Handle(GetWhyChanged ask, CancellationToken cancellationToken)
    {
        if (ask.To > db.Clock.Today)
        {
            return UsageErrors.DayAhead("to", ask.To, db.Clock.Today);
        }

        if (await accounts.Find(ask.AccountId, cancellationToken) is null)
        {
            return PlatformErrors.NotFound("account", ask.AccountId);
        }

        if (await scores.Find(ask.AccountId, ask.From, cancellationToken) is not { } before)
        {
            var first = await db.Set<Score>()
                .Where(score => score.AccountId == ask.AccountId)
                .MinAsync(score => (DateOnly?)score.AsOf, cancellationToken);
            return ScoreErrors.NoScoreBy(ask.From, first);
        }

        var after = (await scores.Find(ask.AccountId, ask.To, cancellationToken))!;
        var split = (await changes.Explain([(before, after)], cancellationToken))[0];
        return split.Error is { } refusal ? refusal : Show(ask, before, after, split.Value);
    }

    private ScoreChange Show(GetWhyChanged ask, StandingScore before, StandingScore after, WhyChanged why)
    {
        var words = new ScoreChangeWording(why, prices: context.Scope != PermissionScope.Partner);
        var (customer, late, model) = (words.Customer, words.LateData, words.Model);
        return new ScoreChange(
            ask.AccountId,
            ComparedScore.Of(before, ask.From),
            ComparedScore.Of(after, ask.To),
            why.After - why.Before,
            words.Difference,
            Summary(words.Difference, customer, late, model),
            customer,
            late,
            model
        );
    }

    private static string Summary(
        double difference,
        ScoreChangePart customer,
        ScoreChangePart late,
        ScoreChangePart model
    )
    {
        var (all, one, two, three) = (Points(difference), Points(customer), Points(late), Points(model));
        return ProblemAnswers.InJapanese
            ? $"解約確率の差は{all}ポイント: 顧客の変化{one}、遅れて届いたデータ{two}、モデルの変更{three}。"
            : $"{all} points in all: {one} since the customer changed, {two} from data that arrived late, {three} "
                + "since the model changed.";

        static string Points(object of) =>
            ScoreChangeWording.Points(of is ScoreChangePart part ? part.Probability : (double)of);
    }
}

internal sealed class GetWhyChangedEndpoint : IEndpoint
{
    private static readonly DateTime Scored = new(2026, 11, 1, 17, 30, 0, DateTimeKind.Utc);

    public static void Map(IEndpointRouteBuilder routes) =>
        routes
            .Get(
                "/accounts/{accountId}/why-changed",
                (Guid accountId, DateOnly from, DateOnly to) => new GetWhyChanged(accountId, from, to)
            )
            .WithSummary("Why an account's score moved between two days: the customer, late data, the model")
            .WithDescription(
                "Each day stands for the score that stood at its end. The first part is what the customer's change "
                    + "did, the second what facts of the first score's day did that were recorded after it and by the "
                    + "second's, the third what another model did. Data and models may be exchanged in either order; "
                    + "each part is the mean over both (Shapley's value), so that the parts add up to the move in "
                    + "log-odds to 1e-9. Ready-made snapshots that were loaded have no late data."
            )
            .WithQueryExample(("from", "2026-10-31"), ("to", "2026-11-20"))
            .WithExample(
                null,
                new ScoreChange(
                    KnownAccounts.Example,
                    new(
                        new(2026, 10, 31),
                        new(2026, 9, 30),
                        0.22,
                        ScoreBand.High,
                        "2026-10-01-1",
                        Scored.AddMonths(-1),
                        ComputedLater: false,
                        "2026-10-31の時点の解約確率(2026-09-30までの事実による)。"
                    ),
                    new(
                        new(2026, 11, 20),
                        new(2026, 10, 31),
                        0.41,
                        ScoreBand.High,
                        "2026-10-01-1",
                        Scored,
                        ComputedLater: false,
                        "2026-11-20の時点の解約確率(2026-10-31までの事実による)。"
                    ),
                    0.9017,
                    0.19,
                    "解約確率の差は+19.0ポイント: 顧客の変化+19.0、遅れて届いたデータ0.0、モデルの変更0.0。",
                    new(
                        0.9017,
                        0.19,
                        "顧客の状況が変わったため。",
                        [new("departments_using", "利用部署の数 5 → 3", 0.9017, 0.19, Actionable: true)]
                    ),
                    new(0, 0, "動きはありません。", []),
                    new(0, 0, "動きはありません。", [])
                )
            )
            .WithProblems(400, 401, 403, 404, 409);
}
