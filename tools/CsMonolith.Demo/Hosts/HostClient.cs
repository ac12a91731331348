using System.Net;
using System.Net.Http.Headers;
using System.Net.Http.Json;
using System.Text.Json.Nodes;

namespace CsMonolith.Demo.Hosts;

/// <summary>An answer of the host: what it said, and the version of the thing if it named one.</summary>
internal sealed record HostAnswer(HttpStatusCode Status, JsonNode? Body, string? ETag);

/// <summary>Talks to a host over its public API, as anybody could, signed in as one person at a time.</summary>
internal sealed class HostClient : IDisposable
{
    private static readonly TimeSpan Longest = TimeSpan.FromMinutes(15);
    private static readonly TimeSpan Pause = TimeSpan.FromMilliseconds(60);
    private readonly HttpClient _http;

    public HostClient(Uri host, string? token = null)
    {
        // Without cookies, by which a page is signed in as one person only.
        _http = new HttpClient(new HttpClientHandler { UseCookies = false }) { BaseAddress = host, Timeout = Longest };
        _http.DefaultRequestHeaders.AcceptLanguage.ParseAdd("en");
        Token = token;
    }

    /// <summary>Who calls from now on: the token of a session.</summary>
    public string? Token
    {
        get => _http.DefaultRequestHeaders.Authorization?.Parameter;
        set =>
            _http.DefaultRequestHeaders.Authorization = value is null
                ? null
                : new AuthenticationHeaderValue("Bearer", value);
    }

    /// <summary>Spends a one-time code: as the person with the first of the roles that somebody has, or as the first administrator of an empty host.</summary>
    public async Task SignIn(string code, CancellationToken cancellation, params string[] roles)
    {
        var choices = await Get($"/v1/sign-in-choices?code={Uri.EscapeDataString(code)}", cancellation);
        var people = choices["people"]!.AsArray();
        var person = roles
            .Select(role => people.FirstOrDefault(one => one!["roles"]!.AsArray().Any(had => (string?)had == role)))
            .FirstOrDefault(one => one is not null);
        JsonObject ask = choices["firstAdmin"]!.GetValue<bool>()
            ? new()
            {
                ["code"] = code,
                ["personId"] = null,
                ["firstAdminName"] = "管理 花子",
            }
            : new()
            {
                ["code"] = code,
                ["personId"] =
                    (string?)person?["personId"]
                    ?? throw new HostRefusal($"Nobody with one of the roles {string.Join(", ", roles)} may sign in."),
                ["firstAdminName"] = null,
            };
        Token = (string?)(await Post("/v1/sessions", ask, cancellation))["token"];
    }

    /// <summary>Whether nobody is there yet. Asks, but does not spend the code.</summary>
    public async Task<bool> IsEmpty(string code, CancellationToken cancellation)
    {
        var answer = await Send(
            HttpMethod.Get,
            $"/v1/sign-in-choices?code={Uri.EscapeDataString(code)}",
            null,
            null,
            cancellation
        );
        return answer.Status == HttpStatusCode.OK && answer.Body!["firstAdmin"]!.GetValue<bool>();
    }

    public async Task<JsonNode> Get(string path, CancellationToken cancellation) =>
        Good(path, await Send(HttpMethod.Get, path, null, null, cancellation));

    public async Task<JsonNode> Post(string path, JsonNode ask, CancellationToken cancellation) =>
        Good(path, await Send(HttpMethod.Post, path, JsonContent.Create(ask), null, cancellation));

    /// <summary>Sends a request and returns the answer whatever its status.</summary>
    public async Task<HostAnswer> Send(
        HttpMethod method,
        string path,
        HttpContent? content,
        string? ifMatch,
        CancellationToken cancellation
    )
    {
        using var request = new HttpRequestMessage(method, path);
        request.Content = content;
        if (method == HttpMethod.Post)
        {
            request.Headers.Add("Idempotency-Key", Guid.CreateVersion7().ToString());
        }

        if (ifMatch is not null)
        {
            request.Headers.TryAddWithoutValidation("If-Match", ifMatch);
        }

        using var answer = await _http.SendAsync(request, cancellation);
        var text = await answer.Content.ReadAsStringAsync(cancellation);
        var isJson = answer.Content.Headers.ContentType?.MediaType?.EndsWith("json", StringComparison.Ordinal) == true;
        return new HostAnswer(
            answer.StatusCode,
            isJson && text.Length > 0 ? JsonNode.Parse(text) : null,
            answer.Headers.ETag?.ToString()
        );
    }

    /// <summary>Starts a job, follows it to its end and returns what it came to; <c>null</c> if it was refused by the code that is given.</summary>
    public async Task<JsonNode?> Run(
        string path,
        JsonNode? ask,
        Action<int, string?> progress,
        CancellationToken cancellation,
        string? mayRefuse = null
    )
    {
        var accepted = Good(
            path,
            await Send(HttpMethod.Post, path, ask is null ? null : JsonContent.Create(ask), null, cancellation)
        );
        var id = (string?)accepted["jobId"] ?? throw new HostRefusal($"POST {path} started no job.");
        while (true)
        {
            var job = await Get($"/v1/jobs/{id}", cancellation);
            progress((int)job["percent"]!, (string?)job["step"]);
            switch ((string?)job["state"])
            {
                case "succeeded":
                    return job["result"];
                case "refused" when mayRefuse is not null && (string?)job["refusalCode"] == mayRefuse:
                    return null;
                case "refused" or "failed" or "cancelled":
                    throw new HostRefusal(
                        $"POST {path}: the job ended as {job["state"]}: {job["refusal"]} {job["refusalCode"]} {job["errors"]?.ToJsonString()}"
                    );
                default:
                    await Task.Delay(Pause, cancellation);
                    break;
            }
        }
    }

    public void Dispose() => _http.Dispose();

    private static JsonNode Good(string path, HostAnswer answer) =>
        (int)answer.Status is >= 200 and < 300
            ? answer.Body ?? new JsonObject()
            : throw new HostRefusal($"{path} answered {(int)answer.Status}: {answer.Body?.ToJsonString()}");
}
