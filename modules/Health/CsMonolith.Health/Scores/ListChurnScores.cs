using CsMonolith.Health.Models.Registry;

namespace CsMonolith.Health.Scores;

/// <summary>How did an account's probability go over time?</summary>
internal sealed record ListChurnScores(Guid AccountId, ListAsk List) : IQuery<Page<ChurnScoreLine>>, IAboutAccount;

/// <param name="Withdrawn">
/// The model was taken out of service by going back to an earlier one: a score of the bad days.
/// </param>
internal sealed record ChurnScoreLine(
    DateOnly AsOf,
    double Probability,
    int HorizonDays,
    ScoreBand Band,
    string ModelVersion,
    bool HasSignal,
    DateTime ScoredAt,
    bool Withdrawn
);

internal sealed class ListChurnScoresHandler(
    HealthDb db,
    AccountVisibility visibility,
    KnownAccounts accounts,
    ModelRegistry registry,
    Cursors cursors
) : IRequestHandler<ListChurnScores, Result<Page<ChurnScoreLine>>>
{
    public static ListShape<Score> Shape { get; } =
        new ListShape<Score>(score => score.Id, "-asOf,-scoredAt")
            .With("asOf", score => score.AsOf)
            .With("scoredAt", score => score.ScoredAt)
            .With("modelVersion", score => score.ModelVersion)
            .With("probability", score => score.Probability)
            .With("band", score => score.Band);

    public async Task<Result<Page<ChurnScoreLine>>> Handle(ListChurnScores ask, CancellationToken cancellationToken)
    {
        var scope = await visibility.Accounts(cancellationToken);
        var scores = db.Set<Score>()
            .AsNoTracking()
            .Where(score => score.AccountId == ask.AccountId)
            .Within(scope, score => score.AccountId);
        var withdrawn = await registry.Withdrawn(cancellationToken);
        var page = await Shape.Page(scores, ask.List, cursors, score => Show(score, withdrawn), cancellationToken);
        return
            page.Error is null
            && page.Value.Items.Count == 0
            && await accounts.Find(ask.AccountId, cancellationToken) is null
            ? PlatformErrors.NotFound("account", ask.AccountId)
            : page;
    }

    private static ChurnScoreLine Show(Score score, HashSet<string> withdrawn) =>
        new(
            score.AsOf,
            score.Probability,
            score.HorizonDays,
            score.Band,
            score.ModelVersion,
            score.HasSignal,
            score.ScoredAt,
            withdrawn.Contains(score.ModelVersion)
        );
}

internal sealed class ListChurnScoresEndpoint : IEndpoint
{
    public static void Map(IEndpointRouteBuilder routes) =>
        routes
            .Get(
                "/accounts/{accountId}/churn-scores",
                (Guid accountId, ListAsk list) => new ListChurnScores(accountId, list)
            )
            .WithSummary("List an account's churn probabilities over time")
            .WithMetadata(new ListFields(ListChurnScoresHandler.Shape.Fields))
            .WithExample(
                null,
                new Page<ChurnScoreLine>(
                    [
                        new(
                            new DateOnly(2026, 10, 31),
                            0.41,
                            90,
                            ScoreBand.High,
                            "2026-11-21-1",
                            HasSignal: true,
                            new DateTime(2026, 11, 20, 17, 30, 0, DateTimeKind.Utc),
                            Withdrawn: false
                        ),
                    ],
                    null
                )
            )
            .WithProblems(400, 401, 403, 404);
}
