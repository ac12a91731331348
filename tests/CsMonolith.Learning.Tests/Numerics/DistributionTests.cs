using CsMonolith.Learning.Numerics;

namespace CsMonolith.Learning.Tests.Numerics;

/// <summary>Figures of R 4.2: pnorm, pchisq, and the closed forms beside them.</summary>
public sealed class DistributionTests
{
    [Theory]
    [InlineData(0, 0.5)]
    [InlineData(1.96, 0.9750021048517795)]
    [InlineData(-1.6448536269514722, 0.05)]
    [InlineData(-6, 9.865876450376946e-10)]
    public void The_normal_distribution_is_Rs(double z, double below)
    {
        NormalDistribution.Below(z).ShouldBe(below, 1e-12 * Math.Max(below, 1e-3));
        NormalDistribution.Quantile(below).ShouldBe(z, 1e-6);
    }

    [Theory]
    [InlineData(3.841458820694124, 1, 0.95)]
    [InlineData(10, 10, 0.5595067149347875)]
    [InlineData(2, 2, 0.6321205588285577)]
    public void The_chi_square_distribution_is_Rs(double x, double degrees, double below)
    {
        ChiSquareDistribution.Below(x, degrees).ShouldBe(below, 1e-12);
        ChiSquareDistribution.Above(x, degrees).ShouldBe(1 - below, 1e-12);
    }

    [Fact]
    public void Two_degrees_of_freedom_are_exponential_far_into_both_tails()
    {
        ChiSquareDistribution.Above(400, 2).ShouldBe(Math.Exp(-200), Math.Exp(-200) * 1e-10);
        ChiSquareDistribution.Below(2e-9, 2).ShouldBe(1e-9, 1e-17);
    }

    [Fact]
    public void Kolmogorovs_two_series_meet()
    {
        KolmogorovDistribution.Above(1.3580986393225505).ShouldBe(0.05, 1e-6);
        KolmogorovDistribution.Above(1 - 1e-9).ShouldBe(KolmogorovDistribution.Above(1), 1e-8);
    }
}
