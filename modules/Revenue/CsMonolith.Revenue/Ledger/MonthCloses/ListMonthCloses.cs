namespace CsMonolith.Revenue.Ledger.MonthCloses;

/// <summary>The closed months.</summary>
internal sealed record ListMonthCloses(ListAsk List) : IQuery<Page<MonthCloseRow>>;

/// <param name="ClosedAt">Facts recorded later are adjustments.</param>
/// <param name="Accounts">Accounts with a figure in the month, of those that the reader may see.</param>
internal sealed record MonthCloseRow(Month Month, DateTime ClosedAt, int Accounts);

internal sealed class ListMonthClosesHandler(RevenueDb db, AccountVisibility visibility, Cursors cursors)
    : IRequestHandler<ListMonthCloses, Result<Page<MonthCloseRow>>>
{
    public static ListShape<MonthClose> Shape { get; } =
        new ListShape<MonthClose>(row => row.Id, "-firstDay")
            .With("firstDay", row => row.FirstDay)
            .With("closedAt", row => row.ClosedAt);

    public async Task<Result<Page<MonthCloseRow>>> Handle(ListMonthCloses ask, CancellationToken cancellationToken)
    {
        var scope = await visibility.Accounts(cancellationToken);
        var seen = scope.All
            ? []
            : await db.Set<ClosedAccountMonth>()
                .AsNoTracking()
                .Within(scope, row => row.AccountId)
                .GroupBy(row => row.FirstDay)
                .Select(month => new { month.Key, Accounts = month.Select(row => row.AccountId).Distinct().Count() })
                .ToDictionaryAsync(month => month.Key, month => month.Accounts, cancellationToken);
        return await Shape.Page(
            db.Set<MonthClose>().AsNoTracking(),
            ask.List,
            cursors,
            row => new MonthCloseRow(
                row.Month,
                row.ClosedAt,
                scope.All ? row.Accounts : seen.GetValueOrDefault(row.FirstDay)
            ),
            cancellationToken
        );
    }
}

internal sealed class ListMonthClosesEndpoint : IEndpoint
{
    public static void Map(IEndpointRouteBuilder routes) =>
        routes
            .Get("/month-closes", (ListAsk list) => new ListMonthCloses(list))
            .WithSummary("List the closed months, the latest first")
            .WithMetadata(new ListFields(ListMonthClosesHandler.Shape.Fields))
            .WithExample(
                null,
                new Page<MonthCloseRow>([new MonthCloseRow(new(2026, 10), Samples.Instant, 412)], NextCursor: null)
            )
            .WithProblems(400, 401, 403);
}
