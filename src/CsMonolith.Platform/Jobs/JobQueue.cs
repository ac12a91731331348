using CsMonolith.Platform.Outbox;
using CsMonolith.Platform.Storage;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Npgsql;

namespace CsMonolith.Platform.Jobs;

/// <summary>How a job that runs stands with the queue.</summary>
internal enum JobStanding
{
    /// <summary>It is ours to go on with.</summary>
    Ours,

    /// <summary>Somebody asked it to stop.</summary>
    Unwanted,

    /// <summary>Another host has taken it up since.</summary>
    Lost,
}

/// <summary>
/// The stored jobs as a host works them off. A job is held by a lease on the database's clock under the number of its
/// attempt: whoever holds an outdated number can neither report nor close it.
/// </summary>
internal sealed class JobQueue(IServiceScopeFactory scopes, JobSettings settings)
{
    private static readonly string ThisHost = $"{Environment.MachineName}:{Environment.ProcessId}";

    /// <summary>Takes up the oldest job that may run, apart from those that this host has in hand.</summary>
    /// <returns>The job under its new number, or <c>null</c> if none may run.</returns>
    public Task<JobRow?> TakeUp(Guid[] inHand, CancellationToken cancellation) =>
        InStore(async db =>
        {
            if (!await Due(db, inHand, await DatabaseTime.Now(db, cancellation)).AnyAsync(cancellation))
            {
                return null;
            }

            try
            {
                return await TakeUp(db, inHand, cancellation);
            }
            catch (PostgresException taken) when (taken.SqlState == PostgresErrorCodes.UniqueViolation)
            {
                // Another host was quicker in this lane.
                return null;
            }
        });

    private async Task<JobRow?> TakeUp(PlatformDb db, Guid[] inHand, CancellationToken cancellation)
    {
        JobRow? taken = null;
        await db.Transact(
            async () =>
            {
                var now = await DatabaseTime.Now(db, cancellation);
                if (
                    await Due(db, inHand, now)
                        .OrderBy(job => job.QueuedAt)
                        .ThenBy(job => job.Id)
                        .FirstOrDefaultAsync(cancellation)
                    is not { } due
                )
                {
                    return;
                }

                if (due.State == JobState.Running && db.IsPostgres)
                {
                    await CurrentJob.EndSessions(db, due.Id, cancellation);
                }

                var (started, until) = (db.Clock.Now, now + settings.Lease);
                var rows = await db.Set<JobRow>()
                    .Where(job =>
                        job.Id == due.Id
                        && job.Attempt == due.Attempt
                        && (job.State == JobState.Queued || (job.State == JobState.Running && job.LeasedUntil < now))
                    )
                    .ExecuteUpdateAsync(
                        set =>
                            set.SetProperty(job => job.State, JobState.Running)
                                .SetProperty(job => job.StartedAt, started)
                                .SetProperty(job => job.LeasedUntil, until)
                                .SetProperty(job => job.HeldBy, ThisHost)
                                .SetProperty(job => job.Attempt, due.Attempt + 1),
                        cancellation
                    );
                if (rows == 1)
                {
                    await JobEvents.Note(db, due.Id, cancellation);
                    due.Attempt++;
                    taken = due;
                }
            },
            cancellation
        );
        return taken;
    }

    // A lane in which something runs, or was left by a dead host, has nothing else to take up.
    private static IQueryable<JobRow> Due(PlatformDb db, Guid[] inHand, DateTime now) =>
        db.Set<JobRow>()
            .AsNoTracking()
            .Where(job =>
                !inHand.Contains(job.Id)
                && (
                    (
                        job.State == JobState.Queued
                        && !db.Set<JobRow>().Any(other => other.Lane == job.Lane && other.State == JobState.Running)
                    ) || (job.State == JobState.Running && job.LeasedUntil < now)
                )
            );

    /// <summary>Stores how a job goes and renews its lease.</summary>
    public Task Report(JobRow row, JobStep step, bool hasMoved) =>
        Transact(
            async db =>
            {
                var until = await DatabaseTime.Now(db, CancellationToken.None) + settings.Lease;
                var ours = await Ours(db, row)
                    .ExecuteUpdateAsync(set =>
                        set.SetProperty(job => job.Percent, step.Percent)
                            .SetProperty(job => job.StepEn, step.En)
                            .SetProperty(job => job.StepJa, step.Ja)
                            .SetProperty(job => job.LeasedUntil, until)
                    );
                return ours == 1 && hasMoved;
            },
            row.Id
        );

    /// <summary>How a job that runs stands.</summary>
    public Task<JobStanding> Look(JobRow row) =>
        InStore(async db =>
            await Ours(db, row).Select(job => (bool?)job.CancelAsked).SingleOrDefaultAsync() switch
            {
                null => JobStanding.Lost,
                true => JobStanding.Unwanted,
                false => JobStanding.Ours,
            }
        );

    /// <summary>Stores how a job ended.</summary>
    /// <returns>Whether it was still ours to close.</returns>
    public Task<bool> Close(JobRow row, JobState state, string? result, string? refusal) =>
        Transact(
            async db =>
            {
                var now = db.Clock.Now;
                return await Ours(db, row)
                        .ExecuteUpdateAsync(set =>
                            set.SetProperty(job => job.State, state)
                                .SetProperty(job => job.EndedAt, now)
                                .SetProperty(job => job.LeasedUntil, (DateTime?)null)
                                .SetProperty(job => job.Percent, job => state == JobState.Succeeded ? 100 : job.Percent)
                                .SetProperty(job => job.Result, result)
                                .SetProperty(job => job.Refusal, refusal)
                        ) == 1;
            },
            row.Id
        );

    /// <summary>Gives a job back, to be taken up again.</summary>
    public Task<bool> Release(JobRow row) =>
        Transact(
            async db =>
                await Ours(db, row)
                    .ExecuteUpdateAsync(set =>
                        set.SetProperty(job => job.State, JobState.Queued)
                            .SetProperty(job => job.LeasedUntil, (DateTime?)null)
                    ) == 1,
            row.Id
        );

    /// <summary>
    /// Takes back what a dead host left. A SQLite file has one host, so that is whatever runs when it starts; under
    /// PostgreSQL the lease tells.
    /// </summary>
    public Task TakeBackOrphans(CancellationToken cancellation) =>
        InStore(async db =>
        {
            if (!db.IsPostgres)
            {
                await db.Transact(
                    async () =>
                        await db.Set<JobRow>()
                            .Where(job => job.State == JobState.Running)
                            .ExecuteUpdateAsync(
                                set =>
                                    set.SetProperty(job => job.State, JobState.Queued)
                                        .SetProperty(job => job.LeasedUntil, (DateTime?)null),
                                cancellation
                            ),
                    cancellation
                );
            }

            return true;
        });

    // By its number: a job that another host has taken up since is not ours.
    private static IQueryable<JobRow> Ours(PlatformDb db, JobRow row) =>
        db.Set<JobRow>().Where(job => job.Id == row.Id && job.Attempt == row.Attempt && job.State == JobState.Running);

    private Task<bool> Transact(Func<PlatformDb, Task<bool>> change, Guid job) =>
        InStore(async db =>
        {
            var changed = false;
            await db.Transact(
                async () =>
                {
                    changed = await change(db);
                    if (changed)
                    {
                        await JobEvents.Note(db, job, CancellationToken.None);
                    }
                },
                CancellationToken.None
            );
            return changed;
        });

    private async Task<T> InStore<T>(Func<PlatformDb, Task<T>> act)
    {
        await using var scope = scopes.CreateAsyncScope();
        return await act(scope.ServiceProvider.GetRequiredService<PlatformDb>());
    }
}
