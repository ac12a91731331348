using System.CommandLine;
using System.Text.Json;
using CsMonolith.Cli.Input;
using CsMonolith.Cli.Output;
using CsMonolith.Learning.Artefacts;
using CsMonolith.Learning.Editing;
using CsMonolith.Learning.Models;
using CsMonolith.Learning.Runs;
using CsMonolith.Learning.Tables;

namespace CsMonolith.Cli.ModelFiles;

/// <summary>
/// <c>churn edit RUNDIR FILE --feature F --set X --author NAME --reason TEXT --out DIR</c>: changes a shape by hand
/// and leaves a run folder that tells of it.
/// </summary>
internal static class EditCommand
{
    private sealed record Flags(
        Option<string> Feature,
        Option<double?> Set,
        Option<bool> Flatten,
        Option<string?> Monotone,
        Option<bool> Remove,
        Option<double?> From,
        Option<double?> To,
        Option<string?> Level,
        Option<string> Author,
        Option<string> Reason
    );

    public static Command Create(CliEnvironment environment)
    {
        var run = new Argument<string>("RUNDIR")
        {
            Description = "Run folder whose model is edited; it stays as it is",
        };
        var (file, encoding) = (CommonOptions.Csv(), CommonOptions.Encoding());
        var monotone = new Option<string?>("--monotone")
        {
            Description = "Make the whole shape of a number rising or falling, by the nearest such shape",
        };
        monotone.AcceptOnlyFromAmong("rising", "falling");
        var flags = new Flags(
            new Option<string>("--feature") { Description = "Column whose shape is edited", Required = true },
            new Option<double?>("--set") { Description = "What the range or level adds to the log-odds from now on" },
            new Option<bool>("--flatten") { Description = "Set the range to its mean over the rows of FILE" },
            monotone,
            new Option<bool>("--remove") { Description = "Take the column and its pairs out" },
            new Option<double?>("--from") { Description = "Least number of the range; from the lowest on if absent" },
            new Option<double?>("--to")
            {
                Description = "Number below which the range ends; up to the highest if absent",
            },
            new Option<string?>("--level") { Description = "Level instead of a range; empty text for missing cells" },
            new Option<string>("--author") { Description = "Who answers for it", Required = true },
            new Option<string>("--reason") { Description = "Why", Required = true }
        );
        var folder = new Option<string>("--out") { Description = "Folder for the edited run", Required = true };
        var command = new Command("edit", "Change a shape by hand: set, flatten, make monotone, remove")
        {
            run,
            file,
            flags.Feature,
            flags.Set,
            flags.Flatten,
            flags.Monotone,
            flags.Remove,
            flags.From,
            flags.To,
            flags.Level,
            flags.Author,
            flags.Reason,
            folder,
            encoding,
        };
        command.SetGuardedAction(
            environment,
            (parsed, output) =>
            {
                var source = parsed.GetValue(run)!;
                var was = ModelFile.Read(RunFiles.Bytes(source, "model.json"));
                var (layout, fingerprint) = LayoutOf(source, parsed.GetValue(encoding)!);
                var table = InputFiles.Read(parsed.GetValue(file)!, layout, output).Table;
                var now = Edited(was, table, parsed, flags);
                var loss = EditLoss.Of(
                    was,
                    ShapeEditor.Unedited(was),
                    now,
                    table,
                    ofTraining: fingerprint == TrainingRun.FingerprintOf(table)
                );
                EditedRun.Write(source, parsed.GetValue(folder)!, was, now, table, loss, output.Cancellation);
                if (parsed.GetValue(flags.Monotone) is not null)
                {
                    output.Message(
                        new(
                            "Pairs stay as they are and may still bend the forecast; churn train --monotone "
                                + "holds every learner to it.",
                            "組み合わせの項は変わらないため、予測がわずかに逆向きに動くことがあります。学習時の --monotone なら全体が単調になります。"
                        )
                    );
                }

                Print(output, parsed.GetValue(folder)!, was, loss);
                return ExitCode.Ok;
            }
        );
        return command;
    }

    private static ProbabilityModel Edited(ProbabilityModel was, Table table, ParseResult parsed, Flags flags)
    {
        var (set, flatten, monotone, remove) = (
            parsed.GetValue(flags.Set),
            parsed.GetValue(flags.Flatten),
            parsed.GetValue(flags.Monotone),
            parsed.GetValue(flags.Remove)
        );
        if (new[] { set is not null, flatten, monotone is not null, remove }.Count(given => given) != 1)
        {
            throw new CliException(
                ExitCode.Usage,
                new(
                    "Give exactly one of --set, --flatten, --monotone and --remove.",
                    "--set、--flatten、--monotone、--remove のうち一つだけを指定してください。"
                )
            );
        }

        var (name, from, to, level) = (
            parsed.GetValue(flags.Feature)!,
            parsed.GetValue(flags.From),
            parsed.GetValue(flags.To),
            parsed.GetValue(flags.Level)
        );
        if ((remove || flatten) && level is not null || remove && (from ?? to) is not null)
        {
            throw new CliException(
                ExitCode.Usage,
                new(
                    "--remove takes the whole column, and --flatten a range of numbers: leave out --level, and "
                        + "with --remove the range.",
                    "--remove は列全体、--flatten は数値の範囲に対するものです。--level(--remove では範囲も)を外してください。"
                )
            );
        }

        try
        {
            var logOdds = flatten ? ShapeEditor.MeanOf(was, table, name, from, to) : set;
            var edit = new ShapeEdit(
                name,
                logOdds,
                from,
                to,
                level,
                parsed.GetValue(flags.Author)!,
                parsed.GetValue(flags.Reason)!,
                TimeProvider.System.GetLocalNow()
            )
            {
                Direction = monotone switch
                {
                    "rising" => 1,
                    "falling" => -1,
                    _ => null,
                },
            };
            return ShapeEditor.Apply(was, edit, table);
        }
        catch (ShapeEditException refusal)
        {
            throw new CliException(ExitCode.Usage, refusal.Text);
        }
    }

    /// <summary>The columns that the run was trained by, and the fingerprint of its data.</summary>
    private static (CsvLayout Layout, string? Fingerprint) LayoutOf(string run, string encoding)
    {
        using var json = RunFiles.Json(run, "run.json");
        return (
            TextOf("label") is null
                ? throw new CliException(
                    ExitCode.Model,
                    new("run.json tells no label.", "run.json にラベルの列名がありません。")
                )
                : RunLayout.Of(json.RootElement, encoding) with
                {
                    Segment = null,
                },
            TextOf("fingerprint")
        );

        string? TextOf(string name) =>
            json.RootElement.TryGetProperty(name, out var value) && value.ValueKind == JsonValueKind.String
                ? value.GetString()
                : null;
    }

    private static void Print(ConsoleOutput output, string folder, ProbabilityModel was, EditLoss loss)
    {
        if (was.Parts.Count > 1)
        {
            output.Message(
                new(
                    "The model was a blend; the edited one scores by its shapes and pairs alone, so that what is "
                        + "edited is all that is scored.",
                    "元のモデルは混合でしたが、編集後は形状と組み合わせだけで予測します(編集した内容がそのまま予測になります)。"
                )
            );
        }

        if (loss.OfTraining)
        {
            output.Message(
                new(
                    "The rows are those that the model was trained from: every log loss here is flattered. Give "
                        + "other rows to judge the edit.",
                    "評価した行は学習に使った行のため、対数損失はいずれも良く見えます。学習に使っていない行で評価してください。"
                )
            );
        }

        output.Json(json =>
        {
            json.WriteString("run", folder);
            json.WriteNumber("rows", loss.Rows);
            json.WriteBoolean("rowsOfTraining", loss.OfTraining);
            Figures.Number(json, "logLossBefore", loss.Before);
            Figures.Number(json, "logLossOfShapes", loss.Shapes);
            Figures.Number(json, "logLossAfter", loss.After);
        });
        output.Line(
            $"{output.Localize(new("log loss before", "編集前の対数損失"))}\t{Figures.Plain(loss.Before, "F5")}"
        );
        output.Line(
            $"{output.Localize(new("log loss of the shapes alone", "形状のみの対数損失"))}\t{Figures.Plain(loss.Shapes, "F5")}"
        );
        output.Line($"{output.Localize(new("log loss after", "編集後の対数損失"))}\t{Figures.Plain(loss.After, "F5")}");
        output.Line($"report\t{Path.Combine(folder, "report.html")}");
    }
}
