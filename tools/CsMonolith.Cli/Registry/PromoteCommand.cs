using System.CommandLine;
using System.Text.Json;
using CsMonolith.Cli.Host;
using CsMonolith.Cli.Input;
using CsMonolith.Cli.Output;

namespace CsMonolith.Cli.Registry;

/// <summary>
/// <c>churn promote VERSION --host URL --token T [--confirm]</c>: asks the host to make a version champion; its gates
/// decide, and a second person confirms by <c>--confirm</c>.
/// </summary>
internal static class PromoteCommand
{
    public static Command Create(CliEnvironment environment)
    {
        var version = new Argument<string>("VERSION") { Description = "Version that register told" };
        var (host, token) = (CommonOptions.HostUrl(), CommonOptions.Token());
        var waive = new Option<string?>("--waive") { Description = "Name of a gate to waive" };
        var reason = new Option<string?>("--reason") { Description = "Why it is waived; kept in the audit" };
        var confirm = new Option<bool>("--confirm") { Description = "Confirm what somebody else has asked for" };
        var command = new Command("promote", "Ask the host to make a version champion, or confirm it")
        {
            version,
            host,
            token,
            waive,
            reason,
            confirm,
        };
        command.SetGuardedAction(
            environment,
            async (parsed, output) =>
            {
                var (name, why) = (parsed.GetValue(waive), parsed.GetValue(reason));
                if ((name is null) != string.IsNullOrWhiteSpace(why))
                {
                    throw new CliException(
                        ExitCode.Usage,
                        new(
                            "--waive NAME and --reason TEXT go together.",
                            "--waive と --reason は両方指定してください。"
                        )
                    );
                }

                if (parsed.GetValue(confirm) && name is not null)
                {
                    throw new CliException(
                        ExitCode.Usage,
                        new(
                            "--confirm takes the waiver that was asked for: leave out --waive and --reason.",
                            "--confirm は依頼された免除をそのまま承認します。--waive と --reason は指定できません。"
                        )
                    );
                }

                using var client = HostConnection.Open(parsed.GetValue(host)!, parsed.GetValue(token));
                var path = Path(parsed.GetValue(version)!);
                var answer = parsed.GetValue(confirm)
                    ? await client.PostJson($"{path}/confirmation", "{}"u8.ToArray(), output.Cancellation)
                    : await client.PostJson(path, Body(name, why), output.Cancellation);
                Print(output, parsed.GetValue(version)!, WhoMayConfirm(answer));
                return ExitCode.Ok;
            }
        );
        return command;
    }

    // Null where it is champion already.
    private static string[]? WhoMayConfirm(JsonElement answer) =>
        !answer.TryGetProperty("awaitsConfirmation", out var awaits) || awaits.ValueKind != JsonValueKind.True ? null
        : answer.TryGetProperty("mayConfirm", out var names) && names.ValueKind == JsonValueKind.Array
            ? [.. names.EnumerateArray().Select(name => name.ToString())]
        : [];

    private static void Print(ConsoleOutput output, string version, string[]? mayConfirm)
    {
        output.Json(json =>
        {
            json.WriteString("version", version);
            json.WriteString("alias", mayConfirm is null ? "champion" : "challenger");
            json.WriteStartArray("awaits");
            foreach (var name in mayConfirm ?? [])
            {
                json.WriteStringValue(name);
            }

            json.WriteEndArray();
        });
        if (mayConfirm is null)
        {
            output.Line($"{version}\tchampion");
            return;
        }

        output.Line($"{version}\tawaits confirmation");
        output.Message(
            new(
                $"The gates let {version} pass. Somebody else must confirm by churn promote {version} --confirm: "
                    + $"{string.Join(", ", mayConfirm)}.",
                $"{version} は条件を満たしました。別の人が churn promote {version} --confirm で承認してください:{string.Join("、", mayConfirm)}"
            )
        );
    }

    public static string Path(string version) => $"v1/models/{Uri.EscapeDataString(version)}/promotion";

    /// <param name="gate">Name of the gate that is waived; null for none.</param>
    /// <param name="reason">Why it is waived.</param>
    public static byte[] Body(string? gate, string? reason) =>
        JsonSerializer.SerializeToUtf8Bytes(new { waiver = gate is null ? null : new { name = gate, reason } });
}
