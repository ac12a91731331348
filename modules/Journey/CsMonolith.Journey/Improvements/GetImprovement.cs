namespace CsMonolith.Journey.Improvements;

/// <summary>What does an improvement project promise, and how far is it?</summary>
internal sealed record GetImprovement(Guid ImprovementId) : IQuery<ShownImprovement>;

internal sealed class GetImprovementHandler(ImprovementDesk desk)
    : IRequestHandler<GetImprovement, Result<ShownImprovement>>
{
    public async Task<Result<ShownImprovement>> Handle(GetImprovement ask, CancellationToken cancellation)
    {
        var found = await desk.Find(ask.ImprovementId, cancellation);
        return found.Error is { } refusal ? refusal : await desk.Show(found.Value, cancellation);
    }
}

internal sealed class GetImprovementEndpoint : IEndpoint
{
    public static void Map(IEndpointRouteBuilder routes) =>
        routes
            .Get("/improvements/{improvementId}", (Guid improvementId) => new GetImprovement(improvementId))
            .WithSummary("Show an improvement project")
            .WithExample(null, ShownImprovement.Example)
            .WithProblems(401, 403, 404);
}
