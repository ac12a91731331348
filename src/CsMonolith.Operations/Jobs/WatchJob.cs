using System.Globalization;
using CsMonolith.Kernel;
using CsMonolith.Platform;
using CsMonolith.Platform.Documents;
using CsMonolith.Platform.Jobs;
using CsMonolith.Platform.Modules;
using CsMonolith.Platform.Permissions;
using CsMonolith.Platform.Problems;
using CsMonolith.Platform.Storage;
using MediatR;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Routing;
using Microsoft.EntityFrameworkCore;

namespace CsMonolith.Operations.Jobs;

/// <summary>Follow a job's events as they come, from the one after a given number.</summary>
internal sealed record WatchJob(Guid JobId, long After) : IQuery<WatchedJob>;

/// <param name="Last">The newest event if the job is over; else <c>null</c>, and more are to come.</param>
internal sealed record WatchedJob(Guid JobId, long After, JobEventRow? Last);

internal sealed class WatchJobHandler(PlatformDb db, RequestContext context)
    : IRequestHandler<WatchJob, Result<WatchedJob>>
{
    public async Task<Result<WatchedJob>> Handle(WatchJob ask, CancellationToken cancellationToken)
    {
        var row = await db.Set<JobRow>()
            .AsNoTracking()
            .VisibleTo(context)
            .SingleOrDefaultAsync(job => job.Id == ask.JobId, cancellationToken);
        return row is null
            ? PlatformErrors.NotFound("job", ask.JobId)
            : new WatchedJob(
                row.Id,
                ask.After,
                row.State.IsOver() ? JobEvents.Of(row, row.EndedAt ?? row.QueuedAt) : null
            );
    }
}

internal sealed class WatchJobEndpoint : IEndpoint
{
    private const string Example = """
        retry: 1000

        id: 2
        event: progress
        data: {"state":"running","percent":40,"step":"Scoring accounts","at":"2026-11-21T09:00:01Z"}

        : still here

        id: 3
        event: end
        data: {"state":"succeeded","percent":100,"step":"Scoring accounts","at":"2026-11-21T09:00:20Z"}


        """;

    public static void Map(IEndpointRouteBuilder routes) =>
        routes
            .MapGet(
                "/jobs/{jobId}/events",
                async Task<Results<JobEventStream, NoContent, ProblemHttpResult>> (
                    Guid jobId,
                    [FromHeader(Name = "Last-Event-ID")] string? resumeAfter,
                    string? lastEventId,
                    IMediator mediator,
                    RequestContext context,
                    OpenStreams streams,
                    HttpContext http,
                    CancellationToken cancellation
                ) =>
                {
                    var (name, given) = string.IsNullOrEmpty(resumeAfter)
                        ? ("lastEventId", lastEventId)
                        : ("Last-Event-ID", resumeAfter);
                    var after = 0L;
                    if (
                        !string.IsNullOrEmpty(given)
                        && !long.TryParse(given, NumberStyles.None, CultureInfo.InvariantCulture, out after)
                    )
                    {
                        return PlatformErrors
                            .Invalid(
                                new FieldFault(
                                    name,
                                    $"'{given}' is not the id of an event.",
                                    $"「{given}」はイベントの ID ではありません。"
                                )
                            )
                            .ToProblem();
                    }

                    var watched = await mediator.Send(new WatchJob(jobId, after), cancellation);
                    if (watched.Error is { } refusal)
                    {
                        return refusal.ToProblem();
                    }

                    // The answer by which an EventSource stops connecting again.
                    if (watched.Value.Last is { } last && last.Seq <= after)
                    {
                        return TypedResults.NoContent();
                    }

                    if (streams.Open(context.Caller) is not { } place)
                    {
                        http.Response.Headers.RetryAfter = "5";
                        return JobErrors.TooManyStreams(OpenStreams.Most).ToProblem();
                    }

                    http.Response.RegisterForDispose(place);
                    return new JobEventStream(watched.Value);
                }
            )
            .Produces<string>(StatusCodes.Status200OK, "text/event-stream")
            .WithName(nameof(WatchJob))
            .WithSummary("Follow a job by server-sent events")
            .WithDescription(
                "Each event has an id; connect again with it as Last-Event-ID (or lastEventId) to go on behind "
                    + "it, on any host, with no gap. "
                    + "A comment comes when there is nothing to tell for a while. The event 'end' is the last; a "
                    + "further connection then gets 204."
            )
            .WithExample(null, Example)
            .WithProblems(400, 401, 403, 404, 429);
}
