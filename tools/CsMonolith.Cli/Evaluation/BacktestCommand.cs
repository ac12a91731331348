using System.CommandLine;
using System.Globalization;
using CsMonolith.Cli.Input;
using CsMonolith.Cli.Output;
using CsMonolith.Cli.Training;
using CsMonolith.Learning.Auto;
using CsMonolith.Learning.Evaluation;
using CsMonolith.Learning.Leaks;
using CsMonolith.Learning.Linear;
using CsMonolith.Learning.MlNet.Choice;
using CsMonolith.Learning.Models;
using CsMonolith.Learning.Tables;
using CsMonolith.Learning.Training;
using CsMonolith.Learning.Trees;

namespace CsMonolith.Cli.Evaluation;

/// <summary>
/// <c>churn backtest FILE.csv --label churned --asof 2025-06-30</c>: judges one day by a model of what was decided
/// before it.
/// </summary>
internal static class BacktestCommand
{
    private const int MostMissed = 50;
    private const int CalibrationBins = 10;

    public static Command Create(CliEnvironment environment)
    {
        var (file, label, time, group) = (
            CommonOptions.Csv(),
            CommonOptions.Label(),
            CommonOptions.Time(),
            CommonOptions.Group()
        );
        var (seed, threads) = (CommonOptions.Seed(), CommonOptions.Threads());
        var table = new TableOptions(hasDay: false);
        var day = new Option<string?>("--asof")
        {
            Description = "Day to judge, yyyy-MM-dd; the latest of the file if absent",
        };
        var horizon = new Option<int>("--horizon")
        {
            Description = "Days until a label is known: rows younger than that are not trained on",
            DefaultValueFactory = _ => 90,
        };
        var against = new Option<string?>("--against")
        {
            Description = "Column with a rule's score, such as a health score; left out of the features",
        };
        var capacity = new Option<double?>("--capacity")
        {
            Description = "Rows that the team can look after; a tenth of them if absent",
        };
        var value = new Option<string?>("--value") { Description = "Column that says what a row is worth" };
        var shares = new Option<double[]>("--shares")
        {
            Description = "Learning curve: judge models of such shares of the training rows too, such as 0.25 0.5 1",
            AllowMultipleArgumentsPerToken = true,
        };
        var delays = new Option<int[]>("--delays")
        {
            Description = "Label-delay curve: judge models too whose labels came so many days later, such as 30 90",
            AllowMultipleArgumentsPerToken = true,
        };
        var command = new Command("backtest", "Judge a day of the past with what was known by then")
        {
            file,
            label,
            time,
            group,
            day,
            horizon,
            against,
            capacity,
            value,
            shares,
            delays,
            seed,
            threads,
        };
        table.AddTo(command);
        command.SetGuardedAction(
            environment,
            (parsed, output) =>
            {
                var read = InputFiles.Read(
                    parsed.GetValue(file)!,
                    table.Of(
                        parsed,
                        new CsvLayout(
                            parsed.GetValue(label),
                            parsed.GetValue(time),
                            parsed.GetValue(group),
                            FindsGroup: true
                        )
                    ),
                    output
                );
                var judged = Day(read, parsed.GetValue(day));
                var split =
                    TrainTestSplits.At(read.Table, judged, parsed.GetValue(horizon))
                    ?? throw new CliException(
                        ExitCode.Data,
                        new(
                            $"Too few rows: of {judged:yyyy-MM-dd}, or decided by then (horizon "
                                + $"{parsed.GetValue(horizon)} days), one of the outcomes is absent. Choose another "
                                + $"--asof or --horizon.",
                            $"行が足りません。{judged:yyyy-MM-dd} の行、またはそれまでに結果が確定した行(--horizon "
                                + $"{parsed.GetValue(horizon)} 日)に、片方の結果がありません。--asof か --horizon を変えてください。"
                        )
                    );
                var (parts, late, settings) = (
                    parsed.GetValue(shares) ?? [],
                    parsed.GetValue(delays) ?? [],
                    new TrainingSettings(parsed.GetValue(seed), parsed.GetValue(threads))
                );
                BacktestCurves.Require(parts, late);
                Run(
                    output,
                    read,
                    split,
                    settings,
                    parsed.GetValue(against),
                    parsed.GetValue(value),
                    parsed.GetValue(capacity),
                    features =>
                        BacktestCurves.Of(
                            features,
                            split,
                            judged,
                            parsed.GetValue(horizon),
                            parts,
                            late,
                            settings,
                            output.Cancellation
                        )
                );
                return ExitCode.Ok;
            }
        );
        return command;
    }

    private static DateOnly Day(CsvRead read, string? text)
    {
        if (read.Table.Times.Length == 0)
        {
            throw new CliException(
                ExitCode.Data,
                new(
                    "The file has no column of dates: say which with --time.",
                    "日付の列がありません。--time で指定してください。"
                )
            );
        }

        var days = read.Table.Times.ToArray().Distinct().Order().ToArray();
        if (text is null)
        {
            return days[^1];
        }

        return
            DateOnly.TryParseExact(text, "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out var asked)
            && days.LastOrDefault(day => day <= asked) is var last
            && last != default
            ? last
            : throw new CliException(
                ExitCode.Usage,
                new(
                    $"'{text}' is no day such as 2025-06-30, or the file begins later ({days[0]:yyyy-MM-dd}).",
                    $"「{text}」は 2025-06-30 のような日付でないか、ファイルの最初の日({days[0]:yyyy-MM-dd})より前です。"
                )
            );
    }

    private static void Run(
        ConsoleOutput output,
        CsvRead read,
        TrainTestSplit split,
        TrainingSettings settings,
        string? against,
        string? value,
        double? capacity,
        Func<Table, BacktestCurves> curves
    )
    {
        double[] values = value is null ? [] : NamedColumns.Numbers(read, value);
        var features = read.Table.Without([.. new[] { against, value }.OfType<string>()]);
        var test = features.Take(split.Test);
        ProbabilityModel model;
        using (var progress = output.Progress())
        {
            model = LearnerChoice
                .Of(LearnerChoice.Auto)
                .Train(features.Take(split.Training), settings, progress, output.Cancellation)
                .Model;
        }

        var probabilities = model.Score(test, output.Cancellation).Probabilities;

        var rule = against is null ? null : Rule(read, against, split, settings, output.Cancellation);
        var metrics = Metrics.Of(probabilities, test.Labels);
        var findings = LeakDetector.WithModel(
            LeakDetector.WithSignal(
                LeakDetector.Detect(features, later: null, output.Cancellation, read.Dates),
                model.Signal,
                features.Rows
            ),
            metrics.RocAuc.Value,
            features
        );
        var calls = capacity ?? Math.Max(1, Math.Round(test.Rows / 10.0));
        var caught = Gains.AtCapacity(
            probabilities,
            test.Labels,
            Array.ConvertAll(values.Length == 0 ? [] : split.Test, row => values[row]),
            calls,
            clusters: test.Groups
        );
        var compared = rule is null ? null : PairedComparison.Of(rule, probabilities, test.Labels, test.Groups);
        // Churned, and not among those whom the team would have called.
        int[] missed =
        [
            .. Enumerable
                .Range(0, test.Rows)
                .OrderByDescending(row => probabilities[row])
                .Skip((int)calls)
                .Where(row => test.Labels[row])
                .Reverse(),
        ];
        Print(
            output,
            new JudgedDay(
                split,
                test,
                probabilities,
                metrics,
                CalibrationError.Of(probabilities, test.Labels),
                Metrics.CalibrationTable(probabilities, test.Labels, CalibrationBins),
                caught,
                compared,
                missed,
                curves(features),
                findings
            )
        );
    }

    // The rule's score as a probability, learned from the same rows: so that its losses can be held against the
    // model's.
    private static double[] Rule(
        CsvRead read,
        string name,
        TrainTestSplit split,
        TrainingSettings settings,
        CancellationToken cancellation
    )
    {
        var alone = read.Table.Without([
            .. read
                .Table.Columns.Select(column => column.Name)
                .Where(other => other != NamedColumns.Named(read, name).Name),
        ]);
        return new AutoTrainer([new LinearTrainer()])
            .Train(alone.Take(split.Training), settings, progress: null, cancellation)
            .Model.Score(alone.Take(split.Test), cancellation)
            .Probabilities;
    }

    private static void Print(ConsoleOutput output, JudgedDay outcome)
    {
        var (split, metrics, caught) = (outcome.Split, outcome.Metrics, outcome.Caught);
        output.Json(json =>
        {
            json.WriteString("asOf", split.Name);
            json.WriteNumber("trainingRows", split.Training.Length);
            json.WriteNumber("rows", split.Test.Length);
            Figures.Range(json, "rocAuc", metrics.RocAuc);
            Figures.Number(json, "prAuc", metrics.PrAuc);
            Figures.Number(json, "logLoss", metrics.LogLoss);
            Figures.Number(json, "brier", metrics.Brier);
            Figures.Range(json, "ece", outcome.Calibration.Ece);
            Figures.Number(json, "eceByChance", outcome.Calibration.ByChance);
            json.WriteStartArray("calibration");
            foreach (var bin in outcome.CalibrationTable)
            {
                json.WriteStartObject();
                Figures.Number(json, "from", bin.From);
                Figures.Number(json, "to", bin.To);
                json.WriteNumber("rows", bin.Rows);
                Figures.Number(json, "forecast", bin.Forecast);
                Figures.Number(json, "observed", bin.Observed);
                json.WriteEndObject();
            }

            json.WriteEndArray();
            json.WriteStartObject("capacity");
            json.WriteNumber("rows", caught.Capacity);
            Figures.Number(json, "precision", caught.Precision);
            Figures.Number(json, "recall", caught.Recall);
            Figures.Number(json, "lift", outcome.Lift);
            Figures.Range(json, "value", caught.Value);
            Figures.Range(json, "shareOfValue", caught.ShareOfValue);
            json.WriteEndObject();
            if (outcome.AgainstRule is { } compared)
            {
                json.WriteStartObject("againstRule");
                Figures.Range(json, "rocAuc", compared.RocAuc);
                Figures.Number(json, "rocAucP", compared.RocAucP);
                Figures.Range(json, "logLoss", compared.LogLoss);
                Figures.Number(json, "logLossP", compared.LogLossP);
                json.WriteEndObject();
            }

            outcome.Curves.Write(json);
            CheckCommand.WriteFindings(json, outcome.Findings);
            json.WriteStartArray("missed");
            foreach (var row in outcome.Missed.Take(MostMissed))
            {
                json.WriteStartObject();
                json.WriteNumber("row", split.Test[row]);
                json.WriteString("group", outcome.Test.Groups.Length > 0 ? outcome.Test.Groups[row] : null);
                json.WriteNumber("probability", outcome.Probabilities[row]);
                json.WriteStartObject("known");
                foreach (var column in outcome.Test.Columns)
                {
                    json.WriteString(column.Name, column.Text(row));
                }

                json.WriteEndObject();
                json.WriteEndObject();
            }

            json.WriteEndArray();
        });
        foreach (var finding in outcome.Findings)
        {
            output.Warn(finding);
        }

        output.Line(
            output.Localize(
                new(
                    $"{split.Name}: {split.Test.Length} rows judged by a model of {split.Training.Length} rows "
                        + $"decided before",
                    $"{split.Name}:{split.Test.Length} 行を、それまでに確定した {split.Training.Length} 行のモデルで評価"
                )
            )
        );
        output.Line($"ROC AUC\t{Figures.Plain(metrics.RocAuc)}");
        output.Line(
            $"PR AUC\t{Figures.Plain(metrics.PrAuc)}\nlog "
                + $"loss\t{Figures.Plain(metrics.LogLoss)}\nBrier\t{Figures.Plain(metrics.Brier)}"
        );
        output.Line(
            $"ECE\t{Figures.Plain(outcome.Calibration.Ece)}\t{output.Localize(new("by chance", "偶然の範囲"))} "
                + $"{Figures.Plain(outcome.Calibration.ByChance)}"
        );
        foreach (var bin in outcome.CalibrationTable)
        {
            output.Line(
                $"{output.Localize(new("forecast", "予測"))} "
                    + $"{Figures.Plain(bin.From, "F1")}-{Figures.Plain(bin.To, "F1")}\t{bin.Rows}\t{Figures.Plain(bin.Forecast)}\t{output.Localize(new("came about", "実際"))} {Figures.Plain(bin.Observed)}"
            );
        }

        output.Line(
            $"{output.Localize(new("caught at capacity", "対応可能数での捕捉"))} "
                + $"{Figures.Plain(caught.Capacity, "F0")}\t{Figures.Plain(caught.Value, "F1")}\t{Figures.Plain(100 * caught.ShareOfValue.Value, "F1")} %\t{output.Localize(new("lift", "リフト"))} {Figures.Plain(outcome.Lift, "F2")}"
        );
        if (outcome.AgainstRule is { } rule)
        {
            output.Line(
                $"{output.Localize(new("model less rule", "モデルとルールの差"))}\tROC AUC "
                    + $"{Figures.Plain(rule.RocAuc)}\tlog loss {Figures.Plain(rule.LogLoss)}"
            );
        }

        outcome.Curves.Plain(output);
        output.Line(output.Localize(new($"missed\t{outcome.Missed.Length}", $"見逃し\t{outcome.Missed.Length}")));
        foreach (var row in outcome.Missed.Take(MostMissed))
        {
            output.Line(
                $"{split.Test[row]}\t{(outcome.Test.Groups.Length > 0 ? outcome.Test.Groups[row] : "")}\t{Figures.Plain(outcome.Probabilities[row])}"
            );
        }
    }

    /// <param name="Missed">Places in the test, least suspected first.</param>
    private sealed record JudgedDay(
        TrainTestSplit Split,
        Table Test,
        double[] Probabilities,
        MetricSet Metrics,
        CalibrationError Calibration,
        IReadOnlyList<CalibrationBin> CalibrationTable,
        CapacityCatch Caught,
        PairedComparison? AgainstRule,
        int[] Missed,
        BacktestCurves Curves,
        IReadOnlyList<Finding> Findings
    )
    {
        /// <summary>
        /// Lift at capacity: precision among the rows that the team can call, divided by the base rate.
        /// </summary>
        public double Lift => Caught.Precision / Metrics.BaseRate;
    }
}
