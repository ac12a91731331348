namespace CsMonolith.Journey.Handoffs;

/// <summary>What has sales handed over with a customer?</summary>
internal sealed record GetHandoff(Guid HandoffId) : IQuery<HandoffProfile>;

internal sealed class GetHandoffHandler(HandoffReader reader) : IRequestHandler<GetHandoff, Result<HandoffProfile>>
{
    public async Task<Result<HandoffProfile>> Handle(GetHandoff ask, CancellationToken cancellation) =>
        await reader.Find(ask.HandoffId, cancellation) is { } handoff
            ? await reader.Show(handoff, cancellation)
            : HandoffErrors.NoSuchHandoff(ask.HandoffId);
}

internal sealed class GetHandoffEndpoint : IEndpoint
{
    public static void Map(IEndpointRouteBuilder routes) =>
        routes
            .Get("/handoffs/{handoffId}", (Guid handoffId) => new GetHandoff(handoffId))
            .WithSummary("Read what sales has handed over")
            .WithExample(null, HandoffProfile.Example)
            .WithProblems(401, 403, 404);
}
