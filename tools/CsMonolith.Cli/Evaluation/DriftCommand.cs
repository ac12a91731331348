using System.CommandLine;
using CsMonolith.Cli.Input;
using CsMonolith.Cli.Output;
using CsMonolith.Learning.Drift;
using CsMonolith.Learning.Tables;

namespace CsMonolith.Cli.Evaluation;

/// <summary>
/// <c>churn drift EARLIER.csv LATER.csv [--model DIR/model.json]</c>: are the rows still those that the model was
/// made for.
/// <c>churn drift --host URL --token T --month 2026-10</c>: the same of the host's champion, with what to do about it.
/// </summary>
internal static class DriftCommand
{
    public static Command Create(CliEnvironment environment)
    {
        var before = new Argument<string?>("EARLIER.csv")
        {
            Description = "Rows of a quiet time, such as those trained from",
            Arity = ArgumentArity.ZeroOrOne,
        };
        var after = new Argument<string?>("LATER.csv")
        {
            Description = "Rows now; they need no outcome",
            Arity = ArgumentArity.ZeroOrOne,
        };
        var model = new Option<string?>("--model")
        {
            Description =
                "model.json in service: tells score drift and the quality to expect without labels. With --host "
                + "a version; the champion if absent",
        };
        var except = new Option<string[]>("--except")
        {
            Description = "Columns that are no features, such as the outcome",
            AllowMultipleArgumentsPerToken = true,
        };
        var level = new Option<double>("--level")
        {
            Description = "Share of undrifted watches that may raise an alarm",
            DefaultValueFactory = _ => 0.05,
        };
        var (seed, encoding) = (CommonOptions.Seed(), CommonOptions.Encoding());
        var host = new Option<string?>("--host") { Description = "Address of the host, in the place of files" };
        var token = CommonOptions.Token();
        var month = new Option<string?>("--month") { Description = "With --host: month to look at, yyyy-MM" };
        var from = new Option<string?>("--reference-from")
        {
            Description = "With --host: first month of the quiet time; the champion's training if absent",
        };
        var to = new Option<string?>("--reference-to") { Description = "With --host: last month of the quiet time" };
        var command = new Command("drift", "Watch whether rows have moved from those that a model was made for")
        {
            before,
            after,
            model,
            except,
            level,
            seed,
            encoding,
            host,
            token,
            month,
            from,
            to,
        };
        command.SetGuardedAction(
            environment,
            async (parsed, output) =>
            {
                if (parsed.GetValue(level) is not (> 0 and < 1))
                {
                    throw new CliException(
                        ExitCode.Usage,
                        new("--level lies between 0 and 1.", "--level は 0 と 1 の間にしてください。")
                    );
                }

                return (
                    parsed.GetValue(before),
                    parsed.GetValue(after),
                    parsed.GetValue(host),
                    parsed.GetValue(month)
                ) switch
                {
                    ({ } earlier, { } later, null, null) => Files(earlier, later),
                    (null, null, { } address, { } looked) => await DriftInService.Watch(
                        new WatchRequest(
                            address,
                            parsed.GetValue(token),
                            parsed.GetValue(model) ?? "champion",
                            looked,
                            parsed.GetValue(from),
                            parsed.GetValue(to),
                            parsed.GetValue(except) ?? [],
                            parsed.GetValue(level),
                            parsed.GetValue(seed)
                        ),
                        output
                    ),
                    _ => throw new CliException(
                        ExitCode.Usage,
                        new(
                            "Give either EARLIER.csv and LATER.csv, or --host URL and --month 2026-10.",
                            "EARLIER.csv と LATER.csv、または --host URL と --month 2026-10 のどちらかを指定してください。"
                        )
                    ),
                };

                int Files(string earlier, string later)
                {
                    var report = DriftWatch.Compare(
                        Features(earlier),
                        Features(later),
                        parsed.GetValue(model) is { } path ? InputFiles.Model(path) : null,
                        parsed.GetValue(level),
                        parsed.GetValue(seed),
                        output.Cancellation
                    );
                    Print(output, report);
                    return ExitCode.Ok;
                }

                Table Features(string path) =>
                    InputFiles
                        .Read(path, new CsvLayout(Encoding: parsed.GetValue(encoding)!), output)
                        .Table.Without(parsed.GetValue(except) ?? []);
            }
        );
        return command;
    }

    private static void Print(ConsoleOutput output, DriftReport report)
    {
        output.Json(json => DriftOutput.Write(json, report));
        DriftOutput.Plain(output, report);
        var drifted = report.Columns.Count(column => column.Drifted);
        output.Message(
            drifted == 0
                ? new("No column has drifted beyond chance.", "偶然の範囲を超えて変化した列はありません。")
                : new(
                    $"{drifted} columns have drifted: find out what happened before retraining; without labels a "
                        + $"change of causes stays unseen.",
                    $"{drifted} 列が変化しています。再学習の前に原因を確かめてください。正解がないうちは、離脱の要因の変化は見えません。"
                )
        );
    }
}
