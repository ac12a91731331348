using System.CommandLine;
using System.Text;
using CsMonolith.Cli.Host;
using CsMonolith.Cli.Input;
using CsMonolith.Cli.Output;

namespace CsMonolith.Cli.Registry;

/// <summary>
/// <c>churn card RUNDIR</c>, or <c>churn card VERSION --host URL --token T</c>: the page that goes with a model.
/// </summary>
internal static class CardCommand
{
    public static Command Create(CliEnvironment environment)
    {
        var of = new Argument<string>("RUNDIR|VERSION")
        {
            Description = "Run folder, or with --host the version of a registered model",
        };
        var host = new Option<string?>("--host") { Description = "Address of the host" };
        var token = CommonOptions.Token();
        var command = new Command("card", "Print a model card") { of, host, token };
        command.SetGuardedAction(
            environment,
            async (parsed, output) =>
            {
                var card = parsed.GetValue(host) is { } address
                    ? await Registered(address, parsed.GetValue(token), parsed.GetValue(of)!, output.Cancellation)
                    : Encoding.UTF8.GetString(RunFiles.Bytes(parsed.GetValue(of)!, "MODEL_CARD.md"));
                output.Json(json => json.WriteString("card", card));
                output.Line(card.TrimEnd('\n'));
                return ExitCode.Ok;
            }
        );
        return command;
    }

    private static async Task<string> Registered(
        string address,
        string? token,
        string version,
        CancellationToken cancellation
    )
    {
        using var client = HostConnection.Open(address, token);
        var model = await client.GetJson($"v1/models/{Uri.EscapeDataString(version)}", cancellation);
        return model.TextOf("card") ?? "";
    }
}
