namespace CsMonolith.Journey.Fires;

/// <summary>Where does it burn, and where did it?</summary>
internal sealed record ListFires(ListAsk List) : IQuery<Page<ShownFire>>;

internal sealed class ListFiresHandler(JourneyDb db, AccountVisibility visibility, Cursors cursors)
    : IRequestHandler<ListFires, Result<Page<ShownFire>>>
{
    public static ListShape<FireWithEffort> Shape { get; } =
        new ListShape<FireWithEffort>(row => row.Fire.Id, "-startedOn")
            .With("accountId", row => row.Fire.AccountId)
            .With("cause", row => row.Fire.Cause)
            .With("startedOn", row => row.Fire.StartedOn)
            .With("endedOn", row => row.Fire.EndedOn)
            .With("minutes", row => row.Minutes)
            .With("openedBy", row => row.Fire.OpenedBy);

    public async Task<Result<Page<ShownFire>>> Handle(ListFires ask, CancellationToken cancellation)
    {
        var scope = await visibility.Accounts(cancellation);
        return await Shape.Page(
            FireWithEffort.Of(db, db.Set<Fire>().AsNoTracking().Within(scope, fire => fire.AccountId)),
            ask.List,
            cursors,
            row => ShownFire.Of(row.Fire, row.Minutes),
            cancellation
        );
    }
}

internal sealed class ListFiresEndpoint : IEndpoint
{
    public static void Map(IEndpointRouteBuilder routes) =>
        routes
            .Get("/fires", (ListAsk list) => new ListFires(list))
            .WithSummary("List fires, the newest first")
            .WithMetadata(new ListFields(ListFiresHandler.Shape.Fields))
            .WithExample(null, new Page<ShownFire>([ShownFire.Example], null))
            .WithProblems(400, 401, 403);
}
