using System.Globalization;
using System.Security.Cryptography;
using System.Text.Json;
using CsMonolith.Cli.Talk;
using CsMonolith.Learning.Artefacts;
using CsMonolith.Learning.Models;

namespace CsMonolith.Cli.Host;

/// <summary>A model that the host has registered: what it foretells, from which days it learned, and the artefact itself, checked in full.</summary>
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
    public static async Task<RegisteredModel> Fetch(HostClient client, string name, CancellationToken cancellation)
    {
        using var answer = await client.Send(
            HttpMethod.Get,
            $"v1/models/{Uri.EscapeDataString(name)}",
            json: null,
            cancellation
        );
        using var told = await Answers.Json(answer, cancellation);
        var model = told.RootElement;
        if (
            HostClient.TextOf(model, "version") is not { } version
            || HostClient.TextOf(model, "outcome") is not { } outcome
            || HostClient.TextOf(model, "policy") is not { } policy
            || HostClient.TextOf(model, "artefactSha256") is not { } sha256
            || !model.TryGetProperty("horizonDays", out var days)
            || days.ValueKind != JsonValueKind.Number
            || !days.TryGetInt32(out var horizon)
        )
        {
            throw Answers.Senseless();
        }

        // By its version: the champion may be another one by now.
        using var artefact = await client.Send(
            HttpMethod.Get,
            $"v1/models/{Uri.EscapeDataString(version)}/artefact",
            json: null,
            cancellation
        );
        var bytes = await Answers.Bytes(artefact, ModelFile.MaxBytes, cancellation);
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
            : throw new Complaint(
                ExitCode.Model,
                "model.digest",
                new(
                    $"The artefact of {version} is not the one that was registered (SHA-256 differs): fetch it again.",
                    $"{version} のモデルが登録時のものと一致しません(SHA-256 が違います)。もう一度取得してください。"
                )
            );
    }

    private static DateOnly? Day(JsonElement model, string name) =>
        DateOnly.TryParseExact(
            HostClient.TextOf(model, name),
            "yyyy-MM-dd",
            CultureInfo.InvariantCulture,
            DateTimeStyles.None,
            out var day
        )
            ? day
            : null;
}
