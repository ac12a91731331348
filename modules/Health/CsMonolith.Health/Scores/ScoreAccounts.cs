using System.Text.Json;
using CsMonolith.Health.Models;
using CsMonolith.Health.Models.Promotion;
using CsMonolith.Health.Models.Registry;
using CsMonolith.Health.Scores.Portfolio;
using CsMonolith.Health.Snapshots;
using CsMonolith.Health.Snapshots.Features;
using CsMonolith.Journey.Contracts;
using CsMonolith.Learning.Models;
using CsMonolith.Platform.Jobs;

namespace CsMonolith.Health.Scores;

/// <summary>Scores every live account's newest snapshot with the champion. A second run scores nothing twice.</summary>
internal sealed record ScoreAccounts(DateOnly? AsOf) : IJob<ScoringReport>;

/// <param name="AlreadyScored">Accounts whose snapshot the champion had scored before.</param>
/// <param name="TakenBack">Of those, accounts that stood by another model's score, which is put back.</param>
internal sealed record ScoringReport(
    string ModelVersion,
    bool HasSignal,
    int Scored,
    int AlreadyScored,
    int TakenBack = 0
);

internal sealed class ScoreAccountsHandler(
    HealthDb db,
    ModelRegistry registry,
    PortfolioStore portfolio,
    PortfolioKnowledge knowledge,
    IMediator mediator,
    JobProgress progress
) : IRequestHandler<ScoreAccounts, Result<ScoringReport>>
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
            return SnapshotErrors.NoSnapshots;
        }

        var done = (
            await db.Set<Score>()
                .Where(score => score.ModelVersion == champion.Name)
                .Select(score => new { score.AccountId, score.AsOf })
                .ToListAsync(cancellationToken)
        ).ToHashSet();
        var due = snapshots.Where(snapshot => !done.Contains(new { snapshot.AccountId, snapshot.AsOf })).ToList();
        var model = await registry.Load(champion, cancellationToken);
        var known = (await mediator.Send(new AccountsAsOf(null, db.Clock.Today), cancellationToken)).ToDictionary(
            account => account.Id
        );
        var scored = 0;
        foreach (var batch in due.Chunk(BatchSize))
        {
            cancellationToken.ThrowIfCancellationRequested();
            var why = model.Explain(FeatureTable.ToScore(model.Schema, batch), [.. Enumerable.Range(0, batch.Length)]);
            await db.Transact(() => Store(batch, why, champion, known, cancellationToken), cancellationToken);
            db.ChangeTracker.Clear();
            scored += batch.Length;
            progress.Report(100 * scored / due.Count, "Scoring accounts", "解約確率を計算しています");
        }

        await knowledge.Refresh(cancellationToken);
        var standing = snapshots.Where(snapshot => done.Contains(new { snapshot.AccountId, snapshot.AsOf })).ToList();
        return new ScoringReport(
            champion.Name,
            champion.HasSignal,
            scored,
            standing.Count,
            await TakeBack(standing, champion, known, cancellationToken)
        );
    }

    // After going back to an earlier champion the accounts stand by the withdrawn model's scores, though the champion's
    // own are there.
    private async Task<int> TakeBack(
        List<Snapshot> standing,
        ModelVersion champion,
        Dictionary<Guid, AccountAsOf> known,
        CancellationToken cancellation
    )
    {
        var takenBack = 0;
        foreach (var batch in standing.Chunk(BatchSize))
        {
            var accounts = batch.Select(snapshot => snapshot.AccountId).ToList();
            await db.Transact(
                async () =>
                {
                    var rows = await portfolio.Rows(accounts, cancellation);
                    var scores = (
                        await db.Set<Score>()
                            .AsNoTracking()
                            .Where(score => score.ModelVersion == champion.Name && accounts.Contains(score.AccountId))
                            .ToListAsync(cancellation)
                    ).ToDictionary(score => (score.AccountId, score.AsOf));
                    foreach (var snapshot in batch)
                    {
                        var (row, score) = (rows[snapshot.AccountId], scores[(snapshot.AccountId, snapshot.AsOf)]);
                        if (row.ScoreId != score.Id && (row.ScoredAsOf is not { } last || last <= score.AsOf))
                        {
                            Stand(row, score, snapshot, known.GetValueOrDefault(snapshot.AccountId));
                            takenBack++;
                        }
                    }
                },
                cancellation
            );
            db.ChangeTracker.Clear();
        }

        return takenBack;
    }

    private async Task Store(
        Snapshot[] batch,
        IReadOnlyList<Explanation> why,
        ModelVersion champion,
        Dictionary<Guid, AccountAsOf> known,
        CancellationToken cancellation
    )
    {
        var rows = await portfolio.Rows([.. batch.Select(snapshot => snapshot.AccountId)], cancellation);
        foreach (var (snapshot, reasons) in batch.Zip(why))
        {
            var score = new Score
            {
                AccountId = snapshot.AccountId,
                AsOf = snapshot.AsOf,
                ModelVersion = champion.Name,
                Outcome = champion.Outcome,
                HorizonDays = champion.HorizonDays,
                Probability = reasons.Probability,
                LogOdds = reasons.LogOdds,
                BaseLogOdds = reasons.BaseLogOdds,
                BaseRate = champion.BaseRate,
                HasSignal = champion.HasSignal,
                Band = Score.BandOf(reasons.Probability, champion.BaseRate),
                DriversJson = JsonSerializer.Serialize(
                    reasons.Contributions.Select(one => new StoredDriver(one.Feature, one.Value, one.LogOdds)),
                    Wire.Json
                ),
                ScoredAt = db.Clock.Now,
            };
            db.Add(score);
            Stand(rows[snapshot.AccountId], score, snapshot, known.GetValueOrDefault(snapshot.AccountId));
        }
    }

    private void Stand(PortfolioRow row, Score score, Snapshot snapshot, AccountAsOf? known)
    {
        var before = row.Band;
        row.Take(score, snapshot, known);
        Tell(score);
        if (row.ScoreId == score.Id && BandLine.Of(score, before, db.Clock.Today) is { } line)
        {
            db.Publish(line);
        }
    }

    private void Tell(Score score) =>
        db.Publish(
            new AccountScored(
                score.AccountId,
                score.Probability,
                score.HorizonDays,
                score.ModelVersion,
                score.AsOf,
                score.HasSignal,
                score.Band
            )
        );
}

/// <inheritdoc />
internal sealed class Rescoring(HealthDb db, JobScheduler scheduler) : IRescoring
{
    public JobAccepted Start() => scheduler.Enqueue(db, new ScoreAccounts(AsOf: null));
}
