using CsMonolith.Journey.Contracts;
using CsMonolith.Platform.Imports;
using CsMonolith.Revenue.Subscriptions.Gaps;
using CsMonolith.Revenue.Subscriptions.Invoices;
using CsMonolith.Revenue.Subscriptions.MovementImports;
using CsMonolith.Revenue.Subscriptions.Purchases;
using CsMonolith.Revenue.Subscriptions.Refunds;
using Microsoft.Extensions.DependencyInjection;

namespace CsMonolith.Revenue.Subscriptions;

/// <summary>What customers have bought, and what was billed and given back for it.</summary>
internal static class SubscriptionsChapter
{
    public static IServiceCollection AddSubscriptions(this IServiceCollection services) =>
        services
            .AddScoped<SubscriptionService>()
            .AddScoped<BilledMonth>()
            .AddImportKind<SubscriptionImport>()
            .AddImportKind<MovementImport>()
            .AddImportKind<InvoiceImport>()
            .AddSingleton(
                new TimelineSource(
                    nameof(ListSubscriptions),
                    "subscription-started",
                    "subscription-ended",
                    "subscription-voided",
                    "subscription-restored",
                    "cancellation-taken-back"
                )
            )
            .AddSingleton(new TimelineSource(nameof(ListRefunds), "refunded"));

    public static IEndpointRouteBuilder MapSubscriptions(this IEndpointRouteBuilder routes) =>
        routes
            .Map<OpenSubscriptionEndpoint>()
            .Map<ListSubscriptionsEndpoint>()
            .Map<GetSubscriptionEndpoint>()
            .Map<ChangeSubscriptionEndpoint>()
            .Map<CancelSubscriptionEndpoint>()
            .Map<VoidCancellationEndpoint>()
            .Map<PauseSubscriptionEndpoint>()
            .Map<ResumeSubscriptionEndpoint>()
            .Map<VoidSubscriptionEndpoint>()
            .Map<RestoreSubscriptionEndpoint>()
            .Map<ListInvoicesEndpoint>()
            .Map<RecordRefundEndpoint>()
            .Map<ListRefundsEndpoint>()
            .Map<DeclareMigrationGapEndpoint>()
            .Map<ListMigrationGapsEndpoint>()
            .Map<VoidMigrationGapEndpoint>()
            .Map<RecordPurchaseEndpoint>()
            .Map<ListPurchasesEndpoint>();
}
