using CsMonolith.Learning.Evaluation;

namespace CsMonolith.Learning.Tests.Evaluation;

public sealed class CalibrationAndGainsTests
{
    [Theory]
    [InlineData(50, 7)]
    [InlineData(400, int.MaxValue)]
    public void The_parts_of_Briers_score_add_up_to_it(int rows, int distinct)
    {
        var (scores, labels) = Made.Forecasts(rows, seed: rows, distinct);

        BrierParts.Of(scores, labels).Score.ShouldBe(Metrics.Brier(scores, labels), 1e-12);
    }

    [Fact]
    public void Two_forecasts_have_the_parts_that_a_person_can_count()
    {
        // 0.2 said five times and once right, 0.7 said five times and four times right.
        double[] forecasts = [0.2, 0.2, 0.2, 0.2, 0.2, 0.7, 0.7, 0.7, 0.7, 0.7];
        bool[] labels = [true, false, false, false, false, true, true, true, true, false];

        var parts = BrierParts.Of(forecasts, labels, bins: 10);

        parts.Reliability.ShouldBe(0.5 * 0 + 0.5 * 0.01, 1e-12);
        parts.Resolution.ShouldBe(0.09, 1e-12);
        parts.Uncertainty.ShouldBe(0.25, 1e-12);
        parts.Within.ShouldBe(0, 1e-12);
    }

    [Fact]
    public void A_calibrated_forecast_errs_no_more_than_chance_and_a_bold_one_more()
    {
        var random = new Random(1);
        var within = 0;
        for (var draw = 0; draw < 20; draw++)
        {
            var truth = Enumerable.Range(0, 600).Select(_ => random.NextDouble()).ToArray();
            var labels = truth.Select(p => random.NextDouble() < p).ToArray();
            within += CalibrationError.Of(truth, labels) is var fair && fair.Ece.Value <= fair.ByChance ? 1 : 0;
            var bold = CalibrationError.Of([.. truth.Select(p => Math.Clamp(1.6 * p - 0.3, 0, 1))], labels);
            bold.Ece.Value.ShouldBeGreaterThan(bold.ByChance);
            bold.Ece.Low.ShouldBeLessThan(bold.Ece.High);
        }

        within.ShouldBeGreaterThanOrEqualTo(17);
    }

    [Fact]
    public void A_team_of_two_catches_what_its_two_calls_are_worth()
    {
        var caught = Gains.AtCapacity([0.9, 0.8, 0.7, 0.1], [true, false, true, true], [100, 50, 30, 20], capacity: 2);

        (caught.Hits, caught.Precision, caught.Value.Value).ShouldBe((1, 0.5, 100));
        caught.Recall.ShouldBe(1 / 3.0, 1e-12);
        caught.ShareOfValue.Value.ShouldBe(100 / 150.0, 1e-12);
    }

    [Fact]
    public void What_one_order_catches_beyond_another_has_the_interval_of_the_difference()
    {
        double[] value = [100, 50, 30, 20];
        bool[] lost = [true, false, true, true];
        Gains.CaughtMore([0.9, 0.8, 0.7, 0.1], [0.9, 0.1, 0.7, 0.8], lost, value, capacity: 2).Value.ShouldBe(20);
        Gains
            .CaughtMore([0.9, 0.8, 0.7, 0.1], [0.8, 0.7, 0.6, 0.1], lost, value, capacity: 2)
            .ShouldBe(new Interval(0, 0, 0));
        Should.Throw<ArgumentException>(() => Gains.CaughtMore([0.9], [0.9, 0.1], lost, value, capacity: 2));
        var (scores, labels) = Made.Forecasts(600, seed: 3);

        var gained = Gains.CaughtMore([.. Enumerable.Repeat(0.5, 600)], scores, labels, [], capacity: 60);

        gained.Low.ShouldBeInRange(0.1, gained.Value);
        gained.High.ShouldBeGreaterThan(gained.Value);
    }

    [Fact]
    public void Rows_tied_at_the_edge_count_in_part() =>
        Gains
            .AtCapacity([0.9, 0.5, 0.5, 0.5], [false, true, true, false], [], capacity: 2)
            .Hits.ShouldBe(2 / 3.0, 1e-12);

    [Fact]
    public void The_gain_curve_ends_with_everything_and_a_perfect_order_has_it_all_at_the_base_rate()
    {
        var labels = Enumerable.Range(0, 100).Select(row => row < 25).ToArray();

        var curve = Gains.Curve([.. Enumerable.Range(0, 100).Select(row => -(double)row)], labels);

        curve[4].ShouldBe(new GainPoint(0.25, 1, 4));
        curve[19].ShouldBe(new GainPoint(1, 1, 1));
        curve[0].Gain.ShouldBe(0.2, 1e-12);
    }

    [Fact]
    public void The_interval_of_the_caught_share_holds_the_truth_about_nineteen_times_in_twenty()
    {
        var held = 0;
        for (var draw = 0; draw < 100; draw++)
        {
            var random = new Random(draw);
            var scores = Enumerable.Range(0, 300).Select(_ => random.NextDouble()).ToArray();
            var labels = scores.Select(score => random.NextDouble() < score).ToArray();
            // The top fifth of an even spread holds (1 − 0.8²) of the outcomes.
            var share = Gains.AtCapacity(scores, labels, [], capacity: 60, seed: (ulong)draw).ShareOfValue;
            held += share.Low <= 0.36 && share.High >= 0.36 ? 1 : 0;
        }

        held.ShouldBeInRange(88, 99);
    }
}
