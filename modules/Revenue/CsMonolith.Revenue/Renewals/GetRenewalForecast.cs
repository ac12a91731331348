namespace CsMonolith.Revenue.Renewals;

/// <summary>What the renewals of some months will bring, and where people and model part.</summary>
internal sealed record GetRenewalForecast(Month From, Month To) : IQuery<RenewalForecast>;

/// <param name="Disagreements">
/// Open renewals on which the person's call and the model's chance lie 0.3 apart or more, the widest first.
/// </param>
internal sealed record RenewalForecast(
    Month From,
    Month To,
    DateTime AsOf,
    IReadOnlyList<RenewalMonth> Months,
    IReadOnlyList<RenewalDisagreement> Disagreements
) : Figure;

/// <param name="Due">MRR that is due for renewal.</param>
/// <param name="Settled">Renewed MRR of what is settled, at most what was due.</param>
/// <param name="Outlook">
/// Of the whole month: outcomes where they are known, else the final call, the person's, the model's where its horizon
/// covers the due day. Contracts of one customer are one event.
/// </param>
/// <param name="Unknown">MRR on which nobody has said anything that reaches so far; it is in no outlook.</param>
internal sealed record RenewalMonth(
    Month Month,
    string Currency,
    int Renewals,
    Money Due,
    Money Settled,
    ExpectedAmount Outlook,
    Money Unknown
);

internal sealed record RenewalDisagreement(
    Guid RenewalId,
    Guid AccountId,
    DateOnly DueOn,
    Money Due,
    decimal Csm,
    decimal Model,
    decimal? Final
);

internal sealed class GetRenewalForecastValidator : AbstractValidator<GetRenewalForecast>
{
    public GetRenewalForecastValidator()
    {
        RuleFor(ask => ask.To.First).GreaterThanOrEqualTo(ask => ask.From.First);
        RuleFor(ask => ask.To.First).LessThan(ask => ask.From.Plus(60).First);
    }
}

internal sealed class GetRenewalForecastHandler(RevenueDb db, RenewalOutlook outlook)
    : IRequestHandler<GetRenewalForecast, Result<RenewalForecast>>
{
    private const int Wide = 300_000;

    public async Task<Result<RenewalForecast>> Handle(GetRenewalForecast ask, CancellationToken cancellationToken)
    {
        var due = await outlook.Due(ask.From.First, ask.To.Last, cancellationToken);
        var months = due.GroupBy(one => (Month: Month.Of(one.Renewal.DueOn), one.Renewal.Currency))
            .OrderBy(group => group.Key.Month)
            .ThenBy(group => group.Key.Currency, StringComparer.Ordinal)
            .Select(group => Show(group.Key.Month, group.Key.Currency, [.. group]));
        var apart = due.Where(one => one.Renewal.SettledOn is null && one is { Csm: not null, Model: not null })
            .Select(one => (One: one, Apart: Math.Abs(one.Csm!.Millionths - one.ByModel!.Value)))
            .Where(one => one.Apart >= Wide)
            .OrderByDescending(one => one.Apart)
            .ThenByDescending(one => one.One.Renewal.DueMinor)
            .Select(one => new RenewalDisagreement(
                one.One.Renewal.Id,
                one.One.Renewal.AccountId,
                one.One.Renewal.DueOn,
                one.One.Renewal.Due,
                Chance.Show(one.One.Csm!.Millionths),
                Chance.Show(one.One.ByModel!.Value),
                one.One.Final is { } final ? Chance.Show(final.Millionths) : null
            ));
        return new RenewalForecast(ask.From, ask.To, db.Clock.Now, [.. months], [.. apart]);
    }

    private static RenewalMonth Show(Month month, string currency, List<CalledRenewal> renewals)
    {
        var called = renewals
            .Where(one => one.Best.Millionths is not null)
            .Select(one => new ChanceOfAmount(one.Customer, one.Renewal.DueMinor, one.Best.Millionths!.Value))
            .ToList();
        return new RenewalMonth(
            month,
            currency,
            renewals.Count,
            In(renewals.Sum(one => one.Renewal.DueMinor)),
            In(renewals.Sum(one => Math.Min(one.Renewal.DueMinor, one.Renewal.RenewedMinor ?? 0))),
            ExpectedAmount.Of(currency, called),
            In(renewals.Where(one => one.Best.Millionths is null).Sum(one => one.Renewal.DueMinor))
        );

        Money In(long minor) => new(minor, currency);
    }
}

internal sealed class GetRenewalForecastEndpoint : IEndpoint
{
    public static void Map(IEndpointRouteBuilder routes) =>
        routes
            .Get("/renewal-forecast", (Month from, Month to) => new GetRenewalForecast(from, to))
            .WithSummary("Forecast what the renewals of some months will bring, with the disagreement queue")
            .WithQueryExample(("from", "2027-01"), ("to", "2027-03"))
            .WithExample(
                null,
                new RenewalForecast(
                    new(2027, 1),
                    new(2027, 3),
                    Samples.Instant,
                    [
                        new RenewalMonth(
                            new(2027, 3),
                            "JPY",
                            4,
                            Money.Of("400000", "JPY"),
                            Money.Of("100000", "JPY"),
                            new ExpectedAmount(
                                Money.Of("310000", "JPY"),
                                Money.Of("205000", "JPY"),
                                Money.Of("400000", "JPY"),
                                0.9m
                            ),
                            Money.Zero("JPY")
                        ),
                    ],
                    [
                        new RenewalDisagreement(
                            Samples.Renewal,
                            Samples.Account,
                            new(2027, 3, 31),
                            Money.Of("120000", "JPY"),
                            0.95m,
                            0.48m,
                            null
                        ),
                    ]
                )
            )
            .WithProblems(400, 401, 403);
}
