using System.CommandLine;
using System.Globalization;
using System.Text.Json;
using CsMonolith.Cli.Input;
using CsMonolith.Cli.Output;
using CsMonolith.Learning.Models;
using CsMonolith.Learning.Tables;

namespace CsMonolith.Cli.ModelFiles;

/// <summary>
/// <c>churn explain MODEL.json --row N FILE.csv</c>: why; with <c>--against</c>, why it changed; with <c>--below</c>,
/// what would have to change.
/// <c>churn explain --global DIR</c>: what matters over all.
/// </summary>
internal static class ExplainCommand
{
    public static Command Create(CliEnvironment environment)
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
        var encoding = CommonOptions.Encoding();
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

        command.SetGuardedAction(
            environment,
            (parsed, output) =>
            {
                if (parsed.GetValue(folder) is { } run)
                {
                    ExplainGlobal.Print(output, run, parsed.GetValue(minimum.Levers));
                    return ExitCode.Ok;
                }

                if (
                    parsed.GetValue(model) is not { } path
                    || parsed.GetValue(file) is not { } csv
                    || parsed.GetValue(row) is not { } index
                )
                {
                    throw new CliException(
                        ExitCode.Usage,
                        new(
                            "Give MODEL.json --row N FILE.csv, or --global DIR.",
                            "MODEL.json --row N FILE.csv か --global DIR を指定してください。"
                        )
                    );
                }

                var (known, read) = (
                    InputFiles.Model(path),
                    InputFiles.Read(
                        csv,
                        new CsvLayout(Group: parsed.GetValue(change.Id), Encoding: parsed.GetValue(encoding)!),
                        output
                    )
                );
                RequireRow(read.Table, index);
                if (change.Asked(parsed))
                {
                    ExplainChange.Print(output, known, read, index, parsed, change, parsed.GetValue(encoding)!);
                }
                else if (minimum.Asked(parsed))
                {
                    ExplainMinimum.Print(output, known, read, index, parsed, minimum);
                }
                else
                {
                    Local(output, known, read.Table, index);
                }

                return ExitCode.Ok;
            }
        );
        return command;
    }

    private static void RequireRow(Table table, int row)
    {
        if (row < 0 || row >= table.Rows)
        {
            throw new CliException(
                ExitCode.Usage,
                new(
                    $"There is no row {row}: rows run from 0 to {table.Rows - 1}.",
                    $"行 {row} はありません(0〜{table.Rows - 1})。"
                )
            );
        }
    }

    private static void Local(ConsoleOutput output, ProbabilityModel model, Table table, int row)
    {
        var why = model.Explain(table, row);
        output.Json(json =>
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
        output.Line(Figure($"base\t\t{why.BaseLogOdds:R}"));
        foreach (var one in why.Contributions)
        {
            output.Line(Figure($"{one.Feature}\t{one.Value}\t{one.LogOdds:R}"));
        }

        output.Line(Figure($"log-odds\t\t{why.LogOdds:R}"));
        output.Line(Figure($"probability\t\t{why.Probability:R}"));
    }

    private static string Figure(FormattableString text) => text.ToString(CultureInfo.InvariantCulture);
}
