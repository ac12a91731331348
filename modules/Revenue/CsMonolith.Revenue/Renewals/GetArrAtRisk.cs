using CsMonolith.Journey.Contracts;

namespace CsMonolith.Revenue.Renewals;

/// <summary>ARR at risk: in all, by the month in which it is due for renewal, and by owner.</summary>
internal sealed record GetArrAtRisk(Month From, Month To) : IQuery<ArrAtRisk>;

/// <param name="Totals">All lines together, one for each currency; unlike currencies are never added.</param>
internal sealed record ArrAtRisk(
    Month From,
    Month To,
    DateTime AsOf,
    IReadOnlyList<ArrAtRiskTotal> Totals,
    IReadOnlyList<ArrAtRiskLine> Lines
) : Figure;

/// <param name="Renewals">How many are open, with a due day that is not over.</param>
/// <param name="Arr">Twelve times the MRR of these: scored, unscored and beyond the horizon together.</param>
/// <param name="AtRisk">
/// Σ chance of loss × ARR by the model's chance of churn, of renewals within its horizon. Contracts of one customer are
/// one event.
/// </param>
/// <param name="KnownLosses">
/// ARR that is lost for certain: cancelled, or settled as lost. It is in no other figure.
/// </param>
/// <param name="Unscored">ARR of accounts that the model has said nothing about; it is in no sum at risk.</param>
/// <param name="BeyondHorizon">
/// ARR that is due after the model's horizon ends: its chance says nothing of then, so it is in no sum at risk.
/// </param>
/// <param name="Overdue">ARR of terms that are over without an outcome. It is in no other figure.</param>
internal sealed record ArrAtRiskTotal(
    string Currency,
    int Renewals,
    Money Arr,
    ExpectedAmount AtRisk,
    Money KnownLosses,
    Money Unscored,
    Money BeyondHorizon,
    Money Overdue
)
{
    private const int MonthsInYear = 12;

    /// <summary>Of renewals in one currency, open and settled, on a day.</summary>
    public static ArrAtRiskTotal Of(string currency, IReadOnlyCollection<CalledRenewal> renewals, DateOnly today)
    {
        var open = renewals.Where(one => !one.Renewal.IsDecidedOn(today)).ToList();
        return new ArrAtRiskTotal(
            currency,
            open.Count,
            Arr(open),
            ExpectedAmount.Of(
                currency,
                [
                    .. open.Where(one => one.Model is not null)
                        .Select(one => new ChanceOfAmount(
                            one.Customer,
                            MonthsInYear * one.Renewal.DueMinor,
                            one.Model!.ChurnMillionths
                        )),
                ]
            ),
            Arr(renewals.Where(one => one.Renewal.Stage == RenewalStage.Lost)),
            Arr(open.Where(one => one.Newest is null)),
            Arr(open.Where(one => one is { Newest: not null, Model: null })),
            Arr(renewals.Where(one => one.Renewal.SettledOn is null).Except(open))
        );

        Money Arr(IEnumerable<CalledRenewal> some) =>
            new(MonthsInYear * some.Sum(one => one.Renewal.DueMinor), currency);
    }
}

/// <param name="OwnerId">Who looks after the accounts today; absent where nobody does.</param>
/// <param name="Renewals">How many are open; the other figures are as in the totals.</param>
internal sealed record ArrAtRiskLine(
    Month Month,
    Guid? OwnerId,
    string? OwnerName,
    string Currency,
    int Renewals,
    Money Arr,
    ExpectedAmount AtRisk,
    Money Unscored,
    Money KnownLosses,
    Money BeyondHorizon,
    Money Overdue
)
{
    public static ArrAtRiskLine Of(Month month, AccountAsOf? account, ArrAtRiskTotal sums) =>
        new(
            month,
            account?.OwnerId,
            account?.OwnerName,
            sums.Currency,
            sums.Renewals,
            sums.Arr,
            sums.AtRisk,
            sums.Unscored,
            sums.KnownLosses,
            sums.BeyondHorizon,
            sums.Overdue
        );
}

internal sealed class GetArrAtRiskValidator : AbstractValidator<GetArrAtRisk>
{
    public GetArrAtRiskValidator()
    {
        RuleFor(ask => ask.To.First).GreaterThanOrEqualTo(ask => ask.From.First);
        RuleFor(ask => ask.To.First).LessThan(ask => ask.From.Plus(60).First);
    }
}

internal sealed class GetArrAtRiskHandler(RevenueDb db, ArrAtRiskReader reader)
    : IRequestHandler<GetArrAtRisk, Result<ArrAtRisk>>
{
    public async Task<Result<ArrAtRisk>> Handle(GetArrAtRisk ask, CancellationToken cancellationToken)
    {
        var read = await reader.Read(ask.From, ask.To, cancellationToken);
        var due = read.Renewals;
        var lines = due.GroupBy(one =>
                (Month: Month.Of(one.Renewal.DueOn), Owner: read.AccountOf(one)?.OwnerId, one.Renewal.Currency)
            )
            .OrderBy(group => group.Key.Month)
            .ThenBy(group => group.Key.Owner)
            .ThenBy(group => group.Key.Currency, StringComparer.Ordinal)
            .Select(group =>
                ArrAtRiskLine.Of(
                    group.Key.Month,
                    read.AccountOf(group.First()),
                    ArrAtRiskTotal.Of(group.Key.Currency, [.. group], db.Clock.Today)
                )
            );
        var totals = due.GroupBy(one => one.Renewal.Currency)
            .OrderBy(group => group.Key, StringComparer.Ordinal)
            .Select(group => ArrAtRiskTotal.Of(group.Key, [.. group], db.Clock.Today));
        return new ArrAtRisk(ask.From, ask.To, db.Clock.Now, [.. totals], [.. lines]);
    }
}

internal sealed class GetArrAtRiskEndpoint : IEndpoint
{
    private static ExpectedAmount Sample { get; } =
        new(Money.Of("960000", "JPY"), Money.Zero("JPY"), Money.Of("2400000", "JPY"), "0.90");

    public static void Map(IEndpointRouteBuilder routes) =>
        routes
            .Get("/arr-at-risk", (Month from, Month to) => new GetArrAtRisk(from, to))
            .WithSummary("ARR at risk in all, by the month in which it is due, and by owner")
            .WithDescription(
                "Σ chance of churn × ARR of open renewals. The model's chance is used only for terms that end within "
                    + "its horizon; what is due later stands apart, as what it never scored does. Contracts that are "
                    + "cancelled are known losses and at risk no more. The span is equal-tailed, says its level, and "
                    + "takes the contracts of a customer as one event."
            )
            .WithQueryExample(("from", "2027-01"), ("to", "2027-03"))
            .WithExample(
                null,
                new ArrAtRisk(
                    new(2027, 1),
                    new(2027, 3),
                    Samples.Instant,
                    [
                        new ArrAtRiskTotal(
                            "JPY",
                            4,
                            Money.Of("4800000", "JPY"),
                            Sample,
                            Money.Of("1200000", "JPY"),
                            Money.Zero("JPY"),
                            Money.Zero("JPY"),
                            Money.Zero("JPY")
                        ),
                    ],
                    [
                        new ArrAtRiskLine(
                            new(2027, 3),
                            Samples.Account,
                            "佐藤",
                            "JPY",
                            4,
                            Money.Of("4800000", "JPY"),
                            Sample,
                            Money.Zero("JPY"),
                            Money.Of("1200000", "JPY"),
                            Money.Zero("JPY"),
                            Money.Zero("JPY")
                        ),
                    ]
                )
            )
            .WithProblems(400, 401, 403);
}
