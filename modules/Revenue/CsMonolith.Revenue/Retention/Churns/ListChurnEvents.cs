namespace CsMonolith.Revenue.Retention.Churns;

/// <summary>The churns and returns that the company wrote down.</summary>
internal sealed record ListChurnEvents(ListAsk List) : IQuery<Page<ChurnEventRow>>;

/// <param name="LostTo">Code of the rival product for which the customer left us.</param>
internal sealed record ChurnEventRow(
    Guid Id,
    string ExternalId,
    Guid AccountId,
    DateOnly On,
    bool IsReactivation,
    string? Reason,
    Money? Refund,
    string? Feedback,
    DateTime RecordedAt,
    bool Backfilled,
    bool? Avoidable,
    string? LostTo = null
)
{
    public static ChurnEventRow Sample { get; } =
        new(
            Samples.Movement,
            "C-2026-0031",
            Samples.Account,
            new(2026, 9, 30),
            IsReactivation: false,
            "予算",
            Money.Of("60000", "JPY"),
            "担当部署の予算削減により継続を断念",
            Samples.Instant,
            Backfilled: false,
            Avoidable: false
        );

    public static ChurnEventRow Of(ChurnEvent churn) =>
        new(
            churn.Id,
            churn.ExternalId,
            churn.AccountId,
            churn.On,
            churn.IsReactivation,
            churn.Reason,
            churn.Refund,
            churn.Feedback,
            churn.RecordedAt,
            churn.Backfilled,
            churn.Avoidable,
            churn.LostTo
        );
}

internal sealed class ListChurnEventsHandler(RevenueDb db, AccountVisibility visibility, Cursors cursors)
    : IRequestHandler<ListChurnEvents, Result<Page<ChurnEventRow>>>
{
    public static ListShape<ChurnEvent> Shape { get; } =
        new ListShape<ChurnEvent>(row => row.Id, "-on")
            .With("on", row => row.On)
            .With("accountId", row => row.AccountId)
            .With("externalId", row => row.ExternalId)
            .With("isReactivation", row => row.IsReactivation)
            .With("reason", row => row.Reason)
            .With("avoidable", row => row.Avoidable)
            .With("lostTo", row => row.LostTo);

    public async Task<Result<Page<ChurnEventRow>>> Handle(ListChurnEvents ask, CancellationToken cancellationToken)
    {
        var scope = await visibility.Accounts(cancellationToken);
        var rows = db.Set<ChurnEvent>().AsNoTracking().Within(scope, row => row.AccountId);
        return await Shape.Page(rows, ask.List, cursors, ChurnEventRow.Of, cancellationToken);
    }
}

internal sealed class ListChurnEventsEndpoint : IEndpoint
{
    public static void Map(IEndpointRouteBuilder routes) =>
        routes
            .Get("/churn-events", (ListAsk list) => new ListChurnEvents(list))
            .WithSummary("List the churns and returns that the company recorded")
            .WithMetadata(new ListFields(ListChurnEventsHandler.Shape.Fields))
            .WithExample(null, new Page<ChurnEventRow>([ChurnEventRow.Sample], NextCursor: null))
            .WithProblems(400, 401, 403);
}
