using System.Text.Json;
using System.Text.RegularExpressions;
using CsMonolith.Kernel;
using CsMonolith.Platform.Outbox;
using CsMonolith.Platform.Storage;
using CsMonolith.Platform.Telemetry;
using Microsoft.AspNetCore.Diagnostics;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Mvc;
using Microsoft.Extensions.Logging;

namespace CsMonolith.Platform.Problems;

/// <summary>
/// Turns what the framework throws into problems: bad input is the caller's to mend, all else is a bug of ours.
/// </summary>
internal sealed partial class ProblemHandler(ILogger<ProblemHandler> log) : IExceptionHandler
{
    private const string SecondsUntilRetry = "5";

    public async ValueTask<bool> TryHandleAsync(
        HttpContext httpContext,
        Exception exception,
        CancellationToken cancellationToken
    )
    {
        if (exception is OperationCanceledException && httpContext.RequestAborted.IsCancellationRequested)
        {
            httpContext.Response.StatusCode = 499;
            return true;
        }

        var problem = exception switch
        {
            BadHttpRequestException { StatusCode: StatusCodes.Status413PayloadTooLarge } => ProblemAnswers.Describe(
                new Error(
                    ErrorKind.TooLarge,
                    "platform.too-large",
                    "The request is larger than this operation takes. Send it in smaller parts.",
                    "要求が大きすぎます。分けて送ってください。"
                )
            ),
            BadHttpRequestException { StatusCode: StatusCodes.Status408RequestTimeout } => Slow(),
            BadHttpRequestException { InnerException: JsonException json } => ProblemAnswers.Describe(
                httpContext.Items[typeof(BodyFaults)] as Error ?? JsonFaults.Refusal(json)
            ),
            // The server tells of a chunk whose length is no number of its own as of a broken connection.
            IOException { InnerException: OverflowException } => ProblemAnswers.Describe(
                PlatformErrors.Invalid(
                    new FieldFault(
                        "",
                        "The body's chunks cannot be read: a chunk's size is larger than any body. Send it again.",
                        "本文の区切り(チャンク)を読み取れません。チャンクの長さが大きすぎます。送り直してください。"
                    )
                )
            ),
            BadHttpRequestException bad => ProblemAnswers.Describe(PlatformErrors.Invalid(Unbound(bad.Message))),
            _ => DatabaseTrouble.Of(exception) is { } trouble
                ? Away(trouble, exception, httpContext.Response)
                : Bug(exception),
        };
        httpContext.Response.StatusCode = problem.Status!.Value;
        await httpContext.Response.WriteAsJsonAsync(problem, Wire.Json, "application/problem+json", cancellationToken);
        return true;
    }

    // The framework says: Failed to bind parameter "Nullable<DateOnly> asOf" from "yesterday". / Required parameter
    // "Month from" was not provided from query string.
    private static FieldFault Unbound(string message)
    {
        if (message.StartsWith("Implicit body inferred", StringComparison.Ordinal))
        {
            return new FieldFault(
                "",
                "The body is missing. Send the JSON that the document shows for this operation.",
                "本文がありません。この操作について文書にある JSON を送ってください。"
            );
        }

        if (BindingFailure().Match(message) is not { Success: true } failed)
        {
            return new FieldFault("", $"The request cannot be read: {message}", $"要求を読み取れません: {message}");
        }

        // Where a set of parameters is bound the framework names the property.
        var (type, name) = (
            failed.Groups["type"].Value,
            JsonNamingPolicy.CamelCase.ConvertName(failed.Groups["name"].Value)
        );
        return failed.Groups["value"].Success
            ? new FieldFault(
                name,
                $"'{failed.Groups["value"].Value}' is not a {type}; the document shows its form.",
                $"「{failed.Groups["value"].Value}」は{type}として読めません。形は文書にあります。"
            )
            : new FieldFault(name, $"'{name}' is missing.", $"「{name}」がありません。");
    }

    [GeneratedRegex(
        "parameter \"(?:Nullable<)?(?<type>[A-Za-z0-9]+)>? (?<name>[A-Za-z0-9]+)\"(?: from \"(?<value>[^\"]*)\")?",
        RegexOptions.ExplicitCapture
    )]
    private static partial Regex BindingFailure();

    private ProblemDetails Away(Error trouble, Exception exception, HttpResponse response)
    {
        log.LogWarning("Answered {Code}: {Reason}", trouble.Code, exception.GetBaseException().Message);
        if (trouble.Kind == ErrorKind.Unavailable)
        {
            response.Headers.RetryAfter = SecondsUntilRetry;
        }

        return ProblemAnswers.Describe(trouble);
    }

    private static ProblemDetails Slow()
    {
        var problem = ProblemAnswers.Describe(
            new Error(
                ErrorKind.Invalid,
                "platform.too-slow",
                "The body came too slowly. Send it again.",
                "本文の送信が遅すぎます。もう一度送ってください。"
            )
        );
        (problem.Status, problem.Title) = (StatusCodes.Status408RequestTimeout, "Request Timeout");
        return problem;
    }

    private ProblemDetails Bug(Exception exception)
    {
        log.LogError(exception, "Unhandled exception");
        return new ProblemDetails
        {
            Type = "urn:csmonolith:problem:platform.bug",
            Status = StatusCodes.Status500InternalServerError,
            Title = "Internal Server Error",
            Detail = ProblemAnswers.InJapanese
                ? "サーバー側の不具合です。traceId を添えて管理者に連絡してください。何も書き込まれていません。"
                : "This is a fault of ours. Tell an administrator the traceId. Nothing was written.",
            Extensions =
            {
                ["code"] = "platform.bug",
                ["traceId"] = System.Diagnostics.Activity.Current?.TraceId.ToString() ?? "",
            },
        };
    }
}
