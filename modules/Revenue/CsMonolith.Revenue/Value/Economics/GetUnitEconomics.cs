using System.Globalization;
using CsMonolith.Revenue.Amounts;
using CsMonolith.Revenue.Ledger.Histories;
using CsMonolith.Revenue.Retention;
using CsMonolith.Revenue.Value.Acquisition;

namespace CsMonolith.Revenue.Value.Economics;

/// <summary>Lifetime value, payback and their ratio, from the ledger and the recorded acquisition costs.</summary>
/// <param name="GrossMargin">Above 0, at most 1.</param>
/// <param name="HorizonMonths">Months of the finite lifetime value.</param>
internal sealed record GetUnitEconomics(RetentionWindow Window, decimal GrossMargin, int HorizonMonths)
    : IQuery<UnitEconomicsReport>;

/// <param name="NotKnownThen">
/// Customers whose owner, tier or segment was recorded only after <c>knownOn</c>, so that the filter left them out.
/// </param>
internal sealed record UnitEconomicsReport(
    Month From,
    Month To,
    decimal GrossMargin,
    int HorizonMonths,
    string FormulaVersion,
    DateTime AsOf,
    IReadOnlyList<CurrencyEconomics> Currencies,
    IReadOnlyList<UnknownThen> NotKnownThen
) : Figure;

/// <param name="Customers">With MRR at the window's end.</param>
/// <param name="Arpa">MRR per customer.</param>
/// <param name="MonthlyChurn">Customers lost over customers at the start, summed over the window's months.</param>
/// <param name="LifetimeValue">With margin, in major units; undefined while nobody is lost.</param>
/// <param name="LifetimeValueWithoutMargin">As some publish it.</param>
/// <param name="ValueWithinHorizon">With margin, within the horizon.</param>
/// <param name="AcquisitionCost">Of the window, as recorded; absent where there is no payback for want of it.</param>
/// <param name="MonthsWithoutCost">Months of the window of which no cost is recorded in this currency.</param>
/// <param name="PaybackMonths">
/// Cost over new MRR times margin. There is none where a month's cost is not recorded (<c>cost-not-recorded</c>), nor
/// of some customers only, since costs are those of the whole company (<c>cost-of-whole-company</c>).
/// </param>
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
    Money? AcquisitionCost,
    IReadOnlyList<Month> MonthsWithoutCost,
    RatioFigure PaybackMonths,
    RatioFigure LtvToCac
);

internal sealed class GetUnitEconomicsValidator : AbstractValidator<GetUnitEconomics>
{
    public GetUnitEconomicsValidator()
    {
        RuleFor(ask => ask.Window).SetValidator(new RetentionWindowValidator());
        RuleFor(ask => ask.GrossMargin)
            .Must(margin => margin is > 0 and <= 1)
            .WithMessage(_ =>
                ProblemAnswers.InJapanese
                    ? "0より大きく1以下の小数(例 0.8)を指定してください。"
                    : "Give a decimal above 0 and at most 1, such as 0.8."
            );
        RuleFor(ask => ask.HorizonMonths).InclusiveBetween(1, 240);
    }
}

internal sealed class GetUnitEconomicsHandler(RevenueDb db, RetentionReader reader)
    : IRequestHandler<GetUnitEconomics, Result<UnitEconomicsReport>>
{
    /// <summary>The definitions behind these figures; it changes when they do.</summary>
    public const string FormulaVersion = "economics-2";

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
        var costs = opened.Value.Scope.All ? await Costs(ask.Window, opened.Value.KnownAt, cancellationToken) : null;
        return new UnitEconomicsReport(
            ask.Window.From,
            ask.Window.To,
            Ratio.Of(ask.GrossMargin).ToNumber()!.Value,
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
                            costs,
                            ask
                        )
                    ),
            ],
            opened.Value.NotKnownThen
        );
    }

    private async Task<ILookup<string, AcquisitionCost>> Costs(
        RetentionWindow window,
        DateTime known,
        CancellationToken cancellation
    ) =>
        (
            await AcquisitionCost
                .InForce(db, known)
                .Where(cost => cost.FirstDay >= window.From.First && cost.FirstDay <= window.To.First)
                .ToListAsync(cancellation)
        ).ToLookup(cost => cost.Currency);

    private static CurrencyEconomics Of(
        string currency,
        List<AccountWindow> window,
        List<List<AccountWindow>> months,
        ILookup<string, AcquisitionCost>? costs,
        GetUnitEconomics ask
    )
    {
        var scale = Ratio.Of(new Money(1, currency).Major);
        var margin = Ratio.Of(ask.GrossMargin);
        var paying = window.Count(one => one.End > 0);
        var arpa = new Ratio(window.Sum(one => one.End), paying) * scale;
        var starts = months.Sum(month => month.Count(one => one.StandsAtStart));
        var churn = new Ratio(months.Sum(month => month.Count(one => one.StandsAtStart && !one.StandsAtEnd)), starts);
        var (newMrr, newCustomers) = (window.Sum(one => one.New), window.Count(one => one.New > 0));
        var value = UnitEconomics.LifetimeValue(arpa, margin, churn);
        var without = costs is null
            ? []
            : Month.Between(ask.Window.From, ask.Window.To).Except(costs[currency].Select(cost => cost.Month)).ToList();
        Money? cost =
            costs is null || without.Count > 0
                ? null
                : new Money(costs[currency].Sum(one => one.AmountMinor), currency);
        var spent = cost is { } money ? new Ratio(money.Minor, 1) * scale : (Ratio?)null;
        var noCost = new RatioFigure(Value: null, costs is null ? "cost-of-whole-company" : "cost-not-recorded");
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
            cost,
            without,
            spent is { } all
                ? Show(UnitEconomics.PaybackMonths(all, new Ratio(newMrr, 1) * scale, margin), "no-new-mrr")
                : noCost,
            spent is { } paid
                ? Show(ExactSum.Lowest(value * new Ratio(newCustomers, 1) / paid), "churn-or-cost-is-zero")
                : noCost
        );
    }

    private static RatioFigure Show(Ratio ratio, string reason) => RatioFigure.Of(ratio, reason);
}

internal sealed class GetUnitEconomicsEndpoint : IEndpoint
{
    public static void Map(IEndpointRouteBuilder routes) =>
        routes
            .Get(
                "/unit-economics",
                ([AsParameters] AskedWindow window, decimal grossMargin, int? horizonMonths, RetentionBasis? basis) =>
                    new GetUnitEconomics(window.On(basis), grossMargin, horizonMonths ?? 60)
            )
            .WithSummary("Lifetime value, payback of acquisition cost and their ratio")
            .WithDescription(
                "Payback rests on the costs of POST /acquisition-costs. Take at least six full months: churn of a few "
                    + "is chance."
            )
            .WithQueryExample(("from", "2026-05"), ("to", "2026-10"), ("grossMargin", "0.8"))
            .WithExample(
                null,
                new UnitEconomicsReport(
                    new(2026, 5),
                    new(2026, 10),
                    0.8m,
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
                            Money.Of("12000000", "JPY"),
                            [],
                            RatioFigure.Of(10, 1),
                            RatioFigure.Of(12, 10)
                        ),
                    ],
                    []
                )
            )
            .WithProblems(400, 401, 403, 409);
}
