using CsMonolith.Learning.Evaluation;

namespace CsMonolith.Learning.References;

/// <summary>Whether two learners see a factor alike.</summary>
public enum FactorVerdict
{
    /// <summary>Nothing speaks against it.</summary>
    Agreed,

    /// <summary>
    /// One says that the probability rises from the factor's lower to its upper quartile, the other that it falls.
    /// </summary>
    OppositeDirections,

    /// <summary>Among the first ten of one learner and outside the first twenty of the other.</summary>
    OtherRank,
}

/// <summary>What two learners say of one factor, on rows that neither has seen.</summary>
/// <param name="Feature">Feature's name.</param>
/// <param name="From">Lower quartile, as a person would write it; empty if the factor has no two values.</param>
/// <param name="To">Upper quartile.</param>
/// <param name="Ours">
/// Mean change of our probability when the factor goes from lower to upper quartile, with its 95% interval.
/// </param>
/// <param name="Reference">The same of the reference.</param>
/// <param name="OurRank">Place by permutation importance in our model, from 1.</param>
/// <param name="ReferenceRank">Place by permutation importance in the reference, from 1.</param>
/// <param name="Verdict">Whether they agree, and if not, in what they differ.</param>
public sealed record FactorAgreement(
    string Feature,
    string From,
    string To,
    Interval Ours,
    Interval Reference,
    int OurRank,
    int ReferenceRank,
    FactorVerdict Verdict
)
{
    private const int Leading = 10;
    private const int Following = 20;

    /// <summary>Judges a factor by its two changes and its two ranks.</summary>
    public static FactorVerdict Judge(Interval ours, Interval reference, int ourRank, int referenceRank) =>
        Sign(ours) * Sign(reference) < 0 ? FactorVerdict.OppositeDirections
        : Math.Min(ourRank, referenceRank) <= Leading && Math.Max(ourRank, referenceRank) > Following
            ? FactorVerdict.OtherRank
        : FactorVerdict.Agreed;

    /// <summary>0 where the interval holds 0.</summary>
    private static int Sign(Interval change) =>
        change.Low > 0 ? 1
        : change.High < 0 ? -1
        : 0;
}
