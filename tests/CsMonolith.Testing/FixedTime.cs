using Microsoft.Extensions.Time.Testing;

namespace CsMonolith.Testing;

/// <summary>
/// A clock that stands still until a test moves it; timers that are set by it fire when it has come so far.
/// </summary>
public sealed class FixedTime() : FakeTimeProvider(new DateTimeOffset(2026, 11, 20, 3, 0, 0, TimeSpan.Zero))
{
    /// <summary>Sets the clock to noon of a day in Tokyo, earlier or later.</summary>
    public void NoonOf(DateOnly day) =>
        AdjustTime(new DateTimeOffset(day.ToDateTime(new TimeOnly(3, 0)), TimeSpan.Zero));

    /// <summary>Lets time pass; a negative span sets the clock back and fires no timer.</summary>
    public void Pass(TimeSpan time)
    {
        if (time < TimeSpan.Zero)
        {
            AdjustTime(GetUtcNow() + time);
        }
        else
        {
            Advance(time);
        }
    }
}
