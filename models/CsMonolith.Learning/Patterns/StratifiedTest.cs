using CsMonolith.Learning.Numerics;

namespace CsMonolith.Learning.Patterns;

/// <summary>Tests whether condition and outcome go together within strata.</summary>
/// <remarks>
/// Given the margins of each stratum, the number of outcomes with the condition is a sum of hypergeometric numbers if
/// the two are independent. Its distribution is added up exactly (Gart, Biometrika 57, 1970); with one stratum this is
/// Fisher's test. Where the strata are too large for that, Mantel and Haenszel's statistic with a continuity correction
/// is held against the normal distribution (JNCI 22, 1959).
/// </remarks>
internal static class StratifiedTest
{
    /// <summary>Most values that the sum may take for the exact test.</summary>
    private const int Exact = 2_000;

    /// <summary>
    /// Two-sided p: of all values that are no likelier than the one that was seen. 1 if no stratum has both arms and
    /// both outcomes. O(values²) up to 2,000 values, else O(strata).
    /// </summary>
    public static double TwoSided(IReadOnlyList<Arms> strata)
    {
        var telling = strata
            .Where(stratum =>
                stratum is { With: > 0, Without: > 0 }
                && stratum.WithOutcome + stratum.WithoutOutcome is var hits
                && hits > 0
                && hits < stratum.Rows
            )
            .ToArray();
        return telling.Length switch
        {
            0 => 1,
            1 => Effect.FisherTwoSided(telling[0]),
            _ when telling.Sum(Span) <= Exact => Convolved(telling),
            _ => Normal(telling),
        };
    }

    private static double Convolved(Arms[] strata)
    {
        double[] sum = [1];
        var (least, seen) = (0, 0);
        foreach (var stratum in strata)
        {
            var own = Hypergeometric(stratum);
            var next = new double[sum.Length + own.Length - 1];
            for (var i = 0; i < sum.Length; i++)
            {
                for (var j = 0; j < own.Length; j++)
                {
                    next[i + j] += sum[i] * own[j];
                }
            }

            (sum, least, seen) = (next, least + Least(stratum), seen + stratum.WithOutcome);
        }

        var limit = sum[seen - least] * (1 + 1e-7);
        return Math.Min(sum.Where(probability => probability <= limit).Sum(), 1);
    }

    private static double Normal(Arms[] strata)
    {
        double above = 0,
            variance = 0;
        foreach (var stratum in strata)
        {
            double rows = stratum.Rows,
                hits = stratum.WithOutcome + stratum.WithoutOutcome;
            above += stratum.WithOutcome - stratum.With * hits / rows;
            variance += stratum.With / rows * stratum.Without / rows * hits * (rows - hits) / (rows - 1);
        }

        return NormalDistribution.TwoSided(Math.Max(Math.Abs(above) - 0.5, 0) / Math.Sqrt(variance));
    }

    // Shape (values,): probabilities of the number of outcomes with the condition, from the least on.
    private static double[] Hypergeometric(Arms stratum)
    {
        var (least, hits) = (Least(stratum), stratum.WithOutcome + stratum.WithoutOutcome);
        return
        [
            .. Enumerable
                .Range(least, Span(stratum) + 1)
                .Select(k => Math.Exp(Effect.LogHypergeometric(k, stratum, hits))),
        ];
    }

    private static int Least(Arms stratum) =>
        Math.Max(0, stratum.WithOutcome + stratum.WithoutOutcome - stratum.Without);

    private static int Span(Arms stratum) =>
        Math.Min(stratum.WithOutcome + stratum.WithoutOutcome, stratum.With) - Least(stratum);
}
