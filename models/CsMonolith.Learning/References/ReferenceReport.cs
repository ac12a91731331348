using CsMonolith.Learning.Evaluation;

namespace CsMonolith.Learning.References;

/// <summary>
/// How the reference does beside our model, on rows that neither has seen. Plain figures, to be printed anywhere.
/// </summary>
/// <param name="Learner">Name of the reference's learner.</param>
/// <param name="Reference">Log loss, ROC AUC, calibration error and the like of the reference.</param>
/// <param name="Ours">The same of our model on the same rows.</param>
/// <param name="Difference">
/// Paired by row (or customer), the reference less ours: a log loss below 0 says that the reference is better.
/// </param>
/// <param name="Importance">
/// The reference's permutation importance, largest first; empty if the rows have one outcome only.
/// </param>
/// <param name="OurImportance">Our model's, measured the same way; empty if it found no signal.</param>
/// <param name="Factors">
/// Whether both see each factor alike, in the order of the table; empty if either importance is.
/// </param>
public sealed record ReferenceReport(
    string Learner,
    MetricSet Reference,
    MetricSet Ours,
    PairedComparison Difference,
    IReadOnlyList<FactorImportance> Importance,
    IReadOnlyList<FactorImportance> OurImportance,
    IReadOnlyList<FactorAgreement> Factors
)
{
    /// <summary>Features that the two learners do not see alike.</summary>
    public IEnumerable<FactorAgreement> NotAgreed => Factors.Where(factor => factor.Verdict != FactorVerdict.Agreed);

    /// <summary>Whether the reference's log loss is lower than ours beyond chance, at 95 %.</summary>
    public bool IsBetter => Difference.LogLoss.High < 0;
}
