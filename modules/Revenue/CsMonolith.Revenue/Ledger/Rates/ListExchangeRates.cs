namespace CsMonolith.Revenue.Ledger.Rates;

/// <summary>Every exchange rate that was recorded.</summary>
internal sealed record ListExchangeRates(ListAsk List) : IQuery<Page<ExchangeRateRow>>;

/// <param name="Currency">JPY for 140 JPY per USD.</param>
/// <param name="Per">USD for 140 JPY per USD.</param>
/// <param name="Rate">Decimal string.</param>
internal sealed record ExchangeRateRow(
    Guid Id,
    string Currency,
    string Per,
    DateOnly On,
    string Rate,
    DateTime RecordedAt
);

internal sealed class ListExchangeRatesHandler(RevenueDb db, Cursors cursors)
    : IRequestHandler<ListExchangeRates, Result<Page<ExchangeRateRow>>>
{
    private const long Nano = 1_000_000_000;

    public static ListShape<ExchangeRate> Shape { get; } =
        new ListShape<ExchangeRate>(row => row.Id, "-on")
            .With("on", row => row.On)
            .With("currency", row => row.Currency)
            .With("per", row => row.Per)
            .With("recordedAt", row => row.RecordedAt);

    public async Task<Result<Page<ExchangeRateRow>>> Handle(
        ListExchangeRates ask,
        CancellationToken cancellationToken
    ) =>
        await Shape.Page(
            db.Set<ExchangeRate>().AsNoTracking(),
            ask.List,
            cursors,
            row => new ExchangeRateRow(
                row.Id,
                row.Currency,
                row.Per,
                row.On,
                new Ratio(row.Nano, Nano).ToDecimalString(9)!,
                row.RecordedAt
            ),
            cancellationToken
        );
}

internal sealed class ListExchangeRatesEndpoint : IEndpoint
{
    public static void Map(IEndpointRouteBuilder routes) =>
        routes
            .Get("/exchange-rates", (ListAsk list) => new ListExchangeRates(list))
            .WithSummary("List exchange rates, the latest day first")
            .WithMetadata(new ListFields(ListExchangeRatesHandler.Shape.Fields))
            .WithExample(
                null,
                new Page<ExchangeRateRow>(
                    [
                        new ExchangeRateRow(
                            Samples.Policy,
                            "JPY",
                            "USD",
                            new(2026, 10, 31),
                            "150.000000000",
                            Samples.Instant
                        ),
                    ],
                    NextCursor: null
                )
            )
            .WithProblems(400, 401, 403);
}
