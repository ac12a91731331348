using Microsoft.Extensions.DependencyInjection;

namespace CsMonolith.Health.Briefs;

/// <summary>What a leader reads on Monday morning, over all modules.</summary>
internal static class BriefsChapter
{
    public static IServiceCollection AddBriefs(this IServiceCollection services) =>
        services.AddScoped<BriefMoveReader>().AddScoped<BriefPatternReader>();

    public static IEndpointRouteBuilder MapBriefs(this IEndpointRouteBuilder routes) =>
        routes.Map<GetBriefEndpoint>().Map<MarkBriefLineEndpoint>().Map<UnmarkBriefLineEndpoint>();
}
