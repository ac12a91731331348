using CsMonolith.Learning.Survival;

namespace CsMonolith.Learning.Tests.Survival;

public sealed class ChurnCurveTests
{
    [Fact]
    public void A_constant_hazard_gives_the_geometric_curve_and_lifetime()
    {
        var curve = new ChurnCurve([.. Enumerable.Repeat(0.05, 24)]);

        for (var period = 1; period <= 24; period++)
        {
            curve.Left(period).ShouldBe(1 - Math.Pow(0.95, period), 1e-12);
        }

        curve.Lifetime().ShouldBe(1 / 0.05, 1e-9);
        curve.LifetimeWithin().ShouldBe((1 - Math.Pow(0.95, 24)) / 0.05, 1e-9);
    }

    [Fact]
    public void What_is_kept_and_what_is_at_risk_make_up_the_annuity()
    {
        var curve = new ChurnCurve([0.1, 0.3, 0]);
        var annuity = 100 * (1 / 1.01 + 1 / Math.Pow(1.01, 2) + 1 / Math.Pow(1.01, 3));

        (curve.ValueKept(100, 0.01) + curve.ValueAtRisk(100, 0.01)).ShouldBe(annuity, 1e-9);
        curve.ValueAtRisk(100).ShouldBe(100 * (0.1 + 0.37 + 0.37), 1e-9);
        curve.ValueKept(0).ShouldBe(0);
    }

    [Fact]
    public void Whoever_cannot_leave_stays_for_ever_and_whoever_must_stays_one_period()
    {
        new ChurnCurve([0.5, 0]).Lifetime().ShouldBe(double.PositiveInfinity);
        new ChurnCurve([1, 0]).Lifetime().ShouldBe(1);
    }

    [Theory]
    [InlineData(-0.1)]
    [InlineData(1.1)]
    [InlineData(double.NaN)]
    public void A_hazard_that_is_no_probability_is_refused(double hazard) =>
        Should.Throw<ArgumentException>(() => new ChurnCurve([0.1, hazard]));
}
