using CsMonolith.Learning.Additive;
using CsMonolith.Learning.Evaluation;
using CsMonolith.Learning.Linear;
using CsMonolith.Learning.Numerics;
using CsMonolith.Learning.Tables;
using CsMonolith.Learning.Training;
using CsMonolith.Learning.Trees;

namespace CsMonolith.Learning.Effects;

/// <summary>
/// Nuisance forecasts of an effect estimate (propensity and outcome), each by a model fitted without the row's fold.
/// </summary>
internal static class Nuisance
{
    /// <summary>Rows that a level needs to have a level of its own.</summary>
    private const int MinLevelRows = 5;

    /// <summary>
    /// The library's learners. Trees are not tuned, since an estimate asks for a dozen fits and more, and each may ask
    /// about every covariate: they are there for what three and more of them do together.
    /// </summary>
    public static IReadOnlyList<ITrainer> Learners { get; } =
    [
        new LinearTrainer(),
        new AdditiveTrainer(),
        new TreeTrainer(
            new TreeSettings
            {
                Leaves = 12,
                L2 = 2,
                RowShare = 0.8,
                Rounds = 400,
            }
        ),
    ];

    /// <summary>Probability of the label for every row, learned from some rows outside the row's own fold.</summary>
    /// <param name="covariates">All rows.</param>
    /// <param name="labels">Shape (rows,): what is forecast.</param>
    /// <param name="learnFrom">Rows with a label that counts, such as one arm.</param>
    /// <param name="folds">Fold of each row.</param>
    /// <param name="learners">Those to choose from by log loss out of fold.</param>
    /// <param name="settings">Seed and threads.</param>
    /// <param name="cancellation">Stops within a fit.</param>
    /// <returns>Shape (rows,), and the learner that was chosen.</returns>
    public static (double[] Probabilities, ITrainer Learner) OutOfFold(
        Table covariates,
        bool[] labels,
        int[] learnFrom,
        Folds folds,
        IReadOnlyList<ITrainer> learners,
        TrainingSettings settings,
        CancellationToken cancellation
    )
    {
        var part = Labelled(covariates.Take(learnFrom), Array.ConvertAll(learnFrom, row => labels[row]));
        var positives = part.Labels.Count(true);
        var rate = (double)positives / part.Rows;
        if (Math.Min(positives, part.Rows - positives) < folds.Count || covariates.Columns.Count == 0)
        {
            return ([.. Enumerable.Repeat(rate, covariates.Rows)], learners[0]);
        }

        var schema = Schema.Of(part, MinLevelRows);
        var (all, own) = (schema.Align(Unlabelled(covariates)), schema.Align(part));
        var given = Folds.FromNumbers(Array.ConvertAll(learnFrom, row => folds.Of[row]), folds.Kind);
        var best = (Probabilities: Array.Empty<double>(), Learner: learners[0], Loss: double.PositiveInfinity);
        foreach (var learner in learners)
        {
            var fit = learner.Fit(own, given, settings, progress: null, cancellation);
            var forecasts = Forecasts(fit, all, folds);
            var loss = Metrics.LogLoss(Array.ConvertAll(learnFrom, row => forecasts[row]), own.Labels);
            best = loss < best.Loss ? (forecasts, learner, loss) : best;
        }

        return (best.Probabilities, best.Learner);
    }

    private static double[] Forecasts(CrossFit fit, Table aligned, Folds folds)
    {
        var forecasts = new double[aligned.Rows];
        var into = new double[aligned.Columns.Count];
        for (var row = 0; row < forecasts.Length; row++)
        {
            var model = fit.FoldModels[folds.Of[row]];
            Array.Clear(into);
            model.Contribute(aligned, row, 1, into);
            forecasts[row] = Logistic.Sigmoid(model.Intercept + into.Sum());
        }

        return forecasts;
    }

    private static Table Labelled(Table table, bool[] labels) => new(table.Columns, labels);

    private static Table Unlabelled(Table table) => new(table.Columns);
}
