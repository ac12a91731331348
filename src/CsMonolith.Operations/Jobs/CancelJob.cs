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
using Microsoft.AspNetCore.Routing;
using Microsoft.EntityFrameworkCore;

namespace CsMonolith.Operations.Jobs;

/// <summary>Stop a job: at once if it waits, at its next pause if it runs.</summary>
internal sealed record CancelJob(Guid JobId) : ICommand<CancelledJob>;

internal sealed record CancelledJob(Guid JobId, JobState State);

internal sealed class CancelJobHandler(PlatformDb db, RequestContext context)
    : IRequestHandler<CancelJob, Result<CancelledJob>>
{
    public async Task<Result<CancelledJob>> Handle(CancelJob ask, CancellationToken cancellationToken)
    {
        // Asked first, which locks the row: what it says next cannot change before this commits.
        await db.Set<JobRow>()
            .VisibleTo(context)
            .Where(job => job.Id == ask.JobId)
            .ExecuteUpdateAsync(set => set.SetProperty(job => job.CancelAsked, true), cancellationToken);
        var row = await db.Set<JobRow>()
            .AsNoTracking()
            .VisibleTo(context)
            .SingleOrDefaultAsync(job => job.Id == ask.JobId, cancellationToken);
        if (row is null)
        {
            return PlatformErrors.NotFound("job", ask.JobId);
        }

        if (row.State == JobState.Queued)
        {
            var now = db.Clock.Now;
            row.State = JobState.Cancelled;
            await db.Set<JobRow>()
                .Where(job => job.Id == row.Id)
                .ExecuteUpdateAsync(
                    set => set.SetProperty(job => job.State, JobState.Cancelled).SetProperty(job => job.EndedAt, now),
                    cancellationToken
                );
            await JobEvents.Note(db, row.Id, cancellationToken);
        }

        return new CancelledJob(row.Id, row.State);
    }
}

internal sealed class CancelJobEndpoint : IEndpoint
{
    public static void Map(IEndpointRouteBuilder routes) =>
        routes
            .Delete("/jobs/{jobId}", (Guid jobId) => new CancelJob(jobId))
            .WithSummary("Stop a job")
            .WithExample(null, new CancelledJob(Guid.Parse("0199a000-0000-7000-8000-0000000000aa"), JobState.Cancelled))
            .WithProblems(401, 403, 404);
}
