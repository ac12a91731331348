using System.Buffers;
using System.Globalization;
using System.Text.Json;
using CsMonolith.Cli.Host;
using CsMonolith.Cli.Talk;
using CsMonolith.Learning.Patterns;

namespace CsMonolith.Cli.Commands;

/// <summary>Patterns in the host's library: those that it mines from its own history, and candidates that were mined here, with their held-out evidence.</summary>
internal static class PublishedPatterns
{
    private static readonly TimeSpan Pause = TimeSpan.FromSeconds(1);

    /// <summary>What patterns were mined from, and how.</summary>
    /// <param name="Outcome">Label's column.</param>
    /// <param name="Data">File's name.</param>
    /// <param name="Fingerprint">SHA-256 of its cells.</param>
    /// <param name="Model">Version of the host's model whose factors led to them, or null.</param>
    internal sealed record Provenance(
        string Outcome,
        string Data,
        string Fingerprint,
        string? Model,
        PatternSettings Settings
    );

    /// <summary>Hands over all that was carried to the held-out half: the host works p, q and verdicts out anew from the counts.</summary>
    public static async Task HandOver(Teller teller, HostClient client, Provenance of, PatternFindings found)
    {
        if (found.Patterns.All(pattern => pattern.Verdict == Verdict.CannotTell))
        {
            teller.Talk(
                new(
                    "Nothing can be told of any pattern, so nothing was published.",
                    "判定できたパターンがないため、公開していません。"
                )
            );
            return;
        }

        var buffer = new ArrayBufferWriter<byte>();
        using (var json = new Utf8JsonWriter(buffer))
        {
            Write(json, of, found);
        }

        using var answer = await client.Send(
            HttpMethod.Post,
            "v1/published-patterns",
            buffer.WrittenSpan.ToArray(),
            teller.Cancellation
        );
        using var told = await Answers.Json(answer, teller.Cancellation);
        var (published, known) = (NumberOf(told.RootElement, "published"), NumberOf(told.RootElement, "known"));
        teller.Talk(
            new(
                $"{published} published as candidates, {known} known from before. A leader decides what becomes of them.",
                $"{published} 件を候補として公開しました({known} 件は公開済み)。標準にするかはリーダーが決めます。"
            )
        );
    }

    private static void Write(Utf8JsonWriter json, Provenance of, PatternFindings found)
    {
        json.WriteStartObject();
        json.WriteString("outcome", of.Outcome);
        json.WriteString("code", $"churn {typeof(ChurnTool).Assembly.GetName().Version?.ToString(3)}");
        json.WriteString("data", of.Data);
        json.WriteString("dataFingerprint", of.Fingerprint);
        json.WriteString("model", of.Model);
        json.WriteBoolean("outcomeIsLoss", of.Settings.OutcomeIsLoss);
        json.WriteNumber("seed", of.Settings.Seed);
        json.WriteNumber("falseDiscoveryRate", of.Settings.FalseDiscoveryRate);
        json.WriteNumber("tried", found.Tried);
        json.WriteNumber("hidden", found.Hidden);
        json.WriteStartArray("patterns");
        foreach (var pattern in found.Patterns)
        {
            json.WriteStartObject();
            json.WriteString("phase", pattern.Phase);
            json.WriteString("condition", pattern.Condition);
            json.WriteString("column", pattern.Column);
            Write(json, "mined", pattern.MinedStrata);
            Write(json, "heldOut", pattern.TestedStrata);
            json.WriteString(
                "verdict",
                pattern.Verdict switch
                {
                    Verdict.Raises => "raises",
                    Verdict.Lowers => "lowers",
                    _ => "cannotTell",
                }
            );
            json.WriteEndObject();
        }

        json.WriteEndArray();
        json.WriteEndObject();
    }

    private static void Write(Utf8JsonWriter json, string name, IReadOnlyList<Arms> strata)
    {
        json.WriteStartArray(name);
        foreach (var stratum in strata)
        {
            json.WriteStartObject();
            json.WriteNumber("with", stratum.With);
            json.WriteNumber("withOutcome", stratum.WithOutcome);
            json.WriteNumber("without", stratum.Without);
            json.WriteNumber("withoutOutcome", stratum.WithoutOutcome);
            json.WriteEndObject();
        }

        json.WriteEndArray();
    }

    private static int NumberOf(JsonElement told, string name) =>
        told.ValueKind == JsonValueKind.Object
        && told.TryGetProperty(name, out var value)
        && value.ValueKind == JsonValueKind.Number
        && value.TryGetInt32(out var number)
            ? number
            : throw NotUnderstood();

    /// <summary>Starts a mining, waits until it is done and tells what it found.</summary>
    public static async Task Mine(Teller teller, HostClient client, int seed, string? outcome)
    {
        var job = await Start(teller, client, seed, outcome);
        await Finish(teller, client, job);
        using var answer = await client.Send(
            HttpMethod.Get,
            "v1/patterns?filter[origin][eq]=mined",
            json: null,
            teller.Cancellation
        );
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
            teller.Plain(
                $"{HostClient.TextOf(item, "verdictWords")}\t{HostClient.TextOf(item, "phaseName")}\t{HostClient.TextOf(item, "words")}\t{HostClient.TextOf(item, "evidence")}{Worth(item)}"
            );
        }
    }

    // Reach × effect as the host tells it; nothing of a host that does not.
    private static string Worth(JsonElement item)
    {
        if (
            !item.TryGetProperty("worth", out var worth)
            || worth.ValueKind != JsonValueKind.Object
            || !worth.TryGetProperty("outcomes", out var outcomes)
            || !worth.TryGetProperty("customers", out var customers)
            || customers.ValueKind != JsonValueKind.Number
        )
        {
            return "";
        }

        var arr =
            worth.TryGetProperty("arr", out var money) && money.ValueKind == JsonValueKind.Array
                ? string.Concat(
                    money
                        .EnumerateArray()
                        .Select(one =>
                            $"\t{Amount(one, "value")} ({Amount(one, "low")}..{Amount(one, "high")}) {Currency(one)}"
                        )
                )
                : "";
        return string.Create(
            CultureInfo.InvariantCulture,
            $"\t{customers.GetRawText()}\t{Of("value"):F1} ({Of("low"):F1}..{Of("high"):F1}){arr}"
        );

        double Of(string name) =>
            outcomes.TryGetProperty(name, out var value) && value.ValueKind == JsonValueKind.Number
                ? value.GetDouble()
                : double.NaN;
        static string Amount(JsonElement one, string name) =>
            one.TryGetProperty(name, out var part) ? HostClient.TextOf(part, "amount") ?? "-" : "-";
        static string Currency(JsonElement one) =>
            one.TryGetProperty("value", out var part) ? HostClient.TextOf(part, "currency") ?? "" : "";
    }

    private static async Task<string> Start(Teller teller, HostClient client, int seed, string? outcome)
    {
        var buffer = new ArrayBufferWriter<byte>();
        using (var json = new Utf8JsonWriter(buffer))
        {
            json.WriteStartObject();
            json.WriteNumber("seed", seed);
            if (outcome is not null)
            {
                json.WriteString("outcome", outcome);
            }

            json.WriteEndObject();
        }

        using var answer = await client.Send(
            HttpMethod.Post,
            "v1/pattern-minings",
            buffer.WrittenSpan.ToArray(),
            teller.Cancellation
        );
        using var told = await Answers.Json(answer, teller.Cancellation);
        return HostClient.TextOf(told.RootElement, "jobId") ?? throw NotUnderstood();
    }

    private static async Task Finish(Teller teller, HostClient client, string job)
    {
        while (true)
        {
            using var answer = await client.Send(
                HttpMethod.Get,
                $"v1/jobs/{Uri.EscapeDataString(job)}",
                json: null,
                teller.Cancellation
            );
            using var told = await Answers.Json(answer, teller.Cancellation);
            switch (HostClient.TextOf(told.RootElement, "state")?.ToUpperInvariant())
            {
                case "SUCCEEDED":
                    return;
                case "FAILED" or "CANCELLED" or "REFUSED":
                    var why = HostClient.TextOf(told.RootElement, "refusal");
                    throw new Complaint(
                        ExitCode.Refused,
                        "patterns.job",
                        new(
                            $"The mining did not succeed: {why ?? $"the host keeps what is known of it at v1/jobs/{job}"}.",
                            $"マイニングは完了しませんでした。{why ?? $"詳細はサーバーの v1/jobs/{job} にあります。"}"
                        )
                    );
                case null:
                    throw NotUnderstood();
                default:
                    await Task.Delay(Pause, teller.Cancellation);
                    break;
            }
        }
    }

    private static Complaint NotUnderstood() =>
        new(
            ExitCode.Server,
            "server.answer",
            new(
                "The host's answer is not understood: is --host right?",
                "サーバーの応答を読めません。--host は正しいですか。"
            )
        );
}
