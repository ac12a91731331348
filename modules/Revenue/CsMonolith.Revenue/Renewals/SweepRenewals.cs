using CsMonolith.Platform.Jobs;
using CsMonolith.Revenue.Ledger.Merges;
using CsMonolith.Revenue.Subscriptions;

namespace CsMonolith.Revenue.Renewals;

/// <summary>
/// Lists every term that runs, and settles those that ended since: what renews by itself is renewed, what lapsed is
/// lost. Run again, it adds nothing.
/// </summary>
internal sealed record SweepRenewals(DateOnly Today) : IJob<SweptRenewals>;

/// <param name="Opened">How many were put on the list.</param>
internal sealed record SweptRenewals(int Opened);

internal sealed class SweepRenewalsHandler(RevenueDb db, RenewalKeeper keeper, MergeReader merges)
    : IRequestHandler<SweepRenewals, Result<SweptRenewals>>
{
    private const int AccountsAtOnce = 1000;

    public async Task<Result<SweptRenewals>> Handle(SweepRenewals ask, CancellationToken cancellationToken)
    {
        var accounts = await db.Set<Subscription>()
            .Where(row => row.VoidedAt == null && !(row.LastPaidDay < ask.Today))
            .Select(row => row.AccountId)
            .Union(db.Set<Renewal>().Where(row => row.SettledOn == null).Select(row => row.AccountId))
            .ToListAsync(cancellationToken);
        var (opened, history) = (0, await merges.Read(cancellationToken));
        foreach (var lot in accounts.GroupBy(history.HeadOf).Chunk(AccountsAtOnce))
        {
            var some = lot.SelectMany(family => history.FamilyOf(family.Key)).ToHashSet();
            await db.Transact(async () => opened += await keeper.Keep(some, cancellationToken), cancellationToken);
            db.ChangeTracker.Clear();
        }

        return new SweptRenewals(opened);
    }
}
