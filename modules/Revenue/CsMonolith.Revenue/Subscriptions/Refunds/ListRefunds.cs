namespace CsMonolith.Revenue.Subscriptions.Refunds;

/// <summary>What was given back.</summary>
internal sealed record ListRefunds(ListAsk List) : IQuery<Page<RefundRow>>;

/// <param name="On">The day on which it was given back.</param>
/// <param name="LastPaidDay">The last day that stays paid, where the refund ended the subscription.</param>
/// <param name="OpportunityId">The won deal whose credits it lowers.</param>
internal sealed record RefundRow(
    Guid Id,
    Guid SubscriptionId,
    Guid AccountId,
    Guid? OpportunityId,
    DateOnly On,
    Money Amount,
    DateOnly? LastPaidDay,
    string Reason,
    string RecordedBy,
    DateTime RecordedAt
)
{
    public static RefundRow Sample { get; } =
        new(
            Samples.Refund,
            Samples.Subscription,
            Samples.Account,
            null,
            new(2026, 9, 30),
            Money.Of("60000", "JPY"),
            null,
            "障害の補償",
            $"person:{Samples.Person}",
            Samples.Instant
        );

    public static RefundRow Of(Refund refund) =>
        new(
            refund.Id,
            refund.SubscriptionId,
            refund.AccountId,
            refund.OpportunityId,
            refund.On,
            refund.Amount,
            refund.LastPaidDay,
            refund.Reason,
            refund.RecordedBy,
            refund.RecordedAt
        );
}

internal sealed class ListRefundsHandler(RevenueDb db, AccountVisibility visibility, Cursors cursors)
    : IRequestHandler<ListRefunds, Result<Page<RefundRow>>>
{
    public static ListShape<Refund> Shape { get; } =
        new ListShape<Refund>(row => row.Id, "-on")
            .With("on", row => row.On)
            .With("accountId", row => row.AccountId)
            .With("subscriptionId", row => row.SubscriptionId)
            .With("currency", row => row.Currency)
            .With("recordedAt", row => row.RecordedAt);

    public async Task<Result<Page<RefundRow>>> Handle(ListRefunds ask, CancellationToken cancellationToken)
    {
        var rows = db.Set<Refund>()
            .AsNoTracking()
            .Within(await visibility.Accounts(cancellationToken), row => row.AccountId);
        return await Shape.Page(rows, ask.List, cursors, RefundRow.Of, cancellationToken);
    }
}

internal sealed class ListRefundsEndpoint : IEndpoint
{
    public static void Map(IEndpointRouteBuilder routes) =>
        routes
            .Get("/refunds", (ListAsk list) => new ListRefunds(list))
            .WithSummary("List what was given back, the latest first")
            .WithMetadata(new ListFields(ListRefundsHandler.Shape.Fields))
            .WithExample(null, new Page<RefundRow>([RefundRow.Sample], NextCursor: null))
            .WithProblems(400, 401, 403);
}
