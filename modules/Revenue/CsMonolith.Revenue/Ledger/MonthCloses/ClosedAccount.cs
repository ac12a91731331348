using CsMonolith.Revenue.Ledger.Facts;
using CsMonolith.Revenue.Ledger.Histories;

namespace CsMonolith.Revenue.Ledger.MonthCloses;

/// <summary>
/// A customer's frozen months, of which windows can be taken. A month without a row is zero. Customers that were merged
/// since the close have several rows of a month, which are added up.
/// </summary>
internal sealed class ClosedAccount(AccountCurrency accountCurrency, IEnumerable<ClosedAccountMonth> months) : IWindowed
{
    private readonly ClosedAccountMonth[] _rows = [.. months.OrderBy(row => row.FirstDay)];

    public AccountCurrency AccountCurrency => accountCurrency;

    /// <inheritdoc />
    public AccountWindow Between(DateOnly first, DateOnly last)
    {
        var (before, final) = (first.AddMonths(-1), new DateOnly(last.Year, last.Month, 1));
        var (start, come, back, up, down, lost) = (0L, 0L, 0L, 0L, 0L, 0L);
        var (standsAtStart, standsAtEnd, hasPaid, parts) = (false, false, false, default(PartSizes));
        var next = 0;
        for (; next < _rows.Length && _rows[next].FirstDay < first; next++)
        {
            var row = _rows[next];
            hasPaid |= row.EndMinor > 0 || row.ChurnMinor > 0;
            (start, standsAtStart) =
                row.FirstDay == before ? (start + row.EndMinor, standsAtStart || row.Stands) : (start, standsAtStart);
        }

        // What a month's end is apart from the start and the month's own movements was learnt of months closed before.
        var (end, higher, lower) = (start, 0L, 0L);
        for (var month = first; month <= final; month = month.AddMonths(1))
        {
            var (expected, found) = (end, 0L);
            for (; next < _rows.Length && _rows[next].FirstDay == month; next++)
            {
                var row = _rows[next];
                (come, back, up) = (come + row.NewMinor, back + row.ReactivationMinor, up + row.ExpansionMinor);
                (down, lost, parts) = (down + row.ContractionMinor, lost + row.ChurnMinor, parts + row.Parts);
                expected += row.NewMinor + row.ReactivationMinor + row.ExpansionMinor;
                expected -= row.ContractionMinor + row.ChurnMinor;
                found += row.EndMinor;
                standsAtEnd |= month == final && row.Stands;
            }

            (higher, lower) = (higher + Math.Max(0, found - expected), lower + Math.Max(0, expected - found));
            end = found;
        }

        return new AccountWindow(
            accountCurrency,
            start,
            end,
            come,
            back,
            up,
            down,
            lost,
            PaidBefore: hasPaid && !(start == 0 && come > 0)
        )
        {
            StandsAtStart = standsAtStart,
            StandsAtEnd = standsAtEnd,
            Parts = parts,
            AdjustedUp = higher,
            AdjustedDown = lower,
        };
    }

    /// <inheritdoc />
    public void AddTo<TTotals>(ReadOnlySpan<TTotals> totals, ReadOnlySpan<(DateOnly First, DateOnly Last)> months)
        where TTotals : class, IWindowTotals
    {
        for (var i = 0; i < months.Length; i++)
        {
            totals[i].Add(Between(months[i].First, months[i].Last));
        }
    }
}
