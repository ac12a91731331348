namespace CsMonolith.Journey.Phases;

/// <summary>Which phases do customers go through?</summary>
internal sealed record GetPhaseSet : IQuery<PhaseSetProfile>;

/// <param name="Phases">In order; the first is onboarding.</param>
/// <param name="Version">Give it back as If-Match to change the set; 0 while the usual set is untouched.</param>
internal sealed record PhaseSetProfile(IReadOnlyList<Phase> Phases, long Version)
{
    public static PhaseSetProfile Example { get; } = Of(new PhaseSet(PhaseSet.TheOnly));

    public static PhaseSetProfile Of(PhaseSet set) => new(set.Phases, set.Version);
}

internal sealed class GetPhaseSetHandler(JourneyDb db) : IRequestHandler<GetPhaseSet, Result<PhaseSetProfile>>
{
    public async Task<Result<PhaseSetProfile>> Handle(GetPhaseSet ask, CancellationToken cancellation) =>
        PhaseSetProfile.Of(await PhaseSet.Present(db, cancellation));
}

internal sealed class GetPhaseSetEndpoint : IEndpoint
{
    public static void Map(IEndpointRouteBuilder routes) =>
        routes
            .Get("/phases", () => new GetPhaseSet())
            .WithSummary("Read the phases that customers go through")
            .WithExample(null, PhaseSetProfile.Example)
            .WithProblems(401, 403);
}
