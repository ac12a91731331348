namespace CsMonolith.Learning.MlNet.Reference;

/// <summary>
/// How the reference does beside our model, on rows that neither has seen. Plain figures, to be printed anywhere.
/// </summary>
/// <param name="Learner">Name of the reference's learner.</param>
/// <param name="Reference">Log loss, ROC AUC, calibration error and the like of the reference, out of fold.</param>
/// <param name="Ours">The same of our model on the same rows and folds.</param>
/// <param name="Difference">Paired by row (or customer): what our model gains over the reference.</param>
/// <param name="Importance">The reference's permutation importance, largest first.</param>
/// <param name="OurImportance">Our model's, measured the same way; empty if it found no signal.</param>
/// <param name="Factors">
/// Whether both see each factor alike, in the order of the table; empty if our model found no signal.
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
}

/// <summary>The reference as trained, with its evidence.</summary>
/// <param name="Report">How it does beside our model.</param>
/// <param name="Model">Fitted to all rows, calibrated; may be kept, scored and explained as any model.</param>
/// <param name="FoldModels">Shape (folds,): the k-th was fitted and calibrated without the rows of fold k.</param>
/// <param name="LogOdds">Shape (rows,): calibrated log-odds of each row by the model of its fold.</param>
public sealed record TrainedReference(
    ReferenceReport Report,
    ProbabilityModel Model,
    IReadOnlyList<ProbabilityModel> FoldModels,
    double[] LogOdds
);
