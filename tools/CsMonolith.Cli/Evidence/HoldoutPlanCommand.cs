using System.CommandLine;
using System.Globalization;
using CsMonolith.Cli.Output;
using CsMonolith.Learning.Effects;

namespace CsMonolith.Cli.Evidence;

/// <summary>
/// <c>churn holdout plan</c>: writes a hypothesis down, with its metric, design and decision rule, before the data
/// come.
/// </summary>
internal static class HoldoutPlanCommand
{
    private const int MaxName = 100;
    private const int MaxHypothesis = 1_000;

    public static Command Create(CliEnvironment environment)
    {
        var name = new Option<string>("--name")
        {
            Description = "Name of the experiment; it deals the lots",
            Required = true,
        };
        var hypothesis = new Option<string>("--hypothesis")
        {
            Description = "What is claimed, in a sentence",
            Required = true,
        };
        var label = new Option<string>("--label")
        {
            Description = "The metric: column with the 0/1 outcome",
            Required = true,
        };
        var share = new Option<double>("--share")
        {
            Description = "Share that is held out",
            DefaultValueFactory = _ => 0.5,
        };
        var rate = new Option<double>("--base")
        {
            Description = "Share of the outcome without the treatment",
            Required = true,
        };
        var difference = new Option<double>("--difference")
        {
            Description = "Difference worth finding, as a fraction",
            Required = true,
        };
        var power = new Option<double>("--power") { Description = "Chance to find it", DefaultValueFactory = _ => 0.8 };
        var level = new Option<double>("--level")
        {
            Description = "Two-sided error that the decision accepts",
            DefaultValueFactory = _ => 0.05,
        };
        var from = new Option<string>("--from")
        {
            Description = "First day whose outcomes count, such as 2027-01-01: after today",
            Required = true,
        };
        var to = new Option<string>("--to")
        {
            Description = "Last day; nothing is judged before it is over",
            Required = true,
        };
        var path = new Option<string>("--out")
        {
            Description = "File for the plan; one that is there is never written over",
            Required = true,
        };
        var command = new Command("plan", "Register a hypothesis with metric, design and decision rule before the data")
        {
            name,
            hypothesis,
            label,
            share,
            rate,
            difference,
            power,
            level,
            from,
            to,
            path,
        };
        command.SetGuardedAction(
            environment,
            async (parsed, output) =>
            {
                var now = environment.Time.GetUtcNow().UtcDateTime;
                var (p, d, s, w, a) = (
                    parsed.GetValue(rate),
                    parsed.GetValue(difference),
                    parsed.GetValue(share),
                    parsed.GetValue(power),
                    parsed.GetValue(level)
                );
                if (new[] { p, p + d, s, w, a }.Any(one => one is not (> 0 and < 1)) || d == 0)
                {
                    throw new CliException(
                        ExitCode.Usage,
                        new(
                            "--base, --base + --difference, --share, --power and --level lie between 0 and 1, "
                                + "and --difference is not 0.",
                            "--base、--base + --difference、--share、--power、--level は 0 と 1 の間、--difference は 0 "
                                + "以外にしてください。"
                        )
                    );
                }

                var plan = new RegisteredPlan(
                    Worded("--name", parsed.GetValue(name)!, MaxName),
                    Worded("--hypothesis", parsed.GetValue(hypothesis)!, MaxHypothesis),
                    Worded("--label", parsed.GetValue(label)!, MaxName),
                    s,
                    p,
                    d,
                    w,
                    a,
                    SampleSize.Customers(p, d, 1 - s, w, a),
                    Day("--from", parsed.GetValue(from)!),
                    Day("--to", parsed.GetValue(to)!),
                    now
                );
                if (plan.From <= DateOnly.FromDateTime(now) || plan.To < plan.From)
                {
                    throw new CliException(
                        ExitCode.Usage,
                        new(
                            $"--from '{plan.From:yyyy-MM-dd}' must lie after today ({now:yyyy-MM-dd}), and --to "
                                + $"'{plan.To:yyyy-MM-dd}' not before it: a hypothesis is written down before its "
                                + $"data.",
                            $"--from「{plan.From:yyyy-MM-dd}」は今日({now:yyyy-MM-dd})より後、--to「{plan.To:yyyy-MM-dd}」は "
                                + $"--from 以降にしてください。仮説はデータより先に登録します。"
                        )
                    );
                }

                await Store(parsed.GetValue(path)!, plan, output.Cancellation);
                Print(output, plan, parsed.GetValue(path)!);
                return ExitCode.Ok;
            }
        );
        return command;
    }

    private static async Task Store(string path, RegisteredPlan plan, CancellationToken cancellation)
    {
        if (Path.Exists(path))
        {
            throw new CliException(
                ExitCode.Usage,
                new(
                    $"'{path}' is there already, and a plan is never written over: choose another --out.",
                    $"「{path}」は既にあります。登録した計画は上書きしません。--out に別の名前を指定してください。"
                )
            );
        }

        Directory.CreateDirectory(Path.GetDirectoryName(Path.GetFullPath(path))!);
        await using var file = new FileStream(path, FileMode.CreateNew, FileAccess.Write);
        await file.WriteAsync(plan.Write(), cancellation);
    }

    private static void Print(ConsoleOutput output, RegisteredPlan plan, string path)
    {
        output.Json(json =>
        {
            json.WriteString("experiment", plan.Name);
            json.WriteString("plan", path);
            json.WriteNumber("customers", plan.Customers);
            json.WriteString("registeredAt", plan.RegisteredAt);
        });
        output.Line($"{output.Localize(new("plan", "計画"))}\t{path}");
        output.Line($"{output.Localize(new("customers needed", "必要な顧客数"))}\t{plan.Customers}");
        output.Line($"{output.Localize(new("to be judged from", "判定できる日"))}\t{plan.To.AddDays(1):yyyy-MM-dd}");
    }

    private static string Worded(string option, string text, int most) =>
        text.Trim() is { Length: > 0 } words && words.Length <= most
            ? words
            : throw new CliException(
                ExitCode.Usage,
                new($"{option} has 1 to {most} characters.", $"{option} は 1〜{most} 文字にしてください。")
            );

    private static DateOnly Day(string option, string text) =>
        DateOnly.TryParseExact(text, "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out var day)
            ? day
            : throw new CliException(
                ExitCode.Usage,
                new(
                    $"{option} '{text}' is not a day such as 2027-01-01.",
                    $"{option}「{text}」は 2027-01-01 のような日付ではありません。"
                )
            );
}
