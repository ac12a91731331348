using CsMonolith.Journey.Timeline;
using Microsoft.Extensions.DependencyInjection;

namespace CsMonolith.Journey.Rivals;

/// <summary>Lists the services and routes of rival tools at customers.</summary>
internal static class RivalsChapter
{
    public static IServiceCollection AddRivals(this IServiceCollection services) =>
        services.AddSingleton(new TimelineSource(nameof(GetRivalTools), RivalTool.Line, RivalTool.VoidLine));

    public static IEndpointRouteBuilder MapRivals(this IEndpointRouteBuilder routes) =>
        routes
            .Map<GetRivalProductsEndpoint>()
            .Map<SetRivalProductsEndpoint>()
            .Map<RecordRivalToolEndpoint>()
            .Map<RecordRivalStandingEndpoint>()
            .Map<VoidRivalStandingEndpoint>()
            .Map<GetRivalToolsEndpoint>()
            .Map<ListRivalToolsEndpoint>();
}
