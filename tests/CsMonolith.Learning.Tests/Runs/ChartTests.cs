using CsMonolith.Learning.Runs;

namespace CsMonolith.Learning.Tests.Runs;

public sealed class ChartTests
{
    [Theory]
    [InlineData(0, 1, "0.0 0.2 0.4 0.6 0.8 1.0")]
    [InlineData(0, 3.3, "0 1 2 3")]
    [InlineData(-0.013, 0.021, "-0.01 0.00 0.01 0.02")]
    [InlineData(0, 45_000, "0 10k 20k 30k 40k")]
    [InlineData(-3, 2e6, "0 0.5M 1M 1.5M 2M")]
    [InlineData(2, 2, "1.6 1.8 2.0 2.2 2.4")]
    public void Ticks_are_few_and_round(double from, double to, string expected) =>
        string.Join(' ', Chart.Ticks(Chart.Wide((from, to)), 5).Select(tick => tick.Text)).ShouldBe(expected);

    [Fact]
    public void No_axis_has_more_than_seven_ticks()
    {
        var random = new Random(1);
        for (var trial = 0; trial < 1_000; trial++)
        {
            var (from, width) = (
                (random.NextDouble() - 0.5) * Math.Pow(10, random.Next(-6, 7)),
                random.NextDouble() * Math.Pow(10, random.Next(-6, 7))
            );

            Chart.Ticks((from, from + width), 5).Count.ShouldBeInRange(1, 7);
        }
    }

    [Fact]
    public void A_long_name_is_cut_and_stands_in_full_in_its_title() =>
        new Chart(200, 100, (0, 1), (0, 1), "x", left: 60)
            .Beside(0.5, "<a very long name>")
            .Svg()
            .ShouldContain("<title>&lt;a very long name&gt;</title>&lt;a ve");
}
