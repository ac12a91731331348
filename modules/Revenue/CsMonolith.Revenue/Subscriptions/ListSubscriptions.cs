using CsMonolith.Revenue.Ledger.Facts;

namespace CsMonolith.Revenue.Subscriptions;

/// <summary>The subscriptions that the caller may see.</summary>
internal sealed record ListSubscriptions(ListAsk List) : IQuery<Page<SubscriptionRow>>;

/// <param name="LastPaidDay">Inclusive; <c>null</c> while it runs on.</param>
/// <param name="Mrr">The latest terms' monthly amount; zero for a trial.</param>
/// <param name="TermMonths">Months for which it is renewed; absent where nobody has said so.</param>
/// <param name="NoticeDays">
/// Days before the end of the term by which notice is given; absent where nobody has said so.
/// </param>
internal sealed record SubscriptionRow(
    Guid Id,
    string ExternalId,
    Guid AccountId,
    string Plan,
    DateOnly StartsOn,
    DateOnly? LastPaidDay,
    int? Seats,
    Money Mrr,
    BillingInterval BillingInterval,
    bool? AutoRenew,
    bool IsTrial,
    string Product,
    int? TermMonths,
    int? NoticeDays
)
{
    public static SubscriptionRow Sample { get; } =
        new(
            Samples.Subscription,
            "S-2026-0142",
            Samples.Account,
            "エンタープライズ",
            new(2026, 4, 1),
            null,
            50,
            Money.Of("120000", "JPY"),
            BillingInterval.Year,
            AutoRenew: true,
            IsTrial: false,
            "配車支援",
            TermMonths: 12,
            NoticeDays: 30
        );

    public static SubscriptionRow Of(Subscription subscription) =>
        new(
            subscription.Id,
            subscription.ExternalId,
            subscription.AccountId,
            subscription.Plan,
            subscription.StartsOn,
            subscription.LastPaidDay,
            subscription.Seats,
            subscription.Mrr,
            subscription.Interval,
            subscription.AutoRenew,
            subscription.IsTrial,
            subscription.Product,
            subscription.TermMonths,
            subscription.NoticeDays
        );
}

internal sealed class ListSubscriptionsHandler(RevenueDb db, AccountVisibility visibility, Cursors cursors)
    : IRequestHandler<ListSubscriptions, Result<Page<SubscriptionRow>>>
{
    public static ListShape<Subscription> Shape { get; } =
        new ListShape<Subscription>(row => row.Id, "-startsOn")
            .With("startsOn", row => row.StartsOn)
            .With("lastPaidDay", row => row.LastPaidDay)
            .With("accountId", row => row.AccountId)
            .With("externalId", row => row.ExternalId)
            .With("plan", row => row.Plan)
            .With("product", row => row.Product)
            .With("currency", row => row.Currency)
            .With("seats", row => row.Seats)
            .With("isTrial", row => row.IsTrial);

    public async Task<Result<Page<SubscriptionRow>>> Handle(ListSubscriptions ask, CancellationToken cancellationToken)
    {
        var scope = await visibility.Accounts(cancellationToken);
        var rows = db.Set<Subscription>().AsNoTracking().Within(scope, row => row.AccountId);
        return await Shape.Page(rows, ask.List, cursors, SubscriptionRow.Of, cancellationToken);
    }
}

internal sealed class ListSubscriptionsEndpoint : IEndpoint
{
    public static void Map(IEndpointRouteBuilder routes) =>
        routes
            .Get("/subscriptions", (ListAsk list) => new ListSubscriptions(list))
            .WithSummary("List subscriptions")
            .WithMetadata(new ListFields(ListSubscriptionsHandler.Shape.Fields))
            .WithExample(null, new Page<SubscriptionRow>([SubscriptionRow.Sample], NextCursor: null))
            .WithProblems(400, 401, 403);
}
