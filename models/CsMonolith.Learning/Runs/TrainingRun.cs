using System.Runtime.InteropServices;
using System.Security.Cryptography;
using System.Text;
using CsMonolith.Learning.Auto;
using CsMonolith.Learning.Evaluation;
using CsMonolith.Learning.Explanations;
using CsMonolith.Learning.Leaks;
using CsMonolith.Learning.Models;
using CsMonolith.Learning.Progress;
using CsMonolith.Learning.Tables;
using CsMonolith.Learning.Training;

namespace CsMonolith.Learning.Runs;

/// <summary>What to train: data, columns and settings, as run.json records them.</summary>
/// <param name="Source">Name of the data, without its path.</param>
/// <param name="Label">Label's column.</param>
/// <param name="Time">Time's column, or null.</param>
/// <param name="Group">Group's column, or null.</param>
/// <param name="Settings">Seed and threads; threads are not written down, since they change nothing.</param>
public sealed record TrainingRequest(
    string Source,
    string Label,
    string? Time,
    string? Group,
    TrainingSettings Settings
)
{
    /// <summary>Weight's column, or null. Weights count in training; figures count every row once.</summary>
    public string? Weight { get; init; }

    /// <summary>
    /// Segment column, or null: figures are also given for each of its levels. Shape (rows,); it is no feature.
    /// </summary>
    public Column? Segment { get; init; }
}

/// <summary>The rows by which a run was tested.</summary>
public enum Protocol
{
    /// <summary>All rows, each by a model fitted without its fold.</summary>
    OutOfFold,

    /// <summary>
    /// The latest period, by a model of the earlier periods; the model of the run is then trained on all rows.
    /// </summary>
    LatestPeriod,
}

/// <summary>A complete training: model, evidence, metrics, importance and findings.</summary>
/// <param name="Request">What was trained.</param>
/// <param name="Table">The rows.</param>
/// <param name="Trained">The model on all rows, and its evidence.</param>
/// <param name="Protocol">By which rows it was judged.</param>
/// <param name="Judged">Rows that it was judged by, ascending.</param>
/// <param name="Probabilities">Shape (judged,).</param>
/// <param name="Metrics">On those rows.</param>
/// <param name="Importance">On those rows; empty without signal.</param>
/// <param name="Findings">Warnings.</param>
/// <param name="HoldOut">The rows set aside, if the latest period was.</param>
public sealed record TrainingRun(
    TrainingRequest Request,
    Table Table,
    TrainedModel Trained,
    Protocol Protocol,
    int[] Judged,
    double[] Probabilities,
    MetricSet Metrics,
    IReadOnlyList<FeatureImportance> Importance,
    IReadOnlyList<Finding> Findings,
    HoldOut? HoldOut
)
{
    /// <summary>Trains, judges and explains.</summary>
    /// <param name="request">What is to be trained.</param>
    /// <param name="table">Labelled rows.</param>
    /// <param name="progress">
    /// Stages <c>linear</c>, <c>additive</c> (both twice with a time column) and <c>importance</c>.
    /// </param>
    /// <param name="cancellation">Stops within a boosting round.</param>
    /// <param name="trainer">
    /// Null for the library's learners; <see cref="Checkpoints"/> has one that can be resumed.
    /// </param>
    /// <param name="dates">
    /// Columns of dates that are no features, as <see cref="CsvRead.Dates"/> has them: the leak detector compares them
    /// with the rows' days.
    /// </param>
    public static TrainingRun Execute(
        TrainingRequest request,
        Table table,
        IProgress<StageProgress>? progress = null,
        CancellationToken cancellation = default,
        AutoTrainer? trainer = null,
        IReadOnlyList<Column>? dates = null
    )
    {
        ArgumentNullException.ThrowIfNull(request);
        ArgumentNullException.ThrowIfNull(table);
        var findings = LeakDetector.Detect(table, later: null, cancellation, dates);
        trainer ??= new AutoTrainer();
        var split = Evaluation.HoldOut.Of(table, request.Settings.Seed);
        if (split is null)
        {
            var trained = trainer.Train(table, request.Settings, progress, cancellation);
            var outOfFold = trained.Evidence.Probabilities;
            return new TrainingRun(
                request,
                table,
                trained,
                Protocol.OutOfFold,
                [.. Enumerable.Range(0, table.Rows)],
                outOfFold,
                Evaluation.Metrics.Of(outOfFold, table.Labels),
                Explanations.Importance.Measure(
                    Explanations.Importance.OutOfFold(trained.Evidence, table),
                    request.Settings.Seed,
                    progress,
                    cancellation
                ),
                LeakDetector.WithSignal(findings, trained.Model.Signal, table.Rows),
                HoldOut: null
            );
        }

        var test = table.Take(split.Test);
        var judge = trainer.Train(table.Take(split.Training), request.Settings, progress, cancellation).Model;
        if (!HoldsLater(judge, test))
        {
            judge = judge.WithoutSignal();
        }

        var final = trainer.Train(table, request.Settings, progress, cancellation);
        if (judge.Signal == Signal.None)
        {
            // A signal that later rows do not confirm is not reported, whatever all rows together show.
            final = final with
            {
                Model = final.Model.WithoutSignal(),
            };
        }

        var probabilities = judge.Score(test, cancellation).Probabilities;
        return new TrainingRun(
            request,
            table,
            final,
            Protocol.LatestPeriod,
            split.Test,
            probabilities,
            Evaluation.Metrics.Of(probabilities, test.Labels),
            judge.Signal == Signal.None
                ? []
                : Explanations.Importance.Measure(
                    [new HeldOutModel(judge, test)],
                    request.Settings.Seed,
                    progress,
                    cancellation
                ),
            LeakDetector.WithSignal(findings, judge.Signal, table.Rows),
            split
        );
    }

    private static bool HoldsLater(ProbabilityModel judge, Table test) =>
        Evaluation.Metrics.LogLoss(judge.Score(test).Probabilities, test.Labels)
        < Evaluation.Metrics.LogLoss(judge.WithoutSignal().Score(test).Probabilities, test.Labels);

    /// <summary>
    /// SHA-256 of every name and cell, as hexadecimal digits: the same data has the same fingerprint wherever its file
    /// lies.
    /// </summary>
    public string Fingerprint() => FingerprintOf(Table);

    /// <inheritdoc cref="Fingerprint"/>
    /// <param name="table">Labelled rows.</param>
    public static string FingerprintOf(Table table)
    {
        ArgumentNullException.ThrowIfNull(table);
        using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        foreach (var column in table.Columns)
        {
            hash.AppendData(
                Encoding.UTF8.GetBytes($"{column.Name}\n{column.Kind}\n{string.Join('\u001f', column.Levels)}\n")
            );
            hash.AppendData(
                column.Kind == ColumnKind.Numeric
                    ? MemoryMarshal.AsBytes(column.Numbers)
                    : MemoryMarshal.AsBytes(column.Codes)
            );
        }

        hash.AppendData(MemoryMarshal.AsBytes(table.Labels));
        hash.AppendData(Encoding.UTF8.GetBytes(string.Join('\u001f', table.Groups.ToArray())));
        hash.AppendData(MemoryMarshal.AsBytes(table.Times));
        hash.AppendData(MemoryMarshal.AsBytes(table.Weights));
        return Convert.ToHexStringLower(hash.GetHashAndReset());
    }
}
