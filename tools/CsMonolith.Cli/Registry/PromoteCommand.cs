using System.CommandLine;
using System.Text.Json;
using CsMonolith.Cli.Host;
using CsMonolith.Cli.Input;
using CsMonolith.Cli.Output;

namespace CsMonolith.Cli.Registry;

/// <summary>
/// <c>churn promote VERSION --host URL --token T</c>: asks the host to make a version champion; its gates decide.
/// </summary>
internal static class PromoteCommand
{
    public static Command Create(CliEnvironment environment)
    {
        var version = new Argument<string>("VERSION") { Description = "Version that register told" };
        var (host, token) = (CommonOptions.HostUrl(), CommonOptions.Token());
        var waive = new Option<string?>("--waive") { Description = "Name of a gate to waive" };
        var reason = new Option<string?>("--reason") { Description = "Why it is waived; kept in the audit" };
        var command = new Command("promote", "Ask the host to make a version champion")
        {
            version,
            host,
            token,
            waive,
            reason,
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

                using var client = HostConnection.Open(parsed.GetValue(host)!, parsed.GetValue(token)!);
                await client.PostJson(Path(parsed.GetValue(version)!), Body(name, why), output.Cancellation);
                output.Json(json =>
                {
                    json.WriteString("version", parsed.GetValue(version));
                    json.WriteString("alias", "champion");
                });
                output.Line($"{parsed.GetValue(version)}\tchampion");
                return ExitCode.Ok;
            }
        );
        return command;
    }

    public static string Path(string version) => $"v1/models/{Uri.EscapeDataString(version)}/promotion";

    /// <param name="gate">Name of the gate that is waived; null for none.</param>
    /// <param name="reason">Why it is waived.</param>
    public static byte[] Body(string? gate, string? reason) =>
        JsonSerializer.SerializeToUtf8Bytes(new { waiver = gate is null ? null : new { name = gate, reason } });
}
