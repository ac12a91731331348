using CsMonolith.Revenue.Amounts;

namespace CsMonolith.Revenue.Renewals;

/// <summary>How much of what was due was renewed: the renewal base, which is not the book.</summary>
internal sealed record GetRenewalRates(Month From, Month To) : IQuery<RenewalRates>;

/// <param name="Currencies">One entry for each currency; unlike currencies are never added.</param>
internal sealed record RenewalRates(
    Month From,
    Month To,
    string FormulaVersion,
    DateTime AsOf,
    IReadOnlyList<RenewalRate> Currencies
) : Figure;

/// <param name="GrossRenewalRate">
/// Renewed, each at most what was due, over what is decided. Not GRR.
/// </param>
/// <param name="NetRenewalRate">Renewed with its rises over what is decided; may pass 1. Not NRR.</param>
/// <param name="CountRate">Renewals renewed over renewals decided.</param>
/// <param name="Decided">
/// MRR over which the rates are worked out: settled, or with a due day that is over. What is pending and not yet over
/// counts neither as renewed nor as lost.
/// </param>
/// <param name="Early">Settled before the month in which they were due, and counted there all the same.</param>
/// <param name="Late">Settled after the due day.</param>
internal sealed record RenewalRate(
    string Currency,
    int DueCount,
    int RenewedCount,
    int LostCount,
    int PendingCount,
    int Early,
    int Late,
    Money Due,
    Money Renewed,
    Money Lost,
    Money Pending,
    RatioFigure GrossRenewalRate,
    RatioFigure NetRenewalRate,
    RatioFigure CountRate,
    Money Decided
)
{
    /// <summary>Of renewals in one currency, on a day.</summary>
    public static RenewalRate Of(string currency, IReadOnlyCollection<Renewal> due, DateOnly today)
    {
        var (renewed, lost) = (
            due.Where(one => one.Stage == RenewalStage.Renewed).ToList(),
            due.Where(one => one.Stage == RenewalStage.Lost).ToList()
        );
        var pending = due.Where(one => one.SettledOn is null).ToList();
        var decided = due.Where(one => one.IsDecidedOn(today)).ToList();
        var over = decided.Sum(one => one.DueMinor);
        return new RenewalRate(
            currency,
            due.Count,
            renewed.Count,
            lost.Count,
            pending.Count,
            due.Count(one => one.SettledOn < Month.Of(one.DueOn).First),
            due.Count(one => one.SettledOn > one.DueOn),
            In(due.Sum(one => one.DueMinor)),
            In(renewed.Sum(one => one.RenewedMinor!.Value)),
            In(lost.Sum(one => one.DueMinor)),
            In(pending.Sum(one => one.DueMinor)),
            RatioFigure.Of(renewed.Sum(one => Math.Min(one.DueMinor, one.RenewedMinor!.Value)), over),
            RatioFigure.Of(renewed.Sum(one => one.RenewedMinor!.Value), over),
            RatioFigure.Of(renewed.Count, decided.Count),
            In(over)
        );

        Money In(long minor) => new(minor, currency);
    }
}

internal sealed class GetRenewalRatesValidator : AbstractValidator<GetRenewalRates>
{
    public GetRenewalRatesValidator()
    {
        RuleFor(ask => ask.To.First).GreaterThanOrEqualTo(ask => ask.From.First);
        RuleFor(ask => ask.To.First).LessThan(ask => ask.From.Plus(120).First);
    }
}

internal sealed class GetRenewalRatesHandler(RevenueDb db, RenewalOutlook outlook)
    : IRequestHandler<GetRenewalRates, Result<RenewalRates>>
{
    /// <summary>The definitions behind these figures; it changes when they do.</summary>
    public const string FormulaVersion = "renewal-2";

    public async Task<Result<RenewalRates>> Handle(GetRenewalRates ask, CancellationToken cancellationToken)
    {
        var due = await outlook.Due(ask.From.First, ask.To.Last, cancellationToken);
        var rates = due.Select(one => one.Renewal)
            .GroupBy(renewal => renewal.Currency)
            .OrderBy(group => group.Key, StringComparer.Ordinal)
            .Select(group => RenewalRate.Of(group.Key, [.. group], db.Clock.Today));
        return new RenewalRates(ask.From, ask.To, FormulaVersion, db.Clock.Now, [.. rates]);
    }
}

internal sealed class GetRenewalRatesEndpoint : IEndpoint
{
    public static void Map(IEndpointRouteBuilder routes) =>
        routes
            .Get("/renewal-rates", (Month from, Month to) => new GetRenewalRates(from, to))
            .WithSummary("Count and amount of terms due, renewed, lost and pending, with gross and net renewal rate")
            .WithDescription(
                "A renewal counts in the month in which its term ends, however early or late it is settled; "
                    + "a term of several years is not due before its end. What renews by itself is due whenever a "
                    + "term of it ends. Rates are over what is decided: a month that runs shows the pending apart."
            )
            .WithQueryExample(("from", "2027-03"), ("to", "2027-03"))
            .WithExample(
                null,
                new RenewalRates(
                    new(2027, 3),
                    new(2027, 3),
                    GetRenewalRatesHandler.FormulaVersion,
                    Samples.Instant,
                    [
                        new RenewalRate(
                            "JPY",
                            4,
                            3,
                            1,
                            0,
                            0,
                            0,
                            Money.Of("400", "JPY"),
                            Money.Of("330", "JPY"),
                            Money.Of("100", "JPY"),
                            Money.Zero("JPY"),
                            RatioFigure.Of(300, 400),
                            RatioFigure.Of(330, 400),
                            RatioFigure.Of(3, 4),
                            Money.Of("400", "JPY")
                        ),
                    ]
                )
            )
            .WithProblems(400, 401, 403);
}
