using System.Buffers;
using System.CommandLine;
using System.Text;
using System.Text.Json;
using CsMonolith.Cli.Host;
using CsMonolith.Cli.Talk;
using CsMonolith.Learning.Artefacts;

namespace CsMonolith.Cli.Commands;

/// <summary><c>churn register RUNDIR --host URL --token T</c>: hands a run to the host, which keeps it as challenger.</summary>
internal static class Register
{
    public static Command Command(Surroundings surroundings)
    {
        var folder = new Argument<string>("RUNDIR") { Description = "Run folder" };
        var (host, token) = (Shared.HostUrl(), Shared.Token());
        var alias = new Option<string>("--as") { Description = "Alias; only challenger, since a champion is promoted", DefaultValueFactory = _ => "challenger" };
        var command = new Command("register", "Hand a run to the host") { folder, host, token, alias };
        command.SetAction((parsed, _) => ChurnTool.Speak(surroundings, parsed, async teller =>
        {
            if (parsed.GetValue(alias) != "challenger")
            {
                throw new Complaint(ExitCode.Unsupported, "register.alias", new(
                    "A run is registered as challenger; churn promote makes it champion.", "登録は challenger のみです。champion にするには churn promote を使います。"));
            }

            var body = Body(parsed.GetValue(folder)!);
            using var client = new HostClient(parsed.GetValue(host)!, parsed.GetValue(token)!);
            using var answer = await client.Send(HttpMethod.Post, "v1/models", body, teller.Cancellation);
            using var told = await Answers.Json(answer, teller.Cancellation);
            teller.Object(json =>
            {
                json.WriteString("version", HostClient.TextOf(told.RootElement, "version"));
                json.WriteString("alias", HostClient.TextOf(told.RootElement, "alias"));
            });
            teller.Plain($"{HostClient.TextOf(told.RootElement, "version")}\t{HostClient.TextOf(told.RootElement, "alias")}");
            return ExitCode.Ok;
        }));
        return command;
    }

    private static byte[] Body(string folder)
    {
        var model = RunFiles.Bytes(folder, "model.json");
        _ = ModelFile.Read(model); // Refused here rather than by the host: the one who trained it is at the keyboard.
        var buffer = new ArrayBufferWriter<byte>();
        using (var json = new Utf8JsonWriter(buffer))
        {
            json.WriteStartObject();
            Write(json, "run", RunFiles.Bytes(folder, "run.json"));
            Write(json, "metrics", RunFiles.Bytes(folder, "metrics.json"));
            Write(json, "model", model);
            json.WriteString("card", Encoding.UTF8.GetString(RunFiles.Bytes(folder, "MODEL_CARD.md")));
            json.WriteEndObject();
        }

        return buffer.WrittenSpan.ToArray();
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
            throw new Complaint(ExitCode.Model, "run.file", new($"{name}.json is not whole JSON.", $"{name}.json が壊れています。"));
        }
    }
}
