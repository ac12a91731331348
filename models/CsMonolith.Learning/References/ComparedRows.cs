using CsMonolith.Learning.Evaluation;
using CsMonolith.Learning.Models;
using CsMonolith.Learning.Tables;

namespace CsMonolith.Learning.References;

/// <summary>Labelled rows with two models, ours and the reference, that have not seen them.</summary>
/// <param name="Learner">Name of the reference's learner.</param>
/// <param name="Training">Rows that tell the quartiles of each factor, in the form of their schema.</param>
/// <param name="Judged">The rows, at least one, in the same form.</param>
/// <param name="ModelOf">Shape (rows,): which of the models has not seen the row.</param>
/// <param name="Ours">Shape (models,); empty if our model found no signal.</param>
/// <param name="Reference">Shape (models,).</param>
/// <param name="OurProbabilities">Shape (rows,).</param>
/// <param name="ReferenceProbabilities">Shape (rows,).</param>
public sealed record ComparedRows(
    string Learner,
    Table Training,
    Table Judged,
    int[] ModelOf,
    IReadOnlyList<ProbabilityModel> Ours,
    IReadOnlyList<ProbabilityModel> Reference,
    double[] OurProbabilities,
    double[] ReferenceProbabilities
)
{
    /// <summary>All rows of a training, each with the models that were fitted without its fold.</summary>
    /// <param name="trained">A training with a reference beside it.</param>
    /// <param name="table">The rows that it was trained on, in any form.</param>
    /// <exception cref="ArgumentException">No reference was trained.</exception>
    public static ComparedRows OutOfFold(TrainedModel trained, Table table)
    {
        var reference = Of(trained);
        var aligned = trained.Model.Schema.Align(table);
        return new ComparedRows(
            reference.Learner,
            aligned,
            aligned,
            trained.Evidence.Folds.Of.ToArray(),
            trained.Evidence.FoldModels,
            reference.FoldModels,
            trained.Evidence.Probabilities,
            reference.Probabilities
        );
    }

    /// <summary>Rows that a training has not seen at all.</summary>
    /// <param name="trained">A training with a reference beside it.</param>
    /// <param name="training">The rows that it was trained on, in any form.</param>
    /// <param name="later">Labelled rows, in any form.</param>
    /// <exception cref="ArgumentException">No reference was trained.</exception>
    public static ComparedRows HeldOut(TrainedModel trained, Table training, Table later)
    {
        var reference = Of(trained);
        var model = trained.Model;
        return new ComparedRows(
            reference.Learner,
            model.Schema.Align(training),
            model.Schema.Align(later),
            new int[later.Rows],
            model.Signal == Signal.Found ? [model] : [],
            [reference.Model],
            model.Score(later).Probabilities,
            reference.Model.Score(later).Probabilities
        );
    }

    private static TrainedReference Of(TrainedModel trained)
    {
        ArgumentNullException.ThrowIfNull(trained);
        return trained.Reference
            ?? throw new ArgumentException("No reference was trained beside the model.", nameof(trained));
    }
}
