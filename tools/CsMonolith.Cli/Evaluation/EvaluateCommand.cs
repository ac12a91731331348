using System.CommandLine;
using System.Globalization;
using System.Text.Json;
using CsMonolith.Cli.Input;
using CsMonolith.Cli.Output;
using CsMonolith.Learning.Evaluation;
using CsMonolith.Learning.MlNet.Choice;
using CsMonolith.Learning.Models;
using CsMonolith.Learning.Tables;
using CsMonolith.Learning.Training;

namespace CsMonolith.Cli.Evaluation;

/// <summary>
/// <c>churn evaluate FILE.csv --label churned --folds FOLDS.csv --repeat r0</c>, or <c>--holdout FILE.csv</c>: judges
/// by given splits.
/// </summary>
internal static class EvaluateCommand
{
    public static Command Create(CliEnvironment environment)
    {
        var (file, label, time, group) = (
            CommonOptions.Csv(),
            CommonOptions.Label(),
            CommonOptions.Time(),
            CommonOptions.Group()
        );
        var options = new TableOptions();
        var (seed, threads) = (CommonOptions.Seed(), CommonOptions.Threads());
        var folds = new Option<string?>("--folds")
        {
            Description = "CSV with one row per example: its fold, -1 to train only, -2 to leave out",
        };
        var repeat = new Option<string>("--repeat")
        {
            Description = "Column of the folds file",
            DefaultValueFactory = _ => "r0",
        };
        var holdout = new Option<string?>("--holdout") { Description = "File to judge by instead of folds" };
        var command = new Command("evaluate", "Judge by given folds or by another file")
        {
            file,
            label,
            folds,
            repeat,
            holdout,
            time,
            group,
            seed,
            threads,
        };
        options.AddTo(command);
        command.SetGuardedAction(
            environment,
            (parsed, output) =>
            {
                var layout = options.Of(
                    parsed,
                    new CsvLayout(
                        parsed.GetValue(label),
                        parsed.GetValue(time),
                        parsed.GetValue(group),
                        FindsGroup: true
                    )
                );
                var table = InputFiles.Read(parsed.GetValue(file)!, layout, output).Table;
                var settings = new TrainingSettings(parsed.GetValue(seed), parsed.GetValue(threads));
                var pairs = (parsed.GetValue(folds), parsed.GetValue(holdout)) switch
                {
                    ({ } path, null) => Splits(table, path, parsed.GetValue(repeat)!, output),
                    (null, { } path) => [(table, InputFiles.Read(path, layout, output).Table)],
                    _ => throw new CliException(
                        ExitCode.Usage,
                        new("Give either --folds or --holdout.", "--folds か --holdout のどちらかを指定してください。")
                    ),
                };
                Print(output, [.. pairs.Select(pair => Judge(pair.Training, pair.Test, settings, output))]);
                return ExitCode.Ok;
            }
        );
        return command;
    }

    private static Judged Judge(Table training, Table test, TrainingSettings settings, ConsoleOutput output)
    {
        using var progress = output.Progress();
        var model = LearnerChoice.Of(LearnerChoice.Auto).Train(training, settings, progress, output.Cancellation).Model;
        var scores = model.Score(test, output.Cancellation);
        return new Judged(
            Metrics.Of(scores.Probabilities, test.Labels),
            model.Signal,
            scores.Probabilities,
            test.Labels.ToArray()
        );
    }

    private static (Table Training, Table Test)[] Splits(Table table, string path, string repeat, ConsoleOutput output)
    {
        var read = InputFiles.Read(path, new CsvLayout(), output);
        var column = read.Table.Find(repeat) ?? throw new UnknownColumnException(repeat, read.Header);
        if (column.Rows != table.Rows || column.Kind != ColumnKind.Numeric || column.Numbers.Contains(float.NaN))
        {
            throw new CliException(
                ExitCode.Data,
                new(
                    $"The folds file must have a whole number for each of the {table.Rows} rows; it has "
                        + $"{column.Rows} rows.",
                    $"分割ファイルには {table.Rows} 行すべての整数が必要です({column.Rows} 行あります)。"
                )
            );
        }

        int[] of = [.. column.Numbers.ToArray().Select(number => (int)number)];
        int[] names = [.. of.Where(fold => fold >= 0).Distinct().Order()];
        return names.Length == 0
            ? throw new CliException(
                ExitCode.Data,
                new("No row has a fold of 0 or more.", "0 以上の分割番号がありません。")
            )
            :
            [
                .. names.Select(name =>
                    (
                        table.Take(RowsWhere(of, fold => fold != name && fold >= -1)),
                        table.Take(RowsWhere(of, fold => fold == name))
                    )
                ),
            ];
    }

    private static int[] RowsWhere(int[] of, Func<int, bool> holds) =>
        [.. Enumerable.Range(0, of.Length).Where(row => holds(of[row]))];

    private static void Print(ConsoleOutput output, Judged[] judged)
    {
        var ece = Metrics.Ece(
            [.. judged.SelectMany(one => one.Probabilities)],
            [.. judged.SelectMany(one => one.Labels)]
        );
        output.Json(json =>
        {
            json.WriteStartObject("mean");
            Write(json, "rocAuc", judged.Average(one => one.Metrics.RocAuc.Value));
            Write(json, "prAuc", judged.Average(one => one.Metrics.PrAuc));
            Write(json, "logLoss", judged.Average(one => one.Metrics.LogLoss));
            Write(json, "brier", judged.Average(one => one.Metrics.Brier));
            Write(json, "ece", ece);
            json.WriteEndObject();
            json.WriteStartArray("folds");
            foreach (var one in judged)
            {
                json.WriteStartObject();
                json.WriteNumber("rows", one.Metrics.Rows);
                json.WriteString("signal", one.Signal.ToString().ToLowerInvariant());
                Write(json, "rocAuc", one.Metrics.RocAuc.Value);
                Write(json, "prAuc", one.Metrics.PrAuc);
                Write(json, "logLoss", one.Metrics.LogLoss);
                Write(json, "brier", one.Metrics.Brier);
                Write(json, "ece", one.Metrics.Ece);
                json.WriteEndObject();
            }

            json.WriteEndArray();
        });
        output.Line("fold\trows\tROC AUC\tPR AUC\tlog loss\tBrier\tECE");
        for (var fold = 0; fold < judged.Length; fold++)
        {
            var metrics = judged[fold].Metrics;
            output.Line(
                string.Create(
                    CultureInfo.InvariantCulture,
                    $"{fold}\t{metrics.Rows}\t{metrics.RocAuc.Value:F4}\t{metrics.PrAuc:F4}\t{metrics.LogLoss:F4}\t{metrics.Brier:F4}\t{metrics.Ece:F4}"
                )
            );
        }
    }

    private static void Write(Utf8JsonWriter json, string name, double number)
    {
        if (double.IsFinite(number))
        {
            json.WriteNumber(name, number);
        }
        else
        {
            json.WriteNull(name);
        }
    }

    private sealed record Judged(MetricSet Metrics, Signal Signal, double[] Probabilities, bool[] Labels);
}
