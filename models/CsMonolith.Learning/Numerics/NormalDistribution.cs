namespace CsMonolith.Learning.Numerics;

/// <summary>The standard normal distribution.</summary>
public static class NormalDistribution
{
    /// <summary>Two-sided 95% point.</summary>
    public const double Z95 = 1.959963984540054;

    /// <summary>Φ(z), with an error below 1e-14.</summary>
    public static double Below(double z) =>
        z < 0 ? 0.5 * ChiSquareDistribution.Above(z * z, 1) : 1 - 0.5 * ChiSquareDistribution.Above(z * z, 1);

    /// <summary>P(|Z| ≥ |z|).</summary>
    public static double TwoSided(double z) => ChiSquareDistribution.Above(z * z, 1);

    /// <summary>Φ⁻¹(p).</summary>
    /// <param name="p">In (0, 1).</param>
    /// <remarks>
    /// Bisection over [−40, 40] to the last bit: exact, and slow enough (about 60 steps) to be kept out of loops.
    /// </remarks>
    public static double Quantile(double p)
    {
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(p);
        ArgumentOutOfRangeException.ThrowIfGreaterThanOrEqual(p, 1);
        var (low, high) = (-40.0, 40.0);
        for (var step = 0; step < 100 && high - low > 1e-14; step++)
        {
            var middle = (low + high) / 2;
            (low, high) = Below(middle) < p ? (middle, high) : (low, middle);
        }

        return (low + high) / 2;
    }
}
