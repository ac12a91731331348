using CsMonolith.Revenue.Movements;

namespace CsMonolith.Revenue.MonthCloses;

internal sealed class AnswerRetentionAsClosed(RevenueDb db) : IRequestHandler<RetentionAsClosed, ClosedRetention>
{
    public async Task<ClosedRetention> Handle(RetentionAsClosed ask, CancellationToken cancellationToken)
    {
        var closes = await db.Set<MonthClose>().AsNoTracking().OrderBy(close => close.FirstDay).ToListAsync(cancellationToken);

        // Nobody paid before the first close, so a window may open there.
        if (closes.SingleOrDefault(close => close.Month == ask.End) is not { } end)
        {
            return new ClosedRetention(IsClosed: false, closes.Count == 0 ? ask.End : closes[^1].Month.Plus(1), KnownAt: null, []);
        }

        var (first, last) = (ask.Start.First, ask.End.First);
        var rows = await db.Set<ClosedAccountMonth>().AsNoTracking().Where(row => row.FirstDay == first || row.FirstDay == last).ToListAsync(cancellationToken);
        var ends = rows.Where(row => row.FirstDay == last).ToDictionary(row => new Purse(row.AccountId, row.Currency), row => row.EndMinor);
        var accounts = rows.Where(row => row.FirstDay == first && row.EndMinor > 0)
            .Select(row => new AccountRetention(
                row.AccountId, new Money(row.EndMinor, row.Currency), new Money(ends.GetValueOrDefault(new Purse(row.AccountId, row.Currency)), row.Currency)))
            .OrderBy(account => account.AccountId);
        return new ClosedRetention(IsClosed: true, OpenMonth: null, end.ClosedAt, [.. accounts]);
    }
}

internal sealed class AnswerLastClosedMonth(RevenueDb db) : IRequestHandler<LastClosedMonth, Month?>
{
    public Task<Month?> Handle(LastClosedMonth ask, CancellationToken cancellationToken) => MonthClose.Last(db, cancellationToken);
}
