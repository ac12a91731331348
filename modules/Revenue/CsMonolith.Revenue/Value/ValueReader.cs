using CsMonolith.Journey.Contracts;
using CsMonolith.Revenue.Amounts;
using CsMonolith.Revenue.Ledger.Histories;
using CsMonolith.Revenue.Ledger.Policies;
using CsMonolith.Revenue.Subscriptions.Purchases;

namespace CsMonolith.Revenue.Value;

/// <summary>Compares what a customer got with what it paid.</summary>
internal sealed class ValueReader(RevenueDb db, MrrHistoryReader histories, PolicyReader policies, IMediator mediator)
{
    private const int MostEntries = 500;

    /// <summary>The value ledger of one account as known now. The caller checks visibility.</summary>
    public async Task<ValueLedger> Of(Guid account, CancellationToken cancellation)
    {
        var (now, today) = (db.Clock.Now, db.Clock.Today);
        var rules = (await policies.Read(cancellation)).KnownAt(now);
        var first = rules.On(today).FiscalYearStartMonth;
        var benefits = await db.Set<Benefit>()
            .AsNoTracking()
            .Where(one => one.AccountId == account)
            .OrderByDescending(one => one.On)
            .ThenBy(one => one.Id)
            .ToListAsync(cancellation);
        var purchases = await db.Set<Purchase>()
            .AsNoTracking()
            .Where(one => one.AccountId == account && one.On <= today)
            .ToListAsync(cancellation);
        var own = new AccountScope(All: false, new HashSet<Guid> { account });
        var paid = await histories.KnownAt(own, now, cancellation);
        var lines = benefits
            .Select(one => new Line(
                YearOf(one.On, first),
                one.Currency,
                one.Kind,
                one.AmountMinor,
                one.ConfirmedBy is not null
            ))
            .Concat(
                purchases.Select(one => new Line(
                    YearOf(one.On, first),
                    one.Currency,
                    Kind: null,
                    one.AmountMinor,
                    IsConfirmed: false
                ))
            )
            .Concat(paid.SelectMany(history => Paid(history, first, Month.Of(today).Plus(-1))));
        return new ValueLedger(
            account,
            first,
            now,
            Years(lines, YearOf(today, first)),
            [.. benefits.Take(MostEntries).Select(BenefitRow.Of)],
            await Rivals(account, today, cancellation)
        );
    }

    private async Task<IReadOnlyList<RivalAlternative>> Rivals(
        Guid account,
        DateOnly today,
        CancellationToken cancellation
    ) =>
        [
            .. (await mediator.Send(new RivalToolsAsOf([account], today), cancellation))
                .SelectMany(own => own.Tools)
                .Select(tool => new RivalAlternative(
                    tool.Product,
                    tool.Name,
                    tool.Department,
                    tool.Since,
                    tool.Strength,
                    tool.Seats,
                    tool.Share,
                    tool.CostPerYear
                )),
        ];

    /// <summary>The calendar year in which the fiscal year of a day begins.</summary>
    private static int YearOf(DateOnly day, int first) => day.Month >= first ? day.Year : day.Year - 1;

    private static IEnumerable<Line> Paid(AccountHistory history, int first, Month last) =>
        !history.Levels.Any()
            ? []
            : Month
                .Between(Month.Of(history.Levels.First().From), last)
                .Select(month => new Line(
                    YearOf(month.First, first),
                    history.AccountCurrency.Currency,
                    Kind: null,
                    history.At(month.Last).Minor,
                    IsConfirmed: false
                ));

    private static IReadOnlyList<ValueYear> Years(IEnumerable<Line> lines, int present)
    {
        var years = new List<ValueYear>();
        foreach (
            var currency in lines.GroupBy(line => line.Currency).OrderBy(group => group.Key, StringComparer.Ordinal)
        )
        {
            Ratio? before = null;
            foreach (
                var year in currency
                    .Where(line => line.Minor != 0)
                    .GroupBy(line => line.Year)
                    .OrderBy(group => group.Key)
            )
            {
                long Of(BenefitKind kind) => year.Where(line => line.Kind == kind).Sum(line => line.Minor);
                var (benefit, paid) = (
                    year.Where(line => line.Kind is not null).Sum(line => line.Minor),
                    year.Where(line => line.Kind is null).Sum(line => line.Minor)
                );
                var ratio = new Ratio(benefit, paid);
                years.Add(
                    new ValueYear(
                        year.Key,
                        year.Key < present,
                        currency.Key,
                        In(Of(BenefitKind.Price)),
                        In(Of(BenefitKind.Quality)),
                        In(Of(BenefitKind.Speed)),
                        In(benefit),
                        In(year.Where(line => line.IsConfirmed).Sum(line => line.Minor)),
                        In(paid),
                        ratio.ToNumber() is { } shown
                            ? new RatioFigure(shown, Reason: null)
                            : new RatioFigure(Value: null, "nothing-paid"),
                        before is { IsDefined: true } last
                        && ratio.IsDefined
                        && years.Exists(one => one.FiscalYear == year.Key - 1 && one.Currency == currency.Key)
                            ? (ratio - last).ToNumber()
                            : null
                    )
                );
                before = ratio;
            }

            Money In(long minor) => new(minor, currency.Key);
        }

        return years;
    }

    // A benefit of a kind, or without a kind what was paid.
    private readonly record struct Line(int Year, string Currency, BenefitKind? Kind, long Minor, bool IsConfirmed);
}
