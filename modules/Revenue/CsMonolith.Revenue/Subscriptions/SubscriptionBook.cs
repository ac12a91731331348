using CsMonolith.Revenue.Movements;

namespace CsMonolith.Revenue.Subscriptions;

/// <summary>Notes what is learnt of one subscription, and brings the ledger in step with it.</summary>
internal sealed class SubscriptionBook(RevenueDb db, AccountVisibility visibility, MovementLedger ledger)
{
    /// <summary>Lets a subscription that the caller sees take something in.</summary>
    /// <param name="id">The subscription.</param>
    /// <param name="learn">What it takes in, recorded now; a refusal leaves all as it was.</param>
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
