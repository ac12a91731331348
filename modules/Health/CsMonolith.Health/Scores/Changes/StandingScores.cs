using CsMonolith.Health.Models.Registry;

namespace CsMonolith.Health.Scores.Changes;

/// <summary>The score that a reader of a day saw, without its reasons.</summary>
/// <param name="ComputedLater">
/// None had been computed by that day: it rests on facts of the day or before, and was computed afterwards.
/// </param>
internal sealed record StandingScore(
    Guid Id,
    Guid AccountId,
    DateOnly AsOf,
    string ModelVersion,
    double Probability,
    ScoreBand Band,
    DateTime ScoredAt,
    bool ComputedLater
);

/// <summary>
/// Finds the score that stood at the end of a day: of those computed by then the one on the newest facts, and among
/// those the newest whose model was in service.
/// </summary>
internal sealed class StandingScores(HealthDb db)
{
    /// <summary>
    /// Of each account the score that stood at the end of a day; accounts without one are absent. O(accounts), two
    /// queries.
    /// </summary>
    public async Task<Dictionary<Guid, StandingScore>> By(
        AccountScope scope,
        DateOnly day,
        CancellationToken cancellation
    )
    {
        var end = db.Clock.EndOf(day);
        return await Newest(
            Of(scope).Where(score => score.AsOf <= day && score.ScoredAt <= end),
            end,
            computedLater: false,
            cancellation
        );
    }

    /// <summary>
    /// Of each account the score on the newest facts of a day or before, whenever it was computed: what a history that
    /// was scored afterwards would have shown.
    /// </summary>
    public async Task<Dictionary<Guid, StandingScore>> ByFacts(
        AccountScope scope,
        DateOnly day,
        CancellationToken cancellation
    ) => await Newest(Of(scope).Where(score => score.AsOf <= day), db.Clock.Now, computedLater: true, cancellation);

    /// <summary>
    /// One account's score of a day: the one that stood, else the one by facts; <c>null</c> without any.
    /// </summary>
    public async Task<StandingScore?> Find(Guid account, DateOnly day, CancellationToken cancellation)
    {
        var scope = AccountScope.Of(account);
        return (await By(scope, day, cancellation)).GetValueOrDefault(account)
            ?? (await ByFacts(scope, day, cancellation)).GetValueOrDefault(account);
    }

    private IQueryable<Score> Of(AccountScope scope) =>
        db.Set<Score>().AsNoTracking().Within(scope, score => score.AccountId);

    private async Task<Dictionary<Guid, StandingScore>> Newest(
        IQueryable<Score> scores,
        DateTime end,
        bool computedLater,
        CancellationToken cancellation
    )
    {
        var withdrawn = (
            await db.Set<ModelVersion>()
                .Where(model => model.WithdrawnAt <= end)
                .Select(model => model.Name)
                .ToListAsync(cancellation)
        ).ToHashSet(StringComparer.Ordinal);
        var newest = scores
            .GroupBy(score => score.AccountId)
            .Select(of => new { AccountId = of.Key, AsOf = of.Max(score => score.AsOf) });
        var rows = await scores
            .Join(newest, score => new { score.AccountId, score.AsOf }, last => last, (score, last) => score)
            .Select(score => new StandingScore(
                score.Id,
                score.AccountId,
                score.AsOf,
                score.ModelVersion,
                score.Probability,
                score.Band,
                score.ScoredAt,
                computedLater
            ))
            .ToListAsync(cancellation);
        return rows.GroupBy(row => row.AccountId)
            .ToDictionary(
                of => of.Key,
                of => of.MaxBy(row => (!withdrawn.Contains(row.ModelVersion), row.ScoredAt, row.Id))!
            );
    }
}
