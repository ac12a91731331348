using CsMonolith.Learning.Calibration;
using CsMonolith.Learning.Numerics;

namespace CsMonolith.Learning.Tests.Calibration;

public sealed class PlattTests
{
    [Fact]
    public void Log_odds_that_are_twice_too_sure_are_halved()
    {
        var (logOdds, labels) = Drawn.Right(4_000, seed: 1);

        var platt = Platt.Fit(Array.ConvertAll(logOdds, score => 2 * score), labels, Drawn.Ones(labels));

        platt.Slope.ShouldBe(0.5, 0.05);
        platt.Offset.ShouldBe(0, 0.1);
    }

    [Fact]
    public void The_fit_leaves_no_gradient()
    {
        var (logOdds, labels) = Drawn.Right(1_000, seed: 2);
        var doubled = Array.ConvertAll(logOdds, score => 2 * score + 1);

        var platt = Platt.Fit(doubled, labels, Drawn.Ones(labels));

        var residual = doubled
            .Select((score, i) => (labels[i] ? 1 : 0) - Logistic.Sigmoid(platt.Apply(score)))
            .ToArray();
        residual.Average().ShouldBe(0, 1e-6);
        residual.Zip(doubled).Average(pair => pair.First * pair.Second).ShouldBe(0, 1e-6);
    }

    [Fact]
    public void Log_odds_in_the_wrong_order_are_not_turned_round()
    {
        var (logOdds, labels) = Drawn.Right(1_000, seed: 3);

        Platt.Fit(Array.ConvertAll(logOdds, score => -score), labels, Drawn.Ones(labels)).Slope.ShouldBeGreaterThan(0);
    }
}
