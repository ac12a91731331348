using System.CommandLine;
using System.Text.Json;
using CsMonolith.Cli.Talk;
using CsMonolith.Learning.Leaks;
using CsMonolith.Learning.Tables;

namespace CsMonolith.Cli.Commands;

/// <summary><c>churn check FILE.csv --label churned</c>: looks before training. Findings warn; only a broken file fails.</summary>
internal static class Check
{
    public static Command Command(Surroundings surroundings)
    {
        var (file, label, time, group) = (Shared.Csv(), Shared.Label(), Shared.Time(), Shared.Group());
        var encoding = Shared.Encoding();
        var command = new Command("check", "Look at a file before training") { file, label, time, group, encoding };
        command.SetAction(
            (parsed, _) =>
                ChurnTool.Speak(
                    surroundings,
                    parsed,
                    teller =>
                    {
                        var layout = new CsvLayout(
                            parsed.GetValue(label),
                            parsed.GetValue(time),
                            parsed.GetValue(group),
                            Encoding: parsed.GetValue(encoding)!,
                            FindsGroup: true
                        );
                        var read = Shared.Read(parsed.GetValue(file)!, layout, teller);
                        Tell(
                            teller,
                            read,
                            LeakDetector.Detect(read.Table, later: null, teller.Cancellation, read.Dates)
                        );
                        return Task.FromResult(ExitCode.Ok);
                    }
                )
        );
        return command;
    }

    private static void Tell(Teller teller, CsvRead read, IReadOnlyList<Finding> findings)
    {
        var positives = read.Table.Labels.Count(true);
        teller.Object(json =>
        {
            json.WriteNumber("rows", read.Table.Rows);
            json.WriteNumber("features", read.Table.Columns.Count);
            json.WriteNumber("positives", positives);
            json.WriteString("timeColumn", read.TimeColumn);
            WriteFindings(json, findings);
        });
        teller.Plain(
            teller.Say(
                new(
                    $"{read.Table.Rows} rows, {read.Table.Columns.Count} features, {positives} with the outcome",
                    $"{read.Table.Rows} 行、特徴量 {read.Table.Columns.Count} 列、該当 {positives} 行"
                )
            )
        );
        if (findings.Count == 0)
        {
            teller.Talk(new("No warnings.", "注意点はありません。"));
        }

        foreach (var finding in findings)
        {
            teller.Plain($"{finding.Code}\t{finding.Column}\t{teller.Say(finding.Evidence)}");
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
