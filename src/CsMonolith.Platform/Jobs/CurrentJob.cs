using System.Buffers.Binary;
using CsMonolith.Platform.Storage;
using Microsoft.EntityFrameworkCore;

namespace CsMonolith.Platform.Jobs;

/// <summary>
/// The job that the present scope works for, if any. A transaction of a job commits only while its host still holds the
/// job: one that was paused for longer than its lease finds its number outdated, and nothing of it is stored.
/// </summary>
public sealed class CurrentJob : ITransactionStep
{
    private Guid? _job;
    private int _attempt;

    internal void Take(Guid job, int attempt) => (_job, _attempt) = (job, attempt);

    /// <summary>Makes the present scope work for the job of another scope.</summary>
    public void Take(CurrentJob other) => (_job, _attempt) = (other._job, other._attempt);

    // The session bears the job's mark, by which a host that takes the job up finds and ends it.
    async Task ITransactionStep.Begin(ModuleDb db, CancellationToken cancellation)
    {
        if (_job is { } id && db.IsPostgres)
        {
            await db.Database.ExecuteSqlAsync($"SELECT pg_advisory_xact_lock_shared({MarkOf(id)})", cancellation);
        }
    }

    /// <summary>
    /// Ends the sessions that still work for a job whose lease ran out. A host that is frozen while it sends a
    /// statement is not idle to PostgreSQL, and would keep its locks, and whoever takes over waiting, until it thaws.
    /// </summary>
    internal static Task EndSessions(ModuleDb db, Guid job, CancellationToken cancellation) =>
        db.Database.ExecuteSqlAsync(
            $"""
            SELECT pg_terminate_backend(pid) FROM pg_locks
            WHERE locktype = 'advisory' AND objsubid = 1 AND ((classid::bigint << 32) | objid::bigint) = {MarkOf(job)}
                AND database = (SELECT oid FROM pg_database WHERE datname = current_database())
                AND pid <> pg_backend_pid()
            """,
            cancellation
        );

    // The job's row is locked from here to the commit, so that nobody can take it up in between.
    async Task ITransactionStep.BeforeCommit(ModuleDb db, CancellationToken cancellation)
    {
        if (_job is not { } id)
        {
            return;
        }

        var attempt = _attempt;
        var held = await db.Set<JobRow>()
            .Where(job => job.Id == id && job.Attempt == attempt && job.State == JobState.Running)
            .ExecuteUpdateAsync(set => set.SetProperty(job => job.Attempt, attempt), cancellation);
        if (held == 0)
        {
            throw new JobLostException(id);
        }
    }

    // An id's second half is chance.
    private static long MarkOf(Guid job) =>
        BinaryPrimitives.ReadInt64BigEndian(job.ToByteArray(bigEndian: true).AsSpan(8));
}

/// <summary>Somebody else holds the job by now, or it is over.</summary>
public sealed class JobLostException(Guid job) : Exception($"The job {job} is not this host's any more.");
