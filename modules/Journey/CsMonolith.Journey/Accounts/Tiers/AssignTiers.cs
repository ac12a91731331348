using CsMonolith.Platform.Jobs;

namespace CsMonolith.Journey.Accounts.Tiers;

/// <summary>Assigns tiers anew, by the policy now in force. Running it again changes nothing.</summary>
internal sealed record AssignTiers : IJob<AssignedTiers>;

internal sealed record AssignedTiers(int Accounts, int Changed);

internal sealed class AssignTiersHandler(JourneyDb db, JobProgress progress)
    : IRequestHandler<AssignTiers, Result<AssignedTiers>>
{
    private const int AccountsInATransaction = 500;

    public async Task<Result<AssignedTiers>> Handle(AssignTiers ask, CancellationToken cancellation)
    {
        var ids = await db.Set<Account>()
            .Where(account => !account.TierByHand && account.Seats != null)
            .OrderBy(account => account.Id)
            .Select(account => account.Id)
            .ToListAsync(cancellation);
        var (done, changed) = (0, 0);
        foreach (var batch in ids.Chunk(AccountsInATransaction))
        {
            progress.Tell(100 * done / ids.Count, "Assigning tiers", "ティアを割り当てています");
            await db.Transact(
                async () =>
                {
                    db.ChangeTracker.Clear();
                    var policy = await TierPolicy.Present(db, cancellation);
                    foreach (
                        var account in await db.Set<Account>()
                            .Where(account => batch.Contains(account.Id))
                            .ToListAsync(cancellation)
                    )
                    {
                        var facts = account.Reconsider(policy, Recording.In(db));
                        db.Set<AccountFact>().AddRange(facts);
                        changed += facts.Count;
                    }
                },
                cancellation
            );
            done += batch.Length;
        }

        return new AssignedTiers(ids.Count, changed);
    }
}
