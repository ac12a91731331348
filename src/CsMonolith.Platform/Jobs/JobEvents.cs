using CsMonolith.Platform.Storage;
using Microsoft.EntityFrameworkCore;

namespace CsMonolith.Platform.Jobs;

/// <summary>Notes what becomes of jobs, in the transaction in which it does.</summary>
public static class JobEvents
{
    /// <summary>Whether nothing comes after a state.</summary>
    public static bool IsOver(this JobState state) => state is not (JobState.Queued or JobState.Running);

    /// <summary>Stores a job with its first event.</summary>
    public static void Open(ModuleDb db, JobRow row)
    {
        row.LastEvent = 1;
        db.Set<JobRow>().Add(row);
        db.Set<JobEventRow>().Add(Of(row, row.QueuedAt));
    }

    /// <summary>
    /// Notes how a job now stands. The caller has just changed its row, whose lock makes the numbers rise in the order
    /// of commits.
    /// </summary>
    public static async Task Note(ModuleDb db, Guid id, CancellationToken cancellation)
    {
        await db.Set<JobRow>()
            .Where(job => job.Id == id)
            .ExecuteUpdateAsync(set => set.SetProperty(job => job.LastEvent, job => job.LastEvent + 1), cancellation);
        var row = await db.Set<JobRow>().AsNoTracking().SingleAsync(job => job.Id == id, cancellation);
        db.Set<JobEventRow>().Add(Of(row, db.Clock.Now));
    }

    /// <summary>The newest event of a job, from its row.</summary>
    public static JobEventRow Of(JobRow row, DateTime at) =>
        new()
        {
            JobId = row.Id,
            Seq = row.LastEvent,
            At = at,
            State = row.State,
            Percent = row.Percent,
            StepEn = row.StepEn,
            StepJa = row.StepJa,
        };
}
