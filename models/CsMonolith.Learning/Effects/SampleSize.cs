using CsMonolith.Learning.Numerics;

namespace CsMonolith.Learning.Effects;

/// <summary>
/// How many customers a planned experiment needs, and what so many can show. Two-sided, difference of two shares.
/// </summary>
/// <remarks>
/// Fleiss, Levin and Paik, Statistical Methods for Rates and Proportions, 3rd edition, 2003, equation 4.14, without
/// continuity correction.
/// </remarks>
public static class SampleSize
{
    /// <summary>Customers in all that find a difference with the wanted power.</summary>
    /// <param name="baseShare">Share of the outcome without the treatment, in (0, 1).</param>
    /// <param name="difference">Difference worth finding, not 0; base share + difference lies in (0, 1).</param>
    /// <param name="treatedShare">Share of customers that are treated, in (0, 1); the rest is held out.</param>
    /// <param name="power">In (0, 1).</param>
    /// <param name="level">Two-sided error of the first kind, in (0, 1).</param>
    public static int Customers(
        double baseShare,
        double difference,
        double treatedShare = 0.5,
        double power = 0.8,
        double level = 0.05
    )
    {
        var (null0, own) = Errors(baseShare, difference, treatedShare);
        ArgumentOutOfRangeException.ThrowIfZero(difference);
        var root = NormalDistribution.Quantile(1 - level / 2) * null0 + NormalDistribution.Quantile(power) * own;
        return (int)Math.Ceiling(root * root / (difference * difference));
    }

    /// <summary>Chance to find a difference with so many customers.</summary>
    /// <inheritdoc cref="Customers"/>
    /// <param name="customers">In all, at least 2.</param>
    public static double Power(
        int customers,
        double baseShare,
        double difference,
        double treatedShare = 0.5,
        double level = 0.05
    )
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(customers, 2);
        var (null0, own) = Errors(baseShare, difference, treatedShare);
        var (far, limit) = (
            Math.Abs(difference) * Math.Sqrt(customers),
            NormalDistribution.Quantile(1 - level / 2) * null0
        );
        return NormalDistribution.Below((far - limit) / own) + NormalDistribution.Below((-far - limit) / own);
    }

    // Standard errors times √n: under no difference, and under the one given.
    private static (double Null, double Own) Errors(double baseShare, double difference, double treatedShare)
    {
        foreach (var share in new[] { baseShare, baseShare + difference, treatedShare })
        {
            ArgumentOutOfRangeException.ThrowIfNegativeOrZero(share);
            ArgumentOutOfRangeException.ThrowIfGreaterThanOrEqual(share, 1);
        }

        var other = baseShare + difference;
        var mean = treatedShare * other + (1 - treatedShare) * baseShare;
        return (
            Math.Sqrt(mean * (1 - mean) * (1 / treatedShare + 1 / (1 - treatedShare))),
            Math.Sqrt(other * (1 - other) / treatedShare + baseShare * (1 - baseShare) / (1 - treatedShare))
        );
    }
}
