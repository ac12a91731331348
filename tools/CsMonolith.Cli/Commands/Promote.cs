using System.Buffers;
using System.CommandLine;
using System.Text.Json;
using CsMonolith.Cli.Host;
using CsMonolith.Cli.Talk;

namespace CsMonolith.Cli.Commands;

/// <summary><c>churn promote VERSION --host URL --token T</c>: asks the host to make a version champion; its gates decide.</summary>
internal static class Promote
{
    public static Command Command(Surroundings surroundings)
    {
        var version = new Argument<string>("VERSION") { Description = "Version that register told" };
        var (host, token) = (Shared.HostUrl(), Shared.Token());
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
        command.SetAction(
            (parsed, _) =>
                ChurnTool.Speak(
                    surroundings,
                    parsed,
                    async teller =>
                    {
                        var (name, why) = (parsed.GetValue(waive), parsed.GetValue(reason));
                        if ((name is null) != string.IsNullOrWhiteSpace(why))
                        {
                            throw new Complaint(
                                ExitCode.Usage,
                                "usage.waive",
                                new(
                                    "--waive NAME and --reason TEXT go together.",
                                    "--waive と --reason は両方指定してください。"
                                )
                            );
                        }

                        using var client = new HostClient(parsed.GetValue(host)!, parsed.GetValue(token)!);
                        using var answer = await client.Send(
                            HttpMethod.Post,
                            Path(parsed.GetValue(version)!),
                            Body(name, why),
                            teller.Cancellation
                        );
                        teller.Object(json =>
                        {
                            json.WriteString("version", parsed.GetValue(version));
                            json.WriteString("alias", "champion");
                        });
                        teller.Plain($"{parsed.GetValue(version)}\tchampion");
                        return ExitCode.Ok;
                    }
                )
        );
        return command;
    }

    public static string Path(string version) => $"v1/models/{Uri.EscapeDataString(version)}/promotion";

    public static byte[] Body(string? name, string? reason)
    {
        var buffer = new ArrayBufferWriter<byte>();
        using (var json = new Utf8JsonWriter(buffer))
        {
            json.WriteStartObject();
            if (name is null)
            {
                json.WriteNull("waiver");
            }
            else
            {
                json.WriteStartObject("waiver");
                json.WriteString("name", name);
                json.WriteString("reason", reason);
                json.WriteEndObject();
            }

            json.WriteEndObject();
        }

        return buffer.WrittenSpan.ToArray();
    }
}
