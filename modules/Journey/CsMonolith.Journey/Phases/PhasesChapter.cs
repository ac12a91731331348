using CsMonolith.Journey.Timeline;
using CsMonolith.Platform.Imports;
using Microsoft.Extensions.DependencyInjection;

namespace CsMonolith.Journey.Phases;

/// <summary>Lists the services and routes of phases and of the accounts' histories of phases.</summary>
internal static class PhasesChapter
{
    public static IServiceCollection AddPhases(this IServiceCollection services) =>
        services
            .AddSingleton(new TimelineSource(nameof(ListTimeline), AccountPhase.EnteredLine))
            .AddImportKind<PhasesImport>();

    public static IEndpointRouteBuilder MapPhases(this IEndpointRouteBuilder routes) =>
        routes
            .Map<GetPhaseSetEndpoint>()
            .Map<SetPhaseSetEndpoint>()
            .Map<EnterPhaseEndpoint>()
            .Map<ListAccountPhasesEndpoint>();
}
