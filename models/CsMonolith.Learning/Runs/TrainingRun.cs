using System.Runtime.InteropServices;
using System.Security.Cryptography;
using System.Text;
using CsMonolith.Learning.Auto;
using CsMonolith.Learning.Evaluation;
using CsMonolith.Learning.Explanations;
using CsMonolith.Learning.Leaks;
using CsMonolith.Learning.Models;
using CsMonolith.Learning.Progress;
using CsMonolith.Learning.References;
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

    /// <summary>Which rows are held out.</summary>
    public HoldOutSettings HoldOut { get; init; } = new();

    /// <summary>
    /// Whether the model of the run is trained anew on all rows once it was judged. Otherwise it is the one that was
    /// judged, so that the held-out rows stay unseen and later models can be compared with it on them.
    /// </summary>
    public bool Refit { get; init; } = true;

    /// <summary>How the file was read, beside the roles of its columns; null for a table that was no file.</summary>
    public CsvLayout? Layout { get; init; }

    /// <summary>Whether columns are used that are almost certainly known only afterwards.</summary>
    public bool KeepsLeaks { get; init; }

    /// <summary>Name of the learner that was asked for, as <c>run.json</c> records it.</summary>
    public string Learner { get; init; } = "auto";
}

/// <summary>The rows by which a run was tested.</summary>
public enum Protocol
{
    /// <summary>All rows, each by a model fitted without its fold.</summary>
    OutOfFold,

    /// <summary>
    /// The latest period, by a model of the earlier periods; the model of the run is then trained on all rows, unless
    /// the request keeps the judged one.
    /// </summary>
    LatestPeriod,

    /// <summary>Customers who have no row among the training rows, at the same time as those.</summary>
    OtherCustomers,
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
    /// <summary>How the reference does beside the model on the judged rows; null if none was trained.</summary>
    public ReferenceReport? Reference { get; init; }

    /// <summary>
    /// Log loss, on the judged rows, of the base rate of the rows that the judged model was trained on: what a model
    /// must beat.
    /// </summary>
    public double BaseLogLoss { get; init; }

    /// <summary>The protocol as files and answers name it.</summary>
    public string ProtocolName =>
        Protocol switch
        {
            Protocol.OutOfFold => "out-of-fold",
            Protocol.LatestPeriod => "latest-period",
            _ => "other-customers",
        };

    /// <summary>
    /// Trains, judges and explains. Columns that are almost certainly known only afterwards are left out, unless the
    /// request keeps them: the findings tell the figures with and without.
    /// </summary>
    /// <param name="request">What is to be trained.</param>
    /// <param name="table">Labelled rows.</param>
    /// <param name="progress">
    /// A stage for each learner, by its name (twice where a model is judged on held-out rows and trained anew),
    /// <c>importance</c> and <c>reference</c>.
    /// </param>
    /// <param name="cancellation">Stops within a boosting round.</param>
    /// <param name="trainer">
    /// Null for the library's learners without a reference; <see cref="Checkpoints"/> has one that can be resumed.
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
        if (!request.KeepsLeaks && CertainLeak.Columns(findings) is { Count: > 0 } leaks)
        {
            return WithoutLeaks(request, table, leaks, findings, progress, cancellation, trainer, dates);
        }

        var split = Evaluation.HoldOut.Of(table, request.Settings.Seed, request.HoldOut);
        if (split is null)
        {
            var trained = trainer.Train(table, request.Settings, progress, cancellation);
            var outOfFold = trained.Evidence.Probabilities;
            var measured = Evaluation.Metrics.Of(outOfFold, table.Labels);
            return new TrainingRun(
                request,
                table,
                trained,
                Protocol.OutOfFold,
                [.. Enumerable.Range(0, table.Rows)],
                outOfFold,
                measured,
                Explanations.Importance.Measure(
                    Explanations.Importance.OutOfFold(trained.Evidence, table),
                    request.Settings.Seed,
                    progress,
                    cancellation
                ),
                LeakDetector.WithModel(
                    LeakDetector.WithSignal(findings, trained.Model.Signal, table.Rows),
                    measured.RocAuc.Value,
                    table
                ),
                HoldOut: null
            )
            {
                BaseLogLoss = trained.Evidence.Candidates[0].LogLoss,
                Reference = trained.Reference is null ? null : Compare(ComparedRows.OutOfFold(trained, table)),
            };
        }

        var (training, test) = (table.Take(split.Training), table.Take(split.Test));
        var judged = trainer.Train(training, request.Settings, progress, cancellation);
        var later = LaterRows.Of(judged.Model, test);
        if (later.Contradict)
        {
            judged = judged with { Model = judged.Model.WithoutSignal() };
        }

        var final = request.Refit ? trainer.Train(table, request.Settings, progress, cancellation) : judged;
        if (judged.Model.Signal == Signal.None)
        {
            // A signal that later rows contradict is not reported, whatever all rows together show.
            final = final with
            {
                Model = final.Model.WithoutSignal(),
            };
        }

        var probabilities = judged.Model.Score(test, cancellation).Probabilities;
        var metrics = Evaluation.Metrics.Of(probabilities, test.Labels);
        return new TrainingRun(
            request,
            table,
            final,
            split.ByTime ? Protocol.LatestPeriod : Protocol.OtherCustomers,
            split.Test,
            probabilities,
            metrics,
            judged.Model.Signal == Signal.None
                ? []
                : Explanations.Importance.Measure(
                    [new HeldOutModel(judged.Model, test)],
                    request.Settings.Seed,
                    progress,
                    cancellation
                ),
            [
                .. HoldOutFindings.Of(split, table),
                .. later.Findings(),
                .. new[] { findings.Any(IsFew) ? null : FewOutcomes.Judged(test.Labels) }.OfType<Finding>(),
                .. LeakDetector.WithModel(
                    LeakDetector.WithSignal(findings, judged.Model.Signal, table.Rows),
                    metrics.RocAuc.Value,
                    table
                ),
            ],
            split
        )
        {
            BaseLogLoss = Evaluation.Metrics.LogLoss(
                judged.Model.WithoutSignal().Score(test, cancellation).Probabilities,
                test.Labels
            ),
            Reference = judged.Reference is null ? null : Compare(ComparedRows.HeldOut(judged, training, test)),
        };

        ReferenceReport Compare(ComparedRows rows)
        {
            var report = trainer.Reference!.Compare(rows, request.Settings.Seed, cancellation);
            progress?.Report(new StageProgress("reference", 1));
            return report;
        }
    }

    // Two trainings: nobody would believe that a column which tells so much is none to use, without the figures of
    // both.
    private static TrainingRun WithoutLeaks(
        TrainingRequest request,
        Table table,
        IReadOnlyList<string> leaks,
        IReadOnlyList<Finding> findings,
        IProgress<StageProgress>? progress,
        CancellationToken cancellation,
        AutoTrainer trainer,
        IReadOnlyList<Column>? dates
    )
    {
        var kept = request with { KeepsLeaks = true };
        var with = Execute(kept with { Refit = false }, table, progress, cancellation, trainer, dates);
        var run = Execute(kept, table.Without(leaks), progress, cancellation, trainer, dates);
        return run with
        {
            Request = request,
            Table = table,
            Findings =
            [
                .. leaks.Select(column => CertainLeak.Told(column, with.Metrics, run.Metrics)),
                .. findings.Where(finding => leaks.Contains(finding.Column)),
                .. run.Findings,
            ],
        };
    }

    private static bool IsFew(Finding finding) => finding.Code == FewOutcomes.Code;

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
