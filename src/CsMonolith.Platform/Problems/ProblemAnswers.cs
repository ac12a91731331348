using System.Diagnostics;
using System.Globalization;
using CsMonolith.Kernel;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Mvc;

namespace CsMonolith.Platform.Problems;

/// <summary>
/// Refusals on the wire: RFC 9457, with a stable code, the trace id and pointers, in the reader's language.
/// </summary>
public static class ProblemAnswers
{
    /// <summary>Whether the present request is answered in Japanese.</summary>
    public static bool InJapanese => CultureInfo.CurrentUICulture.TwoLetterISOLanguageName == "ja";

    /// <summary>The status of a kind of refusal.</summary>
    public static int StatusOf(ErrorKind kind) =>
        kind switch
        {
            ErrorKind.Invalid => StatusCodes.Status400BadRequest,
            ErrorKind.Unauthenticated => StatusCodes.Status401Unauthorized,
            ErrorKind.Forbidden => StatusCodes.Status403Forbidden,
            ErrorKind.NotFound => StatusCodes.Status404NotFound,
            ErrorKind.Conflict => StatusCodes.Status409Conflict,
            ErrorKind.Stale => StatusCodes.Status412PreconditionFailed,
            ErrorKind.TooLarge => StatusCodes.Status413PayloadTooLarge,
            ErrorKind.PreconditionRequired => StatusCodes.Status428PreconditionRequired,
            ErrorKind.Unavailable => StatusCodes.Status503ServiceUnavailable,
            ErrorKind.TooMany => StatusCodes.Status429TooManyRequests,
            ErrorKind.StorageFull => StatusCodes.Status507InsufficientStorage,
            ErrorKind.Unprocessable => StatusCodes.Status422UnprocessableEntity,
            _ => throw new UnreachableException(),
        };

    /// <summary>The refusal as a problem.</summary>
    public static ProblemHttpResult ToProblem(this Error error) => TypedResults.Problem(Describe(error));

    /// <summary>Answers a refusal of the edge itself, which has no kind but a status.</summary>
    public static Task Write(HttpContext http, int status, string code, string en, string ja)
    {
        var problem = Describe(new Error(ErrorKind.Invalid, code, en, ja));
        problem.Status = status;
        problem.Title = Microsoft.AspNetCore.WebUtilities.ReasonPhrases.GetReasonPhrase(status);
        http.Response.StatusCode = status;
        return http.Response.WriteAsJsonAsync(problem, Wire.Json, "application/problem+json", http.RequestAborted);
    }

    /// <summary>The problem's body.</summary>
    public static ProblemDetails Describe(Error error)
    {
        var status = StatusOf(error.Kind);
        var problem = new ProblemDetails
        {
            Type = $"urn:csmonolith:problem:{error.Code}",
            Title = Microsoft.AspNetCore.WebUtilities.ReasonPhrases.GetReasonPhrase(status),
            Status = status,
            Detail = InJapanese ? error.Ja : error.En,
        };
        problem.Extensions["code"] = error.Code;
        problem.Extensions["traceId"] = Activity.Current?.TraceId.ToString() ?? "";
        if (error.Fields.Count > 0)
        {
            problem.Extensions["errors"] = error
                .Fields.Select(field => new ProblemField(field.Pointer, InJapanese ? field.Ja : field.En))
                .ToArray();
        }

        if (error.Present is { } present)
        {
            problem.Extensions["currentETag"] = Wire.ETag(present.Version);
            problem.Extensions["differences"] = present.Differences;
        }

        return problem;
    }
}

/// <summary>One field at fault.</summary>
/// <param name="Pointer">JSON pointer into the body, or the name of a query parameter.</param>
/// <param name="Detail">What is wrong and how to mend it.</param>
public sealed record ProblemField(string Pointer, string Detail);
