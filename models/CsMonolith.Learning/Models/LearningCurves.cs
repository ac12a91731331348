using CsMonolith.Learning.Evaluation;
using CsMonolith.Learning.Numerics;
using CsMonolith.Learning.Tables;

namespace CsMonolith.Learning.Models;

/// <summary>Quality of a model that was trained from a given number of rows, or from rows of a given age.</summary>
/// <param name="TrainingRows">Rows trained from.</param>
/// <param name="DelayDays">
/// Days between the newest training row's label and the day judged; 0 on a learning curve.
/// </param>
/// <param name="RocAuc">Area under the ROC curve on the test rows, with its 95% interval.</param>
/// <param name="LogLoss">Mean log loss on the test rows, with a 95% interval over customers.</param>
public sealed record CurvePoint(int TrainingRows, int DelayDays, Interval RocAuc, Interval LogLoss);

/// <summary>
/// Learning curves: quality against the number of training rows, and against the delay of labels. They show whether
/// more rows, or more recent ones, would help.
/// </summary>
public static class LearningCurves
{
    /// <summary>Trains from growing parts of a split's training rows and judges all by the same rows.</summary>
    /// <param name="table">Labelled rows.</param>
    /// <param name="split">Rows to train from and to judge by.</param>
    /// <param name="shares">Parts of the training rows in (0, 1]; a larger part holds the smaller ones.</param>
    /// <param name="train">Trains a model from labelled rows.</param>
    /// <param name="seed">Seed of the parts.</param>
    /// <param name="cancellation">Stops between trainings.</param>
    public static IReadOnlyList<CurvePoint> Learning(
        Table table,
        TrainTestSplit split,
        IReadOnlyList<double> shares,
        Func<Table, ProbabilityModel> train,
        ulong seed = 1,
        CancellationToken cancellation = default
    )
    {
        ArgumentNullException.ThrowIfNull(table);
        ArgumentNullException.ThrowIfNull(split);
        ArgumentNullException.ThrowIfNull(shares);
        ArgumentNullException.ThrowIfNull(train);
        return
        [
            .. shares
                .Order()
                .Select(share =>
                    Judge(
                        table,
                        split with
                        {
                            Training = TrainTestSplits.Part(table, split.Training, share, seed),
                        },
                        0,
                        train,
                        cancellation
                    )
                )
                .OfType<CurvePoint>(),
        ];
    }

    /// <summary>
    /// Trains without the newest labels, with growing delay, and tests every model on the rows of one day: the cost of
    /// late labels.
    /// </summary>
    /// <param name="table">Labelled rows with times.</param>
    /// <param name="day">Rows of this day are judged.</param>
    /// <param name="horizonDays">Days until a label is known at all.</param>
    /// <param name="delays">Further days by which labels come late, each at least 0.</param>
    /// <param name="train">Trains a model from labelled rows.</param>
    /// <param name="cancellation">Stops between trainings.</param>
    /// <returns>Delays after which no row of one of the outcomes is left to train from are left out.</returns>
    public static IReadOnlyList<CurvePoint> LabelDelay(
        Table table,
        DateOnly day,
        int horizonDays,
        IReadOnlyList<int> delays,
        Func<Table, ProbabilityModel> train,
        CancellationToken cancellation = default
    )
    {
        ArgumentNullException.ThrowIfNull(table);
        ArgumentNullException.ThrowIfNull(delays);
        ArgumentNullException.ThrowIfNull(train);
        return
        [
            .. delays
                .Order()
                .Select(delay =>
                    TrainTestSplits.At(table, day, horizonDays + delay) is { } split
                        ? Judge(table, split, delay, train, cancellation)
                        : null
                )
                .OfType<CurvePoint>(),
        ];
    }

    private static CurvePoint? Judge(
        Table table,
        TrainTestSplit split,
        int delay,
        Func<Table, ProbabilityModel> train,
        CancellationToken cancellation
    )
    {
        cancellation.ThrowIfCancellationRequested();
        var training = table.Take(split.Training);
        var positives = training.Labels.Count(true);
        if (positives == 0 || positives == training.Rows)
        {
            return null;
        }

        var test = table.Take(split.Test);
        var logOdds = train(training).Score(test, cancellation).LogOdds;
        var losses = new double[test.Rows];
        for (var row = 0; row < losses.Length; row++)
        {
            losses[row] = Logistic.Loss(logOdds[row], test.Labels[row]);
        }

        var error = NormalDistribution.Z95 * Clusters.Of(test.Rows, test.Groups).ErrorOfMean(losses);
        var loss = losses.Average();
        return new CurvePoint(
            training.Rows,
            delay,
            Metrics.RocAuc(logOdds, test.Labels),
            new Interval(loss, loss - error, loss + error)
        );
    }
}
