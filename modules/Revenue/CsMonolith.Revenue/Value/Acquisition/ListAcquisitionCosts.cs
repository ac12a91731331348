namespace CsMonolith.Revenue.Value.Acquisition;

/// <summary>What winning customers cost, each cost in the version that counts.</summary>
internal sealed record ListAcquisitionCosts(ListAsk List) : IQuery<Page<AcquisitionCostRow>>;

internal sealed class ListAcquisitionCostsHandler(RevenueDb db, Cursors cursors)
    : IRequestHandler<ListAcquisitionCosts, Result<Page<AcquisitionCostRow>>>
{
    public static ListShape<AcquisitionCost> Shape { get; } =
        new ListShape<AcquisitionCost>(row => row.Id, "-firstDay")
            .With("firstDay", row => row.FirstDay)
            .With("currency", row => row.Currency)
            .With("recordedAt", row => row.RecordedAt);

    public Task<Result<Page<AcquisitionCostRow>>> Handle(
        ListAcquisitionCosts ask,
        CancellationToken cancellationToken
    ) =>
        Shape.Page(
            AcquisitionCost.InForce(db, db.Clock.Now),
            ask.List,
            cursors,
            AcquisitionCostRow.Of,
            cancellationToken
        );
}

internal sealed class ListAcquisitionCostsEndpoint : IEndpoint
{
    public static void Map(IEndpointRouteBuilder routes) =>
        routes
            .Get("/acquisition-costs", (ListAsk list) => new ListAcquisitionCosts(list))
            .WithSummary("List what winning customers cost, the latest month first")
            .WithMetadata(new ListFields(ListAcquisitionCostsHandler.Shape.Fields))
            .WithExample(null, new Page<AcquisitionCostRow>([AcquisitionCostRow.Sample], NextCursor: null))
            .WithProblems(400, 401, 403);
}
