using System.CommandLine;
using System.Globalization;
using System.Text.Json;
using CsMonolith.Cli.Host;
using CsMonolith.Cli.Input;
using CsMonolith.Cli.Output;
using CsMonolith.HostClient;
using CsMonolith.Learning.Tables;

namespace CsMonolith.Cli.Evaluation;

/// <summary>
/// <c>churn compare RUN RUN... [--on FILE.csv --label churned]</c>: holds runs against the first of them, row by row.
/// <c>churn compare RUN champion --host URL --token T</c>: holds them against a model of the host.
/// </summary>
internal static class CompareCommand
{
    public static Command Create(CliEnvironment environment)
    {
        var runs = new Argument<string[]>("RUN")
        {
            Description =
                "Run folders; the others are held against the first. With --host also champion, challenger or a "
                + "version: the runs are held against it",
            Arity = new ArgumentArity(2, 50),
        };
        var file = new Option<string?>("--on")
        {
            Description = "File to judge by; without it, the rows that the runs were judged by",
        };
        var label = new Option<string?>("--label") { Description = "Column with the 0/1 outcome of --on" };
        var (time, group, encoding) = (CommonOptions.Time(), CommonOptions.Group(), CommonOptions.Encoding());
        var value = new Option<string?>("--value")
        {
            Description = "Column that says what a row is worth; with --host, arr or mrr are found by themselves",
        };
        var by = new Option<string?>("--by")
        {
            Description =
                "Column whose levels are compared one by one; with --host, every column of few levels if absent",
        };
        var capacity = new Option<double?>("--capacity")
        {
            Description = "Rows that the team can look after; a tenth of them if absent",
        };
        var host = new Option<string?>("--host") { Description = "Address of the host" };
        var token = CommonOptions.Token();
        var rows = new Option<string?>("--rows")
        {
            Description = "File that the runs were trained from; with --host, the host is asked for its rows if absent",
        };
        var command = new Command(
            "compare",
            "Hold runs against each other, or against the host's champion, on the same rows"
        )
        {
            runs,
            file,
            label,
            time,
            group,
            encoding,
            value,
            by,
            capacity,
            host,
            token,
            rows,
        };
        command.SetGuardedAction(
            environment,
            async (parsed, output) =>
            {
                var names = parsed.GetValue(runs)!;
                var (worth, segment) = (parsed.GetValue(value), parsed.GetValue(by));
                var layout = new CsvLayout(
                    parsed.GetValue(label),
                    parsed.GetValue(time),
                    parsed.GetValue(group),
                    Encoding: parsed.GetValue(encoding)!
                );
                var judged =
                    parsed.GetValue(host) is { } address
                        ? await AgainstHost(
                            address,
                            parsed.GetValue(token),
                            names,
                            parsed.GetValue(file),
                            parsed.GetValue(rows),
                            layout,
                            worth,
                            segment,
                            output
                        )
                    : parsed.GetValue(file) is { } path ? OnFile([], names, path, layout, worth, segment, output)
                    : AsJudged(names, worth ?? segment);
                ComparisonOutput.Print(
                    output,
                    judged,
                    parsed.GetValue(capacity) ?? Math.Max(1, Math.Round(judged.Labels.Length / 10.0))
                );
                return ExitCode.Ok;
            }
        );
        return command;
    }

    private static async Task<ComparedRows> AgainstHost(
        string address,
        string? token,
        string[] names,
        string? on,
        string? rows,
        CsvLayout layout,
        string? value,
        string? by,
        ConsoleOutput output
    )
    {
        using var client = HostConnection.Open(address, token);
        string[] runs = [.. names.Where(Directory.Exists)];
        var registered = new List<RegisteredModel>();
        foreach (var name in names.Except(runs))
        {
            registered.Add(await RegisteredModel.Fetch(client, name, output.Cancellation));
        }

        return (on, runs) switch
        {
            ({ } path, _) => OnFile(registered, runs, path, layout, value, by, output),
            (null, []) => throw new CliException(
                ExitCode.Usage,
                new(
                    "Models of the host alone are compared on a file: give --on FILE.csv --label COL, or a run's "
                        + "folder.",
                    "サーバーのモデルだけを比べるときは --on FILE.csv --label 列 か、実行フォルダを指定してください。"
                )
            ),
            _ => await AsRunsWereJudged(client, registered, runs, rows, layout.Encoding, value, by, output),
        };
    }

    private static ComparedRows OnFile(
        IReadOnlyList<RegisteredModel> registered,
        string[] runs,
        string path,
        CsvLayout layout,
        string? value,
        string? by,
        ConsoleOutput output
    )
    {
        if (layout.Label is null)
        {
            throw new CliException(ExitCode.Usage, new("--on needs --label.", "--on には --label が必要です。"));
        }

        var read = InputFiles.Read(path, layout, output);
        double[][] probabilities =
        [
            .. registered.Select(model =>
                ComparedRows.Scored(model.Version, model.Model, read.Table, output.Cancellation)
            ),
            .. runs.Select(run =>
                ComparedRows.Scored(
                    run,
                    InputFiles.Model(Path.Combine(run, "model.json")),
                    read.Table,
                    output.Cancellation
                )
            ),
        ];
        var (values, worth) =
            value is null && registered.Count == 0
                ? ([], ComparedRows.Outcomes)
                : ComparedRows.WorthOf(read.Table, value, read.Header);
        return new ComparedRows(
            [.. registered.Select(model => model.Version), .. runs],
            probabilities,
            read.Table.Labels.ToArray(),
            read.Table.Groups.ToArray(),
            values,
            worth,
            by is null && registered.Count == 0 ? [] : ComparedRows.SegmentsOf(read.Table, by, read.Header)
        )
        {
            Seen = Seen(registered, read.Table),
            FewestOfLevel = ComparedRows.FewestOf(by),
        };
    }

    private static ComparedRows AsJudged(string[] runs, string? column)
    {
        if (column is not null)
        {
            throw new CliException(
                ExitCode.Usage,
                new("--value and --by need --on.", "--value と --by には --on が必要です。")
            );
        }

        var held = HeldOutRows.Of(runs);
        return new ComparedRows(runs, held.Probabilities, held.Labels, [], [], ComparedRows.Outcomes, []);
    }

    // The split of the runs: they speak by models that had not seen these rows.
    private static async Task<ComparedRows> AsRunsWereJudged(
        HostApi client,
        IReadOnlyList<RegisteredModel> registered,
        string[] runs,
        string? file,
        string encoding,
        string? value,
        string? by,
        ConsoleOutput output
    )
    {
        var held = HeldOutRows.Of(runs);
        using var run = RunFiles.Json(runs[0], "run.json");
        var layout = RunLayout.Of(run.RootElement, encoding) with { Segment = null };
        var data = file is not null
            ? InputFiles.Read(file, layout, output).Table
            : await Pulled(client, registered, run.RootElement, runs[0], layout, output.Cancellation);
        var rows = held.Take(
            data,
            TextOf("segment"),
            runs[0],
            file is null ? output.Localize(new("the host", "サーバー")) : $"'{file}'"
        );
        string[] header = [.. rows.Columns.Select(column => column.Name)];
        var (values, worth) = ComparedRows.WorthOf(rows, value, header);
        return new ComparedRows(
            [.. registered.Select(model => model.Version), .. runs],
            [
                .. registered.Select(model =>
                    ComparedRows.Scored(model.Version, model.Model, rows, output.Cancellation)
                ),
                .. held.Probabilities,
            ],
            held.Labels,
            rows.Groups.ToArray(),
            values,
            worth,
            ComparedRows.SegmentsOf(rows, by, header)
        )
        {
            Seen = Seen(registered, rows),
            FewestOfLevel = ComparedRows.FewestOf(by),
        };

        string? TextOf(string name) => run.RootElement.TextOf(name);
    }

    private static async Task<Table> Pulled(
        HostApi client,
        IReadOnlyList<RegisteredModel> registered,
        JsonElement run,
        string folder,
        CsvLayout layout,
        CancellationToken cancellation
    )
    {
        var dated = (From: Day("trainedFrom"), To: Day("trainedTo"));
        return
            layout.Label == HostRows.Label
            && dated is { From: { } from, To: { } to }
            && await HostRows.Labelled(
                client,
                registered[0],
                from,
                to,
                layout with
                {
                    Encoding = CsvEncoding.Utf8,
                },
                cancellation
            )
                is { } rows
            ? rows
            : throw new CliException(
                ExitCode.Data,
                new(
                    $"The host has no rows that '{folder}' could have been trained from: give the file by --rows FILE.",
                    $"「{folder}」の学習に使った行がサーバーにありません。学習に使ったファイルを --rows FILE で指定してください。"
                )
            );

        DateOnly? Day(string name) =>
            DateOnly.TryParseExact(
                run.TextOf(name),
                "yyyy-MM-dd",
                CultureInfo.InvariantCulture,
                DateTimeStyles.None,
                out var day
            )
                ? day
                : null;
    }

    private static (string Version, DateOnly TrainedTo, int Rows)[] Seen(
        IEnumerable<RegisteredModel> registered,
        Table rows
    ) =>
        [
            .. registered
                .Where(model => model.TrainedTo is not null)
                .Select(model => (model.Version, model.TrainedTo!.Value, Count(rows.Times, model.TrainedTo.Value)))
                .Where(seen => seen.Item3 > 0),
        ];

    private static int Count(ReadOnlySpan<DateOnly> times, DateOnly upTo)
    {
        var count = 0;
        foreach (var day in times)
        {
            count += day <= upTo ? 1 : 0;
        }

        return count;
    }
}
