using CsMonolith.Journey.Contracts;
using CsMonolith.Revenue.Ledger.Facts;
using CsMonolith.Revenue.Ledger.Histories;
using CsMonolith.Revenue.Ledger.MonthCloses;
using CsMonolith.Revenue.Ledger.Policies;

namespace CsMonolith.Revenue.Ledger.Movements;

/// <summary>Whether the stored ledger, month by month, carries the start to the end that the facts say.</summary>
internal sealed record CheckLedger(Month From, Month To) : IQuery<LedgerCheck>;

/// <param name="Holds">Every month of every currency balances.</param>
/// <param name="Off">
/// Accounts whose ledger differs from their facts at the end of a month; empty while it holds.
/// </param>
/// <param name="Closed">
/// Closed months in the reporting currency, where other currencies were brought into it; only for whoever sees every
/// account, since a part does not round as the whole.
/// </param>
internal sealed record LedgerCheck(
    Month From,
    Month To,
    DateTime AsOf,
    bool Holds,
    IReadOnlyList<MonthBalance> Months,
    IReadOnlyList<AccountOff> Off,
    IReadOnlyList<ClosedBalance> Closed
) : Figure;

/// <param name="Start">By the facts, at the end of the month before.</param>
/// <param name="End">By the facts, at the month's end.</param>
/// <param name="Difference">start + new + reactivation + expansion − contraction − churn − end: zero.</param>
internal sealed record MonthBalance(
    Month Month,
    string Currency,
    Money Start,
    Money New,
    Money Reactivation,
    Money Expansion,
    Money Contraction,
    Money Churn,
    Money End,
    Money Difference
);

/// <param name="ByLedger">Rows of the ledger up to the month's end.</param>
internal sealed record AccountOff(Guid AccountId, Month Month, Money ByFacts, Money ByLedger);

internal sealed class CheckLedgerValidator : AbstractValidator<CheckLedger>
{
    public CheckLedgerValidator()
    {
        RuleFor(ask => ask.To.First).GreaterThanOrEqualTo(ask => ask.From.First);
        RuleFor(ask => ask.To.First).LessThan(ask => ask.From.Plus(120).First);
    }
}

internal sealed class CheckLedgerHandler(
    RevenueDb db,
    AccountVisibility visibility,
    FactReader reader,
    PolicyReader policies,
    ClosedBalances closed
) : IRequestHandler<CheckLedger, Result<LedgerCheck>>
{
    private const int MostOff = 100;

    public async Task<Result<LedgerCheck>> Handle(CheckLedger ask, CancellationToken cancellationToken)
    {
        var scope = await visibility.Accounts(cancellationToken);
        var now = db.Clock.Now;
        var rules = (await policies.Read(cancellationToken)).KnownAt(now);
        var months = Month.Between(ask.From, ask.To).ToList();
        var (balances, off) = (new Dictionary<(Month Month, string Currency), LedgerSums>(), new List<AccountOff>());
        await foreach (var lot in reader.Lots(scope, now, cancellationToken))
        {
            var rows = (await Rows(lot, ask, now, cancellationToken)).ToLookup(row => row.AccountCurrency);
            foreach (var account in lot.Facts.Select(one => one.Key).Union(rows.Select(one => one.Key)))
            {
                var facts = lot.Facts.Contains(account) ? AccountHistory.Of(account, lot.Facts[account], rules) : null;
                var apart = Compare(account, facts, rows[account], months, SumsOf).ToList();
                off.AddRange(apart.Take(MostOff - off.Count));
            }
        }

        var closedMonths = scope.All ? await closed.Between(ask.From, ask.To, cancellationToken) : [];
        var shown = balances
            .OrderBy(one => one.Key.Month)
            .ThenBy(one => one.Key.Currency, StringComparer.Ordinal)
            .Select(one => one.Value.Show(one.Key.Month, one.Key.Currency))
            .ToList();
        var holds =
            off.Count == 0
            && shown.TrueForAll(one => one.Difference.Minor == 0)
            && closedMonths.All(one => one.Difference.Minor == 0);
        return new LedgerCheck(ask.From, ask.To, now, holds, shown, off, closedMonths);

        LedgerSums SumsOf(Month month, string currency)
        {
            if (!balances.TryGetValue((month, currency), out var sums))
            {
                balances.Add((month, currency), sums = new LedgerSums());
            }

            return sums;
        }
    }

    // Sums of the ledger's rows for the accounts of a lot, by kind and month; the months before the first are one sum.
    private async Task<List<LedgerSum>> Rows(FactLot lot, CheckLedger ask, DateTime now, CancellationToken cancellation)
    {
        var (first, last, after, through) = (ask.From.First, ask.To.Last, lot.After, lot.Through);
        var rows = db.Set<Movement>().AsNoTracking().Where(row => row.RecordedAt <= now && row.On <= last);
        var ofLot = lot.Accounts is { } named
            ? rows.Within(new AccountScope(All: false, named.ToHashSet()), row => row.AccountId)
            : rows.Where(row =>
                (after == null || row.AccountId > after) && (through == null || row.AccountId <= through)
            );
        var sums = await ofLot
            .GroupBy(row => new
            {
                row.AccountId,
                row.Currency,
                row.Kind,
                Year = row.On < first ? 0 : row.On.Year,
                Month = row.On < first ? 0 : row.On.Month,
            })
            .Select(group => new { group.Key, Sum = group.Sum(row => row.AmountMinor) })
            .ToListAsync(cancellation);
        return
        [
            .. sums.Where(row => !lot.Elsewhere.Contains(row.Key.AccountId))
                .Select(row => new LedgerSum(
                    new AccountCurrency(row.Key.AccountId, row.Key.Currency),
                    row.Key.Year == 0 ? null : new Month(row.Key.Year, row.Key.Month),
                    row.Key.Kind,
                    row.Sum
                )),
        ];
    }

    // Adds an account to the sums of each month, and lists the months at whose end its ledger differs from its facts.
    private static IEnumerable<AccountOff> Compare(
        AccountCurrency account,
        AccountHistory? facts,
        IEnumerable<LedgerSum> rows,
        IReadOnlyList<Month> months,
        Func<Month, string, LedgerSums> sumsOf
    )
    {
        var ofMonth = rows.ToLookup(row => row.Month);
        var stored = ofMonth[null].Sum(row => row.Signed);
        foreach (var month in months)
        {
            var sums = sumsOf(month, account.Currency);
            var end = facts?.At(month.Last).Minor ?? 0;
            sums.Add(facts?.At(month.First.AddDays(-1)).Minor ?? 0, end);
            foreach (var row in ofMonth[month])
            {
                sums.Add(row.Kind, row.Sum);
                stored += row.Signed;
            }

            if (end != stored)
            {
                yield return new AccountOff(
                    account.AccountId,
                    month,
                    new Money(end, account.Currency),
                    new Money(stored, account.Currency)
                );
            }
        }
    }

    // The sum of one account's rows of one kind in one month, or in all months before the first where there is no
    // month.
    private sealed record LedgerSum(AccountCurrency AccountCurrency, Month? Month, MovementKind Kind, long Sum)
    {
        public long Signed => Kind is MovementKind.Contraction or MovementKind.Churn ? -Sum : Sum;
    }

    // A month of one currency: start and end by the facts, movements by the ledger.
    private sealed class LedgerSums
    {
        private readonly long[] _kinds = new long[Enum.GetValues<MovementKind>().Length];
        private long _start,
            _end;

        public void Add(long start, long end) => (_start, _end) = checked((_start + start, _end + end));

        public void Add(MovementKind kind, long sum) => _kinds[(int)kind] = checked(_kinds[(int)kind] + sum);

        public MonthBalance Show(Month month, string currency)
        {
            var (come, back, up) = (
                _kinds[(int)MovementKind.New],
                _kinds[(int)MovementKind.Reactivation],
                _kinds[(int)MovementKind.Expansion]
            );
            var (down, lost) = (_kinds[(int)MovementKind.Contraction], _kinds[(int)MovementKind.Churn]);
            return new MonthBalance(
                month,
                currency,
                In(_start),
                In(come),
                In(back),
                In(up),
                In(down),
                In(lost),
                In(_end),
                In(_start + come + back + up - down - lost - _end)
            );

            Money In(long minor) => new(minor, currency);
        }
    }
}

internal sealed class CheckLedgerEndpoint : IEndpoint
{
    public static void Map(IEndpointRouteBuilder routes) =>
        routes
            .Get("/ledger-check", (Month from, Month to) => new CheckLedger(from, to))
            .WithSummary("Check that the ledger's movements carry each month's start to its end")
            .WithDescription(
                "Start and end are worked out from the subscriptions' facts, the movements are the stored "
                    + "rows: two roads to one sum, to the minor unit."
            )
            .WithQueryExample(("from", "2026-10"), ("to", "2026-10"))
            .WithExample(
                null,
                new LedgerCheck(
                    new(2026, 10),
                    new(2026, 10),
                    Samples.Instant,
                    Holds: true,
                    [
                        new MonthBalance(
                            new(2026, 10),
                            "JPY",
                            Money.Of("2000", "JPY"),
                            Money.Of("400", "JPY"),
                            Money.Of("150", "JPY"),
                            Money.Of("300", "JPY"),
                            Money.Of("350", "JPY"),
                            Money.Of("300", "JPY"),
                            Money.Of("2200", "JPY"),
                            Money.Zero("JPY")
                        ),
                    ],
                    [],
                    [
                        new ClosedBalance(
                            new(2026, 10),
                            "USD",
                            Money.Of("12142.86", "USD"),
                            Money.Zero("USD"),
                            Money.Zero("USD"),
                            Money.Of("357.14", "USD"),
                            Money.Of("1000.00", "USD"),
                            Money.Zero("USD"),
                            Money.Zero("USD"),
                            Money.Of("-500.00", "USD"),
                            Money.Of("11000.00", "USD"),
                            Money.Zero("USD")
                        ),
                    ]
                )
            )
            .WithProblems(400, 401, 403);
}
