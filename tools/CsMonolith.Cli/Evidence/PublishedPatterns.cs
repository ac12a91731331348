using System.Buffers;
using System.Globalization;
using System.Text.Json;
using System.Text.Json.Nodes;
using CsMonolith.Cli.Host;
using CsMonolith.Cli.Input;
using CsMonolith.Cli.Output;
using CsMonolith.HostClient;
using CsMonolith.Learning.Patterns;

namespace CsMonolith.Cli.Evidence;

/// <summary>
/// Sends patterns that were mined here to the host as candidates, or lets the host mine its own history and prints
/// what it found.
/// </summary>
internal static class PublishedPatterns
{
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

    /// <summary>
    /// Sends every pattern that was tested on the held-out half. The host computes p, q and verdicts again from the
    /// counts.
    /// </summary>
    public static async Task HandOver(ConsoleOutput output, HostApi client, Provenance of, PatternFindings found)
    {
        if (found.Patterns.All(pattern => pattern.Verdict == Verdict.CannotTell))
        {
            output.Message(
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

        var told = await client.PostJson("v1/published-patterns", buffer.WrittenSpan.ToArray(), output.Cancellation);
        var (published, known) = (NumberOf(told, "published"), NumberOf(told, "known"));
        output.Message(
            new(
                $"{published} published as candidates, {known} known from before. A leader decides what becomes "
                    + $"of them.",
                $"{published} 件を候補として公開しました({known} 件は公開済み)。標準にするかはリーダーが決めます。"
            )
        );
    }

    private static void Write(Utf8JsonWriter json, Provenance of, PatternFindings found)
    {
        json.WriteStartObject();
        json.WriteString("outcome", of.Outcome);
        json.WriteString("code", $"churn {typeof(PublishedPatterns).Assembly.GetName().Version?.ToString(3)}");
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
            : throw new UnreadableAnswerException();

    /// <summary>Lets the host mine its history, waits until that is done and prints the patterns.</summary>
    public static async Task Mine(ConsoleOutput output, HostApi client, int seed, string? outcome)
    {
        var job = await RunMining(output, client, seed, outcome);
        var page = await client.GetJson("v1/patterns?filter[origin][eq]=mined", output.Cancellation);
        if (!page.TryGetProperty("items", out var items) || items.ValueKind != JsonValueKind.Array)
        {
            throw new UnreadableAnswerException();
        }

        output.Json(json =>
        {
            json.WriteString("job", job);
            json.WritePropertyName("patterns");
            items.WriteTo(json);
        });
        foreach (var item in items.EnumerateArray())
        {
            output.Line(
                $"{item.TextOf("verdictWords")}\t{item.TextOf("phaseName")}\t{item.TextOf("words")}\t{item.TextOf("evidence")}{Worth(item)}"
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
            one.TryGetProperty(name, out var part) ? part.TextOf("amount") ?? "-" : "-";
        static string Currency(JsonElement one) =>
            one.TryGetProperty("value", out var part) ? part.TextOf("currency") ?? "" : "";
    }

    private static async Task<string> RunMining(ConsoleOutput output, HostApi client, int seed, string? outcome)
    {
        var order = new JsonObject { ["seed"] = seed };
        if (outcome is not null)
        {
            order["outcome"] = outcome;
        }

        try
        {
            return (await client.RunJob("v1/pattern-minings", order, progress: null, output.Cancellation)).Id;
        }
        catch (JobNotSucceededException ended)
        {
            throw new CliException(
                ExitCode.Refused,
                new(
                    $"The mining did not succeed: "
                        + $"{ended.Refusal ?? $"the host keeps what is known of it at v1/jobs/{ended.Id}"}.",
                    $"マイニングは完了しませんでした。{ended.Refusal ?? $"詳細はサーバーの v1/jobs/{ended.Id} にあります。"}"
                )
            );
        }
    }
}
