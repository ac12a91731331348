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
    public Task<Result<SubscriptionRow>> Note(
        Guid id,
        Func<Subscription, Recording, Result<SubscriptionFact>> learn,
        CancellationToken cancellation
    ) =>
        NoteAll(
            id,
            (subscription, recording) =>
            {
                var fact = learn(subscription, recording);
                return fact.Error is { } refusal ? refusal : new[] { fact.Value };
            },
            cancellation
        );

    /// <summary>Records several facts that are learnt together.</summary>
    /// <inheritdoc cref="Note"/>
    public async Task<Result<SubscriptionRow>> NoteAll(
        Guid id,
        Func<Subscription, Recording, Result<IReadOnlyList<SubscriptionFact>>> learn,
        CancellationToken cancellation
    )
    {
        var subscription = await db.Set<Subscription>().SingleOrDefaultAsync(row => row.Id == id, cancellation);
        if (subscription is null || !await visibility.Sees(subscription.AccountId, cancellation))
        {
            return PlatformErrors.NotFound("subscription", id);
        }

        var learnt = learn(subscription, new Recording(db.Clock.Now, Backfilled: false));
        if (learnt.Error is { } refusal)
        {
            return refusal;
        }

        db.AddRange(learnt.Value);
        await db.SaveChangesAsync(cancellation);
        await ledger.CatchUp([subscription.AccountId], cancellation);
        await db.SaveChangesAsync(cancellation);
        return SubscriptionRow.Of(subscription);
    }
}
