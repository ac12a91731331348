namespace CsMonolith.Revenue.Ledger.Movements;

/// <summary>What exchange rates moved in closed months, customer by customer.</summary>
internal sealed record ListFxMovements(ListAsk List) : IQuery<Page<FxMovementRow>>;

/// <param name="Currency">The currency in which the customer pays.</param>
/// <param name="Amount">
/// In the reporting currency, of either sign; a month's rows add up to the fx of its waterfall.
/// </param>
internal sealed record FxMovementRow(
    Guid Id,
    Guid AccountId,
    Month Month,
    string Currency,
    Money Amount,
    DateTime RecordedAt
)
{
    public static FxMovementRow Sample { get; } =
        new(Samples.Movement, Samples.Account, new(2026, 10), "JPY", Money.Of("-500.00", "USD"), Samples.Instant);

    public static FxMovementRow Of(FxMovement row) =>
        new(
            row.Id,
            row.AccountId,
            Month.Of(row.FirstDay),
            row.Currency,
            new Money(row.AmountMinor, row.Reporting),
            row.RecordedAt
        );
}

internal sealed class ListFxMovementsHandler(RevenueDb db, AccountVisibility visibility, Cursors cursors)
    : IRequestHandler<ListFxMovements, Result<Page<FxMovementRow>>>
{
    public static ListShape<FxMovement> Shape { get; } =
        new ListShape<FxMovement>(row => row.Id, "-firstDay")
            .With("firstDay", row => row.FirstDay)
            .With("accountId", row => row.AccountId)
            .With("currency", row => row.Currency);

    public async Task<Result<Page<FxMovementRow>>> Handle(ListFxMovements ask, CancellationToken cancellationToken)
    {
        var rows = db.Set<FxMovement>()
            .AsNoTracking()
            .Within(await visibility.Accounts(cancellationToken), row => row.AccountId);
        return await Shape.Page(rows, ask.List, cursors, FxMovementRow.Of, cancellationToken);
    }
}

internal sealed class ListFxMovementsEndpoint : IEndpoint
{
    public static void Map(IEndpointRouteBuilder routes) =>
        routes
            .Get("/fx-movements", (ListAsk list) => new ListFxMovements(list))
            .WithSummary("List what exchange rates moved in closed months, the latest first")
            .WithMetadata(new ListFields(ListFxMovementsHandler.Shape.Fields))
            .WithExample(null, new Page<FxMovementRow>([FxMovementRow.Sample], NextCursor: null))
            .WithProblems(400, 401, 403);
}
