namespace CsMonolith.Journey.Handoffs;

/// <summary>Which customers has sales handed over?</summary>
internal sealed record ListHandoffs(ListAsk List) : IQuery<Page<HandoffProfile>>;

internal sealed class ListHandoffsHandler(
    JourneyDb db,
    AccountVisibility visibility,
    HandoffReader reader,
    Cursors cursors
) : IRequestHandler<ListHandoffs, Result<Page<HandoffProfile>>>
{
    public static ListShape<Handoff> Shape { get; } =
        new ListShape<Handoff>(one => one.Id, "-wonOn")
            .With("accountId", one => one.AccountId)
            .With("source", one => one.Source)
            .With("dealId", one => one.DealId)
            .With("wonOn", one => one.WonOn)
            .With("sellerId", one => one.SellerId)
            .With("acknowledgedOn", one => one.AcknowledgedOn)
            .With("acknowledgedById", one => one.AcknowledgedById);

    public async Task<Result<Page<HandoffProfile>>> Handle(ListHandoffs ask, CancellationToken cancellation)
    {
        var scope = await visibility.Accounts(cancellation);
        var page = await Shape.Page(
            db.Set<Handoff>().AsNoTracking().Within(scope, one => one.AccountId),
            ask.List,
            cursors,
            one => one,
            cancellation
        );
        return page.Error is { } refusal
            ? refusal
            : new Page<HandoffProfile>(await reader.Show(page.Value.Items, cancellation), page.Value.NextCursor);
    }
}

internal sealed class ListHandoffsEndpoint : IEndpoint
{
    public static void Map(IEndpointRouteBuilder routes) =>
        routes
            .Get("/handoffs", (ListAsk list) => new ListHandoffs(list))
            .WithSummary("List what sales has handed over, the newest first")
            .WithMetadata(new ListFields(ListHandoffsHandler.Shape.Fields))
            .WithExample(null, new Page<HandoffProfile>([HandoffProfile.Example], null))
            .WithProblems(400, 401, 403);
}
