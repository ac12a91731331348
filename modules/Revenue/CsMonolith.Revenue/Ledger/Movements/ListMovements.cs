using CsMonolith.Revenue.Ledger.Histories;

namespace CsMonolith.Revenue.Ledger.Movements;

/// <summary>The ledger of MRR movements, row by row.</summary>
internal sealed record ListMovements(ListAsk List) : IQuery<Page<MovementRow>>;

/// <param name="Amount">The size of the movement; below zero in a reversal.</param>
/// <param name="Parts">
/// What the change is made of: together they are the amount, or minus the amount in a contraction or churn. Absent in
/// rows that were recorded before parts were.
/// </param>
/// <param name="RecordedAt">When it was learnt; rows recorded by an instant add up to what was known then.</param>
internal sealed record MovementRow(
    Guid Id,
    Guid AccountId,
    DateOnly On,
    MovementKind Kind,
    Money Amount,
    bool IsReversal,
    DateTime RecordedAt,
    bool Backfilled,
    IReadOnlyList<MovementTags> Tags,
    MovementParts? Parts
);

internal sealed class ListMovementsHandler(RevenueDb db, AccountVisibility visibility, Cursors cursors)
    : IRequestHandler<ListMovements, Result<Page<MovementRow>>>
{
    public static ListShape<Movement> Shape { get; } =
        new ListShape<Movement>(row => row.Id, "-on")
            .With("on", row => row.On)
            .With("accountId", row => row.AccountId)
            .With("kind", row => row.Kind)
            .With("currency", row => row.Currency)
            .With("recordedAt", row => row.RecordedAt)
            .With("isReversal", row => row.IsReversal)
            .With("backfilled", row => row.Backfilled);

    public async Task<Result<Page<MovementRow>>> Handle(ListMovements ask, CancellationToken cancellationToken)
    {
        var scope = await visibility.Accounts(cancellationToken);
        var rows = db.Set<Movement>().AsNoTracking().Within(scope, row => row.AccountId);
        return await Shape.Page(rows, ask.List, cursors, Show, cancellationToken);
    }

    private static MovementRow Show(Movement row) =>
        new(
            row.Id,
            row.AccountId,
            row.On,
            row.Kind,
            new Money(row.AmountMinor, row.Currency),
            row.IsReversal,
            row.RecordedAt,
            row.Backfilled,
            TagList.Of(row.Tags),
            row.Parts is { } parts ? MovementParts.Of(parts, row.Change, row.Currency) : null
        );
}

internal sealed class ListMovementsEndpoint : IEndpoint
{
    public static void Map(IEndpointRouteBuilder routes) =>
        routes
            .Get("/movements", (ListAsk list) => new ListMovements(list))
            .WithSummary("List MRR movements: new, expansion, contraction, churn, reactivation")
            .WithMetadata(new ListFields(ListMovementsHandler.Shape.Fields))
            .WithExample(
                null,
                new Page<MovementRow>(
                    [
                        new MovementRow(
                            Samples.Movement,
                            Samples.Account,
                            new(2026, 10, 1),
                            MovementKind.Expansion,
                            Money.Of("60000", "JPY"),
                            IsReversal: false,
                            Samples.Instant,
                            Backfilled: false,
                            [MovementTags.PriceRise],
                            MovementParts.Of(new PartSizes(50_000, 10_000, 0, 0, 0), 60_000, "JPY")
                        ),
                    ],
                    NextCursor: null
                )
            )
            .WithProblems(400, 401, 403);
}
