using CsMonolith.Platform.Jobs;

namespace CsMonolith.Health.Advice;

/// <summary>
/// Gives every account's owner the best next step, and notes of what was given before whether its reason is gone. A
/// second run of a day changes nothing.
/// </summary>
internal sealed record GiveAdvice : IJob<AdviceReport>;

/// <param name="Accounts">Accounts that were looked at.</param>
/// <param name="Given">Steps that were advised anew.</param>
/// <param name="Settled">Earlier advice whose reason is gone.</param>
internal sealed record AdviceReport(int Accounts, int Given, int Settled);

internal sealed class GiveAdviceHandler(HealthDb db, SituationReader situations, JobProgress progress)
    : IRequestHandler<GiveAdvice, Result<AdviceReport>>
{
    private const int BatchSize = 500;

    public async Task<Result<AdviceReport>> Handle(GiveAdvice ask, CancellationToken cancellationToken)
    {
        var all = await situations.Read(AccountScope.Everything, cancellationToken);
        var (given, settled, done) = (0, 0, 0);
        foreach (var batch in all.Chunk(BatchSize))
        {
            cancellationToken.ThrowIfCancellationRequested();
            var ids = batch.Select(now => now.Account.Id).ToArray();
            var (newly, gone) = (0, 0);
            await db.Transact(
                async () =>
                {
                    (newly, gone) = (0, 0);
                    db.ChangeTracker.Clear();
                    var before = (
                        await db.Set<GivenAdvice>()
                            .Where(one => ids.Contains(one.AccountId) && one.SettledOn == null)
                            .ToListAsync(cancellationToken)
                    ).ToLookup(one => one.AccountId);
                    foreach (var now in batch)
                    {
                        var (gave, ended) = Advise(now, [.. before[now.Account.Id]]);
                        (newly, gone) = (newly + gave, gone + ended);
                    }
                },
                cancellationToken
            );
            (given, settled, done) = (given + newly, settled + gone, done + batch.Length);
            progress.Report(100 * done / all.Count, "Advising the next steps", "次の一手を選んでいます");
        }

        return new AdviceReport(all.Count, given, settled);
    }

    private (int Given, int Settled) Advise(Situation now, IReadOnlyList<GivenAdvice> before)
    {
        var today = db.Clock.Today;
        var asked = Adviser.Steps(now, today).Select(reason => reason.Step.Key).ToHashSet(StringComparer.Ordinal);
        var gone = before.Where(one => one.State != AdviceState.Outranked && !asked.Contains(one.Step)).ToList();
        gone.ForEach(one => one.Settle(today));
        var best = AdviceDesk.Advised(now, AdviceDesk.NewestOf(before), today).FirstOrDefault();
        var standing = before.Where(one => one.State == AdviceState.Given).ToList();
        foreach (var one in standing.Where(one => one.Step != best?.Step.Key))
        {
            one.Outrank(today);
        }

        if (best is null || standing.Any(one => one.Step == best.Step.Key))
        {
            return (0, gone.Count);
        }

        db.Add(GivenAdvice.Give(now, best, today));
        return (1, gone.Count);
    }
}
