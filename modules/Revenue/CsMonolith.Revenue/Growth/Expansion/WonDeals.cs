using CsMonolith.Revenue.Subscriptions.Refunds;

namespace CsMonolith.Revenue.Growth.Expansion;

/// <inheritdoc />
internal sealed class WonDeals(RevenueDb db) : IWonDeals
{
    public Task<bool> Has(Guid deal, Guid account, string currency, CancellationToken cancellation) =>
        db.Set<ExpansionOpportunity>()
            .AnyAsync(
                one =>
                    one.Id == deal
                    && one.AccountId == account
                    && one.Stage == OpportunityStage.Won
                    && one.Currency == currency,
                cancellation
            );
}
