using CsMonolith.Journey.Contracts;
using CsMonolith.Platform.Imports;
using CsMonolith.Revenue.Retention.Churns;
using CsMonolith.Revenue.Retention.Finance;
using CsMonolith.Revenue.Retention.Measures;
using CsMonolith.Revenue.Retention.Purchases;
using Microsoft.Extensions.DependencyInjection;

namespace CsMonolith.Revenue.Retention;

/// <summary>How much revenue stays: NRR, GRR, cohorts, churns and the comparison with finance.</summary>
internal static class RetentionChapter
{
    public static IServiceCollection AddRetention(this IServiceCollection services) =>
        services
            .AddScoped<RetentionReader>()
            .AddScoped<MeasureReader>()
            .AddScoped<PackReader>()
            .AddScoped<LossReader>()
            .AddScoped<FinanceComparison>()
            .AddImportKind<ChurnEventImport>()
            .AddSingleton(new TimelineSource(nameof(ListChurnEvents), "churned", "reactivated"));

    public static IEndpointRouteBuilder MapRetention(this IEndpointRouteBuilder routes) =>
        routes
            .Map<GetRetentionEndpoint>()
            .Map<GetRetentionAccountsEndpoint>()
            .Map<GetRetentionMeasuresEndpoint>()
            .Map<ExplainRetentionGapEndpoint>()
            .Map<RecordDefinitionPackEndpoint>()
            .Map<ListDefinitionPacksEndpoint>()
            .Map<GetRetentionCohortsEndpoint>()
            .Map<GetPurchaseFiguresEndpoint>()
            .Map<RecordChurnEventEndpoint>()
            .Map<ListChurnEventsEndpoint>()
            .Map<GetChurnDisagreementEndpoint>()
            .Map<GetChurnReasonsEndpoint>()
            .Map<ReconcileMonthEndpoint>()
            .Map<ReconcileMonthFileEndpoint>();
}
