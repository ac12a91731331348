using CsMonolith.Learning.Training;

namespace CsMonolith.Learning.References;

/// <summary>
/// An independent second opinion on a training: a learner of another library, trained on the same rows and folds.
/// </summary>
public interface IReference
{
    /// <summary>The learner. It is fitted without the directions that forecasts must keep to.</summary>
    ITrainer Learner { get; }

    /// <summary>Puts its figures beside ours.</summary>
    /// <param name="rows">Rows that neither model has seen, with both models.</param>
    /// <param name="seed">Seed of permutations and draws.</param>
    /// <param name="cancellation">Stops between two factors.</param>
    ReferenceReport Compare(ComparedRows rows, ulong seed, CancellationToken cancellation = default);
}
