using CsMonolith.Revenue.Ledger.Facts;
using CsMonolith.Revenue.Ledger.Histories;
using CsMonolith.Revenue.Ledger.Merges;
using CsMonolith.Revenue.Ledger.MonthCloses;
using CsMonolith.Revenue.Ledger.Movements;
using CsMonolith.Revenue.Ledger.Policies;
using CsMonolith.Revenue.Ledger.Rates;
using Microsoft.Extensions.DependencyInjection;

namespace CsMonolith.Revenue.Ledger;

/// <summary>What was learnt of MRR and when, the rules of counting, and the months that were closed.</summary>
internal static class LedgerChapter
{
    public static IServiceCollection AddLedger(this IServiceCollection services) =>
        services
            .AddScoped<FactReader>()
            .AddScoped<FactLoader>()
            .AddScoped<PolicyReader>()
            .AddScoped<RateReader>()
            .AddScoped<MergeReader>()
            .AddSingleton<MrrHistoryCache>()
            .AddScoped<MrrHistoryReader>()
            .AddScoped<MovementLedger>()
            .AddScoped<ClosedWaterfall>()
            .AddScoped<ClosedBalances>()
            .AddScoped<RateFreezer>();

    public static IEndpointRouteBuilder MapLedger(this IEndpointRouteBuilder routes) =>
        routes
            .Map<MergeAccountsEndpoint>()
            .Map<ListAccountMergesEndpoint>()
            .Map<VoidAccountMergeEndpoint>()
            .Map<ListMovementsEndpoint>()
            .Map<ListFxMovementsEndpoint>()
            .Map<CheckLedgerEndpoint>()
            .Map<OrderMonthCloseEndpoint>()
            .Map<ListMonthClosesEndpoint>()
            .Map<GetMonthAdjustmentsEndpoint>()
            .Map<RecordRevenuePolicyEndpoint>()
            .Map<ListRevenuePoliciesEndpoint>()
            .Map<GetRevenueRulesEndpoint>()
            .Map<RecordExchangeRatesEndpoint>()
            .Map<ListExchangeRatesEndpoint>();
}
