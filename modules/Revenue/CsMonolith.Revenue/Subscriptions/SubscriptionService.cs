using CsMonolith.Revenue.Ledger.Facts;
using CsMonolith.Revenue.Ledger.Movements;

namespace CsMonolith.Revenue.Subscriptions;

/// <summary>Records a fact about one subscription and brings the ledger up to date with it.</summary>
internal sealed class SubscriptionService(RevenueDb db, AccountVisibility visibility, MovementLedger ledger)
{
    /// <summary>Records a fact about a subscription that the caller may see.</summary>
    /// <param name="id">The subscription.</param>
    /// <param name="learn">Makes the fact, which is recorded now. If it refuses, nothing is stored.</param>
    /// <param name="cancellation">Ends the work.</param>
    public async Task<Result<SubscriptionRow>> Note(
        Guid id,
        Func<Subscription, Recording, Result<SubscriptionFact>> learn,
        CancellationToken cancellation
    )
    {
        var subscription = await db.Set<Subscription>().SingleOrDefaultAsync(row => row.Id == id, cancellation);
        if (subscription is null || !await visibility.Sees(subscription.AccountId, cancellation))
        {
            return PlatformErrors.NotFound("subscription", id);
        }

        var fact = learn(subscription, new Recording(db.Clock.Now, Backfilled: false));
        if (fact.Error is { } refusal)
        {
            return refusal;
        }

        db.Add(fact.Value);
        await db.SaveChangesAsync(cancellation);
        await ledger.CatchUp([subscription.AccountId], cancellation);
        await db.SaveChangesAsync(cancellation);
        return SubscriptionRow.Of(subscription);
    }
}
