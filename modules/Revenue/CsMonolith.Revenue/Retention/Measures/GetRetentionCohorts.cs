using CsMonolith.Revenue.Amounts;
using CsMonolith.Revenue.Ledger.Histories;

namespace CsMonolith.Revenue.Retention.Measures;

/// <summary>What became of the customers of each start month, month by month.</summary>
internal sealed record GetRetentionCohorts(RetentionWindow Window) : IQuery<RetentionCohorts>;

/// <param name="NotKnownThen">
/// Customers whose owner, tier or segment was recorded only after <c>knownOn</c>, so that the filter left them out.
/// </param>
internal sealed record RetentionCohorts(
    Month From,
    Month To,
    DateTime AsOf,
    IReadOnlyList<StartCohort> Cohorts,
    IReadOnlyList<UnknownThen> NotKnownThen
) : Figure;

/// <param name="Start">The month of the first MRR.</param>
/// <param name="Customers">How many began then.</param>
/// <param name="Months">From the start month's end on, up to the last month that is asked for.</param>
internal sealed record StartCohort(Month Start, string Currency, int Customers, IReadOnlyList<CohortMonth> Months);

/// <param name="Age">Months since the start month.</param>
/// <param name="Retained">Customers that still stand, over those who began.</param>
/// <param name="RevenueRetained">MRR over that at the end of the start month.</param>
internal sealed record CohortMonth(
    Month Month,
    int Age,
    int Customers,
    Money Mrr,
    RatioFigure Retained,
    RatioFigure RevenueRetained
);

internal sealed class GetRetentionCohortsValidator : AbstractValidator<GetRetentionCohorts>
{
    public GetRetentionCohortsValidator()
    {
        RuleFor(ask => ask.Window).SetValidator(new RetentionWindowValidator());
        RuleFor(ask => ask.Window.To.First)
            .LessThan(ask => ask.Window.From.Plus(60).First)
            .OverridePropertyName(nameof(RetentionWindow.To));
    }
}

internal sealed class GetRetentionCohortsHandler(RetentionReader reader)
    : IRequestHandler<GetRetentionCohorts, Result<RetentionCohorts>>
{
    public async Task<Result<RetentionCohorts>> Handle(GetRetentionCohorts ask, CancellationToken cancellationToken)
    {
        var (from, to) = (ask.Window.From, ask.Window.To);
        var (known, histories, notKnownThen) = await reader.OpenHistories(ask.Window, cancellationToken);
        var lasts = Month.Between(from, to).Select(month => month.Last).ToArray();
        var cohorts =
            new Dictionary<(Month Start, string Currency), (int Customers, (int Standing, long Mrr)[] Months)>();
        foreach (var history in histories)
        {
            if (
                history.Began is { } day
                && Month.Of(day) is var start
                && start.CompareTo(from) >= 0
                && start.CompareTo(to) <= 0
            )
            {
                var skipped = lasts.Length - (((to.Year - start.Year) * 12) + to.Number - start.Number + 1);
                var (customers, months) = cohorts.GetValueOrDefault(
                    (start, history.AccountCurrency.Currency),
                    (0, new (int Standing, long Mrr)[lasts.Length - skipped])
                );
                for (var (age, next) = (0, 0); age < months.Length; age++)
                {
                    var end = history.At(lasts[skipped + age], ref next);
                    months[age] = (
                        months[age].Standing + (end.Standing == Standing.Gone ? 0 : 1),
                        checked(months[age].Mrr + end.Minor)
                    );
                }

                cohorts[(start, history.AccountCurrency.Currency)] = (customers + 1, months);
            }
        }

        return new RetentionCohorts(
            from,
            to,
            known,
            [
                .. cohorts
                    .OrderBy(one => one.Key.Start)
                    .ThenBy(one => one.Key.Currency, StringComparer.Ordinal)
                    .Select(one => Show(one.Key.Start, one.Key.Currency, one.Value.Customers, one.Value.Months)),
            ],
            notKnownThen
        );
    }

    private static StartCohort Show(Month start, string currency, int customers, (int Standing, long Mrr)[] months) =>
        new(
            start,
            currency,
            customers,
            [
                .. months.Select(
                    (one, age) =>
                        new CohortMonth(
                            start.Plus(age),
                            age,
                            one.Standing,
                            new Money(one.Mrr, currency),
                            RatioFigure.Of(one.Standing, customers),
                            RatioFigure.Of(one.Mrr, months[0].Mrr)
                        )
                ),
            ]
        );
}

internal sealed class GetRetentionCohortsEndpoint : IEndpoint
{
    public static void Map(IEndpointRouteBuilder routes) =>
        routes
            .Get("/retention-cohorts", ([AsParameters] AskedWindow window) => new GetRetentionCohorts(window.On()))
            .WithSummary("Follow the customers of each start month, month by month")
            .WithDescription(
                "Of all customers, or of those of one owner, tier or segment (an attribute and its value, "
                    + "such as industry:SaaS) on the window's last day."
            )
            .WithQueryExample(("from", "2026-06"), ("to", "2026-10"))
            .WithExample(
                null,
                new RetentionCohorts(
                    new(2026, 6),
                    new(2026, 10),
                    Samples.Instant,
                    [
                        new StartCohort(
                            new(2026, 6),
                            "JPY",
                            10,
                            [
                                new CohortMonth(
                                    new(2026, 6),
                                    0,
                                    10,
                                    Money.Of("1000000", "JPY"),
                                    RatioFigure.Of(10, 10),
                                    RatioFigure.Of(1, 1)
                                ),
                            ]
                        ),
                    ],
                    []
                )
            )
            .WithProblems(400, 401, 403);
}
