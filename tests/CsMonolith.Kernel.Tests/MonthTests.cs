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
    public void What_is_written_is_read_again() =>
        Prop.ForAll(
                Months,
                month =>
                    Month.Parse(month.ToString(), null) == month
                    && JsonSerializer.Deserialize<Month>(JsonSerializer.Serialize(month)) == month
            )
            .QuickCheckThrowOnFailure();

    [Fact]
    public void Its_days_are_its_own() =>
        Prop.ForAll(
                Months,
                month =>
                    Month.Of(month.First) == month
                    && Month.Of(month.Last) == month
                    && month.Last.AddDays(1) == month.Plus(1).First
            )
            .QuickCheckThrowOnFailure();

    [Fact]
    public void So_many_months_on_and_back_is_where_one_was() =>
        Prop.ForAll(
                Months,
                Gen.Choose(-500, 500).ToArbitrary(),
                (month, many) =>
                    month.Plus(many).Plus(-many) == month
                    && Math.Sign(month.Plus(many).CompareTo(month)) == Math.Sign(many)
            )
            .QuickCheckThrowOnFailure();

    [Fact]
    public void Both_ends_belong_to_a_run_of_months()
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
    public void What_is_no_month_is_not_taken(string? text) => Month.TryParse(text, null, out _).ShouldBeFalse();
}
