using CsMonolith.Revenue.Movements;
using CsMonolith.Revenue.Retention;

namespace CsMonolith.Revenue.MonthCloses;

/// <summary>
/// A customer by its frozen months; a month without a row is one without a figure. Customers that were merged since have several rows of a month, and
/// stand together on both sides.
/// </summary>
internal sealed class ClosedAccount(Purse purse, IEnumerable<ClosedAccountMonth> months) : IWindowed
{
    private readonly ClosedAccountMonth[] _rows = [.. months.OrderBy(row => row.FirstDay)];

    public Purse Purse => purse;

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
            purse,
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
    public void AddTo(ReadOnlySpan<RetentionTotals> totals, ReadOnlySpan<(DateOnly First, DateOnly Last)> months)
    {
        for (var i = 0; i < months.Length; i++)
        {
            totals[i].Add(Between(months[i].First, months[i].Last));
        }
    }
}
