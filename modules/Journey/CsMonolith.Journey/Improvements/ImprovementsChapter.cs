using Microsoft.Extensions.DependencyInjection;

namespace CsMonolith.Journey.Improvements;

/// <summary>Lists the services and routes of improvement projects.</summary>
internal static class ImprovementsChapter
{
    public static IServiceCollection AddImprovements(this IServiceCollection services) =>
        services.AddScoped<ImprovementDesk>();

    public static IEndpointRouteBuilder MapImprovements(this IEndpointRouteBuilder routes) =>
        routes
            .Map<CreateImprovementEndpoint>()
            .Map<ListImprovementsEndpoint>()
            .Map<GetImprovementEndpoint>()
            .Map<ChangeImprovementEndpoint>()
            .Map<PlanImprovementMilestoneEndpoint>()
            .Map<ForecastImprovementMilestoneEndpoint>()
            .Map<ReachImprovementMilestoneEndpoint>()
            .Map<CloseImprovementEndpoint>();
}
