namespace CsMonolith.Learning.Numerics;

/// <summary>
/// The chi-square distribution: the regularised incomplete gamma function at half the degrees of freedom.
/// </summary>
/// <remarks>
/// Series below the mean, Lentz's continued fraction above it: Numerical Recipes, 3rd edition, section 6.2.
/// </remarks>
public static class ChiSquareDistribution
{
    private const double Tiny = 1e-300;

    /// <summary>P(X ≤ x).</summary>
    /// <param name="x">At least 0.</param>
    /// <param name="degrees">Degrees of freedom, above 0.</param>
    public static double Below(double x, double degrees)
    {
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(degrees);
        var (a, half) = (degrees / 2, x / 2);
        return half <= 0 ? 0
            : half < a + 1 ? Series(a, half)
            : 1 - Fraction(a, half);
    }

    /// <summary>P(X &gt; x), with full relative accuracy in the tail.</summary>
    /// <inheritdoc cref="Below"/>
    public static double Above(double x, double degrees)
    {
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(degrees);
        var (a, half) = (degrees / 2, x / 2);
        return half <= 0 ? 1
            : half < a + 1 ? 1 - Series(a, half)
            : Fraction(a, half);
    }

    /// <summary>ln Γ(x) for x &gt; 0: Stirling's series from 15 on, recurrence below.</summary>
    internal static double LogGamma(double x)
    {
        var shift = 0.0;
        for (; x < 15; x++)
        {
            shift -= Math.Log(x);
        }

        var inverse = 1 / x;
        return shift
            + (x - 0.5) * Math.Log(x)
            - x
            + 0.5 * Math.Log(2 * Math.PI)
            + inverse / 12
            - Math.Pow(inverse, 3) / 360
            + Math.Pow(inverse, 5) / 1260
            - Math.Pow(inverse, 7) / 1680;
    }

    private static double Series(double a, double x)
    {
        var (term, sum) = (1 / a, 1 / a);
        for (var n = 1; n < 10_000 && term > sum * 1e-17; n++)
        {
            term *= x / (a + n);
            sum += term;
        }

        return sum * Math.Exp(-x + a * Math.Log(x) - LogGamma(a));
    }

    private static double Fraction(double a, double x)
    {
        var b = x + 1 - a;
        var c = 1 / Tiny;
        var d = 1 / b;
        var h = d;
        for (var i = 1; i < 10_000; i++)
        {
            var an = -i * (i - a);
            b += 2;
            d = an * d + b;
            d = 1 / (Math.Abs(d) < Tiny ? Tiny : d);
            c = b + an / c;
            c = Math.Abs(c) < Tiny ? Tiny : c;
            h *= d * c;
            if (Math.Abs(d * c - 1) < 1e-16)
            {
                break;
            }
        }

        return Math.Exp(-x + a * Math.Log(x) - LogGamma(a)) * h;
    }
}
