using CsMonolith.Journey.Contracts;

namespace CsMonolith.Revenue.Renewals;

/// <summary>ARR at risk by the month in which it is due for renewal, and by owner.</summary>
internal sealed record GetArrAtRisk(Month From, Month To) : IQuery<ArrAtRisk>;

/// <param name="Arr">All lines together, by currency.</param>
internal sealed record ArrAtRisk(
    Month From,
    Month To,
    DateTime AsOf,
    IReadOnlyList<Money> Arr,
    IReadOnlyList<ArrAtRiskLine> Lines
) : Figure;

/// <param name="OwnerId">Who looks after the accounts today; absent where nobody does.</param>
/// <param name="Arr">Twelve times the MRR of open renewals.</param>
/// <param name="AtRisk">Σ chance of loss × ARR by the model's chance of churn.</param>
/// <param name="Unscored">ARR of accounts that the model has said nothing about; it is in no sum at risk.</param>
internal sealed record ArrAtRiskLine(
    Month Month,
    Guid? OwnerId,
    string? OwnerName,
    string Currency,
    int Renewals,
    Money Arr,
    ExpectedAmount AtRisk,
    Money Unscored
);

internal sealed class GetArrAtRiskValidator : AbstractValidator<GetArrAtRisk>
{
    public GetArrAtRiskValidator()
    {
        RuleFor(ask => ask.To.First).GreaterThanOrEqualTo(ask => ask.From.First);
        RuleFor(ask => ask.To.First).LessThan(ask => ask.From.Plus(60).First);
    }
}

internal sealed class GetArrAtRiskHandler(RevenueDb db, RenewalOutlook outlook, IMediator mediator)
    : IRequestHandler<GetArrAtRisk, Result<ArrAtRisk>>
{
    private const int MonthsInYear = 12;

    public async Task<Result<ArrAtRisk>> Handle(GetArrAtRisk ask, CancellationToken cancellationToken)
    {
        var open = (await outlook.Due(ask.From.First, ask.To.Last, cancellationToken))
            .Where(one => one.Renewal.SettledOn is null)
            .ToList();
        var accounts = (
            await mediator.Send(
                new AccountsAsOf([.. open.Select(one => one.Renewal.AccountId).Distinct()], db.Clock.Today),
                cancellationToken
            )
        ).ToDictionary(account => account.Id);
        var lines = open.GroupBy(one =>
                (
                    Month: Month.Of(one.Renewal.DueOn),
                    Owner: accounts.GetValueOrDefault(one.Renewal.AccountId)?.OwnerId,
                    one.Renewal.Currency
                )
            )
            .OrderBy(group => group.Key.Month)
            .ThenBy(group => group.Key.Owner)
            .ThenBy(group => group.Key.Currency, StringComparer.Ordinal)
            .Select(group =>
                Line(
                    group.Key.Month,
                    group.Key.Owner,
                    group.Key.Currency,
                    accounts.GetValueOrDefault(group.First().Renewal.AccountId)?.OwnerName,
                    [.. group]
                )
            );
        var all = open.GroupBy(one => one.Renewal.Currency)
            .OrderBy(group => group.Key, StringComparer.Ordinal)
            .Select(group => new Money(MonthsInYear * group.Sum(one => one.Renewal.DueMinor), group.Key));
        return new ArrAtRisk(ask.From, ask.To, db.Clock.Now, [.. all], [.. lines]);
    }

    private static ArrAtRiskLine Line(
        Month month,
        Guid? owner,
        string currency,
        string? name,
        List<CalledRenewal> renewals
    )
    {
        var scored = renewals
            .Where(one => one.Model is not null)
            .Select(one => (MonthsInYear * one.Renewal.DueMinor, one.Model!.ChurnMillionths))
            .ToList();
        return new ArrAtRiskLine(
            month,
            owner,
            name,
            currency,
            renewals.Count,
            new Money(MonthsInYear * renewals.Sum(one => one.Renewal.DueMinor), currency),
            ExpectedAmount.Of(currency, scored),
            new Money(
                MonthsInYear * renewals.Where(one => one.Model is null).Sum(one => one.Renewal.DueMinor),
                currency
            )
        );
    }
}

internal sealed class GetArrAtRiskEndpoint : IEndpoint
{
    public static void Map(IEndpointRouteBuilder routes) =>
        routes
            .Get("/arr-at-risk", (Month from, Month to) => new GetArrAtRisk(from, to))
            .WithSummary("ARR at risk by the month in which it is due, and by owner")
            .WithQueryExample(("from", "2027-01"), ("to", "2027-03"))
            .WithExample(
                null,
                new ArrAtRisk(
                    new(2027, 1),
                    new(2027, 3),
                    Samples.Instant,
                    [Money.Of("4800000", "JPY")],
                    [
                        new ArrAtRiskLine(
                            new(2027, 3),
                            Samples.Account,
                            "佐藤",
                            "JPY",
                            4,
                            Money.Of("4800000", "JPY"),
                            new ExpectedAmount(
                                Money.Of("960000", "JPY"),
                                Money.Of("120000", "JPY"),
                                Money.Of("1800000", "JPY")
                            ),
                            Money.Zero("JPY")
                        ),
                    ]
                )
            )
            .WithProblems(400, 401, 403);
}
