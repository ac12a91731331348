using System.Net;
using System.Net.Http.Headers;
using System.Net.Http.Json;
using System.Text.Json;
using System.Text.Json.Nodes;

namespace CsMonolith.HostClient;

/// <summary>A whole answer of the host.</summary>
/// <param name="Status">HTTP status, whatever it is.</param>
/// <param name="Body">The JSON; null if the answer has none.</param>
/// <param name="ETag">Version of the resource, if the host named one.</param>
public sealed record HostAnswer(HttpStatusCode Status, JsonNode? Body, string? ETag);

/// <summary>A job of the host that has succeeded.</summary>
/// <param name="Id">By which the host knows it.</param>
/// <param name="Result">What the job came to, as the host tells it.</param>
public sealed record FinishedJob(string Id, JsonNode? Result);

/// <summary>Calls the public HTTP API of a host with one bearer token at a time.</summary>
/// <remarks>
/// It keeps no cookies, since a cookie would sign in one person for all tokens, and follows no redirect, since a
/// redirect would carry the token to wherever it points.
/// </remarks>
public sealed class HostApi : IDisposable
{
    private static readonly TimeSpan Timeout = TimeSpan.FromMinutes(15);
    private static readonly TimeSpan ShortestPause = TimeSpan.FromMilliseconds(60);
    private static readonly TimeSpan LongestPause = TimeSpan.FromSeconds(1);
    private readonly HttpClient _http;

    /// <param name="address">Address of the host, with or without a path before <c>/v1</c>.</param>
    /// <param name="token">Access token; null until somebody signs in.</param>
    /// <param name="language">Language of the answers' texts, such as <c>en</c>; the host's choice if null.</param>
    public HostApi(Uri address, string? token = null, string? language = null)
    {
        _http = new HttpClient(new HttpClientHandler { UseCookies = false, AllowAutoRedirect = false })
        {
            BaseAddress = new Uri(address.ToString().TrimEnd('/') + "/"),
            Timeout = Timeout,
        };
        if (language is not null)
        {
            Speak(language);
        }

        Token = token;
    }

    /// <summary>Asks in another language from now on, such as <c>ja</c>.</summary>
    public void Speak(string language)
    {
        _http.DefaultRequestHeaders.AcceptLanguage.Clear();
        _http.DefaultRequestHeaders.AcceptLanguage.ParseAdd(language);
    }

    /// <summary>Token of whoever calls from now on; null calls as nobody.</summary>
    public string? Token
    {
        get => _http.DefaultRequestHeaders.Authorization?.Parameter;
        set =>
            _http.DefaultRequestHeaders.Authorization = value is null
                ? null
                : new AuthenticationHeaderValue("Bearer", value);
    }

    /// <summary>
    /// Signs in by the code of a one-time link; <see cref="Token"/> is that of the new session afterwards.
    /// </summary>
    /// <param name="code">What stands behind the link's #.</param>
    /// <param name="personId">Who signs in; null for the first administrator of an empty host.</param>
    /// <param name="firstAdminName">Name of that first administrator, otherwise null.</param>
    /// <param name="cancellation">Stops the call.</param>
    /// <exception cref="HostRefusal">The host refused.</exception>
    public async Task SignIn(string code, string? personId, string? firstAdminName, CancellationToken cancellation)
    {
        var session = await Post(
            "v1/sessions",
            new
            {
                code,
                personId,
                firstAdminName,
            },
            cancellation
        );
        Token = Required<string>(session, "token");
    }

    /// <summary>GET; returns the JSON.</summary>
    /// <exception cref="HostRefusal">The status is not a success.</exception>
    /// <exception cref="UnreadableAnswerException">The answer is not JSON.</exception>
    public async Task<JsonNode> Get(string path, CancellationToken cancellation) =>
        await Succeed(HttpMethod.Get, path, content: null, cancellation) ?? new JsonObject();

    /// <summary>POST; returns the JSON, or an empty object if the answer has no body.</summary>
    /// <inheritdoc cref="Get" path="exception"/>
    public async Task<JsonNode> Post(string path, object? body, CancellationToken cancellation)
    {
        using var content = body is null ? null : JsonContent.Create(body, body.GetType());
        return await Succeed(HttpMethod.Post, path, content, cancellation) ?? new JsonObject();
    }

    /// <summary>Sends a request and returns the answer whatever its status.</summary>
    public async Task<HostAnswer> Send(
        HttpMethod method,
        string path,
        HttpContent? content,
        string? ifMatch,
        CancellationToken cancellation
    )
    {
        using var answer = await SendRaw(method, path, content, ifMatch, cancellation);
        return new HostAnswer(answer.StatusCode, await JsonOf(answer, cancellation), answer.Headers.ETag?.ToString());
    }

    /// <summary>Sends a request and returns once the headers have come, so that a large body can be streamed.</summary>
    /// <returns>A successful answer; the caller disposes it.</returns>
    /// <exception cref="HostRefusal">The status is not a success.</exception>
    public async Task<HttpResponseMessage> Open(
        HttpMethod method,
        string path,
        HttpContent? content,
        CancellationToken cancellation
    )
    {
        var answer = await SendRaw(method, path, content, ifMatch: null, cancellation);
        if (answer.IsSuccessStatusCode)
        {
            return answer;
        }

        using (answer)
        {
            throw await HostRefusal.Of(method, path, answer, cancellation);
        }
    }

    /// <summary>Starts a job by a POST and waits until it has succeeded.</summary>
    /// <param name="path">Where the job is ordered.</param>
    /// <param name="body">The order; null for none.</param>
    /// <param name="progress">Hears the percentage and the step's name; may be null.</param>
    /// <param name="cancellation">Stops the waiting, not the job.</param>
    /// <exception cref="HostRefusal">The host refused the order.</exception>
    /// <exception cref="JobNotSucceededException">The job was refused, failed or was cancelled.</exception>
    public async Task<FinishedJob> RunJob(
        string path,
        object? body,
        Action<int, string?>? progress,
        CancellationToken cancellation
    )
    {
        var id = Required<string>(await Post(path, body, cancellation), "jobId");
        for (var pause = ShortestPause; ; pause = pause * 1.1 < LongestPause ? pause * 1.1 : LongestPause)
        {
            var job = await Get($"v1/jobs/{Uri.EscapeDataString(id)}", cancellation);
            progress?.Invoke(job["percent"]?.GetValue<int>() ?? 0, (string?)job["step"]);
            switch (Required<string>(job, "state"))
            {
                case "succeeded":
                    return new FinishedJob(id, job["result"]);
                case "refused" or "failed" or "cancelled":
                    throw new JobNotSucceededException(id, path, job);
                default:
                    await Task.Delay(pause, cancellation);
                    break;
            }
        }
    }

    /// <summary>The value of a property that an answer must have.</summary>
    /// <exception cref="UnreadableAnswerException">It is absent, or of another type.</exception>
    public static T Required<T>(JsonNode? answer, string name) =>
        answer is JsonObject known && known[name] is JsonValue value && value.TryGetValue<T>(out var found)
            ? found
            : throw new UnreadableAnswerException();

    public void Dispose() => _http.Dispose();

    private async Task<JsonNode?> Succeed(
        HttpMethod method,
        string path,
        HttpContent? content,
        CancellationToken cancellation
    )
    {
        using var answer = await Open(method, path, content, cancellation);
        return await JsonOf(answer, cancellation);
    }

    private async Task<HttpResponseMessage> SendRaw(
        HttpMethod method,
        string path,
        HttpContent? content,
        string? ifMatch,
        CancellationToken cancellation
    )
    {
        using var request = new HttpRequestMessage(method, path.TrimStart('/'));
        request.Content = content;
        if (method == HttpMethod.Post)
        {
            request.Headers.Add("Idempotency-Key", Guid.CreateVersion7().ToString());
        }

        if (ifMatch is not null)
        {
            request.Headers.TryAddWithoutValidation("If-Match", ifMatch);
        }

        return await _http.SendAsync(request, HttpCompletionOption.ResponseHeadersRead, cancellation);
    }

    private static async Task<JsonNode?> JsonOf(HttpResponseMessage answer, CancellationToken cancellation)
    {
        var text = await answer.Content.ReadAsStringAsync(cancellation);
        if (text.Length == 0)
        {
            return null;
        }

        try
        {
            return JsonNode.Parse(text);
        }
        catch (JsonException)
        {
            return answer.IsSuccessStatusCode ? throw new UnreadableAnswerException() : null;
        }
    }
}
