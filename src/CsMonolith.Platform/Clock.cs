namespace CsMonolith.Platform;

/// <summary>Instants are UTC; business days are days of one reporting time zone.</summary>
public sealed class Clock(TimeProvider time, TimeZoneInfo zone)
{
    /// <summary>The reporting time zone.</summary>
    public TimeZoneInfo Zone => zone;

    /// <summary>The present instant, in UTC, to the microsecond: as fine as both databases keep it.</summary>
    public DateTime Now => Trim(time.GetUtcNow().UtcDateTime);

    /// <summary>Today's business day.</summary>
    public DateOnly Today => DayOf(Now);

    /// <summary>The business day that an instant falls on.</summary>
    public DateOnly DayOf(DateTime instant) => DateOnly.FromDateTime(TimeZoneInfo.ConvertTimeFromUtc(instant, zone));

    /// <summary>The instant at which a business day begins.</summary>
    public DateTime StartOf(DateOnly day) => TimeZoneInfo.ConvertTimeToUtc(day.ToDateTime(TimeOnly.MinValue), zone);

    /// <summary>The last instant of a business day, to the microsecond.</summary>
    public DateTime EndOf(DateOnly day) => StartOf(day.AddDays(1)).AddMicroseconds(-1);

    private static DateTime Trim(DateTime instant) =>
        new(instant.Ticks - (instant.Ticks % TimeSpan.TicksPerMicrosecond), DateTimeKind.Utc);
}
