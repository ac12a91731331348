using System.Net;
using System.Net.Http.Headers;
using System.Text.Json;
using CsMonolith.Cli.Talk;
using CsMonolith.Learning.Localization;

namespace CsMonolith.Cli.Host;

/// <summary>Speaks to the host over HTTP. A problem (RFC 9457) becomes a complaint: a conflict is a gate's refusal, anything else the server's fault.</summary>
internal sealed class HostClient : IDisposable
{
    private const int MaxProblem = 1024 * 1024;
    private readonly HttpClient _http;

    /// <param name="language">In which the host is to answer; its own choice if null.</param>
    public HostClient(string host, string token, string? language = null)
    {
        if (!Uri.TryCreate(host, UriKind.Absolute, out var address) || address.Scheme is not ("http" or "https"))
        {
            throw new Complaint(
                ExitCode.Usage,
                "usage.host",
                new(
                    "--host is an address such as https://cs.example.com.",
                    "--host は https://cs.example.com のような形です。"
                )
            );
        }

        // A redirect would carry the token to wherever it points.
        _http = new HttpClient(new HttpClientHandler { AllowAutoRedirect = false })
        {
            BaseAddress = new Uri(address.ToString().TrimEnd('/') + "/"),
            Timeout = TimeSpan.FromMinutes(10),
        };
        if (language is not null)
        {
            _http.DefaultRequestHeaders.AcceptLanguage.ParseAdd(language);
        }

        if (!AuthenticationHeaderValue.TryParse($"Bearer {token}", out var bearer))
        {
            throw new Complaint(
                ExitCode.Usage,
                "usage.token",
                new("--token is not a token.", "--token の形が正しくありません。")
            );
        }

        _http.DefaultRequestHeaders.Authorization = bearer;
    }

    public async Task<HttpResponseMessage> Send(
        HttpMethod method,
        string path,
        byte[]? json,
        CancellationToken cancellation
    )
    {
        using var request = new HttpRequestMessage(method, path);
        if (method == HttpMethod.Post)
        {
            request.Headers.Add("Idempotency-Key", Guid.CreateVersion7().ToString());
        }

        if (json is not null)
        {
            request.Content = new ByteArrayContent(json)
            {
                Headers = { ContentType = new MediaTypeHeaderValue("application/json") },
            };
        }

        var answer = await _http.SendAsync(request, HttpCompletionOption.ResponseHeadersRead, cancellation);
        if (answer.IsSuccessStatusCode)
        {
            return answer;
        }

        using (answer)
        {
            throw await Refusal(answer, cancellation);
        }
    }

    public void Dispose() => _http.Dispose();

    private static async Task<Complaint> Refusal(HttpResponseMessage answer, CancellationToken cancellation)
    {
        var (code, detail, gates) = (
            "server.error",
            $"{(int)answer.StatusCode} {answer.ReasonPhrase}",
            new List<string>()
        );
        if (answer.Content.Headers.ContentLength is null or <= MaxProblem)
        {
            Understand(await answer.Content.ReadAsStringAsync(cancellation), ref code, ref detail, gates);
        }

        var text = string.Join('\n', gates.Prepend(detail));
        return new Complaint(
            answer.StatusCode == HttpStatusCode.Conflict ? ExitCode.Refused : ExitCode.Server,
            code,
            new LocalizedText(text, text)
        );
    }

    private static void Understand(string body, ref string code, ref string detail, List<string> gates)
    {
        try
        {
            using var problem = JsonDocument.Parse(body, new JsonDocumentOptions { MaxDepth = 8 });
            if (problem.RootElement.ValueKind != JsonValueKind.Object)
            {
                return;
            }

            code = TextOf(problem.RootElement, "code") ?? code;
            detail = TextOf(problem.RootElement, "detail") ?? TextOf(problem.RootElement, "title") ?? detail;
            if (problem.RootElement.TryGetProperty("errors", out var errors) && errors.ValueKind == JsonValueKind.Array)
            {
                gates.AddRange(
                    errors
                        .EnumerateArray()
                        .Where(error => error.ValueKind == JsonValueKind.Object)
                        .Select(error => $"  {TextOf(error, "pointer")}\t{TextOf(error, "detail")}")
                );
            }
        }
        catch (JsonException)
        {
            // A proxy's page of HTML is no problem document: the status alone is told.
        }
    }

    public static string? TextOf(JsonElement element, string name) =>
        element.TryGetProperty(name, out var value) && value.ValueKind == JsonValueKind.String
            ? value.GetString()
            : null;
}
