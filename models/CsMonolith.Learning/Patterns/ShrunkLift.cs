using CsMonolith.Learning.Evaluation;
using CsMonolith.Learning.Numerics;

namespace CsMonolith.Learning.Patterns;

/// <summary>Lifts shrunk towards 1 by empirical Bayes, since the largest of many lifts is overestimated.</summary>
internal static class ShrunkLift
{
    /// <summary>
    /// Empirical Bayes on the logarithm: each lift keeps τ²/(τ² + its own variance) of its distance from 1.
    /// </summary>
    /// <param name="effects">Effects on the half that judges.</param>
    /// <returns>As many lifts with 95% posterior intervals; NaN where a lift is 0 or undefined.</returns>
    /// <remarks>τ² by DerSimonian and Laird, Controlled Clinical Trials 7, 1986, around 0.</remarks>
    public static Interval[] Of(IReadOnlyList<Effect> effects)
    {
        var own = effects.Select(effect => (Log: Math.Log(effect.Lift), Variance: VarianceOf(effect.Arms))).ToArray();
        var told = own.Where(one => double.IsFinite(one.Log) && one.Variance > 0).ToArray();
        var (weights, squares, q) = (
            told.Sum(one => 1 / one.Variance),
            told.Sum(one => 1 / (one.Variance * one.Variance)),
            told.Sum(one => one.Log * one.Log / one.Variance)
        );
        var spread = weights > 0 ? Math.Max((q - told.Length) / weights, 0) : 0;
        return
        [
            .. own.Select(one =>
            {
                if (!double.IsFinite(one.Log) || one.Variance <= 0)
                {
                    return new Interval(double.NaN, double.NaN, double.NaN);
                }

                var kept = spread / (spread + one.Variance);
                var half = NormalDistribution.Z95 * Math.Sqrt(kept * one.Variance);
                return new Interval(
                    Math.Exp(kept * one.Log),
                    Math.Exp(kept * one.Log - half),
                    Math.Exp(kept * one.Log + half)
                );
            }),
        ];
    }

    // Delta method: log share with the condition less log share of all, of which the former is a part.
    private static double VarianceOf(Arms arms)
    {
        double with = arms.With,
            all = arms.Rows,
            hits = arms.WithOutcome + arms.WithoutOutcome;
        var (p1, p) = (arms.WithOutcome / with, hits / all);
        double Square(double y, bool inArm)
        {
            var influence = (inArm ? (y - p1) / (p1 * with) : 0) - (y - p) / (p * all);
            return influence * influence;
        }

        return arms.WithOutcome * Square(1, true)
            + (arms.With - arms.WithOutcome) * Square(0, true)
            + arms.WithoutOutcome * Square(1, false)
            + (arms.Without - arms.WithoutOutcome) * Square(0, false);
    }
}
