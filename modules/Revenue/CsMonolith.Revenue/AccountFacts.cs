using CsMonolith.Platform.Imports;
using CsMonolith.Revenue.Churns;
using CsMonolith.Revenue.Subscriptions;

namespace CsMonolith.Revenue;

/// <summary>Says what Revenue holds about accounts, so that their import is not undone under it.</summary>
internal sealed class AccountFacts(RevenueDb db) : IHoldsAccountFacts
{
    public async Task<(string En, string Ja)?> About(IReadOnlyCollection<Guid> accounts, CancellationToken cancellation)
    {
        var (subscriptions, churns) = (0, 0);
        foreach (var ids in accounts.Distinct().Chunk(1000))
        {
            subscriptions += await db.Set<Subscription>().CountAsync(row => ids.Contains(row.AccountId), cancellation);
            churns += await db.Set<ChurnEvent>().CountAsync(row => ids.Contains(row.AccountId), cancellation);
        }

        return subscriptions + churns == 0 ? null : ($"{subscriptions} subscriptions and {churns} churn events", $"契約 {subscriptions}件、解約記録 {churns}件");
    }
}
