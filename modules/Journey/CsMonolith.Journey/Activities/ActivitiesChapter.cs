using CsMonolith.Platform.Imports;
using Microsoft.Extensions.DependencyInjection;

namespace CsMonolith.Journey.Activities;

/// <summary>Lists the services and routes of activities.</summary>
internal static class ActivitiesChapter
{
    public static IServiceCollection AddActivities(this IServiceCollection services) =>
        services
            .AddSingleton(new TimelineSource(nameof(ListActivities), Activity.WorkLine))
            .AddImportKind<ActivitiesImport>();

    public static IEndpointRouteBuilder MapActivities(this IEndpointRouteBuilder routes) =>
        routes
            .Map<RecordActivityEndpoint>()
            .Map<RecordActivitiesEndpoint>()
            .Map<ListActivitiesEndpoint>()
            .Map<GetActivityFiguresEndpoint>();
}
