using CsMonolith.Platform.Jobs;
using CsMonolith.Revenue.Ledger.Facts;
using CsMonolith.Revenue.Ledger.Movements;

namespace CsMonolith.Revenue.Ledger.Policies;

/// <summary>
/// Brings the ledger of every account up to date with the rules, 500 accounts to a transaction. Run again, it appends
/// nothing.
/// </summary>
internal sealed record RestateMovements : IJob<RestatedMovements>;

/// <param name="Accounts">How many accounts were looked at.</param>
internal sealed record RestatedMovements(int Accounts);

internal sealed class RestateMovementsHandler(RevenueDb db, MovementLedger ledger, JobProgress progress)
    : IRequestHandler<RestateMovements, Result<RestatedMovements>>
{
    private const int AccountsAtOnce = 500;

    public async Task<Result<RestatedMovements>> Handle(RestateMovements ask, CancellationToken cancellationToken)
    {
        var accounts = await db.Set<SubscriptionFact>()
            .AsNoTracking()
            .Where(row => row.Kind == FactKind.Start)
            .Select(row => row.AccountId)
            .Distinct()
            .Order()
            .ToListAsync(cancellationToken);
        var done = 0;
        foreach (var ids in accounts.Chunk(AccountsAtOnce))
        {
            cancellationToken.ThrowIfCancellationRequested();
            progress.Tell(
                100 * done / accounts.Count,
                $"Restating {done} of {accounts.Count} accounts",
                $"{accounts.Count}社中{done}社を再計算しています"
            );
            await db.Transact(
                async () =>
                {
                    await ledger.CatchUp(ids, cancellationToken);
                    await db.SaveChangesAsync(cancellationToken);
                },
                cancellationToken
            );
            db.ChangeTracker.Clear();
            done += ids.Length;
        }

        return new RestatedMovements(accounts.Count);
    }
}
