using System.Collections.Concurrent;
using System.Diagnostics;
using System.Text.Json;
using CsMonolith.Kernel;
using CsMonolith.Platform.Outbox;
using CsMonolith.Platform.ApiKeys;
using CsMonolith.Platform.Permissions;
using CsMonolith.Platform.Storage;
using MediatR;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Npgsql;

namespace CsMonolith.Platform.Jobs;

/// <summary>
/// Runs stored jobs, a few at once and of each lane one at a time, each with the rights of whoever started it. A job holds a lease by
/// the database's clock, renewed while it runs; one whose host died is taken up again under the next number, which is why a job's effect
/// must bear repetition. A host that comes back late finds its number outdated: it can neither store, report nor close.
/// </summary>
internal sealed class JobRunner(IServiceScopeFactory scopes, JobTypes types, JobSettings settings, Drain drain, Bell bell, ILogger<JobRunner> log) : BackgroundService
{
    // A database that is away passes, and so do transactions in each other's way; what fails as often as this does not.
    private const int MostAttempts = 20;
    private static readonly TimeSpan Beat = TimeSpan.FromMilliseconds(250);
    private static readonly TimeSpan Nap = TimeSpan.FromSeconds(1);
    private static readonly TimeSpan BetweenLooks = TimeSpan.FromMilliseconds(50);
    private static readonly string ThisHost = $"{Environment.MachineName}:{Environment.ProcessId}";

    // A job of ours whose lease ran out while the write gate was taken is still ours.
    private readonly ConcurrentDictionary<Guid, Guid> _inHand = [];
    private readonly Outage _outage = new(log, "the queue of jobs");

    private enum Standing
    {
        Ours,
        Unwanted,
        Lost,
    }

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        // A host that drains takes nothing up and gives back what it holds, so that others need not wait for a lease to end.
        using var end = CancellationTokenSource.CreateLinkedTokenSource(stoppingToken, drain.Began);
        await Insist(TakeBackOrphans, end.Token);
        await Task.WhenAll(Enumerable.Range(0, settings.AtOnce).Select(_ => WorkOn(end.Token)));
    }

    /// <summary>Takes up the oldest job that may run and runs it to its end.</summary>
    /// <returns>Whether there was one.</returns>
    public async Task<bool> RunNext(CancellationToken stopping)
    {
        if (await TakeUp(stopping) is not { } row)
        {
            return false;
        }

        _inHand[row.Id] = row.Id;
        try
        {
            await RunToItsEnd(row, stopping);
        }
        finally
        {
            _inHand.TryRemove(row.Id, out _);
        }

        return true;
    }

    private async Task WorkOn(CancellationToken end)
    {
        while (!end.IsCancellationRequested)
        {
            await Insist(
                async cancellation =>
                {
                    if (!await RunNext(cancellation))
                    {
                        await bell.Wait(Nap, cancellation);
                        await Task.Delay(BetweenLooks, cancellation);
                    }
                },
                end);
        }
    }

    private async Task Insist(Func<CancellationToken, Task> act, CancellationToken end)
    {
        try
        {
            await act(end);
            _outage.IsOver();
        }
        catch (OperationCanceledException) when (end.IsCancellationRequested)
        {
            // That is all.
        }
        catch (Exception away) when (_outage.Is(away))
        {
            await Task.WhenAny(Task.Delay(Nap, end));
        }
        catch (Exception broken)
        {
            log.LogError(broken, "Jobs cannot be read");
            await Task.WhenAny(Task.Delay(Nap, end));
        }
    }

    private async Task RunToItsEnd(JobRow row, CancellationToken stopping)
    {
        using var stop = CancellationTokenSource.CreateLinkedTokenSource(stopping);
        await using var scope = scopes.CreateAsyncScope();
        scope.ServiceProvider.GetRequiredService<JobInHand>().Take(row.Id, row.Attempt);
        var work = Run(row, scope.ServiceProvider, stop.Token);
        var standing = await Attend(row, scope.ServiceProvider.GetRequiredService<JobProgress>(), work, stop);
        var (state, result, refusal) = await work;
        if (standing == Standing.Ours && (state == JobState.Queued || (stopping.IsCancellationRequested && state == JobState.Cancelled)))
        {
            // It is to be done over, or we are shutting down: nobody asked this job to stop.
            await Release(row);
        }
        else if (standing == Standing.Lost || !await Close(row, state == JobState.Queued ? JobState.Cancelled : state, result, refusal))
        {
            log.LogWarning("Job {Kind} {Id} was lost to another host in its attempt {Attempt}; what it did since is not stored", row.Kind, row.Id, row.Attempt);
        }
    }

    // Tells how the job goes and renews its lease until it ends; stops it when it is unwanted or no longer ours.
    private async Task<Standing> Attend(JobRow row, JobProgress progress, Task work, CancellationTokenSource stop)
    {
        var (told, renewed, standing) = (new JobStep(0, "", ""), Stopwatch.GetTimestamp(), Standing.Ours);
        while (await Task.WhenAny(work, Task.Delay(Beat, CancellationToken.None)) != work)
        {
            try
            {
                var now = progress.Now;
                if (now != told || Stopwatch.GetElapsedTime(renewed) > settings.Lease / 4)
                {
                    await Report(row, now, hasMoved: now != told);
                    (told, renewed) = (now, Stopwatch.GetTimestamp());
                }

                standing = await Look(row);
                if (standing != Standing.Ours)
                {
                    await stop.CancelAsync();
                }
            }
            catch (Exception broken)
            {
                // The work goes on; should the database stay away for longer than the lease, the job's number decides.
                log.LogError(broken, "Job {Kind} {Id} cannot report", row.Kind, row.Id);
            }
        }

        return standing;
    }

    private async Task<(JobState State, string? Result, string? Refusal)> Run(JobRow row, IServiceProvider services, CancellationToken stop)
    {
        using var span = new Activity($"job {row.Kind}").Start();
        try
        {
            var permit = services.GetRequiredService<Permit>();
            var mediator = services.GetRequiredService<IMediator>();
            permit.Operation = row.StartedBy;
            permit.Caller = row.KeyId is { } key ? await services.GetRequiredService<PlatformDb>().ApiKeys.Machine(key, stop) ?? Caller.Anonymous
                : row.PersonId is not { } id ? Caller.Product
                : await mediator.Send(new WhoIs(id), stop) is { } person ? new Caller(person.Id, person.Name, person.Roles)
                : Caller.Anonymous;
            return await types.Of(row.Kind).Send(mediator, row.Arguments, stop);
        }
        catch (OperationCanceledException) when (stop.IsCancellationRequested)
        {
            return (JobState.Cancelled, null, null);
        }
        catch (JobLostException)
        {
            return (JobState.Cancelled, null, null);
        }
        catch (Exception away) when (row.Attempt < MostAttempts && DatabaseTrouble.Of(away) is not null)
        {
            log.LogWarning("Job {Kind} {Id} is done over after its attempt {Attempt}: {Reason}", row.Kind, row.Id, row.Attempt, away.GetBaseException().Message);
            return (JobState.Queued, null, null);
        }
        catch (Exception broken)
        {
            log.LogError(broken, "Job {Kind} {Id} failed", row.Kind, row.Id);
            return (JobState.Failed, null, span.TraceId.ToString());
        }
    }

    private Task<JobRow?> TakeUp(CancellationToken cancellation) => InStore(
        async db =>
        {
            if (!await Due(db, await DatabaseTime.Now(db, cancellation)).AnyAsync(cancellation))
            {
                return null;
            }

            try
            {
                return await TakeUp(db, cancellation);
            }
            catch (PostgresException taken) when (taken.SqlState == PostgresErrorCodes.UniqueViolation)
            {
                // Another host was quicker in this lane.
                return null;
            }
        });

    private async Task<JobRow?> TakeUp(PlatformDb db, CancellationToken cancellation)
    {
        JobRow? taken = null;
        await db.Transact(
            async () =>
            {
                var now = await DatabaseTime.Now(db, cancellation);
                if (await Due(db, now).OrderBy(job => job.QueuedAt).ThenBy(job => job.Id).FirstOrDefaultAsync(cancellation) is not { } due)
                {
                    return;
                }

                var (started, until) = (db.Clock.Now, now + settings.Lease);
                var rows = await db.Jobs
                    .Where(job => job.Id == due.Id && job.Attempt == due.Attempt && (job.State == JobState.Queued || (job.State == JobState.Running && job.LeasedUntil < now)))
                    .ExecuteUpdateAsync(
                        set => set.SetProperty(job => job.State, JobState.Running).SetProperty(job => job.StartedAt, started)
                            .SetProperty(job => job.LeasedUntil, until).SetProperty(job => job.HeldBy, ThisHost).SetProperty(job => job.Attempt, due.Attempt + 1),
                        cancellation);
                if (rows == 1)
                {
                    await JobEvents.Note(db, due.Id, cancellation);
                    due.Attempt++;
                    taken = due;
                }
            },
            cancellation);
        return taken;
    }

    // A lane in which something runs, or was left by a dead host, has nothing else to take up.
    private IQueryable<JobRow> Due(PlatformDb db, DateTime now)
    {
        var ours = _inHand.Keys.ToArray();
        return db.Jobs.AsNoTracking().Where(job => !ours.Contains(job.Id)
            && ((job.State == JobState.Queued && !db.Jobs.Any(other => other.Lane == job.Lane && other.State == JobState.Running))
                || (job.State == JobState.Running && job.LeasedUntil < now)));
    }

    private Task Report(JobRow row, JobStep step, bool hasMoved) => Transact(
        async db =>
        {
            var until = await DatabaseTime.Now(db, CancellationToken.None) + settings.Lease;
            var ours = await Ours(db, row).ExecuteUpdateAsync(set => set
                .SetProperty(job => job.Percent, step.Percent).SetProperty(job => job.StepEn, step.En).SetProperty(job => job.StepJa, step.Ja)
                .SetProperty(job => job.LeasedUntil, until));
            return ours == 1 && hasMoved;
        },
        row.Id);

    private Task<Standing> Look(JobRow row) => InStore(
        async db => await Ours(db, row).Select(job => (bool?)job.CancelAsked).SingleOrDefaultAsync() switch
        {
            null => Standing.Lost,
            true => Standing.Unwanted,
            false => Standing.Ours,
        });

    private Task<bool> Close(JobRow row, JobState state, string? result, string? refusal) => Transact(
        async db =>
        {
            var now = db.Clock.Now;
            return await Ours(db, row).ExecuteUpdateAsync(set => set
                .SetProperty(job => job.State, state).SetProperty(job => job.EndedAt, now).SetProperty(job => job.LeasedUntil, (DateTime?)null)
                .SetProperty(job => job.Percent, job => state == JobState.Succeeded ? 100 : job.Percent)
                .SetProperty(job => job.Result, result).SetProperty(job => job.Refusal, refusal)) == 1;
        },
        row.Id);

    private Task<bool> Release(JobRow row) => Transact(
        async db => await Ours(db, row)
            .ExecuteUpdateAsync(set => set.SetProperty(job => job.State, JobState.Queued).SetProperty(job => job.LeasedUntil, (DateTime?)null)) == 1,
        row.Id);

    // A SQLite file has one host, so whatever runs when it starts was left by a dead one; under PostgreSQL the lease tells.
    private Task TakeBackOrphans(CancellationToken cancellation) => InStore(
        async db =>
        {
            if (!db.IsPostgres)
            {
                await db.Transact(
                    async () => await db.Jobs.Where(job => job.State == JobState.Running)
                        .ExecuteUpdateAsync(set => set.SetProperty(job => job.State, JobState.Queued).SetProperty(job => job.LeasedUntil, (DateTime?)null), cancellation),
                    cancellation);
            }

            return true;
        });

    // By its number: a job that another host has taken up since is not ours.
    private static IQueryable<JobRow> Ours(PlatformDb db, JobRow row) =>
        db.Jobs.Where(job => job.Id == row.Id && job.Attempt == row.Attempt && job.State == JobState.Running);

    private Task<bool> Transact(Func<PlatformDb, Task<bool>> change, Guid job) => InStore(
        async db =>
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
                CancellationToken.None);
            return changed;
        });

    private async Task<T> InStore<T>(Func<PlatformDb, Task<T>> act)
    {
        await using var scope = scopes.CreateAsyncScope();
        return await act(scope.ServiceProvider.GetRequiredService<PlatformDb>());
    }
}

/// <summary>The jobs that some handler takes, by name.</summary>
internal sealed class JobTypes(IEnumerable<JobType> types)
{
    private readonly Dictionary<string, JobType> _byName = types.ToDictionary(type => type.Name, StringComparer.Ordinal);

    public JobType Of(string kind) => _byName[kind];
}

/// <summary>One kind of job.</summary>
internal abstract record JobType(string Name)
{
    /// <summary>The kind of job that a type of request and a type of answer make.</summary>
    public static JobType Of(Type job, Type answer) => (JobType)Activator.CreateInstance(typeof(JobType<,>).MakeGenericType(job, answer))!;

    /// <summary>Sends the stored job and puts its outcome into the form that is stored.</summary>
    public abstract Task<(JobState State, string? Result, string? Refusal)> Send(IMediator mediator, string arguments, CancellationToken cancellation);
}

internal sealed record JobType<TJob, TAnswer>() : JobType(typeof(TJob).Name)
    where TJob : IJob<TAnswer>
{
    public override async Task<(JobState State, string? Result, string? Refusal)> Send(IMediator mediator, string arguments, CancellationToken cancellation)
    {
        var outcome = await mediator.Send(JsonSerializer.Deserialize<TJob>(arguments, Wire.Json)!, cancellation);
        return outcome.Error is { } refusal
            ? (JobState.Refused, null, JsonSerializer.Serialize(refusal, Wire.Json))
            : (JobState.Succeeded, JsonSerializer.Serialize(outcome.Value, Wire.Json), null);
    }
}
