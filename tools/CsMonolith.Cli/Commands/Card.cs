using System.CommandLine;
using System.Text;
using CsMonolith.Cli.Host;
using CsMonolith.Cli.Talk;

namespace CsMonolith.Cli.Commands;

/// <summary><c>churn card RUNDIR</c>, or <c>churn card VERSION --host URL --token T</c>: the page that goes with a model.</summary>
internal static class Card
{
    public static Command Command(Surroundings surroundings)
    {
        var of = new Argument<string>("RUNDIR|VERSION")
        {
            Description = "Run folder, or with --host the version of a registered model",
        };
        var host = new Option<string?>("--host") { Description = "Address of the host" };
        var token = new Option<string?>("--token") { Description = "Access token" };
        var command = new Command("card", "Print a model card") { of, host, token };
        command.SetAction(
            (parsed, _) =>
                ChurnTool.Speak(
                    surroundings,
                    parsed,
                    async teller =>
                    {
                        if ((parsed.GetValue(host) is null) != (parsed.GetValue(token) is null))
                        {
                            throw new Complaint(
                                ExitCode.Usage,
                                "usage.card",
                                new("--host and --token go together.", "--host と --token は両方指定してください。")
                            );
                        }

                        var card = parsed.GetValue(host) is { } address
                            ? await Registered(
                                address,
                                parsed.GetValue(token)!,
                                parsed.GetValue(of)!,
                                teller.Cancellation
                            )
                            : Encoding.UTF8.GetString(RunFiles.Bytes(parsed.GetValue(of)!, "MODEL_CARD.md"));
                        teller.Object(json => json.WriteString("card", card));
                        teller.Plain(card.TrimEnd('\n'));
                        return ExitCode.Ok;
                    }
                )
        );
        return command;
    }

    private static async Task<string> Registered(
        string address,
        string token,
        string version,
        CancellationToken cancellation
    )
    {
        using var client = new HostClient(address, token);
        using var answer = await client.Send(
            HttpMethod.Get,
            $"v1/models/{Uri.EscapeDataString(version)}",
            json: null,
            cancellation
        );
        using var model = await Answers.Json(answer, cancellation);
        return HostClient.TextOf(model.RootElement, "card") ?? "";
    }
}
