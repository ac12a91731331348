using CsMonolith.Learning.Evaluation;
using CsMonolith.Learning.Numerics;
using CsMonolith.Learning.Training;

namespace CsMonolith.Learning.Models;

/// <summary>How a training did on held-out rows: every row is judged by models that were fitted without it.</summary>
/// <param name="Folds">Fold of each row.</param>
/// <param name="LogOdds">
/// Shape (rows,): calibrated log-odds of each row by a model, weights and a map that have not seen it.
/// </param>
/// <param name="Candidates">Out-of-fold log loss of the base rate, of each learner and of the chosen blend.</param>
/// <param name="Calibrations">Log loss of each kind of calibration; empty if there was nothing to calibrate.</param>
/// <param name="GainOverBaseRate">
/// Mean log loss of the base rate less that of the choice, paired by row, with its 95% interval.
/// </param>
/// <param name="ChanceOfNoSignal">
/// Permutation p-value: share of tables with permuted labels that gained as much. Null if no test was made, because the
/// gain was zero or many standard errors wide.
/// </param>
/// <param name="FoldModels">Shape (folds,): the chosen model as fitted without each fold; empty without signal.</param>
public sealed record Evidence(
    Folds Folds,
    double[] LogOdds,
    IReadOnlyList<Candidate> Candidates,
    IReadOnlyList<Candidate> Calibrations,
    Interval GainOverBaseRate,
    double? ChanceOfNoSignal,
    IReadOnlyList<ProbabilityModel> FoldModels
)
{
    /// <summary>Shape (rows,): probabilities of <see cref="LogOdds"/>.</summary>
    public double[] Probabilities => Array.ConvertAll(LogOdds, Logistic.Sigmoid);
}

/// <summary>A trained model with its evidence from held-out rows.</summary>
/// <param name="Model">The model fitted to all rows.</param>
/// <param name="Evidence">How the training did on held-out rows.</param>
public sealed record TrainedModel(ProbabilityModel Model, Evidence Evidence)
{
    /// <summary>
    /// What was trained beside it on the same rows and folds; null if no reference was asked for, or the rows have too
    /// few of either outcome.
    /// </summary>
    public TrainedReference? Reference { get; init; }
}

/// <summary>A learner of another library as trained beside our model, calibrated by a sigmoid on held-out scores.</summary>
/// <param name="Learner">Name of the learner.</param>
/// <param name="Model">Fitted to all rows; may be kept, scored and explained as any model.</param>
/// <param name="FoldModels">Shape (folds,): the k-th was fitted and calibrated without the rows of fold k.</param>
/// <param name="LogOdds">Shape (rows,): calibrated log-odds of each row by the model of its fold.</param>
public sealed record TrainedReference(
    string Learner,
    ProbabilityModel Model,
    IReadOnlyList<ProbabilityModel> FoldModels,
    double[] LogOdds
)
{
    /// <summary>Shape (rows,): probabilities of <see cref="LogOdds"/>.</summary>
    public double[] Probabilities => Array.ConvertAll(LogOdds, Logistic.Sigmoid);
}
