using CsMonolith.Journey.Contracts;
using CsMonolith.Revenue.Measures;
using CsMonolith.Revenue.Movements;
using CsMonolith.Revenue.Policies;
using CsMonolith.Revenue.Purchases;
using CsMonolith.Revenue.Retention;

namespace CsMonolith.Revenue.Value;

/// <summary>What a customer got and what it paid, fiscal year by fiscal year.</summary>
internal sealed record GetValueLedger(Guid AccountId) : IQuery<ValueLedger>;

/// <param name="FiscalYearStartMonth">1 to 12, by the rules of today.</param>
/// <param name="Years">From the first year with a benefit or a payment to the present one, each currency by itself.</param>
/// <param name="Entries">The benefits, the latest first, at most 500.</param>
internal sealed record ValueLedger(Guid AccountId, int FiscalYearStartMonth, DateTime AsOf, IReadOnlyList<ValueYear> Years, IReadOnlyList<BenefitRow> Entries);

/// <param name="FiscalYear">The calendar year in which it begins.</param>
/// <param name="IsOver">Whether it has ended; a running one holds what is known up to the end of last month.</param>
/// <param name="Price">Money saved or earned.</param>
/// <param name="Confirmed">The part of the benefit to which somebody of the customer agreed.</param>
/// <param name="Paid">MRR of each month's end, and purchases.</param>
/// <param name="PerPaid">Benefit over what was paid.</param>
/// <param name="Change">Of that ratio against the year before, as a decimal string; absent without both.</param>
internal sealed record ValueYear(
    int FiscalYear, bool IsOver, string Currency, Money Price, Money Quality, Money Speed, Money Benefit, Money Confirmed, Money Paid, RatioFigure PerPaid, string? Change);

internal sealed class GetValueLedgerHandler(RevenueDb db, Sight sight, FactBook book, PolicyBook policies, IMediator mediator) : IRequestHandler<GetValueLedger, Result<ValueLedger>>
{
    private const int MostEntries = 500;

    public async Task<Result<ValueLedger>> Handle(GetValueLedger ask, CancellationToken cancellationToken)
    {
        var (now, today) = (db.Clock.Now, db.Clock.Today);
        if (!await sight.Sees(ask.AccountId, cancellationToken) || (await mediator.Send(new AccountsAsOf([ask.AccountId], today), cancellationToken)).Count == 0)
        {
            return HallwayErrors.NotFound("account", ask.AccountId);
        }

        var rules = (await policies.Read(cancellationToken)).KnownAt(now);
        var first = rules.On(today).FiscalYearStartMonth;
        var benefits = await db.Set<Benefit>().AsNoTracking().Where(one => one.AccountId == ask.AccountId).OrderByDescending(one => one.On).ThenBy(one => one.Id).ToListAsync(cancellationToken);
        var purchases = await db.Set<Purchase>().AsNoTracking().Where(one => one.AccountId == ask.AccountId && one.On <= today).ToListAsync(cancellationToken);
        var histories = (await book.Read([ask.AccountId], now, cancellationToken)).Select(facts => AccountHistory.Of(facts.Key, facts, rules)).ToList();
        var lines = benefits.Select(one => new Line(YearOf(one.On, first), one.Currency, one.Kind, one.AmountMinor, one.ConfirmedBy is not null))
            .Concat(purchases.Select(one => new Line(YearOf(one.On, first), one.Currency, Kind: null, one.AmountMinor, IsConfirmed: false)))
            .Concat(histories.SelectMany(history => Paid(history, first, Month.Of(today).Plus(-1))));
        return new ValueLedger(ask.AccountId, first, now, Years(lines, YearOf(today, first)), [.. benefits.Take(MostEntries).Select(BenefitRow.Of)]);
    }

    /// <summary>The calendar year in which the fiscal year of a day begins.</summary>
    private static int YearOf(DateOnly day, int first) => day.Month >= first ? day.Year : day.Year - 1;

    private static IEnumerable<Line> Paid(AccountHistory history, int first, Month last) => history.Balances.Count == 0 ? [] : Month.Between(Month.Of(history.Balances[0].From), last)
        .Select(month => new Line(YearOf(month.First, first), history.Purse.Currency, Kind: null, MrrHistory.On(history.Balances, month.Last), IsConfirmed: false));

    private static IReadOnlyList<ValueYear> Years(IEnumerable<Line> lines, int present)
    {
        var years = new List<ValueYear>();
        foreach (var currency in lines.GroupBy(line => line.Currency).OrderBy(group => group.Key, StringComparer.Ordinal))
        {
            Ratio? before = null;
            foreach (var year in currency.Where(line => line.Minor != 0).GroupBy(line => line.Year).OrderBy(group => group.Key))
            {
                long Of(BenefitKind kind) => year.Where(line => line.Kind == kind).Sum(line => line.Minor);
                var (benefit, paid) = (year.Where(line => line.Kind is not null).Sum(line => line.Minor), year.Where(line => line.Kind is null).Sum(line => line.Minor));
                var ratio = new Ratio(benefit, paid);
                years.Add(new ValueYear(
                    year.Key, year.Key < present, currency.Key, In(Of(BenefitKind.Price)), In(Of(BenefitKind.Quality)), In(Of(BenefitKind.Speed)), In(benefit),
                    In(year.Where(line => line.IsConfirmed).Sum(line => line.Minor)), In(paid),
                    ratio.ToDecimalString() is { } shown ? new RatioFigure(shown, Reason: null) : new RatioFigure(Value: null, "nothing-paid"),
                    before is { IsDefined: true } last && ratio.IsDefined && years.Exists(one => one.FiscalYear == year.Key - 1 && one.Currency == currency.Key)
                        ? Sum.Lowest(ratio - last).ToDecimalString() : null));
                before = ratio;
            }

            Money In(long minor) => new(minor, currency.Key);
        }

        return years;
    }

    // A benefit of a kind, or without a kind what was paid.
    private readonly record struct Line(int Year, string Currency, BenefitKind? Kind, long Minor, bool IsConfirmed);
}

internal sealed class GetValueLedgerEndpoint : IEndpoint
{
    public static void Map(IEndpointRouteBuilder routes) => routes
        .MapGet("/accounts/{accountId}/value-ledger", async Task<Results<Ok<ValueLedger>, ProblemHttpResult>> (Guid accountId, IMediator mediator, CancellationToken cancellation) =>
        {
            var ledger = await mediator.Send(new GetValueLedger(accountId), cancellation);
            return ledger.Error is { } refusal ? refusal.ToProblem() : TypedResults.Ok(ledger.Value);
        })
        .WithName(nameof(GetValueLedger)).WithSummary("What a customer got and what it paid, fiscal year by fiscal year")
        .WithExample(null, new ValueLedger(Samples.Account, 4, Samples.Instant,
            [
                new ValueYear(2026, IsOver: false, "JPY", Money.Zero("JPY"), Money.Zero("JPY"), Money.Of("2400000", "JPY"), Money.Of("2400000", "JPY"), Money.Of("2400000", "JPY"),
                    Money.Of("840000", "JPY"), RatioFigure.Of(2_400_000, 840_000), Change: null),
            ],
            [BenefitRow.Sample]))
        .WithProblems(401, 403, 404);
}
