namespace CsMonolith.Health.Improvements;

/// <summary>What improvement projects of Journey did for customers who started after them.</summary>
internal static class ImprovementsChapter
{
    public static IEndpointRouteBuilder MapImprovementEffects(this IEndpointRouteBuilder routes) =>
        routes.Map<GetImprovementEffectEndpoint>();
}
