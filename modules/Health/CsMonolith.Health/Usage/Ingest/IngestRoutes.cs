using System.Buffers;
using System.Globalization;
using CsMonolith.Platform.Limits;
using Microsoft.Extensions.DependencyInjection;

namespace CsMonolith.Health.Usage.Ingest;

/// <summary>A call of the Segment HTTP API with its body, inflated.</summary>
internal interface IStreamCall : IOperation, IRequest<Result<IngestedUsage>>
{
    ReadOnlyMemory<byte> Body { get; }
}

/// <summary>
/// Maps the routes of the Segment HTTP API, which accept what its SDKs send: unknown fields, the key by HTTP Basic, a
/// gzipped body.
/// </summary>
internal static class IngestRoutes
{
    public static void Map<TCall, TBody>(
        IEndpointRouteBuilder routes,
        string address,
        string summary,
        Func<ReadOnlyMemory<byte>, TCall> call,
        TBody example
    )
        where TCall : IStreamCall
        where TBody : notnull =>
        routes
            .MapPost(
                address,
                async Task<Results<Ok<IngestedUsage>, ProblemHttpResult>> (HttpContext http, IMediator mediator) =>
                    await Take(http, mediator, call)
            )
            .RequireCors(FromAnyPage.Name)
            .WithMetadata(new JudgesOwnBody())
            .WithName(typeof(TCall).Name)
            .WithSummary(summary)
            .WithDescription(
                "The Segment HTTP API, unchanged: an SDK of Segment or RudderStack works when its host name is "
                    + "changed. What is sent again under the same message id is stored once. "
                    + "A message that makes no sense is told in the answer and counted; the others are stored. "
                    + "Use of an unknown group waits in quarantine."
            )
            .Accepts<TBody>("application/json", "*/*")
            .WithExample(example, IngestedUsage.Example)
            .WithProblems(400, 401, 403, 413, 429);

    private static async Task<Results<Ok<IngestedUsage>, ProblemHttpResult>> Take<TCall>(
        HttpContext http,
        IMediator mediator,
        Func<ReadOnlyMemory<byte>, TCall> call
    )
        where TCall : IStreamCall
    {
        var settings = http.RequestServices.GetRequiredService<IngestSettings>();
        var received = await StreamBody.Receive(
            http.Request.Body,
            http.Request.Headers.ContentEncoding.ToString(),
            settings.LargestBody,
            http.RequestAborted
        );
        if (received.Error is { } unread)
        {
            return unread.ToProblem();
        }

        var (pooled, length) = received.Value;
        var stored = await mediator.Send(call(pooled.AsMemory(0, length)), http.RequestAborted);
        ArrayPool<byte>.Shared.Return(pooled);
        if (stored.Error is not { } refusal)
        {
            return TypedResults.Ok(stored.Value);
        }

        if (refusal.RetryAfter is { } wait)
        {
            http.Response.Headers.RetryAfter = Math.Ceiling(wait.TotalSeconds).ToString(CultureInfo.InvariantCulture);
        }

        return refusal.ToProblem();
    }
}

/// <summary>A call as the document shows it; fields that are not here are kept out or ignored.</summary>
/// <param name="MessageId">At most 100 characters. What is sent again under the same id is stored once.</param>
/// <param name="Context">Of it, <c>groupId</c> is read.</param>
internal sealed record SegmentCall(
    string? Type,
    string? MessageId,
    string? UserId,
    string? AnonymousId,
    string? PreviousId,
    string? GroupId,
    string? Event,
    string? Name,
    DateTime? Timestamp,
    DateTime? SentAt,
    IReadOnlyDictionary<string, object>? Properties,
    IReadOnlyDictionary<string, object>? Traits,
    IReadOnlyDictionary<string, object>? Context
)
{
    public static SegmentCall Example(
        string? type = null,
        string? groupId = null,
        string? happened = null,
        string? name = null,
        string? previousId = null
    ) =>
        new(
            type,
            "msg-0199a000-1",
            "u-17",
            null,
            previousId,
            groupId,
            happened,
            name,
            new DateTime(2026, 11, 20, 1, 0, 0, DateTimeKind.Utc),
            new DateTime(2026, 11, 20, 1, 0, 1, DateTimeKind.Utc),
            null,
            null,
            null
        );
}

/// <summary>A batch as the document shows it.</summary>
internal sealed record SegmentBatch(IReadOnlyList<SegmentCall> Batch, DateTime? SentAt);
