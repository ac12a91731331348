using System.Text.Json;
using FsCheck;
using FsCheck.Fluent;

namespace CsMonolith.Kernel.Tests;

public sealed class MonthTests
{
    private static readonly Arbitrary<Month> Months = (
        from year in Gen.Choose(1950, 2900)
        from number in Gen.Choose(1, 12)
        select new Month(year, number)
    ).ToArbitrary();

    [Fact]
    public void A_month_written_as_text_is_read_back_unchanged() =>
        Prop.ForAll(
                Months,
                month =>
                    Month.Parse(month.ToString(), null) == month
                    && JsonSerializer.Deserialize<Month>(JsonSerializer.Serialize(month)) == month
            )
            .QuickCheckThrowOnFailure();

    [Fact]
    public void The_first_and_last_day_lie_in_the_month() =>
        Prop.ForAll(
                Months,
                month =>
                    Month.Of(month.First) == month
                    && Month.Of(month.Last) == month
                    && month.Last.AddDays(1) == month.Plus(1).First
            )
            .QuickCheckThrowOnFailure();

    [Fact]
    public void Adding_months_and_taking_them_away_gives_the_same_month() =>
        Prop.ForAll(
                Months,
                Gen.Choose(-500, 500).ToArbitrary(),
                (month, many) =>
                    month.Plus(many).Plus(-many) == month
                    && Math.Sign(month.Plus(many).CompareTo(month)) == Math.Sign(many)
            )
            .QuickCheckThrowOnFailure();

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
