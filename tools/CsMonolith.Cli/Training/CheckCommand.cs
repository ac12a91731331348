using System.CommandLine;
using System.Text.Json;
using CsMonolith.Cli.Input;
using CsMonolith.Cli.Output;
using CsMonolith.Learning.Leaks;
using CsMonolith.Learning.Tables;

namespace CsMonolith.Cli.Training;

/// <summary>
/// <c>churn check FILE.csv --label churned</c>: looks before training. Findings warn; only a broken file fails.
/// </summary>
internal static class CheckCommand
{
    public static Command Create(CliEnvironment environment)
    {
        var (file, label, time, group) = (
            CommonOptions.Csv(),
            CommonOptions.Label(),
            CommonOptions.Time(),
            CommonOptions.Group()
        );
        var table = new TableOptions();
        var command = new Command("check", "Look at a file before training") { file, label, time, group };
        table.AddTo(command);
        command.SetGuardedAction(
            environment,
            (parsed, output) =>
            {
                var layout = table.Of(
                    parsed,
                    new CsvLayout(
                        parsed.GetValue(label),
                        parsed.GetValue(time),
                        parsed.GetValue(group),
                        FindsGroup: true
                    )
                );
                var read = InputFiles.Read(parsed.GetValue(file)!, layout, output);
                Print(output, read, LeakDetector.Detect(read.Table, later: null, output.Cancellation, read.Dates));
                return ExitCode.Ok;
            }
        );
        return command;
    }

    private static void Print(ConsoleOutput output, CsvRead read, IReadOnlyList<Finding> findings)
    {
        var positives = read.Table.Labels.Count(true);
        output.Json(json =>
        {
            json.WriteNumber("rows", read.Table.Rows);
            json.WriteNumber("features", read.Table.Columns.Count);
            json.WriteNumber("positives", positives);
            json.WriteString("timeColumn", read.TimeColumn);
            WriteFindings(json, findings);
            json.WriteStartArray("readings");
            foreach (var reading in read.Readings)
            {
                json.WriteStartObject();
                json.WriteString("column", reading.Column);
                json.WriteString("text", reading.Text.En);
                json.WriteString("textJa", reading.Text.Ja);
                json.WriteEndObject();
            }

            json.WriteEndArray();
        });
        output.Line(
            output.Localize(
                new(
                    $"{read.Table.Rows} rows, {read.Table.Columns.Count} features, {positives} with the outcome",
                    $"{read.Table.Rows} 行、特徴量 {read.Table.Columns.Count} 列、該当 {positives} 行"
                )
            )
        );
        if (findings.Count == 0)
        {
            output.Message(new("No warnings.", "注意点はありません。"));
        }

        foreach (var finding in findings)
        {
            output.Line($"{finding.Code}\t{finding.Column}\t{output.Localize(finding.Evidence)}");
        }
    }

    public static void WriteFindings(Utf8JsonWriter json, IReadOnlyList<Finding> findings)
    {
        json.WriteStartArray("findings");
        foreach (var finding in findings)
        {
            json.WriteStartObject();
            json.WriteString("code", finding.Code);
            json.WriteString("column", finding.Column);
            json.WriteString("evidence", finding.Evidence.En);
            json.WriteString("evidenceJa", finding.Evidence.Ja);
            json.WriteNumber("count", finding.Count);
            if (double.IsFinite(finding.Statistic))
            {
                json.WriteNumber("statistic", finding.Statistic);
            }

            json.WriteEndObject();
        }

        json.WriteEndArray();
    }
}
