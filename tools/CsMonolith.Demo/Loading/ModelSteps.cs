using System.Globalization;
using System.Text.Json.Nodes;
using CsMonolith.Demo.Hosts;
using CsMonolith.HostClient;

namespace CsMonolith.Demo.Loading;

/// <summary>
/// The steps after the import, the same for every company: close months, build snapshots, train, score and mine
/// patterns.
/// </summary>
internal sealed class ModelSteps(HostApi host, Staff staff, StepLog log)
{
    public async Task<JsonNode> CloseMonths(DateOnly through, CancellationToken cancellation)
    {
        await staff.ActAs("finance", cancellation);
        return await Job(
            $"closing months to {Month(through)}",
            "/v1/month-closes",
            new JsonObject { ["through"] = Month(through) },
            cancellation
        );
    }

    public async Task<JsonNode> BuildSnapshots(DateOnly from, DateOnly to, CancellationToken cancellation)
    {
        await staff.ActAs("csOps", cancellation);
        return await Job(
            "building snapshots",
            "/v1/snapshot-builds",
            new JsonObject { ["from"] = Month(from), ["to"] = Month(to) },
            cancellation
        );
    }

    /// <summary>
    /// Trains a model, promotes it and scores all accounts. If the promotion is refused, it is tried once more with
    /// the gate waived that the refusal names first: a small company has too few months to pass each. A model that
    /// fails two gates stays a challenger, as it would anywhere, and nobody is scored.
    /// </summary>
    /// <param name="settings">The order of the training; null takes what the host takes by itself.</param>
    /// <param name="scoredBefore">
    /// A day whose facts are scored first, so that scores have moved since; null scores the newest alone.
    /// </param>
    /// <param name="cancellation">Stops between two calls.</param>
    public async Task<TrainedModel> Train(JsonObject? settings, DateOnly? scoredBefore, CancellationToken cancellation)
    {
        await staff.ActAs("dataScientist", cancellation);
        var report = await Job("training", "/v1/model-trainings", settings ?? [], cancellation);
        var version = (string)report["version"]!;
        var refusal = await Promote(version, null, cancellation);
        if (refusal is not null)
        {
            log.Line(
                $"      promotion refused: "
                    + $"{string.Join("; ", refusal["errors"]!.AsArray().Select(one => (string?)one!["detail"]))}"
            );
            var gate = ((string)refusal["errors"]![0]!["pointer"]!).Split('/')[^1];
            if (await Promote(version, gate, cancellation) is { } again)
            {
                log.Line($"      no champion, no scores: {again["detail"]}");
                return new TrainedModel(version, report, again);
            }
        }

        await staff.ActAs("csOps", cancellation);
        if (scoredBefore is { } day)
        {
            await Job(
                $"scoring as of {day:yyyy-MM-dd}",
                "/v1/scorings",
                new JsonObject { ["asOf"] = day.ToString("O", CultureInfo.InvariantCulture) },
                cancellation
            );
        }

        await Job("scoring", "/v1/scorings", [], cancellation);
        return new TrainedModel(version, report, refusal);
    }

    public async Task<JsonNode> MinePatterns(CancellationToken cancellation)
    {
        await staff.ActAs("dataScientist", cancellation);
        return await Job("mining patterns", "/v1/pattern-minings", [], cancellation);
    }

    /// <summary>Has the best next step advised at every customer, as each night does.</summary>
    public async Task<JsonNode> Advise(CancellationToken cancellation)
    {
        await staff.ActAs("csOps", cancellation);
        return await Job("advising next steps", "/v1/advisings", [], cancellation);
    }

    public static string Month(DateOnly day) => day.ToString("yyyy-MM", CultureInfo.InvariantCulture);

    // One asks, another confirms.
    private async Task<JsonNode?> Promote(string version, string? waive, CancellationToken cancellation)
    {
        await staff.ActAs("csOps", cancellation);
        var order = waive is null
            ? []
            : new JsonObject
            {
                ["waiver"] = new JsonObject
                {
                    ["name"] = waive,
                    ["reason"] = "デモ: データが少ないうちも、運用を始めて様子を見ます。",
                },
            };
        using var content = System.Net.Http.Json.JsonContent.Create(order);
        var answer = await host.Send(HttpMethod.Post, $"/v1/models/{version}/promotion", content, null, cancellation);
        if ((int)answer.Status >= 300)
        {
            return answer.Body!;
        }

        if ((bool?)answer.Body!["awaitsConfirmation"] == true)
        {
            await staff.ActAs("leader", cancellation);
            await host.Post($"/v1/models/{version}/promotion/confirmation", new JsonObject(), cancellation);
        }

        return null;
    }

    private Task<JsonNode> Job(string what, string path, JsonObject ask, CancellationToken cancellation) =>
        log.Step(what, async progress => (await host.RunJob(path, ask, progress, cancellation)).Result!);
}

/// <param name="Refusal">Why it was not promoted at once or at all; null if it was.</param>
internal sealed record TrainedModel(string Version, JsonNode Report, JsonNode? Refusal);
