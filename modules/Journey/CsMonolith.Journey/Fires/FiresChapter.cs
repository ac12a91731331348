using Microsoft.Extensions.DependencyInjection;

namespace CsMonolith.Journey.Fires;

/// <summary>Lists the services and routes of fires.</summary>
internal static class FiresChapter
{
    public static IServiceCollection AddFires(this IServiceCollection services) =>
        services
            .AddScoped<IFireDirectory, FireDirectory>()
            .AddSingleton(new TimelineSource(nameof(ListFires), Fire.StartedLine, Fire.EndedLine));

    public static IEndpointRouteBuilder MapFires(this IEndpointRouteBuilder routes) =>
        routes
            .Map<StartFireEndpoint>()
            .Map<ListFiresEndpoint>()
            .Map<GetFireEndpoint>()
            .Map<CloseFireEndpoint>()
            .Map<GetFireFiguresEndpoint>()
            .Map<GetFireCausesEndpoint>()
            .Map<SetFireCausesEndpoint>();
}
