using CsMonolith.Platform.Imports;
using CsMonolith.Revenue.Growth.Expansion;
using CsMonolith.Revenue.Growth.Leads;
using CsMonolith.Revenue.Growth.Proposals;
using CsMonolith.Revenue.Ledger.Merges;
using CsMonolith.Revenue.Retention.Churns;
using CsMonolith.Revenue.Subscriptions;
using CsMonolith.Revenue.Subscriptions.Invoices;
using CsMonolith.Revenue.Subscriptions.Purchases;
using CsMonolith.Revenue.Value;

namespace CsMonolith.Revenue.Export;

/// <summary>Says what Revenue holds about accounts, so that their import is not undone under it.</summary>
internal sealed class AccountFacts(RevenueDb db) : IHoldsAccountFacts
{
    public async Task<(string En, string Ja)?> About(IReadOnlyCollection<Guid> accounts, CancellationToken cancellation)
    {
        var (subscriptions, churns, others) = (0, 0, 0);
        foreach (var ids in accounts.Distinct().Chunk(1000))
        {
            subscriptions += await db.Set<Subscription>().CountAsync(row => ids.Contains(row.AccountId), cancellation);
            churns += await db.Set<ChurnEvent>().CountAsync(row => ids.Contains(row.AccountId), cancellation);
            others +=
                await db.Set<ExpansionOpportunity>().CountAsync(row => ids.Contains(row.AccountId), cancellation)
                + await db.Set<SalesLead>().CountAsync(row => ids.Contains(row.AccountId), cancellation)
                + await db.Set<Purchase>().CountAsync(row => ids.Contains(row.AccountId), cancellation)
                + await db.Set<Proposal>().CountAsync(row => ids.Contains(row.AccountId), cancellation)
                + await db.Set<Benefit>().CountAsync(row => ids.Contains(row.AccountId), cancellation)
                + await db.Set<Invoice>().CountAsync(row => ids.Contains(row.AccountId), cancellation)
                + await db.Set<AccountMerge>()
                    .CountAsync(row => ids.Contains(row.SurvivorId) || ids.Contains(row.AbsorbedId), cancellation);
        }

        return subscriptions + churns + others == 0
            ? null
            : (
                $"{subscriptions} subscriptions and {churns} churn events"
                    + (
                        others > 0
                            ? $" and {others} opportunities, leads, purchases, benefits, proposals, invoices and merges"
                            : ""
                    ),
                $"契約 {subscriptions}件、解約記録 {churns}件"
                    + (others > 0 ? $"、機会・リード・購入・効果・提案書・請求書・統合 {others}件" : "")
            );
    }
}
