using CsMonolith.Journey.Timeline;
using Microsoft.Extensions.DependencyInjection;

namespace CsMonolith.Journey.Playbooks;

/// <summary>Lists the services and routes of playbooks and their runs.</summary>
internal static class PlaybooksChapter
{
    public static IServiceCollection AddPlaybooks(this IServiceCollection services) =>
        services
            .AddScoped<PlaybookShelf>()
            .AddScoped<RunReader>()
            .AddScoped<ProcessMapReader>()
            .AddSingleton(new TimelineSource(nameof(ListPlaybookRuns), PlaybookRun.StartedLine, PlaybookRun.EndedLine));

    public static IEndpointRouteBuilder MapPlaybooks(this IEndpointRouteBuilder routes) =>
        routes
            .Map<CreatePlaybookEndpoint>()
            .Map<PublishPlaybookEndpoint>()
            .Map<RetirePlaybookEndpoint>()
            .Map<GetPlaybookEndpoint>()
            .Map<ListPlaybooksEndpoint>()
            .Map<WritePlaybookFileEndpoint>()
            .Map<ReadPlaybookFileEndpoint>()
            .Map<ListStarterPlaybooksEndpoint>()
            .Map<AdoptStarterPlaybookEndpoint>()
            .Map<StartPlaybookRunEndpoint>()
            .Map<EndPlaybookRunEndpoint>()
            .Map<GetPlaybookRunEndpoint>()
            .Map<ListPlaybookRunsEndpoint>()
            .Map<GetPlaybookAdherenceEndpoint>()
            .Map<GetProcessMapEndpoint>()
            .Map<DownloadProcessMapEndpoint>();
}
