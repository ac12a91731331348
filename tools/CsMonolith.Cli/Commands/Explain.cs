using System.CommandLine;
using System.Globalization;
using System.Text.Json;
using CsMonolith.Cli.Talk;
using CsMonolith.Learning.Models;
using CsMonolith.Learning.Tables;

namespace CsMonolith.Cli.Commands;

/// <summary>
/// <c>churn explain MODEL.json --row N FILE.csv</c>: why; with <c>--against</c>, why it changed; with <c>--below</c>, what would have to change.
/// <c>churn explain --global DIR</c>: what matters over all.
/// </summary>
internal static class Explain
{
    public static Command Command(Surroundings surroundings)
    {
        var model = new Argument<string?>("MODEL.json")
        {
            Description = "model.json of a run",
            Arity = ArgumentArity.ZeroOrOne,
        };
        var file = new Argument<string?>("FILE")
        {
            Description = "Rows, one of which is explained",
            Arity = ArgumentArity.ZeroOrOne,
        };
        var row = new Option<int?>("--row") { Description = "Row to explain, from 0" };
        var folder = new Option<string?>("--global") { Description = "Run folder whose importances are told" };
        var encoding = Shared.Encoding();
        var (change, minimum) = (new ExplainChange.Flags(), new ExplainMinimum.Flags());
        var command = new Command(
            "explain",
            "Say why a row has its probability, why that changed, what would change it, or what matters over all"
        )
        {
            model,
            file,
            row,
            folder,
            encoding,
        };
        foreach (var option in change.All.Concat(minimum.All))
        {
            command.Options.Add(option);
        }

        command.SetAction(
            (parsed, _) =>
                ChurnTool.Speak(
                    surroundings,
                    parsed,
                    teller =>
                    {
                        if (parsed.GetValue(folder) is { } run)
                        {
                            ExplainGlobal.Tell(teller, run, parsed.GetValue(minimum.Levers));
                            return Task.FromResult(ExitCode.Ok);
                        }

                        if (
                            parsed.GetValue(model) is not { } path
                            || parsed.GetValue(file) is not { } csv
                            || parsed.GetValue(row) is not { } index
                        )
                        {
                            throw new Complaint(
                                ExitCode.Usage,
                                "usage.explain",
                                new(
                                    "Give MODEL.json --row N FILE.csv, or --global DIR.",
                                    "MODEL.json --row N FILE.csv か --global DIR を指定してください。"
                                )
                            );
                        }

                        var (known, read) = (
                            Shared.Model(path),
                            Shared.Read(
                                csv,
                                new CsvLayout(Group: parsed.GetValue(change.Id), Encoding: parsed.GetValue(encoding)!),
                                teller
                            )
                        );
                        RequireRow(read.Table, index);
                        if (change.Asked(parsed))
                        {
                            ExplainChange.Tell(teller, known, read, index, parsed, change, parsed.GetValue(encoding)!);
                        }
                        else if (minimum.Asked(parsed))
                        {
                            ExplainMinimum.Tell(teller, known, read, index, parsed, minimum);
                        }
                        else
                        {
                            Local(teller, known, read.Table, index);
                        }

                        return Task.FromResult(ExitCode.Ok);
                    }
                )
        );
        return command;
    }

    private static void RequireRow(Table table, int row)
    {
        if (row < 0 || row >= table.Rows)
        {
            throw new Complaint(
                ExitCode.Usage,
                "usage.row",
                new(
                    $"There is no row {row}: rows run from 0 to {table.Rows - 1}.",
                    $"行 {row} はありません(0〜{table.Rows - 1})。"
                )
            );
        }
    }

    private static void Local(Teller teller, ProbabilityModel model, Table table, int row)
    {
        var why = model.Explain(table, row);
        teller.Object(json =>
        {
            json.WriteNumber("row", row);
            json.WriteString("signal", model.Signal.ToString().ToLowerInvariant());
            json.WriteNumber("probability", why.Probability);
            json.WriteNumber("logOdds", why.LogOdds);
            json.WriteNumber("baseLogOdds", why.BaseLogOdds);
            json.WriteStartArray("contributions");
            foreach (var one in why.Contributions)
            {
                json.WriteStartObject();
                json.WriteString("feature", one.Feature);
                json.WriteString("value", one.Value);
                json.WriteNumber("logOdds", one.LogOdds);
                json.WriteEndObject();
            }

            json.WriteEndArray();
        });
        teller.Plain(Figure($"base\t\t{why.BaseLogOdds:R}"));
        foreach (var one in why.Contributions)
        {
            teller.Plain(Figure($"{one.Feature}\t{one.Value}\t{one.LogOdds:R}"));
        }

        teller.Plain(Figure($"log-odds\t\t{why.LogOdds:R}"));
        teller.Plain(Figure($"probability\t\t{why.Probability:R}"));
    }

    private static string Figure(FormattableString text) => text.ToString(CultureInfo.InvariantCulture);
}
