using CsMonolith.Revenue.Amounts;
using CsMonolith.Revenue.Ledger.Facts;
using CsMonolith.Revenue.Ledger.Merges;

namespace CsMonolith.Revenue.Subscriptions.Invoices;

/// <summary>
/// Reads what customers were billed for a month. Finance may have this figure where contracts say something else.
/// </summary>
internal sealed class BilledMonth(RevenueDb db, AccountVisibility visibility, MergeReader merges)
{
    // The mean month of 365.25 days a year, 30.4375 days, for periods that are no whole months.
    private static readonly Ratio DaysInMonth = new(487, 16);

    /// <summary>
    /// A month's part of every invoice whose period covers the month's last day, by customer and currency, rounded
    /// once, half up. What is bought once plays no part.
    /// </summary>
    public async Task<IReadOnlyDictionary<AccountCurrency, long>> Of(Month month, CancellationToken cancellation)
    {
        var (last, survivors) = (month.Last, (await merges.Read(cancellation)).At(db.Clock.Now));
        var scope = survivors.Behind(await visibility.Accounts(cancellation));
        var invoices = await db.Set<Invoice>()
            .AsNoTracking()
            .Within(scope, row => row.AccountId)
            .Where(row => row.PeriodFrom <= last && row.PeriodTo >= last)
            .ToListAsync(cancellation);
        return invoices
            .GroupBy(row => new AccountCurrency(survivors.Of(row.AccountId), row.Currency))
            .ToDictionary(
                accountCurrency => accountCurrency.Key,
                accountCurrency => (long)ExactSum.Of(accountCurrency.Select(MonthlyOf)).RoundHalfUp()
            );
    }

    /// <summary>
    /// What an invoice with a period bills a month, exact: net over the months where the period is whole months, else
    /// by days.
    /// </summary>
    public static Ratio MonthlyOf(Invoice invoice)
    {
        var (from, after) = (invoice.PeriodFrom!.Value, invoice.PeriodTo!.Value.AddDays(1));
        var months = ((after.Year - from.Year) * 12) + after.Month - from.Month;
        var net = new Ratio(invoice.NetMinor, 1);
        return months > 0 && IsWhole(from, months, after)
            ? net / new Ratio(months, 1)
            : net * DaysInMonth / new Ratio(after.DayNumber - from.DayNumber, 1);
    }

    // A period may begin on the shortened day of a month and end before the anchor day of a longer one, or the other
    // way round: from 28 February to 30 March is the month of a contract that began on a 31st.
    private static bool IsWhole(DateOnly from, int months, DateOnly after) =>
        Enumerable
            .Range(from.Day, IsLastOfMonth(from) ? 32 - from.Day : 1)
            .Any(anchor => AnchorDay.Plus(from, months, anchor) == after);

    private static bool IsLastOfMonth(DateOnly day) => day.AddDays(1).Day == 1;
}
