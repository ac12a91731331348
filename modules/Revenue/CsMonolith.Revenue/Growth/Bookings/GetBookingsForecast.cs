using CsMonolith.Journey.Contracts;
using CsMonolith.Revenue.Ledger.Histories;

namespace CsMonolith.Revenue.Growth.Bookings;

/// <summary>
/// How many customers are to be expected of each tier, and what they will pay: what capacity is planned from. A
/// customer counts in the tier that it had on the day it came.
/// </summary>
/// <param name="History">Full months looked back on.</param>
/// <param name="Ahead">Months looked ahead.</param>
internal sealed record GetBookingsForecast(int History, int Ahead) : IQuery<BookingsForecast>;

/// <param name="From">The first month looked back on, to <paramref name="To"/>, the last full one.</param>
/// <param name="NewMrr">All tiers together, by currency.</param>
/// <param name="Lines">By tier, customers without one last, and by currency.</param>
internal sealed record BookingsForecast(
    Month From,
    Month To,
    int Ahead,
    string FormulaVersion,
    DateTime AsOf,
    IReadOnlyList<Money> NewMrr,
    IReadOnlyList<TierForecast> Lines
) : Figure;

/// <param name="NewCustomers">In the months looked back on, as is <paramref name="NewMrr"/>.</param>
/// <param name="LateHalf">
/// Of those, in the later half of the months: more than half of all says that the trend is up.
/// </param>
/// <param name="ExpectedCustomers">In all the months ahead, as a decimal string.</param>
/// <param name="LowCustomers">With nine chances in ten it is from this to <paramref name="HighCustomers"/>.</param>
/// <param name="ExpectedMrr">New MRR in all the months ahead.</param>
internal sealed record TierForecast(
    int? Tier,
    string Currency,
    int NewCustomers,
    int LateHalf,
    Money NewMrr,
    string ExpectedCustomers,
    int LowCustomers,
    int HighCustomers,
    Money ExpectedMrr
);

internal sealed class GetBookingsForecastValidator : AbstractValidator<GetBookingsForecast>
{
    public GetBookingsForecastValidator()
    {
        RuleFor(ask => ask.History).InclusiveBetween(2, 60);
        RuleFor(ask => ask.Ahead).InclusiveBetween(1, 24);
    }
}

internal sealed class GetBookingsForecastHandler(
    RevenueDb db,
    AccountVisibility visibility,
    MrrHistoryReader histories,
    IMediator mediator
) : IRequestHandler<GetBookingsForecast, Result<BookingsForecast>>
{
    /// <summary>The definitions behind these figures; it changes when they do.</summary>
    public const string FormulaVersion = "bookings-2";

    public async Task<Result<BookingsForecast>> Handle(GetBookingsForecast ask, CancellationToken cancellationToken)
    {
        var (now, today) = (db.Clock.Now, db.Clock.Today);
        var to = Month.Of(today).Plus(-1);
        var (from, half) = (to.Plus(1 - ask.History), to.Plus(1 - (ask.History / 2)));
        var scope = await visibility.Accounts(cancellationToken);
        var wins = (await histories.KnownAt(scope, now, cancellationToken))
            .SelectMany(history =>
                history
                    .Changes.Where(change =>
                        change.Kind == Contracts.MovementKind.New && change.On >= from.First && change.On <= to.Last
                    )
                    .Select(change => (history.AccountCurrency, MrrChange: change))
            )
            .ToList();
        var tiers = await Tiers(
            wins.Select(one => (one.AccountCurrency.AccountId, one.MrrChange.On)),
            cancellationToken
        );
        var won = wins.Select(one =>
                (
                    Tier: tiers.GetValueOrDefault((one.AccountCurrency.AccountId, one.MrrChange.On)),
                    one.AccountCurrency.Currency,
                    one.MrrChange
                )
            )
            .ToLookup(one => (one.Tier, one.Currency));
        var all = won.SelectMany(group => group)
            .GroupBy(one => one.Currency)
            .OrderBy(group => group.Key, StringComparer.Ordinal);
        return new BookingsForecast(
            from,
            to,
            ask.Ahead,
            FormulaVersion,
            now,
            [.. all.Select(group => new Money(group.Sum(one => one.MrrChange.Size), group.Key))],
            [
                .. won.OrderBy(group => group.Key.Tier is null)
                    .ThenBy(group => group.Key.Tier)
                    .ThenBy(group => group.Key.Currency, StringComparer.Ordinal)
                    .Select(group =>
                        Line(group.Key.Tier, group.Key.Currency, [.. group.Select(one => one.MrrChange)], half, ask)
                    ),
            ]
        );
    }

    // The tier of the day on which each was won, since customers grow afterwards, by all that is known now. One
    // question a day.
    private async Task<Dictionary<(Guid Account, DateOnly On), int?>> Tiers(
        IEnumerable<(Guid Account, DateOnly On)> wins,
        CancellationToken cancellation
    )
    {
        var tiers = new Dictionary<(Guid Account, DateOnly On), int?>();
        foreach (var day in wins.ToLookup(one => one.On, one => one.Account))
        {
            var then = await mediator.Send(
                new AccountTraitsOn(AccountTrait.Tier, day.Key, Accounts: [.. day.Distinct()]),
                cancellation
            );
            foreach (var account in day)
            {
                tiers[(account, day.Key)] = then.TryGetValue(account, out var tier)
                    ? int.Parse(tier, System.Globalization.CultureInfo.InvariantCulture)
                    : null;
            }
        }

        return tiers;
    }

    private static TierForecast Line(
        int? tier,
        string currency,
        List<MrrChange> changes,
        Month half,
        GetBookingsForecast ask
    )
    {
        var ahead = new Ratio(ask.Ahead, ask.History);
        var mrr = changes.Sum(change => change.Size);
        var (low, high) = ArrivalForecast.NineInTen(changes.Count, ask.History, ask.Ahead);
        return new TierForecast(
            tier,
            currency,
            changes.Count,
            changes.Count(change => change.On >= half.First),
            new Money(mrr, currency),
            (new Ratio(changes.Count, 1) * ahead).ToDecimalString(1)!,
            low,
            high,
            new Money((long)(new Ratio(mrr, 1) * ahead).RoundHalfUp(), currency)
        );
    }
}

internal sealed class GetBookingsForecastEndpoint : IEndpoint
{
    private const int Year = 12;

    public static void Map(IEndpointRouteBuilder routes) =>
        routes
            .Get(
                "/bookings-forecast",
                (int? history, int? ahead) => new GetBookingsForecast(history ?? Year, ahead ?? 3)
            )
            .WithSummary("How many new customers are to be expected of each tier, for capacity planning")
            .WithDescription(
                "history is the number of full months looked back on (12), ahead the months looked ahead "
                    + "(3). Arrivals are taken to keep their mean pace; the span allows for its being known from "
                    + "few."
            )
            .WithQueryExample(("history", "12"), ("ahead", "3"))
            .WithExample(
                null,
                new BookingsForecast(
                    new(2025, 11),
                    new(2026, 10),
                    3,
                    GetBookingsForecastHandler.FormulaVersion,
                    Samples.Instant,
                    [Money.Of("2880000", "JPY")],
                    [
                        new TierForecast(
                            2,
                            "JPY",
                            24,
                            14,
                            Money.Of("2880000", "JPY"),
                            "6.0",
                            2,
                            11,
                            Money.Of("720000", "JPY")
                        ),
                    ]
                )
            )
            .WithProblems(400, 401, 403);
}
