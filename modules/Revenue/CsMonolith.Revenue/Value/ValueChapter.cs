using CsMonolith.Revenue.Value.Acquisition;
using CsMonolith.Revenue.Value.Economics;
using CsMonolith.Revenue.Value.Profit;
using Microsoft.Extensions.DependencyInjection;

namespace CsMonolith.Revenue.Value;

/// <summary>What customers got for their money, what serving them costs, and what they are worth.</summary>
internal static class ValueChapter
{
    public static IServiceCollection AddValue(this IServiceCollection services) => services.AddScoped<ValueReader>();

    public static IEndpointRouteBuilder MapValue(this IEndpointRouteBuilder routes) =>
        routes
            .Map<GetUnitEconomicsEndpoint>()
            .Map<RecordAcquisitionCostEndpoint>()
            .Map<CorrectAcquisitionCostEndpoint>()
            .Map<ListAcquisitionCostsEndpoint>()
            .Map<GetAcquisitionCostEndpoint>()
            .Map<RecordBenefitEndpoint>()
            .Map<GetValueLedgerEndpoint>()
            .Map<GetRivalFiguresEndpoint>()
            .Map<RecordServingCostEndpoint>()
            .Map<GetServingProfitEndpoint>();
}
