using System.Text.Json;
using FsCheck.Xunit;

namespace CsMonolith.Kernel.Tests;

[Properties(Arbitrary = [typeof(Arbitraries)])]
public sealed class MonthTests
{
    [Property]
    public bool A_month_written_as_text_is_read_back_unchanged(Month month) =>
        Month.Parse(month.ToString(), null) == month
        && JsonSerializer.Deserialize<Month>(JsonSerializer.Serialize(month)) == month;

    [Property]
    public bool The_first_and_last_day_lie_in_the_month(Month month) =>
        Month.Of(month.First) == month && Month.Of(month.Last) == month && month.Last.AddDays(1) == month.Plus(1).First;

    [Property]
    public bool Adding_months_and_taking_them_away_gives_the_same_month(Month month, short far)
    {
        var many = far % 501;
        return month.Plus(many).Plus(-many) == month && Math.Sign(month.Plus(many).CompareTo(month)) == Math.Sign(many);
    }

    [Fact]
    public void A_range_of_months_includes_both_ends()
    {
        Month
            .Between(new(2025, 11), new(2026, 2))
            .Select(month => month.ToString())
            .ShouldBe(["2025-11", "2025-12", "2026-01", "2026-02"]);
        Month.Between(new(2026, 2), new(2026, 1)).ShouldBeEmpty();
    }

    [Theory]
    [InlineData("2026-13")]
    [InlineData("2026-4")]
    [InlineData("1899-12")]
    [InlineData("2026-04-01")]
    [InlineData("")]
    [InlineData(null)]
    public void Text_that_is_no_month_is_refused(string? text) => Month.TryParse(text, null, out _).ShouldBeFalse();
}
