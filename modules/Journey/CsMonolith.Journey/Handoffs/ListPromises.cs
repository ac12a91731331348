namespace CsMonolith.Journey.Handoffs;

/// <summary>What were customers promised, and what of it is not there?</summary>
internal sealed record ListPromises(ListAsk List) : IQuery<Page<PromiseProfile>>;

internal sealed class ListPromisesHandler(JourneyDb db, AccountVisibility visibility, Cursors cursors)
    : IRequestHandler<ListPromises, Result<Page<PromiseProfile>>>
{
    public static ListShape<PromiseMade> Shape { get; } =
        new ListShape<PromiseMade>(one => one.Id, "-madeOn")
            .With("accountId", one => one.AccountId)
            .With("handoffId", one => one.HandoffId)
            .With("isOpenGap", one => one.IsOpenGap)
            .With("availability", one => one.Availability)
            .With("availableFrom", one => one.AvailableFrom)
            .With("ownerId", one => one.OwnerId)
            .With("madeById", one => one.MadeById)
            .With("madeOn", one => one.MadeOn)
            .With("resolvedOn", one => one.ResolvedOn);

    public async Task<Result<Page<PromiseProfile>>> Handle(ListPromises ask, CancellationToken cancellation)
    {
        var scope = await visibility.Accounts(cancellation);
        return await Shape.Page(
            db.Set<PromiseMade>().AsNoTracking().Within(scope, one => one.AccountId),
            ask.List,
            cursors,
            PromiseProfile.Of,
            cancellation
        );
    }
}

internal sealed class ListPromisesEndpoint : IEndpoint
{
    public static void Map(IEndpointRouteBuilder routes) =>
        routes
            .Get("/promises", (ListAsk list) => new ListPromises(list))
            .WithSummary("List what customers were promised, the newest first")
            .WithMetadata(new ListFields(ListPromisesHandler.Shape.Fields))
            .WithExample(null, new Page<PromiseProfile>([PromiseProfile.Example], null))
            .WithProblems(400, 401, 403);
}
