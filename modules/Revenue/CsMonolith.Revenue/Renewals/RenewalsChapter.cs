using CsMonolith.Journey.Contracts;
using CsMonolith.Platform.Jobs;
using CsMonolith.Revenue.Ledger.Facts;
using Microsoft.Extensions.DependencyInjection;

namespace CsMonolith.Revenue.Renewals;

/// <summary>Terms that end, what people and the model think of them, and how they ended.</summary>
internal static class RenewalsChapter
{
    public static IServiceCollection AddRenewals(this IServiceCollection services) =>
        services
            .AddScoped<RenewalOutlook>()
            .AddScoped<ArrAtRiskReader>()
            .AddScoped<ForecastCalls>()
            .AddScoped<RenewalKeeper>()
            .AddScoped<IFollowsFacts>(services => services.GetRequiredService<RenewalKeeper>())
            .AddSingleton(
                new TimelineSource(nameof(ListRenewals), RenewalLine.Moved, RenewalLine.Settled, RenewalLine.Reopened)
            )
            .AddSingleton(new ScheduledJob("renewal-sweep", "0 10 1 * * ?", day => new SweepRenewals(day)));

    public static IEndpointRouteBuilder MapRenewals(this IEndpointRouteBuilder routes) =>
        routes
            .Map<OpenRenewalEndpoint>()
            .Map<ListRenewalsEndpoint>()
            .Map<GetRenewalEndpoint>()
            .Map<MoveRenewalEndpoint>()
            .Map<CallRenewalEndpoint>()
            .Map<MakeFinalCallEndpoint>()
            .Map<SettleRenewalEndpoint>()
            .Map<ReopenRenewalEndpoint>()
            .Map<GetRenewalForecastEndpoint>()
            .Map<GetRenewalRatesEndpoint>()
            .Map<GetRenewalCallScoresEndpoint>()
            .Map<GetArrAtRiskEndpoint>();
}
