using CsMonolith.Learning.Evaluation;

namespace CsMonolith.Learning.Training;

/// <summary>How a learner, a map or the blend did on rows left out.</summary>
/// <param name="Name">Learner's name, a map's kind, <c>blend</c> or <c>base-rate</c>.</param>
/// <param name="LogLoss">Mean log loss out of fold.</param>
public sealed record Candidate(string Name, double LogLoss);

/// <summary>What rows left out say of a training.</summary>
/// <param name="Folds">Fold of each row.</param>
/// <param name="LogOdds">Shape (rows,): calibrated log-odds of each row by a model, weights and a map that have not seen it.</param>
/// <param name="Candidates">Log loss of the base rate, of each learner and of what was chosen.</param>
/// <param name="Calibrations">Log loss of each kind of calibration; empty if there was nothing to calibrate.</param>
/// <param name="GainOverBaseRate">Mean log loss of the base rate less that of the choice, paired by row, with its 95% interval.</param>
/// <param name="ChanceOfNoSignal">Share of permuted tables that gained as much; null if the gain was beyond any doubt or there was none.</param>
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

/// <summary>A trained model and its evidence.</summary>
/// <param name="Model">Fitted to all rows.</param>
/// <param name="Evidence">From rows left out.</param>
public sealed record TrainedModel(ProbabilityModel Model, Evidence Evidence);
