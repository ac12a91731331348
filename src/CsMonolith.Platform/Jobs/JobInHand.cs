using CsMonolith.Platform.Storage;
using Microsoft.EntityFrameworkCore;

namespace CsMonolith.Platform.Jobs;

/// <summary>
/// The job that the present scope works for, if any. A transaction of a job commits only while its host still holds the job: one that
/// was paused for longer than its lease finds its number outdated, and nothing of it is stored.
/// </summary>
public sealed class JobInHand
{
    private Guid? _job;
    private int _attempt;

    internal void Take(Guid job, int attempt) => (_job, _attempt) = (job, attempt);

    internal void Take(JobInHand other) => (_job, _attempt) = (other._job, other._attempt);

    /// <summary>Called last in a transaction: the job's row is locked from here to the commit, so that nobody can take it up in between.</summary>
    internal async Task MustBeHeld(ModuleDb db, CancellationToken cancellation)
    {
        if (_job is not { } id)
        {
            return;
        }

        var attempt = _attempt;
        var held = await db.Set<JobRow>().Where(job => job.Id == id && job.Attempt == attempt && job.State == JobState.Running)
            .ExecuteUpdateAsync(set => set.SetProperty(job => job.Attempt, attempt), cancellation);
        if (held == 0)
        {
            throw new JobLostException(id);
        }
    }
}

/// <summary>Somebody else holds the job by now, or it is over.</summary>
public sealed class JobLostException(Guid job) : Exception($"The job {job} is not this host's any more.");
