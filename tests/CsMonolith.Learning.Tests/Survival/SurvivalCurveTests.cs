using CsMonolith.Learning.Survival;

namespace CsMonolith.Learning.Tests.Survival;

public sealed class SurvivalCurveTests
{
    private const double Exact = 1e-12;

    // 10, 20, not yet by 30, 40, not yet by 50.
    private static readonly Waiting[] Five =
    [
        new(10, true),
        new(20, true),
        new(30, false),
        new(40, true),
        new(50, false),
    ];

    [Fact]
    public void The_curve_falls_by_those_who_reached_it_of_those_still_waiting()
    {
        var curve = SurvivalCurve.Of(Five);

        curve
            .Points.Select(point => (point.Days, point.AtRisk, point.Reached))
            .ShouldBe([(10, 5, 1), (20, 4, 1), (40, 2, 1)]);
        foreach (var (point, share) in curve.Points.Zip([0.8, 0.6, 0.3]))
        {
            point.Share.ShouldBe(share, Exact);
        }

        (curve.Watched, curve.Reached, curve.LastDay, curve.KnownTo).ShouldBe((5, 3, 50, 50));
    }

    [Fact]
    public void The_median_counts_those_who_wait_and_its_interval_is_that_of_Brookmeyer_and_Crowley()
    {
        var curve = SurvivalCurve.Of(Five);

        // 0.8 ^ exp(±1.96 √0.05 / 0.22314) and 0.3 ^ exp(±1.96 √0.63333 / 1.20397), by hand.
        (curve.Points[0].Low, curve.Points[0].High).ShouldBe((0.2038, 0.9692), 0.0001);
        (curve.Points[2].Low, curve.Points[2].High).ShouldBe((0.0123, 0.7192), 0.0001);
        curve.Median.ShouldBe(new MedianDays(40, 10, null));
    }

    [Fact]
    public void A_sample_of_a_textbook_comes_out_as_printed()
    {
        // Remission of leukaemia under 6-MP, Freireich 1963: median 23, interval from 13 on, S(23) = 0.448.
        int[] relapsed = [6, 6, 6, 7, 10, 13, 16, 22, 23];
        int[] watched = [6, 9, 10, 11, 17, 19, 20, 25, 32, 32, 34, 35];

        var curve = SurvivalCurve.Of([
            .. relapsed.Select(days => new Waiting(days, true)),
            .. watched.Select(days => new Waiting(days, false)),
        ]);

        curve.Points[^1].Share.ShouldBe(0.4482, 0.0001);
        curve.Median.ShouldBe(new MedianDays(23, 13, null));
    }

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(3)]
    public void Without_censoring_it_is_the_ordinary_median_and_mean(int seed)
    {
        var chance = new Random(seed);
        for (var round = 0; round < 200; round++)
        {
            var days = Enumerable.Range(0, chance.Next(1, 40)).Select(_ => chance.Next(0, 60)).Order().ToList();
            var upTo = chance.Next(1, 60);

            var curve = SurvivalCurve.Of(days.Select(day => new Waiting(day, Reached: true)));

            curve.Median.Days.ShouldBe(days[(days.Count - 1) / 2]);
            foreach (var point in curve.Points)
            {
                point.Share.ShouldBe((double)days.Count(day => day > point.Days) / days.Count, 1e-9);
            }

            var capped = days.ConvertAll(day => (double)Math.Min(day, upTo));
            var mean = capped.Average();
            var (area, error) = curve.MeanUpTo(upTo);
            area.ShouldBe(mean, 1e-9);
            error.ShouldBe(Math.Sqrt(capped.Sum(day => (day - mean) * (day - mean))) / days.Count, 1e-9);
        }
    }

    [Fact]
    public void With_everybody_still_waiting_there_is_no_median()
    {
        var curve = SurvivalCurve.Of([new(10, false), new(99, false)]);

        curve.Median.ShouldBe(new MedianDays(null, null, null));
        curve.Points.ShouldBeEmpty();
        curve.MeanUpTo(99).ShouldBe((99, 0));
        SurvivalCurve.Of([]).Median.Days.ShouldBeNull();
        double.IsNaN(SurvivalCurve.Of([]).MeanUpTo(1).Days).ShouldBeTrue();
    }

    [Fact]
    public void One_who_is_lost_on_a_day_still_waited_on_it()
    {
        var curve = SurvivalCurve.Of([new(10, false), new(10, true)]);

        curve
            .Points.ShouldHaveSingleItem()
            .ShouldBe(new SurvivalPoint(10, 2, 1, 0.5, curve.Points[0].Low, curve.Points[0].High));
        curve.Median.Days.ShouldBe(10);
    }

    [Fact]
    public void Nothing_is_said_beyond_the_last_day_watched_or_of_days_below_zero()
    {
        var curve = SurvivalCurve.Of(Five);

        // 10 · 1 + 10 · 0.8 + 20 · 0.6 + 10 · 0.3.
        curve.MeanUpTo(50).Days.ShouldBe(33, Exact);
        Should.Throw<ArgumentOutOfRangeException>(() => curve.MeanUpTo(51));
        Should.Throw<ArgumentOutOfRangeException>(() => SurvivalCurve.Of([new(-1, true)]));
    }
}

/// <summary>Compares two numbers at once.</summary>
internal static class Pairs
{
    public static void ShouldBe(this (double, double) pair, (double, double) expected, double tolerance)
    {
        pair.Item1.ShouldBe(expected.Item1, tolerance);
        pair.Item2.ShouldBe(expected.Item2, tolerance);
    }
}
