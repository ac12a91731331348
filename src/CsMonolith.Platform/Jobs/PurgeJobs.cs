using CsMonolith.Kernel;
using CsMonolith.Platform.Storage;
using MediatR;
using Microsoft.EntityFrameworkCore;

namespace CsMonolith.Platform.Jobs;

/// <summary>Delete the results and events of jobs that ended a day ago, and the jobs that ended a month ago.</summary>
internal sealed record PurgeJobs : IJob<PurgedJobs>;

/// <summary>How long jobs are kept after they have ended.</summary>
public static class JobRetention
{
    /// <summary>How long a job's result and events are kept.</summary>
    public static TimeSpan Results { get; } = TimeSpan.FromHours(24);

    /// <summary>How long it is known that there was the job.</summary>
    public static TimeSpan Jobs { get; } = TimeSpan.FromDays(30);
}

internal sealed record PurgedJobs(int Results, int Events, int Jobs);

internal sealed class PurgeJobsHandler(PlatformDb db) : IRequestHandler<PurgeJobs, Result<PurgedJobs>>
{
    public async Task<Result<PurgedJobs>> Handle(PurgeJobs ask, CancellationToken cancellationToken)
    {
        var (resultsUntil, jobsUntil) = (db.Clock.Now - JobRetention.Results, db.Clock.Now - JobRetention.Jobs);
        var (results, events, jobs) = (0, 0, 0);
        await db.Transact(
            async () =>
            {
                results = await db.Set<JobRow>()
                    .Where(job => job.EndedAt < resultsUntil && job.Result != null)
                    .ExecuteUpdateAsync(set => set.SetProperty(job => job.Result, (string?)null), cancellationToken);
                events = await db.Set<JobEventRow>()
                    .Where(one => db.Set<JobRow>().Any(job => job.Id == one.JobId && job.EndedAt < resultsUntil))
                    .ExecuteDeleteAsync(cancellationToken);
                jobs = await db.Set<JobRow>()
                    .Where(job => job.EndedAt < jobsUntil)
                    .ExecuteDeleteAsync(cancellationToken);
            },
            cancellationToken
        );
        return new PurgedJobs(results, events, jobs);
    }
}
