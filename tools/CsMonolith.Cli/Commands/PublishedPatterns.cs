using System.Buffers;
using System.Text.Json;
using CsMonolith.Cli.Host;
using CsMonolith.Cli.Talk;

namespace CsMonolith.Cli.Commands;

/// <summary>
/// Patterns in the host's library. The host mines its own history, so that nothing is published without held-out evidence of its own: a
/// file from elsewhere cannot be.
/// </summary>
internal static class PublishedPatterns
{
    private static readonly TimeSpan Pause = TimeSpan.FromSeconds(1);

    /// <summary>Starts a mining, waits until it is done and tells what it found.</summary>
    public static async Task Mine(Teller teller, HostClient client, int seed)
    {
        var job = await Start(teller, client, seed);
        await Finish(teller, client, job);
        using var answer = await client.Send(HttpMethod.Get, "v1/patterns", json: null, teller.Cancellation);
        using var page = await Answers.Json(answer, teller.Cancellation);
        if (!page.RootElement.TryGetProperty("items", out var items) || items.ValueKind != JsonValueKind.Array)
        {
            throw NotUnderstood();
        }

        teller.Object(json =>
        {
            json.WriteString("job", job);
            json.WritePropertyName("patterns");
            items.WriteTo(json);
        });
        foreach (var item in items.EnumerateArray())
        {
            teller.Plain($"{HostClient.TextOf(item, "verdictWords")}\t{HostClient.TextOf(item, "phaseName")}\t{HostClient.TextOf(item, "words")}\t{HostClient.TextOf(item, "evidence")}");
        }
    }

    private static async Task<string> Start(Teller teller, HostClient client, int seed)
    {
        var buffer = new ArrayBufferWriter<byte>();
        using (var json = new Utf8JsonWriter(buffer))
        {
            json.WriteStartObject();
            json.WriteNumber("seed", seed);
            json.WriteEndObject();
        }

        using var answer = await client.Send(HttpMethod.Post, "v1/pattern-minings", buffer.WrittenSpan.ToArray(), teller.Cancellation);
        using var told = await Answers.Json(answer, teller.Cancellation);
        return HostClient.TextOf(told.RootElement, "jobId") ?? throw NotUnderstood();
    }

    private static async Task Finish(Teller teller, HostClient client, string job)
    {
        while (true)
        {
            using var answer = await client.Send(HttpMethod.Get, $"v1/jobs/{Uri.EscapeDataString(job)}", json: null, teller.Cancellation);
            using var told = await Answers.Json(answer, teller.Cancellation);
            switch (HostClient.TextOf(told.RootElement, "state")?.ToUpperInvariant())
            {
                case "SUCCEEDED":
                    return;
                case "FAILED" or "CANCELLED" or "REFUSED":
                    var why = HostClient.TextOf(told.RootElement, "refusal");
                    throw new Complaint(ExitCode.Refused, "patterns.job", new(
                        $"The mining did not succeed: {why ?? $"the host keeps what is known of it at v1/jobs/{job}"}.",
                        $"マイニングは完了しませんでした。{why ?? $"詳細はサーバーの v1/jobs/{job} にあります。"}"));
                case null:
                    throw NotUnderstood();
                default:
                    await Task.Delay(Pause, teller.Cancellation);
                    break;
            }
        }
    }

    private static Complaint NotUnderstood() => new(ExitCode.Server, "server.answer", new(
        "The host's answer is not understood: is --host right?", "サーバーの応答を読めません。--host は正しいですか。"));
}
