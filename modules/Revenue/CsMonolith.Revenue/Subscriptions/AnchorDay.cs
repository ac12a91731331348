namespace CsMonolith.Revenue.Subscriptions;

/// <summary>
/// The day of the month on which a contract's terms and periods begin. Months that are too short shorten that one
/// term, never the anchor: from 31 January the months begin on 28 February and 31 March.
/// </summary>
internal static class AnchorDay
{
    /// <summary>
    /// The anchor day of what begins on a day: that of the contract's start, where the day keeps to it.
    /// </summary>
    /// <param name="start">The contract's first day.</param>
    /// <param name="first">The first day of a later term or period.</param>
    public static int Of(DateOnly start, DateOnly first) =>
        first == On(first.Year, first.Month, start.Day) ? start.Day : first.Day;

    /// <summary>The day that lies so many months after the first day of a term, or before it if negative.</summary>
    /// <param name="first">The first day of a term.</param>
    /// <param name="months">Whole months.</param>
    /// <param name="anchorDay">1 to 31; see <see cref="Of"/>.</param>
    public static DateOnly Plus(DateOnly first, int months, int anchorDay)
    {
        var month = new DateOnly(first.Year, first.Month, 1).AddMonths(months);
        return On(month.Year, month.Month, anchorDay);
    }

    /// <summary>The last day of a term of so many months that begins on a day.</summary>
    /// <inheritdoc cref="Plus"/>
    public static DateOnly LastDay(DateOnly first, int months, int anchorDay) =>
        Plus(first, months, anchorDay).AddDays(-1);

    private static DateOnly On(int year, int month, int day) =>
        new(year, month, Math.Min(day, DateTime.DaysInMonth(year, month)));
}
