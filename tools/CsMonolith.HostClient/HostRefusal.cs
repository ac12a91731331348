using System.Net;
using System.Text.Json;
using System.Text.Json.Nodes;

namespace CsMonolith.HostClient;

/// <summary>The host answered with a status that is not a success.</summary>
/// <param name="status">HTTP status.</param>
/// <param name="problem">
/// What the host says of it (RFC 9457): the detail, and a line for each error with its pointer and detail. The status
/// alone where the answer is no problem document.
/// </param>
/// <param name="request">Method and path, for the message.</param>
public sealed class HostRefusal(HttpStatusCode status, string problem, string request)
    : Exception($"{request} answered {(int)status}: {problem}")
{
    private const int MaxProblemBytes = 1024 * 1024;

    public HttpStatusCode Status => status;

    public string Problem => problem;

    internal static async Task<HostRefusal> Of(
        HttpMethod method,
        string path,
        HttpResponseMessage answer,
        CancellationToken cancellation
    )
    {
        var problem = answer.Content.Headers.ContentLength is null or <= MaxProblemBytes
            ? ProblemOf(await answer.Content.ReadAsStringAsync(cancellation))
            : null;
        return new HostRefusal(
            answer.StatusCode,
            problem ?? $"{(int)answer.StatusCode} {answer.ReasonPhrase}",
            $"{method} {path}"
        );
    }

    // Null where the body is no problem document, such as a proxy's page of HTML.
    private static string? ProblemOf(string body)
    {
        try
        {
            if (
                JsonNode.Parse(body, documentOptions: new JsonDocumentOptions { MaxDepth = 8 })
                is not JsonObject problem
            )
            {
                return null;
            }

            var errors = (problem["errors"] as JsonArray ?? [])
                .OfType<JsonObject>()
                .Select(error => $"  {TextOf(error, "pointer")}\t{TextOf(error, "detail")}");
            return (TextOf(problem, "detail") ?? TextOf(problem, "title")) is { } detail
                ? string.Join('\n', errors.Prepend(detail))
                : null;
        }
        catch (JsonException)
        {
            return null;
        }
    }

    private static string? TextOf(JsonObject problem, string name) =>
        problem[name] is JsonValue value && value.TryGetValue<string>(out var text) ? text : null;
}

/// <summary>The answer is not what this API answers: another program may listen at that address.</summary>
public sealed class UnreadableAnswerException() : Exception("The host's answer is not understood.");

/// <summary>A job of the host ended without success.</summary>
/// <param name="id">By which the host knows the job.</param>
/// <param name="path">Where it was ordered.</param>
/// <param name="job">The job as the host tells it.</param>
public sealed class JobNotSucceededException(string id, string path, JsonNode job)
    : Exception(
        $"POST {path}: the job ended as {job["state"]}: {job["refusal"]} {job["refusalCode"]} "
            + $"{job["errors"]?.ToJsonString()}"
    )
{
    public string Id => id;

    /// <summary>Why the job was refused, in the language of the call; null if it failed or was cancelled.</summary>
    public string? Refusal => (string?)job["refusal"];
}
