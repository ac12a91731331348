using System.Globalization;
using CsMonolith.Revenue.Amounts;
using CsMonolith.Revenue.Ledger.Histories;
using CsMonolith.Revenue.Retention;

namespace CsMonolith.Revenue.Value.Economics;

/// <summary>Lifetime value, payback and their ratio, from the ledger and the costs that the asker states.</summary>
/// <param name="GrossMargin">Decimal string above 0, at most 1.</param>
/// <param name="AcquisitionCost">
/// Fully loaded sales and marketing of the window, in major units of <paramref name="Currency"/>; without, there is no
/// payback.
/// </param>
/// <param name="HorizonMonths">Months of the finite lifetime value.</param>
internal sealed record GetUnitEconomics(
    RetentionWindow Window,
    string GrossMargin,
    string? AcquisitionCost,
    string? Currency,
    int HorizonMonths
) : IQuery<UnitEconomicsReport>
{
    /// <summary>The margin, or <c>null</c> where the text is none.</summary>
    public decimal? Margin =>
        decimal.TryParse(GrossMargin, NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out var margin)
            ? margin
            : null;

    /// <summary>The cost, or <c>null</c> where none is given or the text is none.</summary>
    public Money? Cost => Money.TryParse(AcquisitionCost, Currency, out var cost) ? cost : null;
}

internal sealed record UnitEconomicsReport(
    Month From,
    Month To,
    string GrossMargin,
    int HorizonMonths,
    string FormulaVersion,
    DateTime AsOf,
    IReadOnlyList<CurrencyEconomics> Currencies
) : Figure;

/// <param name="Customers">With MRR at the window's end.</param>
/// <param name="Arpa">MRR per customer.</param>
/// <param name="MonthlyChurn">Customers lost over customers at the start, summed over the window's months.</param>
/// <param name="LifetimeValue">With margin, in major units; undefined while nobody is lost.</param>
/// <param name="LifetimeValueWithoutMargin">As some publish it.</param>
/// <param name="ValueWithinHorizon">With margin, within the horizon.</param>
/// <param name="PaybackMonths">Cost over new MRR times margin.</param>
/// <param name="LtvToCac">Lifetime value over the cost per new customer.</param>
internal sealed record CurrencyEconomics(
    string Currency,
    int Customers,
    RatioFigure Arpa,
    RatioFigure MonthlyChurn,
    RatioFigure AnnualChurn,
    RatioFigure LifetimeValue,
    RatioFigure LifetimeValueWithoutMargin,
    RatioFigure ValueWithinHorizon,
    Money NewMrr,
    int NewCustomers,
    RatioFigure? PaybackMonths,
    RatioFigure? LtvToCac
);

internal sealed class GetUnitEconomicsValidator : AbstractValidator<GetUnitEconomics>
{
    public GetUnitEconomicsValidator()
    {
        RuleFor(ask => ask.Window).SetValidator(new RetentionWindowValidator());
        RuleFor(ask => ask.GrossMargin)
            .Must((ask, _) => ask.Margin is > 0 and <= 1)
            .WithMessage(_ =>
                ProblemAnswers.InJapanese
                    ? "0より大きく1以下の小数(例 0.8)を指定してください。"
                    : "Give a decimal above 0 and at most 1, such as 0.8."
            );
        RuleFor(ask => ask.AcquisitionCost)
            .Must((ask, text) => text is null || ask.Cost is { Minor: >= 0 })
            .WithMessage(_ =>
                ProblemAnswers.InJapanese
                    ? $"0以上の金額を、currency({string.Join("、", Money.Currencies.Keys)}のいずれか)とその小数桁で指定してください。"
                    : $"Give an amount from 0 up with its currency, one of {string.Join(", ", Money.Currencies.Keys)}, and no more decimals than that has."
            );
        RuleFor(ask => ask.HorizonMonths).InclusiveBetween(1, 240);
    }
}

internal sealed class GetUnitEconomicsHandler(RetentionReader reader)
    : IRequestHandler<GetUnitEconomics, Result<UnitEconomicsReport>>
{
    /// <summary>The definitions behind these figures; it changes when they do.</summary>
    public const string FormulaVersion = "economics-1";

    public async Task<Result<UnitEconomicsReport>> Handle(GetUnitEconomics ask, CancellationToken cancellationToken)
    {
        var opened = await reader.Open(ask.Window, cancellationToken);
        if (opened.Error is { } refusal)
        {
            return refusal;
        }

        var months = Month
            .Between(ask.Window.From, ask.Window.To)
            .Select(month => opened.Value.Between(month, month))
            .ToList();
        var window = opened.Value.Between(ask.Window.From, ask.Window.To).ToLookup(one => one.AccountCurrency.Currency);
        return new UnitEconomicsReport(
            ask.Window.From,
            ask.Window.To,
            Ratio.Of(ask.Margin!.Value).ToDecimalString()!,
            ask.HorizonMonths,
            FormulaVersion,
            opened.Value.KnownAt,
            [
                .. window
                    .OrderBy(group => group.Key, StringComparer.Ordinal)
                    .Select(group =>
                        Of(
                            group.Key,
                            [.. group],
                            [
                                .. months.Select(month =>
                                    month.Where(one => one.AccountCurrency.Currency == group.Key).ToList()
                                ),
                            ],
                            ask
                        )
                    ),
            ]
        );
    }

    private static CurrencyEconomics Of(
        string currency,
        List<AccountWindow> window,
        List<List<AccountWindow>> months,
        GetUnitEconomics ask
    )
    {
        var scale = Ratio.Of(new Money(1, currency).Major);
        var margin = Ratio.Of(ask.Margin!.Value);
        var paying = window.Count(one => one.End > 0);
        var arpa = new Ratio(window.Sum(one => one.End), paying) * scale;
        var starts = months.Sum(month => month.Count(one => one.StandsAtStart));
        var churn = new Ratio(months.Sum(month => month.Count(one => one.StandsAtStart && !one.StandsAtEnd)), starts);
        var (newMrr, newCustomers) = (window.Sum(one => one.New), window.Count(one => one.New > 0));
        var value = UnitEconomics.LifetimeValue(arpa, margin, churn);
        var cost =
            ask.Cost is { } money && money.Currency == currency ? new Ratio(money.Minor, 1) * scale : (Ratio?)null;
        return new CurrencyEconomics(
            currency,
            paying,
            Show(arpa, "no-customers"),
            Show(churn, "start-is-zero"),
            Show(UnitEconomics.AnnualChurn(churn), "start-is-zero"),
            Show(value, "churn-is-zero"),
            Show(UnitEconomics.LifetimeValue(arpa, new Ratio(1, 1), churn), "churn-is-zero"),
            starts == 0
                ? Show(churn, "start-is-zero")
                : Show(UnitEconomics.ValueWithin(arpa, margin, churn, ask.HorizonMonths), "no-customers"),
            new Money(newMrr, currency),
            newCustomers,
            cost is { } spent
                ? Show(UnitEconomics.PaybackMonths(spent, new Ratio(newMrr, 1) * scale, margin), "no-new-mrr")
                : null,
            cost is { } paid
                ? Show(ExactSum.Lowest(value * new Ratio(newCustomers, 1) / paid), "churn-or-cost-is-zero")
                : null
        );
    }

    private static RatioFigure Show(Ratio ratio, string reason) =>
        ratio.ToDecimalString() is { } value
            ? new RatioFigure(value, Reason: null)
            : new RatioFigure(Value: null, reason);
}

internal sealed class GetUnitEconomicsEndpoint : IEndpoint
{
    public static void Map(IEndpointRouteBuilder routes) =>
        routes
            .Get(
                "/unit-economics",
                (
                    [AsParameters] AskedWindow window,
                    string grossMargin,
                    string? acquisitionCost,
                    string? currency,
                    int? horizonMonths,
                    RetentionBasis? basis
                ) => new GetUnitEconomics(window.On(basis), grossMargin, acquisitionCost, currency, horizonMonths ?? 60)
            )
            .WithSummary("Lifetime value, payback of acquisition cost and their ratio")
            .WithDescription(
                "acquisitionCost is that of the whole window in major units of currency. Take at least six "
                    + "full months: churn of a few is chance."
            )
            .WithQueryExample(("from", "2026-05"), ("to", "2026-10"), ("grossMargin", "0.8"))
            .WithExample(
                null,
                new UnitEconomicsReport(
                    new(2026, 5),
                    new(2026, 10),
                    "0.800000",
                    60,
                    GetUnitEconomicsHandler.FormulaVersion,
                    Samples.Instant,
                    [
                        new CurrencyEconomics(
                            "JPY",
                            412,
                            RatioFigure.Of(12_000, 1),
                            RatioFigure.Of(2, 100),
                            RatioFigure.Of(215_283, 1_000_000),
                            RatioFigure.Of(480_000, 1),
                            RatioFigure.Of(600_000, 1),
                            RatioFigure.Of(33_717_449, 100),
                            Money.Of("1500000", "JPY"),
                            30,
                            RatioFigure.Of(10, 1),
                            RatioFigure.Of(12, 10)
                        ),
                    ]
                )
            )
            .WithProblems(400, 401, 403, 409);
}
