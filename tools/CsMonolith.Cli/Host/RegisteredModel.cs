using System.Globalization;
using System.Security.Cryptography;
using System.Text.Json;
using CsMonolith.Cli.Input;
using CsMonolith.Cli.Output;
using CsMonolith.HostClient;
using CsMonolith.Learning.Artefacts;
using CsMonolith.Learning.Models;

namespace CsMonolith.Cli.Host;

/// <summary>
/// A model registered with the host: which outcome it predicts, the days of its training rows, and the model itself,
/// checked by its SHA-256.
/// </summary>
internal sealed record RegisteredModel(
    string Version,
    string Outcome,
    int HorizonDays,
    string Policy,
    DateOnly? TrainedFrom,
    DateOnly? TrainedTo,
    ProbabilityModel Model
)
{
    /// <param name="client">The host.</param>
    /// <param name="name">A version, or <c>champion</c> or <c>challenger</c>.</param>
    /// <param name="cancellation">Stops the fetching.</param>
    public static async Task<RegisteredModel> Fetch(HostApi client, string name, CancellationToken cancellation)
    {
        var model = await client.GetJson($"v1/models/{Uri.EscapeDataString(name)}", cancellation);
        if (
            model.TextOf("version") is not { } version
            || model.TextOf("outcome") is not { } outcome
            || model.TextOf("policy") is not { } policy
            || model.TextOf("artefactSha256") is not { } sha256
            || !model.TryGetProperty("horizonDays", out var days)
            || days.ValueKind != JsonValueKind.Number
            || !days.TryGetInt32(out var horizon)
        )
        {
            throw new UnreadableAnswerException();
        }

        // By its version: the champion may be another one by now.
        using var artefact = await client.Open(
            HttpMethod.Get,
            $"v1/models/{Uri.EscapeDataString(version)}/artefact",
            content: null,
            cancellation
        );
        var bytes = await BytesOf(artefact, cancellation);
        return Convert.ToHexStringLower(SHA256.HashData(bytes)) == sha256
            ? new RegisteredModel(
                version,
                outcome,
                horizon,
                policy,
                Day(model, "trainedFrom"),
                Day(model, "trainedTo"),
                ModelFile.Read(bytes)
            )
            : throw new CliException(
                ExitCode.Model,
                new(
                    $"The artefact of {version} is not the one that was registered (SHA-256 differs): fetch it again.",
                    $"{version} のモデルが登録時のものと一致しません(SHA-256 が違います)。もう一度取得してください。"
                )
            );
    }

    // Refused beyond a size before more of it is held.
    private static async Task<byte[]> BytesOf(HttpResponseMessage answer, CancellationToken cancellation)
    {
        await using var body = await answer.Content.ReadAsStreamAsync(cancellation);
        using var held = new MemoryStream();
        var buffer = new byte[81_920];
        for (int read; (read = await body.ReadAsync(buffer, cancellation)) > 0; )
        {
            held.Write(buffer, 0, read);
            if (held.Length > ModelFile.MaxBytes)
            {
                throw new CliException(
                    ExitCode.Model,
                    new("The model file is too large.", "モデルファイルが大きすぎます。")
                );
            }
        }

        return held.ToArray();
    }

    private static DateOnly? Day(JsonElement model, string name) =>
        DateOnly.TryParseExact(
            model.TextOf(name),
            "yyyy-MM-dd",
            CultureInfo.InvariantCulture,
            DateTimeStyles.None,
            out var day
        )
            ? day
            : null;
}
