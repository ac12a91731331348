using CsMonolith.Revenue.Ledger.Facts;

namespace CsMonolith.Revenue.Subscriptions;

/// <summary>A recurring line of an invoice or order, from which MRR is computed.</summary>
/// <param name="Amount">Billed per interval, before the discount.</param>
/// <param name="DiscountPercent">Recurring discount, 0 to 100.</param>
/// <param name="Tax">Tax contained in the discounted amount, if it is not apart.</param>
/// <param name="ChargedDays">
/// Days that a part-period invoice charges; give the full <paramref name="PeriodDays"/> with it.
/// </param>
internal sealed record SubscriptionLine(
    Money Amount,
    BillingInterval Interval,
    decimal DiscountPercent = 0,
    Money? Tax = null,
    int? ChargedDays = null,
    int? PeriodDays = null
);

/// <summary>Monthly recurring revenue of one recurring line.</summary>
internal static class MrrNormalisation
{
    // The mean month of 365.25 days a year: the factor of the Odoo community's contract accounting.
    private const decimal DaysInMonth = 30.4375m;
    private const decimal DaysInWeek = 7m;

    /// <summary>
    /// MRR = (amount after discount − tax) × 1 / months in interval × full period days / charged days; a weekly line
    /// counts 30.4375 / 7 weeks a month.
    /// </summary>
    /// <param name="line">
    /// Charged and period days both given (1 or more) or both absent; discount 0 to 100; tax in the amount's currency.
    /// </param>
    /// <returns>Rounded once, half up, to the currency's minor unit.</returns>
    /// <exception cref="ArgumentOutOfRangeException">
    /// A parameter is outside its range; validators refuse it before.
    /// </exception>
    /// <remarks>
    /// One division, at the end, so that nothing is rounded twice: 1,440.00 a year less 10 % is 108.00, and 100.00 a
    /// week is 434.82. One-off, set-up, usage and trial lines are no recurring lines and do not come here. O(1).
    /// </remarks>
    public static Money MonthlyOf(SubscriptionLine line)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(line.DiscountPercent);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(line.DiscountPercent, 100m);
        var charged = line.ChargedDays ?? 1;
        ArgumentOutOfRangeException.ThrowIfLessThan(charged, 1);

        var net = line.Amount.Major * (100m - line.DiscountPercent) / 100m - (line.Tax?.Major ?? 0m);
        var whole = net * (line.PeriodDays ?? charged);
        var monthly = line.Interval switch
        {
            BillingInterval.Week => whole * DaysInMonth / (DaysInWeek * charged),
            BillingInterval.Month => whole / charged,
            BillingInterval.Quarter => whole / (3m * charged),
            BillingInterval.HalfYear => whole / (6m * charged),
            BillingInterval.Year => whole / (12m * charged),
            _ => throw new ArgumentOutOfRangeException(nameof(line), line.Interval, "No such interval."),
        };
        return Money.Round(monthly, line.Amount.Currency);
    }
}
