using System.CommandLine;
using System.Globalization;
using CsMonolith.Cli.Input;
using CsMonolith.Cli.Output;
using CsMonolith.Learning.MlNet.Choice;
using CsMonolith.Learning.Models;
using CsMonolith.Learning.Runs;
using CsMonolith.Learning.Tables;
using CsMonolith.Learning.Training;

namespace CsMonolith.Cli.Training;

/// <summary>
/// <c>churn train FILE.csv --label churned --out DIR</c>: trains with nothing else to choose and leaves a run folder.
/// <c>--again RUN</c> in place of the label trains as an earlier run did.
/// </summary>
internal static class TrainCommand
{
    /// <summary>What the host's extracts call the rows of customers whose contract ends within the horizon.</summary>
    private const string Due = "due_within_horizon";

    public static Command Create(CliEnvironment environment)
    {
        var (file, time, group) = (CommonOptions.Csv(), CommonOptions.Time(), CommonOptions.Group());
        var label = new Option<string?>("--label") { Description = "Column with the 0/1 outcome" };
        var again = new Option<string?>("--again")
        {
            Description =
                "Train as an earlier run did: its folder or run.json says label, columns, directions and seed. "
                + "Other rows than its own are refused",
        };
        var segment = new Option<string?>("--segment")
        {
            Description = $"Column by whose levels figures are told apart; it is no feature. {Due} if there is one",
        };
        var table = new TableOptions();
        var keepsLeaks = new Option<bool>("--keep-leaks")
        {
            Description =
                "Use columns too that are almost certainly known only afterwards; left out otherwise, with the figures "
                + "of both told",
        };
        var (seed, threads) = (CommonOptions.Seed(), CommonOptions.Threads());
        var weight = CommonOptions.Weight();
        var monotone = new Option<string?>("--monotone")
        {
            Description =
                "Columns of numbers along which forecasts may only rise (+1) or fall (-1), such as \"price=+1,"
                + "logins=-1\"; every learner obeys",
        };
        var learner = LearnerOption.Create();
        var folder = new Option<string>("--out") { Description = "Folder for the run", Required = true };
        var resume = new Option<bool>("--resume")
        {
            Description =
                "Go on from what an interrupted training to the same folder had finished; the run is the same to "
                + "the byte",
        };
        var command = new Command("train", "Train a model and leave a run folder")
        {
            file,
            label,
            again,
            folder,
            time,
            group,
            weight,
            segment,
            monotone,
            learner,
            resume,
            keepsLeaks,
            seed,
            threads,
        };
        table.AddTo(command);
        command.SetGuardedAction(
            environment,
            (parsed, output) =>
            {
                var path = parsed.GetValue(file)!;
                var earlier = parsed.GetValue(again) is { } before ? EarlierTraining.Read(before) : null;
                if (earlier is not null == parsed.GetValue(label) is not null)
                {
                    throw new CliException(
                        ExitCode.Usage,
                        new(
                            "Give --label COL, or --again RUN to train as an earlier run did; one of the two.",
                            "--label 列 か、以前の学習と同じ条件で学習する --again RUN の、どちらか一方を指定してください。"
                        )
                    );
                }

                var layout = table.Of(
                    parsed,
                    earlier?.Layout
                        ?? new CsvLayout(
                            parsed.GetValue(label),
                            parsed.GetValue(time),
                            parsed.GetValue(group),
                            parsed.GetValue(weight),
                            FindsGroup: true
                        )
                        {
                            Segment = parsed.GetValue(segment) ?? Due,
                        }
                );
                var read = InputFiles.Read(path, layout, output);
                earlier?.Require(read.Table);
                RequireSegment(parsed.GetValue(segment), read);
                var settings = new TrainingSettings(earlier?.Seed ?? parsed.GetValue(seed), parsed.GetValue(threads))
                {
                    Monotone = earlier?.Monotone ?? Directions(parsed.GetValue(monotone), read),
                };
                var name = LearnerOption.Of(
                    parsed.GetResult(learner) is { Implicit: false } || earlier is null
                        ? parsed.GetValue(learner)!
                        : earlier.Learner,
                    settings
                );
                var order = new TrainingRequest(
                    path == RowStream.StandardInput ? "stdin" : Path.GetFileName(path),
                    layout.Label!,
                    read.TimeColumn,
                    read.GroupColumn,
                    settings
                )
                {
                    Weight = layout.Weight,
                    Segment = read.Segment,
                    Learner = name,
                    Layout = layout,
                    KeepsLeaks = parsed.GetValue(keepsLeaks) || earlier?.KeepsLeaks == true,
                };
                var run = Execute(order, read, parsed.GetValue(folder)!, parsed.GetValue(resume), output);
                Print(output, run, parsed.GetValue(folder)!);
                return ExitCode.Ok;
            }
        );
        return command;
    }

    private static void RequireSegment(string? asked, CsvRead read)
    {
        if (asked is not null && read.Segment is null)
        {
            throw new UnknownColumnException(asked, read.Header);
        }

        if (
            read.Segment is { } column
            && Enumerable.Range(0, column.Rows).Select(column.Text).Distinct(StringComparer.Ordinal).Count()
                is > SegmentFigures.MostLevels
                    and var levels
        )
        {
            throw new CliException(
                ExitCode.Usage,
                new(
                    $"Column '{column.Name}' has {levels} levels: figures are told apart by at most "
                        + $"{SegmentFigures.MostLevels}. Choose another for --segment.",
                    $"列「{column.Name}」の種類は {levels} あります。--segment に使えるのは {SegmentFigures.MostLevels} 種類までです。"
                        + $"別の列を指定してください。"
                )
            );
        }
    }

    private static TrainingRun Execute(
        TrainingRequest order,
        CsvRead read,
        string folder,
        bool resume,
        ConsoleOutput output
    )
    {
        TrainingRun run;
        var began = output.Now;
        var target = Path.TrimEndingDirectorySeparator(Path.GetFullPath(folder));
        var checkpoints = new Checkpoints(
            Path.Combine(Path.GetDirectoryName(target) ?? target, $".{Path.GetFileName(target)}.checkpoint")
        );
        if (!resume)
        {
            checkpoints.Clear();
        }

        try
        {
            using var progress = output.Progress();
            run = TrainingRun.Execute(
                order,
                read.Table,
                progress,
                output.Cancellation,
                checkpoints.Trainer(LearnerChoice.Of(order.Learner)),
                read.Dates
            );
        }
        catch (OperationCanceledException)
        {
            output.Message(
                new(
                    "What the learners had finished is kept: the same line with --resume goes on from there.",
                    "学習済みの段階は保存してあります。同じコマンドに --resume を付けると続きから再開します。"
                )
            );
            throw;
        }

        RunFolder.Write(folder, run, output.Cancellation, RunOrigins.Of(began, output.Now));
        checkpoints.Clear();
        return run;
    }

    /// <summary>Reads <c>price=+1,logins=-1</c>.</summary>
    private static Dictionary<string, int> Directions(string? asked, CsvRead read)
    {
        var directions = new Dictionary<string, int>(StringComparer.Ordinal);
        foreach (var (name, sign) in asked is null ? [] : SignedColumns.Of("--monotone", asked))
        {
            if (sign == 0)
            {
                throw SignedColumns.NotUnderstood("--monotone", name);
            }

            if (NamedColumns.Named(read, name).Kind != ColumnKind.Numeric)
            {
                throw new CliException(
                    ExitCode.Usage,
                    new(
                        $"Forecasts cannot rise or fall along '{name}', which holds text: leave it out of --monotone.",
                        $"列「{name}」は文字の列のため、単調性を指定できません。--monotone から外してください。"
                    )
                );
            }

            directions[name] = sign;
        }

        return directions;
    }

    private static void Print(ConsoleOutput output, TrainingRun run, string folder)
    {
        foreach (var finding in run.Findings)
        {
            output.Warn(finding);
        }

        // Where the outcomes are too few, a finding has said so: nothing is known of a signal.
        if (run.Trained.Model.Signal == Signal.None && run.Findings.Any(finding => finding.Code == "leak.no-signal"))
        {
            output.Message(
                new(
                    "No usable signal: these columns foretell the outcome no better than the overall share. The "
                        + "model gives everybody that share.",
                    "有効な手がかりがありません(no usable signal)。全体の割合より良い予測はできないため、全員に同じ確率を返します。"
                )
            );
        }

        output.Json(json =>
        {
            json.WriteString("run", folder);
            json.WriteString("signal", run.Trained.Model.Signal.ToString().ToLowerInvariant());
            json.WriteString("protocol", run.ProtocolName);
            json.WriteStartObject("metrics");
            RunFolder.WriteMetrics(json, run.Metrics);
            SegmentFigures.Write(json, run);
            json.WriteEndObject();
            CheckCommand.WriteFindings(json, run.Findings);
        });
        output.Line(string.Create(CultureInfo.InvariantCulture, $"ROC AUC\t{Figures.Plain(run.Metrics.RocAuc.Value)}"));
        output.Line(string.Create(CultureInfo.InvariantCulture, $"log loss\t{Figures.Plain(run.Metrics.LogLoss)}"));
        foreach (var one in SegmentFigures.Of(run))
        {
            output.Line(
                string.Create(
                    CultureInfo.InvariantCulture,
                    $"{run.Request.Segment!.Name} = {one.Level}\t{one.Metrics.Rows}\tROC AUC "
                        + $"{Figures.Plain(one.Metrics.RocAuc.Value)}\tlog loss {one.Metrics.LogLoss:F4}\tforecast "
                        + $"{one.Forecast:F4}\tobserved {one.Metrics.BaseRate:F4}"
                )
            );
        }

        PrintReference(output, run);
        output.Line($"report\t{Path.Combine(folder, "report.html")}");
    }

    private static void PrintReference(ConsoleOutput output, TrainingRun run)
    {
        if (run.Reference is not { } beside)
        {
            if (LearnerChoice.Lacking(run.Request.Learner) is { } lacking)
            {
                output.Message(lacking);
            }

            return;
        }

        var difference = beside.Difference.LogLoss;
        output.Line(
            string.Create(
                CultureInfo.InvariantCulture,
                $"reference {beside.Learner}\tROC AUC {Figures.Plain(beside.Reference.RocAuc.Value)}\tlog loss "
                    + $"{beside.Reference.LogLoss:F4}\tless ours {difference.Value:F4} ({difference.Low:F4} to "
                    + $"{difference.High:F4})"
            )
        );
        if (beside.IsBetter)
        {
            output.Message(
                new(
                    $"The reference {beside.Learner} is better than this model beyond chance: see report.html.",
                    $"参照モデル {beside.Learner} のほうが、偶然の範囲を超えて良い結果です。report.html を確認してください。"
                )
            );
        }

        foreach (var factor in beside.NotAgreed)
        {
            output.Message(
                new(
                    $"not agreed {factor.Feature}: this model and the reference do not see it alike; see report.html.",
                    $"見立てが分かれる {factor.Feature}:本モデルと参照モデルで見方が違います。report.html を確認してください。"
                )
            );
        }
    }
}
