using System.Text.Json;
using CsMonolith.Cli.Output;
using CsMonolith.Learning.Evaluation;
using CsMonolith.Learning.Localization;
using CsMonolith.Learning.MlNet.Choice;
using CsMonolith.Learning.Models;
using CsMonolith.Learning.Tables;
using CsMonolith.Learning.Training;

namespace CsMonolith.Cli.Evaluation;

/// <summary>
/// Learning curve and label-delay curve of a back-test: the same day is judged by models that were trained on fewer
/// rows, or on rows whose labels came later.
/// </summary>
/// <param name="Learning">By growing shares of the training rows.</param>
/// <param name="LabelDelay">By labels that come so many days late.</param>
internal sealed record BacktestCurves(IReadOnlyList<CurvePoint> Learning, IReadOnlyList<CurvePoint> LabelDelay)
{
    private const int MostDelay = 3_650;

    /// <summary>Trains a model for each point; none where nothing was asked for.</summary>
    /// <param name="features">All rows, without columns that are no features.</param>
    /// <param name="split">Of the back-test.</param>
    /// <param name="day">That is judged.</param>
    /// <param name="horizon">Days until a label is known at all.</param>
    /// <param name="shares">Each in (0, 1].</param>
    /// <param name="delays">Days, each from 0 to 3,650.</param>
    /// <param name="settings">Of each training.</param>
    /// <param name="cancellation">Stops within a training.</param>
    public static BacktestCurves Of(
        Table features,
        TrainTestSplit split,
        DateOnly day,
        int horizon,
        double[] shares,
        int[] delays,
        TrainingSettings settings,
        CancellationToken cancellation
    )
    {
        return new BacktestCurves(
            shares.Length == 0
                ? []
                : LearningCurves.Learning(features, split, shares, Trained, settings.Seed, cancellation),
            delays.Length == 0 ? [] : LearningCurves.LabelDelay(features, day, horizon, delays, Trained, cancellation)
        );

        ProbabilityModel Trained(Table rows) =>
            LearnerChoice.Of(LearnerChoice.Auto).Train(rows, settings, progress: null, cancellation).Model;
    }

    /// <summary>Refuses what is no share or no delay.</summary>
    public static void Require(double[] shares, int[] delays)
    {
        foreach (var share in shares.Where(share => share is not (> 0 and <= 1)))
        {
            throw new CliException(
                ExitCode.Usage,
                new(
                    $"--shares {Figures.Plain(share, "R")} is not above 0 and at most 1: give such as 0.25 0.5 1.",
                    $"--shares {Figures.Plain(share, "R")} は 0 より大きく 1 以下にしてください(例:0.25 0.5 1)。"
                )
            );
        }

        foreach (var delay in delays.Where(delay => delay is < 0 or > MostDelay))
        {
            throw new CliException(
                ExitCode.Usage,
                new(
                    $"--delays {delay} is not 0 to {MostDelay} days.",
                    $"--delays {delay} は 0 から {MostDelay} 日にしてください。"
                )
            );
        }
    }

    public void Write(Utf8JsonWriter json)
    {
        Write(json, "learningCurve", Learning);
        Write(json, "labelDelayCurve", LabelDelay);
    }

    public void Plain(ConsoleOutput output)
    {
        Plain(output, new("from so many rows", "学習行数ごと"), Learning);
        Plain(output, new("by labels so many days late", "ラベルの遅れ(日)ごと"), LabelDelay);
    }

    private static void Write(Utf8JsonWriter json, string name, IReadOnlyList<CurvePoint> curve)
    {
        json.WriteStartArray(name);
        foreach (var point in curve)
        {
            json.WriteStartObject();
            json.WriteNumber("trainingRows", point.TrainingRows);
            json.WriteNumber("delayDays", point.DelayDays);
            Figures.Range(json, "rocAuc", point.RocAuc);
            Figures.Range(json, "logLoss", point.LogLoss);
            json.WriteEndObject();
        }

        json.WriteEndArray();
    }

    private static void Plain(ConsoleOutput output, LocalizedText title, IReadOnlyList<CurvePoint> curve)
    {
        foreach (var point in curve)
        {
            output.Line(
                $"{output.Localize(title)}\t{point.TrainingRows}\t{point.DelayDays}\tROC AUC "
                    + $"{Figures.Plain(point.RocAuc)}\tlog loss {Figures.Plain(point.LogLoss)}"
            );
        }
    }
}
