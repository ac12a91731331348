namespace CsMonolith.Revenue.Subscriptions.Invoices;

/// <summary>What customers were billed.</summary>
internal sealed record ListInvoices(ListAsk List) : IQuery<Page<InvoiceRow>>;

/// <param name="SubscriptionId">The subscription that it bills, where it is known.</param>
/// <param name="IssuedOn">The day of the invoice.</param>
/// <param name="PeriodFrom">The first day that it bills; absent for what is bought once.</param>
/// <param name="PeriodTo">The last day that it bills, inclusive.</param>
/// <param name="Net">Without tax; below zero in a credit note.</param>
/// <param name="Tax">Tax on it.</param>
/// <param name="PaidOn">Absent until it is paid.</param>
internal sealed record InvoiceRow(
    Guid Id,
    string ExternalId,
    Guid AccountId,
    Guid? SubscriptionId,
    DateOnly IssuedOn,
    DateOnly? PeriodFrom,
    DateOnly? PeriodTo,
    Money Net,
    Money Tax,
    DateOnly? PaidOn,
    DateTime RecordedAt
)
{
    public static InvoiceRow Sample { get; } =
        new(
            Samples.Invoice,
            "INV-2026-0815",
            Samples.Account,
            Samples.Subscription,
            new(2026, 10, 1),
            new(2026, 10, 1),
            new(2026, 10, 31),
            Money.Of("120000", "JPY"),
            Money.Of("12000", "JPY"),
            new(2026, 10, 31),
            Samples.Instant
        );

    public static InvoiceRow Of(Invoice row) =>
        new(
            row.Id,
            row.ExternalId,
            row.AccountId,
            row.SubscriptionId,
            row.IssuedOn,
            row.PeriodFrom,
            row.PeriodTo,
            row.Net,
            new Money(row.TaxMinor, row.Currency),
            row.PaidOn,
            row.RecordedAt
        );
}

internal sealed class ListInvoicesHandler(RevenueDb db, AccountVisibility visibility, Cursors cursors)
    : IRequestHandler<ListInvoices, Result<Page<InvoiceRow>>>
{
    public static ListShape<Invoice> Shape { get; } =
        new ListShape<Invoice>(row => row.Id, "-issuedOn")
            .With("issuedOn", row => row.IssuedOn)
            .With("periodFrom", row => row.PeriodFrom)
            .With("periodTo", row => row.PeriodTo)
            .With("paidOn", row => row.PaidOn)
            .With("accountId", row => row.AccountId)
            .With("externalId", row => row.ExternalId)
            .With("currency", row => row.Currency);

    public async Task<Result<Page<InvoiceRow>>> Handle(ListInvoices ask, CancellationToken cancellationToken)
    {
        var rows = db.Set<Invoice>()
            .AsNoTracking()
            .Within(await visibility.Accounts(cancellationToken), row => row.AccountId);
        return await Shape.Page(rows, ask.List, cursors, InvoiceRow.Of, cancellationToken);
    }
}

internal sealed class ListInvoicesEndpoint : IEndpoint
{
    public static void Map(IEndpointRouteBuilder routes) =>
        routes
            .Get("/invoices", (ListAsk list) => new ListInvoices(list))
            .WithSummary("List invoices, the latest first")
            .WithMetadata(new ListFields(ListInvoicesHandler.Shape.Fields))
            .WithExample(null, new Page<InvoiceRow>([InvoiceRow.Sample], NextCursor: null))
            .WithProblems(400, 401, 403);
}
