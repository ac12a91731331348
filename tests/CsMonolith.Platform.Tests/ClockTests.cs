using CsMonolith.Testing;

namespace CsMonolith.Platform.Tests;

public sealed class ClockTests
{
    private readonly FixedTime _time = new();
    private readonly Clock _clock;

    public ClockTests() => _clock = new Clock(_time, TimeZoneInfo.FindSystemTimeZoneById("Asia/Tokyo"));

    [Fact]
    public void The_business_day_turns_at_midnight_in_Tokyo()
    {
        _time.Pass(TimeSpan.FromHours(12) - TimeSpan.FromTicks(1));
        _clock.Today.ShouldBe(new DateOnly(2026, 11, 20));

        _time.Pass(TimeSpan.FromTicks(1));
        _clock.Today.ShouldBe(new DateOnly(2026, 11, 21));
    }

    [Fact]
    public void A_day_ends_a_microsecond_before_the_next_begins()
    {
        var day = new DateOnly(2026, 4, 1);

        _clock.StartOf(day).ShouldBe(new DateTime(2026, 3, 31, 15, 0, 0, DateTimeKind.Utc));
        _clock.EndOf(day).AddMicroseconds(1).ShouldBe(_clock.StartOf(day.AddDays(1)));
        _clock.DayOf(_clock.EndOf(day)).ShouldBe(day);
    }
}
