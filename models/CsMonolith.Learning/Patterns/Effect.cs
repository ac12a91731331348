using System.Runtime.InteropServices;
using CsMonolith.Learning.Evaluation;

namespace CsMonolith.Learning.Patterns;

/// <summary>Rows of one stratum, in two arms.</summary>
/// <param name="With">Rows for which the condition holds.</param>
/// <param name="WithOutcome">Of those, rows with the outcome.</param>
/// <param name="Without">Rows for which it does not hold.</param>
/// <param name="WithoutOutcome">Of those, rows with the outcome.</param>
[StructLayout(LayoutKind.Auto)]
public readonly record struct Arms(int With, int WithOutcome, int Without, int WithoutOutcome)
{
    /// <summary>All rows.</summary>
    public int Rows => With + Without;

    /// <summary>One row; none where it is unknown whether the condition holds.</summary>
    internal static Arms Of(bool? holds, bool hasOutcome)
    {
        var hit = hasOutcome ? 1 : 0;
        return holds switch
        {
            true => new Arms(1, hit, 0, 0),
            false => new Arms(0, 0, 1, hit),
            null => default,
        };
    }

    /// <summary>Sum of two strata.</summary>
    public static Arms operator +(Arms a, Arms b) => Add(a, b);

    /// <summary>Sum of two strata.</summary>
    public static Arms Add(Arms a, Arms b) =>
        new(a.With + b.With, a.WithOutcome + b.WithOutcome, a.Without + b.Without, a.WithoutOutcome + b.WithoutOutcome);
}

/// <summary>
/// How the outcome differs between rows with and without a condition. Shares and differences are fractions, not points.
/// </summary>
/// <param name="Arms">Rows in both arms, over all strata.</param>
/// <param name="Coverage">Share of rows for which the condition holds.</param>
/// <param name="Confidence">Share of the outcome with it.</param>
/// <param name="BaseRate">Share of the outcome among all rows.</param>
/// <param name="Lift">Confidence over base rate; NaN if the base rate is 0.</param>
/// <param name="Difference">Share with less share without, with Newcombe's 95% interval.</param>
/// <param name="FisherP">Fisher's exact two-sided p, over all strata together.</param>
/// <param name="P">
/// Exact two-sided p within the strata: what a verdict and its adjustment for many tests rest on. Fisher's where there
/// is one stratum.
/// </param>
/// <param name="Adjusted">
/// Mantel and Haenszel's difference over the strata with Sato's 95% interval; NaN if no stratum has both arms.
/// </param>
public sealed record Effect(
    Arms Arms,
    double Coverage,
    double Confidence,
    double BaseRate,
    double Lift,
    Interval Difference,
    double FisherP,
    double P,
    Interval Adjusted
)
{
    private const double Z = 1.959963984540054;

    /// <summary>Measures a condition.</summary>
    /// <param name="strata">One or more strata with the same condition and outcome.</param>
    /// <exception cref="ArgumentException">One of the arms has no row at all.</exception>
    /// <remarks>
    /// Newcombe, Interval estimation for the difference between independent proportions, Statistics in Medicine 17,
    /// 1998, method 10. Sato, Greenland and Robins, On the variance estimator for the Mantel-Haenszel risk difference,
    /// Biometrics 45, 1989. O(strata + rows).
    /// </remarks>
    public static Effect Of(IReadOnlyList<Arms> strata)
    {
        ArgumentNullException.ThrowIfNull(strata);
        var all = strata.Aggregate(default(Arms), Arms.Add);
        if (all.With == 0 || all.Without == 0)
        {
            throw new ArgumentException("A difference needs rows in both arms.", nameof(strata));
        }

        var confidence = (double)all.WithOutcome / all.With;
        var rate = (double)(all.WithOutcome + all.WithoutOutcome) / all.Rows;
        return new Effect(
            all,
            (double)all.With / all.Rows,
            confidence,
            rate,
            rate > 0 ? confidence / rate : double.NaN,
            Newcombe(all),
            FisherTwoSided(all),
            StratifiedTest.TwoSided(strata),
            MantelHaenszel(strata)
        );
    }

    /// <summary>Wilson's score interval of a share at 95 %.</summary>
    /// <param name="hits">0 to <paramref name="rows"/>.</param>
    /// <param name="rows">At least 1; of none the ends are NaN.</param>
    /// <remarks>Wilson, Probable inference, the law of succession, and statistical inference, JASA 22 (1927).</remarks>
    public static (double Low, double High) Wilson(int hits, int rows)
    {
        var p = (double)hits / rows;
        var middle = p + Z * Z / (2 * rows);
        var half = Z * Math.Sqrt(p * (1 - p) / rows + Z * Z / (4.0 * rows * rows));
        return ((middle - half) / (1 + Z * Z / rows), (middle + half) / (1 + Z * Z / rows));
    }

    /// <summary>The share with less the share without, with its 95 % interval; NaN if an arm is empty.</summary>
    /// <remarks>Newcombe, Interval estimation for the difference between independent proportions, Statistics in Medicine 17
    /// (1998), method 10.</remarks>
    public static Interval Newcombe(Arms arms)
    {
        var (p1, p2) = ((double)arms.WithOutcome / arms.With, (double)arms.WithoutOutcome / arms.Without);
        var (low1, high1) = Wilson(arms.WithOutcome, arms.With);
        var (low2, high2) = Wilson(arms.WithoutOutcome, arms.Without);
        var difference = p1 - p2;
        return new Interval(
            difference,
            difference - Math.Sqrt((p1 - low1) * (p1 - low1) + (high2 - p2) * (high2 - p2)),
            difference + Math.Sqrt((high1 - p1) * (high1 - p1) + (p2 - low2) * (p2 - low2))
        );
    }

    /// <summary>Sum of the probabilities of all tables with these margins that are no likelier than this one.</summary>
    internal static double FisherTwoSided(Arms arms)
    {
        var hits = arms.WithOutcome + arms.WithoutOutcome;
        var (least, most) = (Math.Max(0, hits - arms.Without), Math.Min(hits, arms.With));
        var seen = LogHypergeometric(arms.WithOutcome, arms, hits);
        var p = 0.0;
        for (var k = least; k <= most; k++)
        {
            var log = LogHypergeometric(k, arms, hits);
            p += log <= seen + 1e-7 ? Math.Exp(log) : 0;
        }

        return Math.Min(p, 1);
    }

    internal static Interval MantelHaenszel(IReadOnlyList<Arms> strata)
    {
        double weights = 0,
            differences = 0,
            p = 0,
            q = 0;
        foreach (var stratum in strata)
        {
            if (stratum.With == 0 || stratum.Without == 0)
            {
                continue;
            }

            double n1 = stratum.With,
                n0 = stratum.Without,
                y1 = stratum.WithOutcome,
                y0 = stratum.WithoutOutcome,
                n = stratum.Rows;
            weights += n1 * n0 / n;
            differences += (y1 * n0 - y0 * n1) / n;
            p += (n1 * n1 * y0 - n0 * n0 * y1 + n1 * n0 * (n0 - n1) / 2) / (n * n);
            q += (y1 * (n0 - y0) + y0 * (n1 - y1)) / (2 * n);
        }

        if (weights == 0)
        {
            return new Interval(double.NaN, double.NaN, double.NaN);
        }

        var difference = differences / weights;
        var half = Z * Math.Sqrt(Math.Max(difference * p + q, 0)) / weights;
        return new Interval(difference, difference - half, difference + half);
    }

    internal static double LogHypergeometric(int k, Arms arms, int hits) =>
        LogChoose(arms.With, k) + LogChoose(arms.Without, hits - k) - LogChoose(arms.Rows, hits);

    private static double LogChoose(int n, int k) => LogFactorial(n) - LogFactorial(k) - LogFactorial(n - k);

    // Stirling's series beyond 20, where its error is below 1e-12; the product below.
    private static double LogFactorial(int n)
    {
        if (n <= 20)
        {
            var log = 0.0;
            for (var i = 2; i <= n; i++)
            {
                log += Math.Log(i);
            }

            return log;
        }

        double x = n + 1;
        var inverse = 1 / x;
        return (x - 0.5) * Math.Log(x)
            - x
            + 0.5 * Math.Log(2 * Math.PI)
            + inverse / 12
            - Math.Pow(inverse, 3) / 360
            + Math.Pow(inverse, 5) / 1260
            - Math.Pow(inverse, 7) / 1680;
    }
}
