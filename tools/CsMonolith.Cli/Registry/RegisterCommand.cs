using System.Buffers;
using System.CommandLine;
using System.Globalization;
using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;
using CsMonolith.Cli.Host;
using CsMonolith.Cli.Input;
using CsMonolith.Cli.Output;
using CsMonolith.Learning.Artefacts;
using CsMonolith.Learning.Models;

namespace CsMonolith.Cli.Registry;

/// <summary>
/// <c>churn register RUNDIR --host URL --token T [--test-from YYYY-MM --test-to YYYY-MM]</c>: hands a run to the
/// host, which keeps it as challenger.
/// </summary>
/// <remarks>The figures of a run come from rows that its final model was trained on afterwards. The host can
/// therefore judge the model, and compare it with its champion, only on months later than the training.</remarks>
internal static class RegisterCommand
{
    public static Command Create(CliEnvironment environment)
    {
        var folder = new Argument<string>("RUNDIR") { Description = "Run folder" };
        var (host, token) = (CommonOptions.HostUrl(), CommonOptions.Token());
        var alias = new Option<string>("--as")
        {
            Description = "Alias; only challenger, since a champion is promoted",
            DefaultValueFactory = _ => "challenger",
        };
        var outcome = new Option<string?>("--outcome")
        {
            Description = "Outcome that the label was; the host's churned if absent",
        };
        var horizon = HorizonOption.Option("Days after a row within which the outcome counted");
        var from = new Option<string?>("--test-from")
        {
            Description = "First month, later than the training's, of which the host judges by its own labelled rows",
        };
        var to = new Option<string?>("--test-to") { Description = "Last such month" };
        var waive = new Option<string?>("--waive")
        {
            Description =
                "no-signal=REASON: hand over a model that found no signal and gives everybody the same probability",
        };
        var command = new Command("register", "Hand a run to the host")
        {
            folder,
            host,
            token,
            alias,
            outcome,
            horizon,
            from,
            to,
            waive,
        };
        command.SetGuardedAction(
            environment,
            async (parsed, output) =>
            {
                if (parsed.GetValue(alias) != "challenger")
                {
                    throw new CliException(
                        ExitCode.Unsupported,
                        new(
                            "A run is registered as challenger; churn promote makes it champion.",
                            "登録は challenger のみです。champion にするには churn promote を使います。"
                        )
                    );
                }

                using var run = RunFiles.Json(parsed.GetValue(folder)!, "run.json");
                var told = new JsonObject();
                Print("outcome", parsed.GetValue(outcome));
                Print("horizonDays", parsed.GetValue(horizon) is { } ahead ? HorizonOption.Days(ahead) : null);
                var (first, last) = TestMonths(run, parsed.GetValue(from), parsed.GetValue(to));
                Print("testFrom", first);
                Print("testTo", last);
                Print("waiver", RequireSignal(parsed.GetValue(folder)!, parsed.GetValue(waive)));
                var body = Body(parsed.GetValue(folder)!, run, told);
                using var client = HostConnection.Open(parsed.GetValue(host)!, parsed.GetValue(token));
                var answered = await client.PostJson("v1/models", body, output.Cancellation);
                output.Json(json =>
                {
                    json.WriteString("version", answered.TextOf("version"));
                    json.WriteString("alias", answered.TextOf("alias"));
                });
                output.Line($"{answered.TextOf("version")}\t{answered.TextOf("alias")}");
                return ExitCode.Ok;

                void Print(string name, JsonNode? value)
                {
                    if (value is not null)
                    {
                        told[name] = value;
                    }
                }
            }
        );
        return command;
    }

    /// <summary>
    /// Refuses a model without signal, which would take the place of the challenger before it, unless it is waived.
    /// </summary>
    /// <returns>The reason of the waiver, if one was needed.</returns>
    private static string? RequireSignal(string folder, string? waiver)
    {
        var reason =
            waiver is null ? null
            : waiver.StartsWith("no-signal=", StringComparison.Ordinal)
            && waiver["no-signal=".Length..].Trim() is { Length: > 0 } told
                ? told
            : throw new CliException(
                ExitCode.Usage,
                new(
                    $"--waive '{waiver}': write no-signal=REASON.",
                    $"--waive「{waiver}」:no-signal=理由 の形で指定してください。"
                )
            );
        if (ModelFile.Read(RunFiles.Bytes(folder, "model.json")).Signal == Signal.Found)
        {
            return null;
        }

        return reason
            ?? throw new CliException(
                ExitCode.Refused,
                new(
                    "The model found no signal and gives everybody the same probability: it is not registered, since "
                        + "it would take the challenger's place. --waive no-signal=REASON registers it all the same.",
                    "このモデルは手がかりを見つけられず、全員に同じ確率を返します。いまの challenger と入れ替わってしまうため登録しません。"
                        + "それでも登録するには --waive no-signal=理由 を指定してください。"
                )
            );
    }

    /// <summary>First and last day of the months to judge by; null where none were asked for.</summary>
    private static (string? From, string? To) TestMonths(JsonDocument run, string? from, string? to)
    {
        if (from is null && to is null)
        {
            return default;
        }

        if (from is null || to is null)
        {
            throw new CliException(
                ExitCode.Usage,
                new("--test-from and --test-to go together.", "--test-from と --test-to は両方指定してください。")
            );
        }

        var (first, last) = (
            MonthOption.First("--test-from", from),
            MonthOption.First("--test-to", to).AddMonths(1).AddDays(-1)
        );
        if (last < first)
        {
            throw new CliException(
                ExitCode.Usage,
                new(
                    $"--test-to '{to}' lies before --test-from '{from}'.",
                    $"--test-to「{to}」が --test-from「{from}」より前です。"
                )
            );
        }

        if (run.RootElement.TextOf("trainedTo") is { } seen && string.CompareOrdinal(Day(first), seen) <= 0)
        {
            throw new CliException(
                ExitCode.Usage,
                new(
                    $"--test-from '{from}': the model was trained on rows up to {seen}. Only later months are new "
                        + $"to it.",
                    $"--test-from「{from}」: モデルは {seen} までの行で学習しています。それより後の月を指定してください。"
                )
            );
        }

        return (Day(first), Day(last));

        static string Day(DateOnly day) => day.ToString("O", CultureInfo.InvariantCulture);
    }

    private static byte[] Body(string folder, JsonDocument run, JsonObject told)
    {
        var model = RunFiles.Bytes(folder, "model.json");
        _ = ModelFile.Read(model); // Refused here rather than by the host: the one who trained it is at the keyboard.
        var buffer = new ArrayBufferWriter<byte>();
        using (var json = new Utf8JsonWriter(buffer))
        {
            json.WriteStartObject();
            WriteRun(json, run, told);
            Write(json, "metrics", RunFiles.Bytes(folder, "metrics.json"));
            Write(json, "model", model);
            json.WriteString("card", Encoding.UTF8.GetString(RunFiles.Bytes(folder, "MODEL_CARD.md")));
            json.WriteEndObject();
        }

        return buffer.WrittenSpan.ToArray();
    }

    // What the run wrote down itself, but for what was told of it just now.
    private static void WriteRun(Utf8JsonWriter json, JsonDocument run, JsonObject told)
    {
        json.WriteStartObject("run");
        foreach (var fact in run.RootElement.EnumerateObject().Where(fact => !told.ContainsKey(fact.Name)))
        {
            fact.WriteTo(json);
        }

        foreach (var (name, value) in told)
        {
            json.WritePropertyName(name);
            value!.WriteTo(json);
        }

        json.WriteEndObject();
    }

    private static void Write(Utf8JsonWriter json, string name, byte[] value)
    {
        json.WritePropertyName(name);
        try
        {
            json.WriteRawValue(value);
        }
        catch (JsonException)
        {
            throw new CliException(
                ExitCode.Model,
                new($"{name}.json is not whole JSON.", $"{name}.json が壊れています。")
            );
        }
    }
}
