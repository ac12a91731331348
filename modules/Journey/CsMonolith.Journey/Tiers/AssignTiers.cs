using CsMonolith.Journey.Accounts;
using CsMonolith.Platform.Jobs;

namespace CsMonolith.Journey.Tiers;

/// <summary>Assigns tiers anew, by the policy now in force. Running it again changes nothing.</summary>
internal sealed record AssignTiers : IJob<AssignedTiers>;

internal sealed record AssignedTiers(int Accounts, int Changed);

internal sealed class AssignTiersHandler(JourneyDb db, JobProgress progress)
    : IRequestHandler<AssignTiers, Result<AssignedTiers>>
{
    private const int AccountsInATransaction = 500;

    public async Task<Result<AssignedTiers>> Handle(AssignTiers ask, CancellationToken cancellationToken)
    {
        var ids = await db
            .Accounts.Where(account => !account.TierByHand && account.Seats != null)
            .OrderBy(account => account.Id)
            .Select(account => account.Id)
            .ToListAsync(cancellationToken);
        var (done, changed) = (0, 0);
        foreach (var batch in ids.Chunk(AccountsInATransaction))
        {
            progress.Report(100 * done / ids.Count, "Assigning tiers", "ティアを割り当てています");
            await db.Transact(
                async () =>
                {
                    db.ChangeTracker.Clear();
                    var policy = await TierPolicy.Present(db, cancellationToken);
                    foreach (
                        var account in await db
                            .Accounts.Where(account => batch.Contains(account.Id))
                            .ToListAsync(cancellationToken)
                    )
                    {
                        var facts = account.Reconsider(policy, Recording.In(db));
                        db.Facts.AddRange(facts);
                        changed += facts.Count;
                    }
                },
                cancellationToken
            );
            done += batch.Length;
        }

        return new AssignedTiers(ids.Count, changed);
    }
}
