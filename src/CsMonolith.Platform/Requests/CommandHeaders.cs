using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;

namespace CsMonolith.Platform.Requests;

/// <summary>Headers that the pipeline wants beside an answer; the edge writes them.</summary>
internal sealed class AnswerHeaders
{
    /// <summary>The answer is that of an earlier request.</summary>
    public bool Replayed { get; set; }

    /// <summary>Seconds after which it is worth coming again.</summary>
    public int? RetryAfter { get; set; }

    /// <summary>The present version of what the request wanted to change.</summary>
    public string? ETag { get; set; }
}

/// <summary>Carries headers of requests that change something into the pipeline, and back.</summary>
internal sealed class CommandHeaders(RequestDelegate next)
{
    public Task Invoke(HttpContext http)
    {
        if (
            http.GetEndpoint() is { } endpoint
            && IdempotencyUse.Of(endpoint.Metadata, http.Request.Method) is { Taken: true } use
        )
        {
            http.RequestServices.GetRequiredService<IdempotencyHeader>()
                .Read(http.Request.Headers[IdempotencyUse.Header], use.Required);
            http.Response.OnStarting(() =>
                Write(http.RequestServices.GetRequiredService<AnswerHeaders>(), http.Response.Headers)
            );
        }

        return next(http);
    }

    private static Task Write(AnswerHeaders answer, IHeaderDictionary headers)
    {
        if (answer.Replayed)
        {
            headers["Idempotency-Replayed"] = "true";
        }

        if (answer.RetryAfter is { } seconds)
        {
            headers.RetryAfter = seconds.ToString(System.Globalization.CultureInfo.InvariantCulture);
        }

        if (answer.ETag is { } tag)
        {
            headers.ETag = tag;
        }

        return Task.CompletedTask;
    }
}
