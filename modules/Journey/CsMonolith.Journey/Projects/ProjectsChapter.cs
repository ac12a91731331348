using CsMonolith.Journey.Timeline;
using Microsoft.Extensions.DependencyInjection;

namespace CsMonolith.Journey.Projects;

/// <summary>Lists the services and routes of success projects.</summary>
internal static class ProjectsChapter
{
    public static IServiceCollection AddProjects(this IServiceCollection services) =>
        services
            .AddScoped<ProjectStore>()
            .AddScoped<ProjectPeople>()
            .AddSingleton(
                new TimelineSource(nameof(ListSuccessProjects), SuccessProject.OpenedLine, SuccessProject.KickoffLine)
            );

    public static IEndpointRouteBuilder MapProjects(this IEndpointRouteBuilder routes) =>
        routes
            .Map<OpenSuccessProjectEndpoint>()
            .Map<GetSuccessProjectEndpoint>()
            .Map<ListSuccessProjectsEndpoint>()
            .Map<StaffSuccessProjectEndpoint>()
            .Map<CloseSuccessProjectEndpoint>();
}
