namespace CsMonolith.Revenue.Ledger.Rates;

/// <summary>Record exchange rates. Each is learnt now; closed months keep the rates they were closed with.</summary>
internal sealed record RecordExchangeRates(IReadOnlyList<ExchangeRateEntry> Rates) : ICommand<RecordedExchangeRates>;

/// <param name="Currency">Quoted currency: JPY for 140 JPY per USD.</param>
/// <param name="Per">Base currency: USD for 140 JPY per USD.</param>
/// <param name="Rate">Above 0, at most nine decimals.</param>
internal sealed record ExchangeRateEntry(string Currency, string Per, DateOnly On, decimal Rate);

internal sealed record RecordedExchangeRates(int Recorded);

internal sealed class ExchangeRateEntryValidator : AbstractValidator<ExchangeRateEntry>
{
    public ExchangeRateEntryValidator()
    {
        RuleFor(rate => rate.Currency).Must(Money.Currencies.ContainsKey).WithMessage((_, code) => Unknown(code));
        RuleFor(rate => rate.Per).Must(Money.Currencies.ContainsKey).WithMessage((_, code) => Unknown(code));
        RuleFor(rate => rate.Per).NotEqual(rate => rate.Currency);
        RuleFor(rate => rate.On).InclusiveBetween(new DateOnly(1950, 1, 1), new DateOnly(2200, 1, 1));
        RuleFor(rate => rate.Rate)
            .GreaterThan(0m)
            .LessThanOrEqualTo(1_000_000m)
            .PrecisionScale(16, 9, ignoreTrailingZeros: true);
    }

    private static string Unknown(string code) =>
        ProblemAnswers.InJapanese ? Iso4217.Unknown(code).Ja : Iso4217.Unknown(code).En;
}

internal sealed class RecordExchangeRatesValidator : AbstractValidator<RecordExchangeRates>
{
    public RecordExchangeRatesValidator()
    {
        RuleFor(ask => ask.Rates.Count).InclusiveBetween(1, 1000);
        RuleForEach(ask => ask.Rates).SetValidator(new ExchangeRateEntryValidator());
    }
}

internal sealed class RecordExchangeRatesHandler(RevenueDb db)
    : IRequestHandler<RecordExchangeRates, Result<RecordedExchangeRates>>
{
    private const decimal Nano = 1_000_000_000m;

    public async Task<Result<RecordedExchangeRates>> Handle(
        RecordExchangeRates ask,
        CancellationToken cancellationToken
    )
    {
        db.AddRange(
            ask.Rates.Select(rate => new ExchangeRate
            {
                Id = Guid.CreateVersion7(),
                Currency = rate.Currency,
                Per = rate.Per,
                On = rate.On,
                Nano = (long)(rate.Rate * Nano),
                RecordedAt = db.Clock.Now,
            })
        );
        await db.SaveChangesAsync(cancellationToken);
        return new RecordedExchangeRates(ask.Rates.Count);
    }
}

internal sealed class RecordExchangeRatesEndpoint : IEndpoint
{
    public static void Map(IEndpointRouteBuilder routes) =>
        routes
            .Post("/exchange-rates", (RecordExchangeRates ask) => ask)
            .WithSummary("Record exchange rates")
            .WithExample(
                new RecordExchangeRates([
                    new ExchangeRateEntry("JPY", "USD", new(2026, 9, 30), 140m),
                    new ExchangeRateEntry("JPY", "USD", new(2026, 10, 31), 150m),
                ]),
                new RecordedExchangeRates(2)
            )
            .WithProblems(400, 401, 403);
}
