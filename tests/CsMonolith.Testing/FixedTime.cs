namespace CsMonolith.Testing;

/// <summary>A clock that stands still until a test moves it. It starts at noon of 2026-11-20 in Tokyo.</summary>
public sealed class FixedTime : TimeProvider
{
    private DateTimeOffset _now = new(2026, 11, 20, 3, 0, 0, TimeSpan.Zero);

    /// <inheritdoc />
    public override DateTimeOffset GetUtcNow() => _now;

    /// <summary>Sets the clock to noon of a day in Tokyo.</summary>
    public void NoonOf(DateOnly day) => _now = new DateTimeOffset(day.ToDateTime(new TimeOnly(3, 0)), TimeSpan.Zero);

    /// <summary>Lets time pass.</summary>
    public void Pass(TimeSpan time) => _now += time;
}
