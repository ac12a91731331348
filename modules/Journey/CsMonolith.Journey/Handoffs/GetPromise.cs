namespace CsMonolith.Journey.Handoffs;

/// <summary>How does a promise stand?</summary>
internal sealed record GetPromise(Guid PromiseId) : IQuery<PromiseProfile>;

internal sealed class GetPromiseHandler(JourneyDb db, AccountVisibility visibility)
    : IRequestHandler<GetPromise, Result<PromiseProfile>>
{
    public async Task<Result<PromiseProfile>> Handle(GetPromise ask, CancellationToken cancellation) =>
        await db.Set<PromiseMade>().FindAsync([ask.PromiseId], cancellation) is { } promise
        && await visibility.Sees(promise.AccountId, cancellation)
            ? PromiseProfile.Of(promise)
            : HandoffErrors.NoSuchPromise(ask.PromiseId);
}

internal sealed class GetPromiseEndpoint : IEndpoint
{
    public static void Map(IEndpointRouteBuilder routes) =>
        routes
            .Get("/promises/{promiseId}", (Guid promiseId) => new GetPromise(promiseId))
            .WithSummary("Read what a customer was promised")
            .WithExample(null, PromiseProfile.Example)
            .WithProblems(401, 403, 404);
}
