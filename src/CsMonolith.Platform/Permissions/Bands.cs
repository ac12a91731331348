using System.Globalization;

namespace CsMonolith.Platform.Permissions;

/// <summary>
/// Values as a reader under pseudonyms gets them: coarse enough that a row cannot be looked up elsewhere by them.
/// </summary>
public static class Bands
{
    /// <summary>The lower end of a value's band: 1, 2 or 5 times a power of ten, and 0 below 1.</summary>
    public static long Floor(long value)
    {
        var step = 1L;
        while (step <= value / 10)
        {
            step *= 10;
        }

        return value < 1 ? 0
            : value >= 5 * step ? 5 * step
            : value >= 2 * step ? 2 * step
            : step;
    }

    /// <summary>The upper end of a value's band; 1 for 0 and less.</summary>
    public static long Ceiling(long value)
    {
        var floor = Floor(value);
        return floor < 1 || floor == value ? Math.Max(floor, 1)
            : Leads(floor, 2) ? floor / 2 * 5
            : floor * 2;
    }

    /// <summary>The first day of a day's quarter.</summary>
    public static DateOnly Quarter(DateOnly day) => new(day.Year, ((day.Month - 1) / 3 * 3) + 1, 1);

    /// <summary>The first instant of a day's quarter, UTC.</summary>
    public static DateTime Instant(DateOnly day) => Quarter(day).ToDateTime(TimeOnly.MinValue, DateTimeKind.Utc);

    /// <summary>A purpose of pseudonyms that is another one in each quarter.</summary>
    public static string Purpose(string what, DateOnly day) =>
        string.Create(CultureInfo.InvariantCulture, $"{what} {Quarter(day):yyyy-MM}");

    private static bool Leads(long value, long digit)
    {
        while (value >= 10)
        {
            value /= 10;
        }

        return value == digit;
    }
}
