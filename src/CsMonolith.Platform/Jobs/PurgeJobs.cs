using CsMonolith.Kernel;
using CsMonolith.Platform.Storage;
using MediatR;
using Microsoft.EntityFrameworkCore;

namespace CsMonolith.Platform.Jobs;

/// <summary>Throws away what is kept of jobs for a while only: results and events for a day, that there was a job for a month.</summary>
internal sealed record PurgeJobs : IJob<PurgedJobs>
{
    /// <summary>How long a result is told.</summary>
    public static TimeSpan ResultsKept { get; } = TimeSpan.FromHours(24);

    /// <summary>How long a job is known to have been.</summary>
    public static TimeSpan JobsKept { get; } = TimeSpan.FromDays(30);
}

internal sealed record PurgedJobs(int Results, int Events, int Jobs);

internal sealed class PurgeJobsHandler(PlatformDb db) : IRequestHandler<PurgeJobs, Result<PurgedJobs>>
{
    public async Task<Result<PurgedJobs>> Handle(PurgeJobs ask, CancellationToken cancellationToken)
    {
        var (resultsUntil, jobsUntil) = (db.Clock.Now - PurgeJobs.ResultsKept, db.Clock.Now - PurgeJobs.JobsKept);
        var (results, events, jobs) = (0, 0, 0);
        await db.Transact(
            async () =>
            {
                results = await db
                    .Jobs.Where(job => job.EndedAt < resultsUntil && job.Result != null)
                    .ExecuteUpdateAsync(set => set.SetProperty(job => job.Result, (string?)null), cancellationToken);
                events = await db
                    .JobEvents.Where(one => db.Jobs.Any(job => job.Id == one.JobId && job.EndedAt < resultsUntil))
                    .ExecuteDeleteAsync(cancellationToken);
                jobs = await db.Jobs.Where(job => job.EndedAt < jobsUntil).ExecuteDeleteAsync(cancellationToken);
            },
            cancellationToken
        );
        return new PurgedJobs(results, events, jobs);
    }
}
