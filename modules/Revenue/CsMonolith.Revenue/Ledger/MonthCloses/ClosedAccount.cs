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
        var (start, end, come, back, up, down, lost) = (0L, 0L, 0L, 0L, 0L, 0L, 0L);
        var (standsAtStart, standsAtEnd, hasPaid, tagged) = (false, false, false, default(TaggedSizes));
        foreach (var row in _rows)
        {
            if (row.FirstDay > final)
            {
                break;
            }

            if (row.FirstDay < first)
            {
                hasPaid |= row.EndMinor > 0 || row.ChurnMinor > 0;
                (start, standsAtStart) =
                    row.FirstDay == before
                        ? (start + row.EndMinor, standsAtStart || row.Stands)
                        : (start, standsAtStart);
                continue;
            }

            (come, back, up) = (come + row.NewMinor, back + row.ReactivationMinor, up + row.ExpansionMinor);
            (down, lost, tagged) = (down + row.ContractionMinor, lost + row.ChurnMinor, tagged + row.Tagged);
            (end, standsAtEnd) =
                row.FirstDay == final ? (end + row.EndMinor, standsAtEnd || row.Stands) : (end, standsAtEnd);
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
            Tagged = tagged,
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
