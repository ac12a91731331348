using CsMonolith.Revenue.Measures;
using CsMonolith.Revenue.Merges;
using CsMonolith.Revenue.Movements;

namespace CsMonolith.Revenue.Invoices;

/// <summary>What customers were billed for a month, as invoices say it: what finance may have where contracts say something else.</summary>
internal sealed class BilledMonth(RevenueDb db, AccountVisibility visibility, MergeBook merges)
{
    // The mean month of 365.25 days a year, 30.4375 days, for periods that are no whole months.
    private static readonly Ratio DaysInMonth = new(487, 16);

    /// <summary>A month's part of every invoice whose period covers the month's last day, by customer and currency, rounded once, half up. What is bought once plays no part.</summary>
    public async Task<IReadOnlyDictionary<Purse, long>> Of(Month month, CancellationToken cancellation)
    {
        var (last, survivors) = (month.Last, (await merges.Read(cancellation)).At(db.Clock.Now));
        var scope = survivors.Behind(await visibility.Accounts(cancellation));
        var invoices = await db.Set<Invoice>()
            .AsNoTracking()
            .Within(scope, row => row.AccountId)
            .Where(row => row.PeriodFrom <= last && row.PeriodTo >= last)
            .ToListAsync(cancellation);
        return invoices
            .GroupBy(row => new Purse(survivors.Of(row.AccountId), row.Currency))
            .ToDictionary(purse => purse.Key, purse => (long)Sum.Of(purse.Select(MonthlyOf)).RoundHalfUp());
    }

    /// <summary>What an invoice with a period bills a month, exact: net over the months where the period is whole months, else by days.</summary>
    public static Ratio MonthlyOf(Invoice invoice)
    {
        var (from, after) = (invoice.PeriodFrom!.Value, invoice.PeriodTo!.Value.AddDays(1));
        var months = ((after.Year - from.Year) * 12) + after.Month - from.Month;
        var net = new Ratio(invoice.NetMinor, 1);
        return months > 0 && from.AddMonths(months) == after
            ? net / new Ratio(months, 1)
            : net * DaysInMonth / new Ratio(after.DayNumber - from.DayNumber, 1);
    }
}
