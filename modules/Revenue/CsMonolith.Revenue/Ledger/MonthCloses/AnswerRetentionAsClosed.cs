using CsMonolith.Revenue.Ledger.Facts;
using CsMonolith.Revenue.Ledger.Merges;

namespace CsMonolith.Revenue.Ledger.MonthCloses;

internal sealed class AnswerRetentionAsClosed(RevenueDb db, MergeReader merges)
    : IRequestHandler<RetentionAsClosed, ClosedRetention>
{
    public async Task<ClosedRetention> Handle(RetentionAsClosed ask, CancellationToken cancellationToken)
    {
        var closes = await db.Set<MonthClose>()
            .AsNoTracking()
            .OrderBy(close => close.FirstDay)
            .ToListAsync(cancellationToken);

        // Nobody paid before the first close, so a window may open there.
        if (closes.SingleOrDefault(close => close.Month == ask.End) is not { } end)
        {
            return new ClosedRetention(
                IsClosed: false,
                closes.Count == 0 ? ask.End : closes[^1].Month.Plus(1),
                KnownAt: null,
                []
            );
        }

        var (first, last) = (ask.Start.First, ask.End.First);
        var rows = await db.Set<ClosedAccountMonth>()
            .AsNoTracking()
            .Where(row => row.FirstDay == first || row.FirstDay == last)
            .ToListAsync(cancellationToken);
        var survivors = (await merges.Read(cancellationToken)).At(end.ClosedAt);
        var ends = Sums(last);
        var accounts = Sums(first)
            .Where(one => one.Value > 0)
            .Select(one => new AccountRetention(
                one.Key.AccountId,
                new Money(one.Value, one.Key.Currency),
                new Money(ends.GetValueOrDefault(one.Key), one.Key.Currency)
            ))
            .OrderBy(account => account.AccountId);
        return new ClosedRetention(IsClosed: true, OpenMonth: null, end.ClosedAt, [.. accounts]);

        // Customers that had been merged by the close stand together on both sides.
        Dictionary<AccountCurrency, long> Sums(DateOnly day) =>
            rows.Where(row => row.FirstDay == day)
                .GroupBy(row => new AccountCurrency(survivors.Of(row.AccountId), row.Currency))
                .ToDictionary(group => group.Key, group => group.Sum(row => row.EndMinor));
    }
}

internal sealed class AnswerLastClosedMonth(RevenueDb db) : IRequestHandler<LastClosedMonth, Month?>
{
    public Task<Month?> Handle(LastClosedMonth ask, CancellationToken cancellationToken) =>
        MonthClose.Last(db, cancellationToken);
}
