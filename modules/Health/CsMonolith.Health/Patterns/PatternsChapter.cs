namespace CsMonolith.Health.Patterns;

/// <summary>What goes with success, in which phase, and what it is worth.</summary>
internal static class PatternsChapter
{
    public static IEndpointRouteBuilder MapPatterns(this IEndpointRouteBuilder routes) =>
        routes.Map<StartPatternMiningEndpoint>().Map<ListPatternsEndpoint>().Map<PublishPatternsEndpoint>();
}
