using CsMonolith.Journey.Contracts;
using CsMonolith.Revenue.Ledger.Merges;
using CsMonolith.Revenue.Ledger.Movements;
using CsMonolith.Revenue.Retention.Churns;
using CsMonolith.Revenue.Subscriptions;
using CsMonolith.Revenue.Subscriptions.Refunds;
using Microsoft.Extensions.DependencyInjection;

namespace CsMonolith.Revenue;

/// <summary>Says who may read the timeline lines that Revenue publishes: whoever may read what they tell of.</summary>
internal static class RevenueTimeline
{
    public static IServiceCollection AddTimelineSources(this IServiceCollection services) =>
        services
            .AddSingleton(new TimelineSource(nameof(ListChurnEvents), "churned", "reactivated"))
            .AddSingleton(
                new TimelineSource(
                    nameof(ListSubscriptions),
                    "subscription-started",
                    "subscription-ended",
                    "subscription-voided"
                )
            )
            .AddSingleton(
                new TimelineSource(
                    nameof(ListMovements),
                    "mrr-new",
                    "mrr-reactivation",
                    "mrr-expansion",
                    "mrr-contraction",
                    "mrr-churn"
                )
            )
            .AddSingleton(new TimelineSource(nameof(ListRefunds), "refunded"))
            .AddSingleton(new TimelineSource(nameof(ListAccountMerges), "customer-merged", "customer-merge-voided"));
}
