namespace CsMonolith.Learning.Numerics;

/// <summary>Kolmogorov's limiting distribution of the largest gap between two distribution functions.</summary>
public static class KolmogorovDistribution
{
    /// <summary>
    /// P(K &gt; x): 2 Σ (−1)^(k−1) exp(−2k²x²), and Jacobi's other series where that one converges slowly.
    /// </summary>
    /// <param name="x">Gap times √n; for two samples n is n₁n₂/(n₁+n₂).</param>
    public static double Above(double x)
    {
        if (x <= 0)
        {
            return 1;
        }

        var sum = 0.0;
        if (x < 1)
        {
            for (var k = 1; k <= 20; k++)
            {
                sum += Math.Exp(-(2 * k - 1) * (2 * k - 1) * Math.PI * Math.PI / (8 * x * x));
            }

            return 1 - Math.Sqrt(2 * Math.PI) / x * sum;
        }

        for (var k = 1; k <= 20; k++)
        {
            sum += (k % 2 == 1 ? 2 : -2) * Math.Exp(-2.0 * k * k * x * x);
        }

        return sum;
    }
}
