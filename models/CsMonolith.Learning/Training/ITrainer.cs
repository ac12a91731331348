using CsMonolith.Learning.Evaluation;
using CsMonolith.Learning.Progress;
using CsMonolith.Learning.Tables;

namespace CsMonolith.Learning.Training;

/// <summary>
/// A learner: fits a model to all rows and one to each fold's other rows. Wrappers of other libraries implement it.
/// </summary>
/// <remarks>
/// A fit returns the model together with one for each fold, because some learners have the latter at no extra cost: the
/// bags of the additive learner are its folds. Other learners fit folds + 1 times.
/// </remarks>
public interface ITrainer
{
    /// <summary>Name of the learner, which never changes; also the stage in <see cref="StageProgress"/>.</summary>
    string Name { get; }

    /// <summary>Fits to labelled rows.</summary>
    /// <param name="aligned">Labelled rows with both outcomes, in the form of their schema.</param>
    /// <param name="folds">Fold of each row.</param>
    /// <param name="settings">Seed and threads.</param>
    /// <param name="progress">Receives reports, from several threads at once.</param>
    /// <param name="cancellation">Stops within a boosting round.</param>
    CrossFit Fit(
        Table aligned,
        Folds folds,
        TrainingSettings settings,
        IProgress<StageProgress>? progress,
        CancellationToken cancellation
    );
}
