using CsMonolith.Revenue.Amounts;
using CsMonolith.Revenue.Ledger.Merges;
using CsMonolith.Revenue.Subscriptions.Purchases;

namespace CsMonolith.Revenue.Retention.Purchases;

/// <summary>What customers bought once and again, month by month, beside their MRR.</summary>
internal sealed record GetPurchaseFigures(RetentionWindow Window) : IQuery<PurchaseFigures>;

/// <param name="AsOf">Purchases and facts recorded after it play no part.</param>
/// <param name="Currencies">One entry for each currency; unlike currencies are never added.</param>
/// <param name="NotKnownThen">
/// Customers whose owner, tier or segment was recorded only after <c>knownOn</c>, so that the filter left them out.
/// </param>
internal sealed record PurchaseFigures(
    Month From,
    Month To,
    DateTime AsOf,
    IReadOnlyList<CurrencyPurchases> Currencies,
    IReadOnlyList<UnknownThen> NotKnownThen
) : Figure;

internal sealed record CurrencyPurchases(string Currency, PurchaseFigure Window, IReadOnlyList<MonthPurchases> Months);

/// <param name="Mrr">Month-end MRR of the same customers; purchases are no part of it.</param>
internal sealed record MonthPurchases(Month Month, PurchaseFigure Figure, Money Mrr);

/// <summary>
/// Purchases of some days in one currency. A repeat purchase is one of a customer who had bought before, on an earlier
/// day or on the same one, in any currency.
/// </summary>
/// <param name="Amount">All purchases, repeat ones among them.</param>
/// <param name="Customers">Who bought.</param>
/// <param name="RepeatCustomers">Who made a repeat purchase.</param>
/// <param name="RepeatRate">Repeat customers over customers; <c>no-customers</c> where nobody bought.</param>
internal sealed record PurchaseFigure(
    Money Amount,
    int Purchases,
    int Customers,
    Money RepeatAmount,
    int RepeatPurchases,
    int RepeatCustomers,
    RatioFigure RepeatRate
)
{
    /// <summary>The figure of some purchases in one currency.</summary>
    /// <param name="currency">Theirs.</param>
    /// <param name="purchases">The customer and the amount of each, and whether the customer had bought before.</param>
    public static PurchaseFigure Of(
        string currency,
        IReadOnlyCollection<(Guid Customer, long Minor, bool IsRepeat)> purchases
    )
    {
        var repeats = purchases.Where(one => one.IsRepeat).ToList();
        var (customers, again) = (Count(purchases), Count(repeats));
        return new PurchaseFigure(
            Sum(purchases),
            purchases.Count,
            customers,
            Sum(repeats),
            repeats.Count,
            again,
            RatioFigure.Of(again, customers, "no-customers")
        );

        static int Count(IEnumerable<(Guid Customer, long Minor, bool IsRepeat)> some) =>
            some.Select(one => one.Customer).Distinct().Count();
        Money Sum(IEnumerable<(Guid Customer, long Minor, bool IsRepeat)> some) =>
            new(some.Sum(one => one.Minor), currency);
    }
}

internal sealed class GetPurchaseFiguresValidator : AbstractValidator<GetPurchaseFigures>
{
    public GetPurchaseFiguresValidator() => RuleFor(ask => ask.Window).SetValidator(new RetentionWindowValidator());
}

internal sealed class GetPurchaseFiguresHandler(RevenueDb db, RetentionReader reader, MergeReader merges)
    : IRequestHandler<GetPurchaseFigures, Result<PurchaseFigures>>
{
    public async Task<Result<PurchaseFigures>> Handle(GetPurchaseFigures ask, CancellationToken cancellationToken)
    {
        var (from, to) = (ask.Window.From, ask.Window.To);
        var opened = await reader.Open(ask.Window, cancellationToken);
        if (opened.Error is { } refusal)
        {
            return refusal;
        }

        var source = opened.Value;
        var purchases = await Read(source, to.Last, cancellationToken);
        var inside = purchases.Where(one => one.On >= from.First).ToLookup(one => one.Currency);
        var mrr = Month
            .Between(from, to)
            .SelectMany(month =>
                source
                    .Between(month, month)
                    .GroupBy(one => one.AccountCurrency.Currency)
                    .Select(group => (Key: (month, group.Key), End: group.Sum(one => one.End)))
            )
            .ToDictionary(one => one.Key, one => one.End);
        return new PurchaseFigures(
            from,
            to,
            source.KnownAt,
            [
                .. inside
                    .Select(group => group.Key)
                    .Union(mrr.Keys.Select(one => one.Key))
                    .Order(StringComparer.Ordinal)
                    .Select(currency => new CurrencyPurchases(
                        currency,
                        Figure(currency, inside[currency]),
                        [
                            .. Month
                                .Between(from, to)
                                .Select(month => new MonthPurchases(
                                    month,
                                    Figure(currency, inside[currency].Where(one => Month.Of(one.On) == month)),
                                    new Money(mrr.GetValueOrDefault((month, currency)), currency)
                                )),
                        ]
                    )),
            ],
            source.NotKnownThen
        );

        static PurchaseFigure Figure(string currency, IEnumerable<Told> some) =>
            PurchaseFigure.Of(currency, [.. some.Select(one => (one.Customer, one.Minor, one.IsRepeat))]);
    }

    // Customers that were merged are one: what either bought, the survivor had bought before.
    private async Task<List<Told>> Read(RetentionSource source, DateOnly last, CancellationToken cancellation)
    {
        var (known, survivors) = (source.KnownAt, (await merges.Read(cancellation)).At(source.KnownAt));
        var rows = await db.Set<Purchase>()
            .AsNoTracking()
            .Within(survivors.Behind(source.Scope), row => row.AccountId)
            .Where(row => row.On <= last && row.RecordedAt <= known)
            .Select(row => new
            {
                row.Id,
                row.AccountId,
                row.On,
                row.RecordedAt,
                row.Currency,
                row.AmountMinor,
            })
            .ToListAsync(cancellation);
        return
        [
            .. rows.GroupBy(row => survivors.Of(row.AccountId))
                .SelectMany(customer =>
                    customer
                        .OrderBy(row => row.On)
                        .ThenBy(row => row.RecordedAt)
                        .ThenBy(row => row.Id)
                        .Select((row, i) => new Told(customer.Key, row.On, row.Currency, row.AmountMinor, i > 0))
                ),
        ];
    }

    private sealed record Told(Guid Customer, DateOnly On, string Currency, long Minor, bool IsRepeat);
}

internal sealed class GetPurchaseFiguresEndpoint : IEndpoint
{
    public static void Map(IEndpointRouteBuilder routes) =>
        routes
            .Get("/purchase-figures", ([AsParameters] AskedWindow window) => new GetPurchaseFigures(window.On()))
            .WithSummary("One-off and repeat purchases of each month, beside MRR and never inside it")
            .WithDescription(
                "A repeat purchase is one of a customer who had bought before. repeatRate is repeat customers over "
                    + "customers who bought."
            )
            .WithQueryExample(("from", "2026-10"), ("to", "2026-10"))
            .WithExample(null, Sample)
            .WithProblems(400, 401, 403);

    private static PurchaseFigures Sample
    {
        get
        {
            var figure = PurchaseFigure.Of(
                "JPY",
                [
                    (Samples.Account, 150_000, true),
                    (Samples.Account, 50_000, true),
                    (Samples.OtherAccount, 80_000, false),
                ]
            );
            var month = new Month(2026, 10);
            return new PurchaseFigures(
                month,
                month,
                Samples.Instant,
                [new CurrencyPurchases("JPY", figure, [new MonthPurchases(month, figure, Money.Of("2400000", "JPY"))])],
                []
            );
        }
    }
}
