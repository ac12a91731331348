using CsMonolith.Learning.Calibration;
using CsMonolith.Learning.Training;

namespace CsMonolith.Learning.Tests.Calibration;

public sealed class PlattTests
{
    [Fact]
    public void Log_odds_that_are_twice_too_sure_are_halved()
    {
        var (logOdds, labels) = Drawn(4_000, seed: 1);

        var platt = Platt.FitCautiously(Array.ConvertAll(logOdds, score => 2 * score), labels);

        platt.Slope.ShouldBe(0.5, 0.05);
        platt.Offset.ShouldBe(0, 0.1);
    }

    [Fact]
    public void Log_odds_that_are_right_are_left_alone_nearly_always()
    {
        var left = Enumerable.Range(0, 100).Count(seed =>
        {
            var (logOdds, labels) = Drawn(500, seed + 100);
            return Platt.FitCautiously(logOdds, labels) == Platt.Identity;
        });

        left.ShouldBeGreaterThanOrEqualTo(89);
    }

    [Fact]
    public void The_fit_leaves_no_gradient()
    {
        var (logOdds, labels) = Drawn(1_000, seed: 2);
        var doubled = Array.ConvertAll(logOdds, score => 2 * score + 1);

        var platt = Platt.Fit(doubled, labels);

        var residual = doubled.Select((score, i) => (labels[i] ? 1 : 0) - Logistic.Sigmoid(platt.Apply(score))).ToArray();
        residual.Average().ShouldBe(0, 1e-6);
        residual.Zip(doubled).Average(pair => pair.First * pair.Second).ShouldBe(0, 1e-6);
    }

    [Fact]
    public void Log_odds_in_the_wrong_order_are_not_turned_round()
    {
        var (logOdds, labels) = Drawn(1_000, seed: 3);

        Platt.FitCautiously(Array.ConvertAll(logOdds, score => -score), labels).Slope.ShouldBeGreaterThan(0);
    }

    private static (double[] LogOdds, bool[] Labels) Drawn(int rows, int seed)
    {
        var random = new Random(seed);
        var logOdds = Enumerable.Range(0, rows).Select(_ => random.NextDouble() * 6 - 3).ToArray();
        return (logOdds, Array.ConvertAll(logOdds, score => random.NextDouble() < Logistic.Sigmoid(score)));
    }
}
