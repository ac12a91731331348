using CsMonolith.Revenue.Merges;
using CsMonolith.Revenue.Subscriptions;

namespace CsMonolith.Revenue.Movements;

/// <summary>One account in one currency: unlike currencies are never added.</summary>
internal readonly record struct Purse(Guid AccountId, string Currency);

/// <summary>Reads facts for many accounts in a few queries. Customers that were merged by then have theirs under the survivor.</summary>
internal sealed class FactBook(RevenueDb db, MergeBook merges)
{
    // Under SQLite's limit on parameters, and small enough for one plan.
    private const int IdsAtOnce = 1000;

    /// <summary>The facts of the accounts in a scope that were recorded by an instant.</summary>
    public Task<ILookup<Purse, SubscriptionFact>> Read(AccountScope scope, DateTime? knownAt, CancellationToken cancellation) =>
        Read(scope.All ? null : scope.Accounts, knownAt, cancellation);

    /// <summary>The facts of some accounts, or of all if <c>null</c>, that were recorded by an instant, or ever if <c>null</c>.</summary>
    public async Task<ILookup<Purse, SubscriptionFact>> Read(IEnumerable<Guid>? accounts, DateTime? knownAt, CancellationToken cancellation)
    {
        var survivors = (await merges.Read(cancellation)).At(knownAt ?? DateTime.MaxValue);
        var facts = await Stored(accounts is null ? null : survivors.Behind(accounts), knownAt, cancellation);
        return facts.ToLookup(fact => new Purse(survivors.Of(fact.AccountId), fact.Currency));
    }

    /// <summary>Every fact of some accounts, or of all if <c>null</c>, that was recorded by an instant, under the account with which it was stored.</summary>
    public async Task<IReadOnlyList<SubscriptionFact>> Stored(IEnumerable<Guid>? accounts, DateTime? knownAt, CancellationToken cancellation)
    {
        var known = db.Set<SubscriptionFact>().AsNoTracking();
        if (knownAt is { } instant)
        {
            known = known.Where(fact => fact.RecordedAt <= instant);
        }

        if (accounts is null)
        {
            return await known.ToListAsync(cancellation);
        }

        var facts = new List<SubscriptionFact>();
        foreach (var ids in accounts.Distinct().Chunk(IdsAtOnce))
        {
            facts.AddRange(await known.Where(fact => ids.Contains(fact.AccountId)).ToListAsync(cancellation));
        }

        return facts;
    }
}
