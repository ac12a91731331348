using CsMonolith.Revenue.Subscriptions;

namespace CsMonolith.Revenue.Movements;

/// <summary>One account in one currency: unlike currencies are never added.</summary>
internal readonly record struct Purse(Guid AccountId, string Currency);

/// <summary>Reads facts for many accounts in a few queries.</summary>
internal sealed class FactBook(RevenueDb db)
{
    // Under SQLite's limit on parameters, and small enough for one plan.
    private const int IdsAtOnce = 1000;

    /// <summary>The facts of the accounts in a scope that were recorded by an instant.</summary>
    public Task<ILookup<Purse, SubscriptionFact>> Read(AccountScope scope, DateTime? knownAt, CancellationToken cancellation) =>
        Read(scope.All ? null : scope.Accounts, knownAt, cancellation);

    /// <summary>The facts of some accounts, or of all if <c>null</c>, that were recorded by an instant, or ever if <c>null</c>.</summary>
    public async Task<ILookup<Purse, SubscriptionFact>> Read(IEnumerable<Guid>? accounts, DateTime? knownAt, CancellationToken cancellation)
    {
        var known = db.Set<SubscriptionFact>().AsNoTracking();
        if (knownAt is { } instant)
        {
            known = known.Where(fact => fact.RecordedAt <= instant);
        }

        var facts = new List<SubscriptionFact>();
        if (accounts is null)
        {
            facts.AddRange(await known.ToListAsync(cancellation));
        }
        else
        {
            foreach (var ids in accounts.Distinct().Chunk(IdsAtOnce))
            {
                facts.AddRange(await known.Where(fact => ids.Contains(fact.AccountId)).ToListAsync(cancellation));
            }
        }

        return facts.ToLookup(fact => new Purse(fact.AccountId, fact.Currency));
    }
}
