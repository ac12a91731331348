namespace CsMonolith.Revenue.Subscriptions.Purchases;

/// <summary>What customers bought once.</summary>
internal sealed record ListPurchases(ListAsk List) : IQuery<Page<PurchaseRow>>;

internal sealed record PurchaseRow(
    Guid Id,
    string ExternalId,
    Guid AccountId,
    string Product,
    DateOnly On,
    Money Amount,
    DateTime RecordedAt
)
{
    public static PurchaseRow Sample { get; } =
        new(
            Samples.Movement,
            "P-2026-0007",
            Samples.Account,
            "管理者研修",
            new(2026, 9, 15),
            Money.Of("150000", "JPY"),
            Samples.Instant
        );

    public static PurchaseRow Of(Purchase row) =>
        new(row.Id, row.ExternalId, row.AccountId, row.Product, row.On, row.Amount, row.RecordedAt);
}

internal sealed class ListPurchasesHandler(RevenueDb db, AccountVisibility visibility, Cursors cursors)
    : IRequestHandler<ListPurchases, Result<Page<PurchaseRow>>>
{
    public static ListShape<Purchase> Shape { get; } =
        new ListShape<Purchase>(row => row.Id, "-on")
            .With("on", row => row.On)
            .With("accountId", row => row.AccountId)
            .With("externalId", row => row.ExternalId)
            .With("product", row => row.Product)
            .With("currency", row => row.Currency);

    public async Task<Result<Page<PurchaseRow>>> Handle(ListPurchases ask, CancellationToken cancellationToken)
    {
        var rows = db.Set<Purchase>()
            .AsNoTracking()
            .Within(await visibility.Accounts(cancellationToken), row => row.AccountId);
        return await Shape.Page(rows, ask.List, cursors, PurchaseRow.Of, cancellationToken);
    }
}

internal sealed class ListPurchasesEndpoint : IEndpoint
{
    public static void Map(IEndpointRouteBuilder routes) =>
        routes
            .Get("/purchases", (ListAsk list) => new ListPurchases(list))
            .WithSummary("List what customers bought once, the latest first")
            .WithMetadata(new ListFields(ListPurchasesHandler.Shape.Fields))
            .WithExample(null, new Page<PurchaseRow>([PurchaseRow.Sample], NextCursor: null))
            .WithProblems(400, 401, 403);
}
