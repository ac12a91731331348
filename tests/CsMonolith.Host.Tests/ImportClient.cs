using System.Net.Http.Json;
using System.Text.Json.Nodes;

namespace CsMonolith.Host.Tests;

/// <summary>Loads files into a host as a person's program does.</summary>
internal sealed class ImportClient(HttpClient client)
{
    private static readonly string[] Fates = ["create", "update", "skip", "error", "flagged"];

    /// <summary>Sends a file; the source is one of its own unless it is named.</summary>
    public async Task<JsonNode> Upload(
        string kind,
        byte[] file,
        string name = "case.csv",
        bool history = false,
        string? source = null
    )
    {
        using var ask = Dear(
            HttpMethod.Post,
            $"/v1/imports?kind={kind}&source={Uri.EscapeDataString(source ?? $"case-{Guid.NewGuid()}")}"
                + $"&fileName={Uri.EscapeDataString(name)}&history={(history ? "true" : "false")}"
        );
        ask.Content = new ByteArrayContent(file) { Headers = { ContentType = new("application/octet-stream") } };
        return await Answer(ask);
    }

    /// <summary>Says how an import's file is read.</summary>
    public Task<JsonNode> Reading(JsonNode import, object reading) => Put(import, "reading", reading);

    /// <summary>Says which heading feeds which column.</summary>
    public Task<JsonNode> Mapping(JsonNode import, object mapping) => Put(import, "mapping", mapping);

    /// <summary>Checks, loads or takes back, and waits until that is done.</summary>
    /// <param name="what">dry-run, commit or undo.</param>
    /// <returns>The job's result.</returns>
    public async Task<JsonObject> Run(JsonNode import, string what)
    {
        using var ask = Dear(HttpMethod.Post, $"/v1/imports/{import["id"]}/{what}");
        ask.Content = JsonContent.Create(new { });
        var accepted = await Answer(ask);
        for (var again = 0; again < 36_000; again++)
        {
            var job = (await client.GetFromJsonAsync<JsonNode>($"/v1/jobs/{accepted["jobId"]}"))!;
            if (job["state"]!.GetValue<string>() is not ("queued" or "running"))
            {
                return job["result"].ShouldNotBeNull(job.ToJsonString()).AsObject();
            }

            await Task.Delay(50);
        }

        throw new TimeoutException($"The job {accepted["jobId"]} does not end.");
    }

    /// <summary>The rows at fault, in the order of their lines.</summary>
    public async Task<List<JsonNode>> Faults(JsonNode import, string language = "en")
    {
        using var ask = Dear(HttpMethod.Get, $"/v1/imports/{import["id"]}/faults?limit=200&sort=line");
        ask.Headers.AcceptLanguage.ParseAdd(language);
        return [.. (await Answer(ask))["items"]!.AsArray().Select(fault => fault!)];
    }

    /// <summary>Loads a file whose columns are known by themselves.</summary>
    public async Task<Loaded> Load(string kind, byte[] file, string name = "case.csv", bool history = false) =>
        await Load(await Upload(kind, file, name, history));

    /// <summary>Loads what was uploaded.</summary>
    public async Task<Loaded> Load(JsonNode import)
    {
        var counts = await Run(import, "commit");
        return new Loaded(
            import,
            Told(counts),
            [.. (await Faults(import)).Select(fault => $"line {fault["line"]}: {fault["message"]}")]
        );
    }

    /// <summary>Counts in one line.</summary>
    public static string Told(JsonObject counts) => string.Join(", ", Fates.Select(fate => $"{fate} {counts[fate]}"));

    private async Task<JsonNode> Put(JsonNode import, string what, object body)
    {
        using var ask = Dear(HttpMethod.Put, $"/v1/imports/{import["id"]}/{what}");
        ask.Content = JsonContent.Create(body);
        ask.Headers.Add("If-Match", $"\"{import["version"]}\"");
        return await Answer(ask);
    }

    private async Task<JsonNode> Answer(HttpRequestMessage ask)
    {
        using var answer = await client.SendAsync(ask);
        answer.IsSuccessStatusCode.ShouldBeTrue($"{ask.RequestUri}: {await answer.Content.ReadAsStringAsync()}");
        return (await answer.Content.ReadFromJsonAsync<JsonNode>())!;
    }

    private static HttpRequestMessage Dear(HttpMethod method, string path) =>
        new(method, path) { Headers = { { "Idempotency-Key", $"{Guid.NewGuid()}" } } };
}

/// <summary>What became of a file.</summary>
internal sealed record Loaded(JsonNode Import, string Counts, IReadOnlyList<string> Faults);
