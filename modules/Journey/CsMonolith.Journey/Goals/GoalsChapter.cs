using CsMonolith.Platform.Imports;
using Microsoft.Extensions.DependencyInjection;

namespace CsMonolith.Journey.Goals;

/// <summary>Lists the services and routes of success definitions and of what was measured of them.</summary>
internal static class GoalsChapter
{
    public static IServiceCollection AddGoals(this IServiceCollection services) =>
        services
            .AddScoped<GoalDirectory>()
            .AddSingleton(new TimelineSource(nameof(ListSuccessDefinitions), SuccessDefinition.DefinedLine))
            .AddSingleton(new TimelineSource(nameof(ListAttainments), Attainment.ReachedLine))
            .AddImportKind<SuccessDefinitionsImport>()
            .AddImportKind<AttainmentsImport>();

    public static IEndpointRouteBuilder MapGoals(this IEndpointRouteBuilder routes) =>
        routes
            .Map<DefineSuccessEndpoint>()
            .Map<ListSuccessDefinitionsEndpoint>()
            .Map<RecordAttainmentEndpoint>()
            .Map<ListAttainmentsEndpoint>();
}
