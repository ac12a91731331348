using CsMonolith.Learning.Evaluation;

namespace CsMonolith.Learning.Patterns;

/// <summary>Finds patterns that say nothing beyond another of their phase.</summary>
/// <remarks>
/// Few features in use mean much use of each: one habit shows in two columns. A pattern is explained by another where,
/// with the other held constant, its stratified interval on all rows at risk holds 0, while the other, with this one
/// held constant, keeps its side (conditional independence within strata: Cochran, Biometrics 10, 1954). Where neither
/// adds to the other, the one with the smaller p stands. O(patterns² × rows).
/// </remarks>
internal static class ExplainedAway
{
    /// <summary>Shape (told,): the pattern that explains each; null for one that stands.</summary>
    /// <param name="told">Patterns with a verdict, of any phases.</param>
    /// <param name="strata">Shape (all rows,).</param>
    /// <param name="labels">Shape (all rows,).</param>
    public static Pattern?[] Of(IReadOnlyList<ProposedPattern> told, int[] strata, bool[] labels)
    {
        var adds = new bool[told.Count, told.Count];
        for (var i = 0; i < told.Count; i++)
        {
            for (var j = 0; j < told.Count; j++)
            {
                adds[i, j] = told[i].Rows != told[j].Rows || Adds(told[i], told[j].Condition, strata, labels);
            }
        }

        return
        [
            .. Enumerable
                .Range(0, told.Count)
                .Select(i =>
                    Enumerable
                        .Range(0, told.Count)
                        .Where(j => j != i && IsSingle(told[i]) == IsSingle(told[j]))
                        .Where(j => !adds[i, j] && (adds[j, i] || IsStronger(told[j], told[i])))
                        .Select(j => told[j].Pattern)
                        .OrderBy(other => other.All.P)
                        .FirstOrDefault()
                ),
        ];
    }

    private static bool Adds(ProposedPattern one, Condition other, int[] strata, bool[] labels)
    {
        var arms = new Arms[3 * (strata.Max() + 1)];
        foreach (var row in one.Rows.AtRisk)
        {
            var stratum =
                3 * strata[row]
                + other.Holds[row] switch
                {
                    true => 0,
                    false => 1,
                    null => 2,
                };
            arms[stratum] += Arms.Of(one.Condition.Holds[row], labels[row]);
        }

        var within = Effect.MantelHaenszel(arms);
        return one.Pattern.All.Difference.Value > 0 ? within.Low > 0 : within.High < 0;
    }

    // Two conditions together hold what each of them shows, and are held against them by the miner.
    private static bool IsSingle(ProposedPattern one) => double.IsNaN(one.Pattern.UnproductiveP);

    private static bool IsStronger(ProposedPattern one, ProposedPattern other) =>
        (one.Pattern.All.P, one.Pattern.Condition).CompareTo((other.Pattern.All.P, other.Pattern.Condition)) < 0;
}
