using System.CommandLine;
using System.Globalization;
using CsMonolith.Cli.Host;
using CsMonolith.Cli.Input;
using CsMonolith.Cli.Output;

namespace CsMonolith.Cli.Registry;

/// <summary>
/// <c>churn pull --host URL --token T --from YYYY-MM --to YYYY-MM --out FILE [--outcome renewed] [--horizon 6m]
/// [--asof YYYY-MM-DD] [--purpose WORD]</c>: fetches training rows as they were known then. With <c>--asof</c> labels
/// too are as known on that day, and the same line brings the same bytes whenever it is run.
/// </summary>
internal static class PullCommand
{
    public static Command Create(CliEnvironment environment)
    {
        var (host, token) = (CommonOptions.HostUrl(), CommonOptions.Token());
        var from = new Option<string?>("--from")
        {
            Description = "First month, yyyy-MM; with --asof the first there is if absent",
        };
        var to = new Option<string?>("--to")
        {
            Description = "Last month, yyyy-MM; with --asof the last there is if absent",
        };
        var outcome = new Option<string>("--outcome")
        {
            Description = "Outcome that is the label: churned, renewed, expanded, first-value or goal-reached",
            DefaultValueFactory = _ => "churned",
        };
        var horizon = HorizonOption.Option("Days after a row's day within which the outcome counts");
        var asOf = new Option<string?>("--asof")
        {
            Description =
                "Day by whose end everything must have been recorded, yyyy-MM-dd: later facts change nothing, so "
                + "the extract can be had again",
        };
        var purpose = new Option<string?>("--purpose")
        {
            Description = "What the rows are for: another purpose, other pseudonyms; learning if absent",
        };
        var file = new Option<string>("--out") { Description = "File to write", Required = true };
        var command = new Command("pull", "Fetch training rows from the host")
        {
            host,
            token,
            from,
            to,
            outcome,
            horizon,
            asOf,
            purpose,
            file,
        };
        command.SetGuardedAction(
            environment,
            async (parsed, output) =>
            {
                var days = parsed.GetValue(horizon) is { } asked ? HorizonOption.Days(asked) : HorizonOption.OfHost;
                var order = new ExtractRequest(
                    parsed.GetValue(outcome)!,
                    days,
                    Month("--from", parsed.GetValue(from)),
                    Month("--to", parsed.GetValue(to)),
                    Day(parsed.GetValue(asOf)),
                    parsed.GetValue(purpose)
                );
                if (order is { KnownOn: null } and ({ From: null } or { To: null }))
                {
                    throw new CliException(
                        ExitCode.Usage,
                        new("Give --from and --to, or --asof.", "--from と --to、または --asof を指定してください。")
                    );
                }

                using var client = HostConnection.Open(parsed.GetValue(host)!, parsed.GetValue(token), output.Language);
                using var answer = await client.Open(HttpMethod.Get, order.Path, content: null, output.Cancellation);
                var bytes = await Save(answer, parsed.GetValue(file)!, output.Cancellation);
                Print(output, parsed.GetValue(file)!, bytes, PulledRows.Of(answer, parsed.GetValue(file)!), order);
                return ExitCode.Ok;
            }
        );
        return command;
    }

    private static DateOnly? Month(string option, string? text) =>
        text is null ? null : MonthOption.First(option, text);

    private static DateOnly? Day(string? text) =>
        text is null ? null
        : DateOnly.TryParseExact(text, "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out var day)
            ? day
        : throw new CliException(
            ExitCode.Usage,
            new(
                $"--asof '{text}' is not a day such as 2026-03-31.",
                $"--asof「{text}」は 2026-03-31 のような日付ではありません。"
            )
        );

    private static void Print(ConsoleOutput output, string file, long bytes, PulledRows pulled, ExtractRequest order)
    {
        var (outcome, days) = (order.Outcome, order.Days);
        output.Json(json =>
        {
            json.WriteString("file", file);
            json.WriteNumber("bytes", bytes);
            json.WriteString("outcome", outcome);
            json.WriteString("definition", pulled.Definition);
            json.WriteNumber("horizonDays", days);
            json.WriteNumber("embargoDays", days);
            json.WriteString("asOf", order.KnownOn is { } day ? Written(day) : null);
            Figures.Number(json, "baseRate", pulled.BaseRate);
            json.WriteNumber("notLive", pulled.NotLive);
            json.WriteNumber("undecidable", pulled.Undecidable);
            json.WriteNumber("notAsked", pulled.NotAsked);
            json.WriteStartArray("months");
            foreach (var month in pulled.Months)
            {
                json.WriteStartObject();
                json.WriteString("month", month.Name);
                json.WriteNumber("rows", month.Rows);
                json.WriteNumber("outcomes", month.Outcomes);
                json.WriteEndObject();
            }

            json.WriteEndArray();
        });
        output.Line($"{file}\t{bytes}");
        foreach (var month in pulled.Months)
        {
            output.Line($"{month.Name}\t{month.Rows}\t{month.Outcomes}");
        }

        if (pulled.Definition is { } definition)
        {
            output.Message(new($"{outcome}: {definition}", $"{outcome}:{definition}"));
        }

        output.Message(
            new(
                $"The label is 1 where '{outcome}' came about within {days} days after the row's day. "
                    + $"{pulled.Undecidable} rows are left out: their {days} days are not over; "
                    + $"{pulled.NotAsked} more: the outcome is not asked of such customers; {pulled.NotLive} more: the "
                    + $"customer paid nothing on the day. Base rate {Figures.Plain(pulled.BaseRate)}. A row knows what happened in its {days} days: leave as many (the embargo) between what you train on and what you test on.",
                $"label は、行の時点から {days} 日以内に「{outcome}」が起きたとき 1 です。{days} 日がまだ過ぎていない {pulled.Undecidable} 行と、"
                    + $"この成果の対象でない顧客の {pulled.NotAsked} 行、その日に課金のない顧客の {pulled.NotLive} 行は除いてあります。"
                    + $"該当の割合は {Figures.Plain(pulled.BaseRate)} です。"
                    + $"行は {days} 日先までの結果を含むため、学習と検証の間を {days} 日空けてください(エンバーゴ)。"
            )
        );
        if (order.KnownOn is { } known && pulled.Months.Count > 0)
        {
            var purpose = order.Purpose is { } named ? $" --purpose {named}" : "";
            output.Message(
                new(
                    $"By what was recorded by {Written(known)}. The same bytes again: --from "
                        + $"{pulled.Months[0].Name} --to {pulled.Months[^1].Name} --asof {Written(known)} --outcome "
                        + $"{outcome} --horizon {days}d{purpose}.",
                    $"{Written(known)} までに記録された事実によります。同じ内容を取り直すには --from {pulled.Months[0].Name} --to "
                        + $"{pulled.Months[^1].Name} --asof {Written(known)} --outcome {outcome} --horizon {days}d{purpose} "
                        + $"を指定してください。"
                )
            );
        }
    }

    private static string Written(DateOnly day) => day.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture);

    // Through a partial file: a broken download must not look like data.
    private static async Task<long> Save(HttpResponseMessage answer, string path, CancellationToken cancellation)
    {
        var partial = path + ".partial";
        try
        {
            await using (var target = File.Create(partial))
            {
                await answer.Content.CopyToAsync(target, cancellation);
            }

            var bytes = new FileInfo(partial).Length;
            File.Move(partial, path, overwrite: true);
            return bytes;
        }
        finally
        {
            File.Delete(partial);
        }
    }

    // What is asked of the host.
    private sealed record ExtractRequest(
        string Outcome,
        int Days,
        DateOnly? From,
        DateOnly? To,
        DateOnly? KnownOn,
        string? Purpose
    )
    {
        public string Path =>
            "v1/training-extracts?"
            + string.Join(
                '&',
                new[]
                {
                    From is { } from ? string.Create(CultureInfo.InvariantCulture, $"from={from:yyyy-MM}") : null,
                    To is { } to ? string.Create(CultureInfo.InvariantCulture, $"to={to:yyyy-MM}") : null,
                    $"outcome={Uri.EscapeDataString(Outcome)}",
                    string.Create(CultureInfo.InvariantCulture, $"horizonDays={Days}"),
                    KnownOn is { } day ? $"knownOn={Written(day)}" : null,
                    Purpose is { } purpose ? $"purpose={Uri.EscapeDataString(purpose)}" : null,
                }.OfType<string>()
            );
    }
}
