using CsMonolith.Revenue.Ledger.Facts;
using CsMonolith.Revenue.Ledger.Histories;
using CsMonolith.Revenue.Ledger.Policies;

namespace CsMonolith.Revenue.Retention;

/// <summary>NRR, GRR and logo churn of a window and of each of its months, with the movements between.</summary>
internal sealed record GetRetention(RetentionWindow Window, ReactivationRule Reactivation) : IQuery<RetentionReport>;

/// <param name="AsOf">Facts recorded after it play no part.</param>
/// <param name="Currencies">One entry for each currency; unlike currencies are never added.</param>
/// <param name="NotKnownThen">
/// Customers whose owner, tier or segment was recorded only after <c>knownOn</c>, so that the filter left them out.
/// </param>
internal sealed record RetentionReport(
    Month From,
    Month To,
    RetentionBasis Basis,
    ChurnDating ChurnDating,
    ReactivationRule Reactivation,
    string FormulaVersion,
    DateTime AsOf,
    IReadOnlyList<CurrencyRetention> Currencies,
    IReadOnlyList<UnknownThen> NotKnownThen
) : Figure;

internal sealed record CurrencyRetention(string Currency, RetentionFigure Window, IReadOnlyList<MonthRetention> Months);

internal sealed record MonthRetention(Month Month, RetentionFigure Figure);

internal sealed class RetentionWindowValidator : AbstractValidator<RetentionWindow>
{
    private const int MostMonths = 120;

    public RetentionWindowValidator()
    {
        RuleFor(window => window.To.First).GreaterThanOrEqualTo(window => window.From.First);
        RuleFor(window => window.To.First).LessThan(window => window.From.Plus(MostMonths).First);
        RuleFor(window => window.Basis).IsInEnum();
        RuleFor(window => window.ChurnDating).IsInEnum();
        RuleFor(window => window.KnownOn).InclusiveBetween(new DateOnly(1950, 1, 1), new DateOnly(2200, 1, 1));
        RuleFor(window => window.Tier).InclusiveBetween(1, 4);
        RuleFor(window => window.Segment).MaximumLength(200).Matches("^[^:]+:.+$");
    }
}

internal sealed class GetRetentionValidator : AbstractValidator<GetRetention>
{
    public GetRetentionValidator()
    {
        RuleFor(ask => ask.Window).SetValidator(new RetentionWindowValidator());
        RuleFor(ask => ask.Reactivation).IsInEnum();
    }
}

internal sealed class GetRetentionHandler(RetentionReader reader)
    : IRequestHandler<GetRetention, Result<RetentionReport>>
{
    public async Task<Result<RetentionReport>> Handle(GetRetention ask, CancellationToken cancellationToken)
    {
        var opened = await reader.Open(ask.Window, cancellationToken);
        if (opened.Error is { } refusal)
        {
            return refusal;
        }

        var source = opened.Value;
        return new RetentionReport(
            ask.Window.From,
            ask.Window.To,
            ask.Window.Basis,
            source.Dating,
            ask.Reactivation,
            RetentionFigure.FormulaVersion,
            source.KnownAt,
            [
                .. Currencies(source.Accounts, [.. Month.Between(ask.Window.From, ask.Window.To)], ask.Reactivation)
                    .OrderBy(one => one.Currency, StringComparer.Ordinal),
            ],
            source.NotKnownThen
        );
    }

    // One pass over the accounts, each with all its months, so that its history is fetched into the processor once.
    // O(accounts × months).
    private static IEnumerable<CurrencyRetention> Currencies(
        IReadOnlyList<IWindowed> accounts,
        Month[] months,
        ReactivationRule reactivation
    )
    {
        var days = Array.ConvertAll(months, month => (month.First, month.Last));
        var totals = new Dictionary<string, (RetentionTotals Window, RetentionTotals[] Months)>(StringComparer.Ordinal);
        foreach (var account in accounts)
        {
            if (!totals.TryGetValue(account.AccountCurrency.Currency, out var sums))
            {
                totals.Add(
                    account.AccountCurrency.Currency,
                    sums = (new RetentionTotals(), Array.ConvertAll(months, _ => new RetentionTotals()))
                );
            }

            sums.Window.Add(account.Between(days[0].First, days[^1].Last));
            account.AddTo<RetentionTotals>(sums.Months, days);
        }

        return totals
            .Where(one => !one.Value.Window.IsEmpty)
            .Select(one => new CurrencyRetention(
                one.Key,
                one.Value.Window.Figure(one.Key, reactivation),
                [
                    .. months.Zip(
                        one.Value.Months,
                        (month, sums) => new MonthRetention(month, sums.Figure(one.Key, reactivation))
                    ),
                ]
            ));
    }
}

internal sealed class GetRetentionEndpoint : IEndpoint
{
    public static void Map(IEndpointRouteBuilder routes) =>
        routes
            .Get(
                "/retention",
                (
                    [AsParameters] AskedWindow window,
                    RetentionBasis? basis,
                    ChurnDating? churnDating,
                    ReactivationRule? reactivation
                ) => new GetRetention(window.On(basis, churnDating), reactivation ?? ReactivationRule.Excluded)
            )
            .WithSummary("NRR, GRR and logo churn of a window, with the MRR movements of each month")
            .WithDescription(
                "Month-end MRR is that of the month's last day inclusive. basis=restated (default) uses all "
                    + "facts known by now, or by knownOn; "
                    + "basis=asClosed what was frozen at each close. segment is an attribute and its value, "
                    + "such as industry:SaaS."
            )
            .WithQueryExample(("from", "2026-10"), ("to", "2026-10"))
            .WithExample(null, Sample)
            .WithProblems(400, 401, 403, 409);

    private static RetentionReport Sample
    {
        get
        {
            var figure = RetentionFigure.Of(
                "JPY",
                [
                    new AccountWindow(
                        new AccountCurrency(Samples.Account, "JPY"),
                        1_000_000,
                        1_200_000,
                        0,
                        0,
                        200_000,
                        0,
                        0,
                        PaidBefore: true
                    ),
                    new AccountWindow(
                        new AccountCurrency(Samples.Subscription, "JPY"),
                        300_000,
                        0,
                        0,
                        0,
                        0,
                        0,
                        300_000,
                        PaidBefore: true
                    ),
                ],
                ReactivationRule.Excluded
            );
            var month = new Month(2026, 10);
            return new RetentionReport(
                month,
                month,
                RetentionBasis.Restated,
                ChurnDating.AtServiceEnd,
                ReactivationRule.Excluded,
                RetentionFigure.FormulaVersion,
                Samples.Instant,
                [new CurrencyRetention("JPY", figure, [new MonthRetention(month, figure)])],
                []
            );
        }
    }
}
