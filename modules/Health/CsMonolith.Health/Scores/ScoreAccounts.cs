using System.Text.Json;
using CsMonolith.Health.Models;
using CsMonolith.Health.Portfolio;
using CsMonolith.Health.Snapshots;
using CsMonolith.Journey.Contracts;
using CsMonolith.Learning.Training;
using CsMonolith.Platform.Jobs;

namespace CsMonolith.Health.Scores;

/// <summary>Scores every live account's newest snapshot with the champion. A second run scores nothing twice.</summary>
internal sealed record ScoreAccounts(DateOnly? AsOf) : IJob<ScoringReport>;

/// <param name="AlreadyScored">Accounts whose snapshot the champion had scored before.</param>
internal sealed record ScoringReport(string ModelVersion, bool HasSignal, int Scored, int AlreadyScored);

internal sealed class ScoreAccountsHandler(HealthDb db, ModelRegistry registry, PortfolioBook book, IMediator mediator, JobProgress progress)
    : IRequestHandler<ScoreAccounts, Result<ScoringReport>>
{
    private const int BatchSize = 200;

    public async Task<Result<ScoringReport>> Handle(ScoreAccounts ask, CancellationToken cancellationToken)
    {
        if (await registry.Champion(cancellationToken) is not { } champion)
        {
            return ModelErrors.NoChampion;
        }

        var snapshots = await db.NewestLive(ask.AsOf ?? db.Clock.Today, cancellationToken);
        if (snapshots.Count == 0)
        {
            return ModelErrors.NoSnapshots;
        }

        var done = (await db.Set<Score>().Where(score => score.ModelVersion == champion.Name).Select(score => new { score.AccountId, score.AsOf }).ToListAsync(cancellationToken)).ToHashSet();
        var due = snapshots.Where(snapshot => !done.Contains(new { snapshot.AccountId, snapshot.AsOf })).ToList();
        var model = await registry.Load(champion, cancellationToken);
        var known = (await mediator.Send(new AccountsAsOf(null, db.Clock.Today), cancellationToken)).ToDictionary(account => account.Id);
        var scored = 0;
        foreach (var batch in due.Chunk(BatchSize))
        {
            cancellationToken.ThrowIfCancellationRequested();
            var why = model.Explain(FeatureTable.ToScore(model.Schema, batch), [.. Enumerable.Range(0, batch.Length)]);
            await db.Transact(() => Store(batch, why, champion, known, cancellationToken), cancellationToken);
            db.ChangeTracker.Clear();
            scored += batch.Length;
            progress.Tell(100 * scored / due.Count, "Scoring accounts", "解約確率を計算しています");
        }

        return new ScoringReport(champion.Name, champion.HasSignal, scored, snapshots.Count - due.Count);
    }

    private async Task Store(Snapshot[] batch, IReadOnlyList<Explanation> why, ModelVersion champion, Dictionary<Guid, AccountAsOf> known, CancellationToken cancellation)
    {
        var rows = await book.Rows([.. batch.Select(snapshot => snapshot.AccountId)], cancellation);
        foreach (var (snapshot, reasons) in batch.Zip(why))
        {
            var score = new Score
            {
                AccountId = snapshot.AccountId, AsOf = snapshot.AsOf, ModelVersion = champion.Name, Outcome = champion.Outcome, HorizonDays = champion.HorizonDays,
                Probability = reasons.Probability, LogOdds = reasons.LogOdds, BaseLogOdds = reasons.BaseLogOdds, BaseRate = champion.BaseRate, HasSignal = champion.HasSignal,
                Band = Score.BandOf(reasons.Probability, champion.BaseRate),
                DriversJson = JsonSerializer.Serialize(reasons.Contributions.Select(one => new StoredDriver(one.Feature, one.Value, one.LogOdds)), Wire.Json),
                ScoredAt = db.Clock.Now,
            };
            db.Add(score);
            rows[snapshot.AccountId].Take(score, snapshot, known.GetValueOrDefault(snapshot.AccountId));
            db.Tell(new AccountScored(score.AccountId, score.Probability, score.HorizonDays, score.ModelVersion, score.AsOf, score.HasSignal));
        }
    }
}
