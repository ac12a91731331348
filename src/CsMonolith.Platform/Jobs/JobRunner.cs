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

namespace CsMonolith.Platform.Jobs;

/// <summary>
/// Runs stored jobs one after another, each with the rights of whoever started it. A job holds a lease that is renewed while
/// it runs; one whose host died is taken up again, which is why a job's effect must bear repetition.
/// </summary>
internal sealed class JobRunner(IServiceScopeFactory scopes, JobTypes types, Bell bell, ILogger<JobRunner> log) : BackgroundService
{
    private static readonly TimeSpan Lease = TimeSpan.FromSeconds(30);
    private static readonly TimeSpan Beat = TimeSpan.FromMilliseconds(500);
    private static readonly TimeSpan Nap = TimeSpan.FromSeconds(2);

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        while (!stoppingToken.IsCancellationRequested)
        {
            try
            {
                if (!await RunNext(stoppingToken))
                {
                    await bell.Wait(Nap, stoppingToken);
                }
            }
            catch (OperationCanceledException) when (stoppingToken.IsCancellationRequested)
            {
                return;
            }
            catch (Exception broken)
            {
                // The database may be away; the queue waits for it.
                log.LogError(broken, "Jobs cannot be read");
                await Task.Delay(Nap, stoppingToken);
            }
        }
    }

    /// <summary>Takes up the oldest job that nobody holds and runs it to its end.</summary>
    /// <returns>Whether there was one.</returns>
    public async Task<bool> RunNext(CancellationToken stopping)
    {
        if (await TakeUp(stopping) is not { } row)
        {
            return false;
        }

        using var stop = CancellationTokenSource.CreateLinkedTokenSource(stopping);
        await using var scope = scopes.CreateAsyncScope();
        var progress = scope.ServiceProvider.GetRequiredService<JobProgress>();
        var work = Run(row, scope.ServiceProvider, stop.Token);
        while (await Task.WhenAny(work, Task.Delay(Beat, CancellationToken.None)) != work)
        {
            if (await Report(row.Id, progress))
            {
                await stop.CancelAsync();
            }
        }

        var (state, result, refusal) = await work;
        if (stopping.IsCancellationRequested && state == JobState.Cancelled)
        {
            // We are shutting down: nobody asked this job to stop. Its lease ends and it is taken up again.
            await Release(row.Id);
            return true;
        }

        await Close(row.Id, state, result, refusal);
        return true;
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
        catch (Exception broken)
        {
            log.LogError(broken, "Job {Kind} {Id} failed", row.Kind, row.Id);
            return (JobState.Failed, null, span.TraceId.ToString());
        }
    }

    private Task<JobRow?> TakeUp(CancellationToken cancellation) => InStore(
        async db =>
        {
            var now = db.Clock.Now;
            var due = await db.Jobs.AsNoTracking()
                .Where(job => job.State == JobState.Queued || (job.State == JobState.Running && job.LeasedUntil < now))
                .OrderBy(job => job.QueuedAt).FirstOrDefaultAsync(cancellation);
            if (due is null)
            {
                return null;
            }

            var taken = 0;
            await db.Transact(
                async () => taken = await db.Jobs
                    .Where(job => job.Id == due.Id && (job.State == JobState.Queued || job.LeasedUntil < now))
                    .ExecuteUpdateAsync(set => set
                        .SetProperty(job => job.State, JobState.Running)
                        .SetProperty(job => job.StartedAt, now)
                        .SetProperty(job => job.LeasedUntil, now + Lease), cancellation),
                cancellation);
            return taken == 1 ? due : null;
        });

    // Writes progress, renews the lease, and says whether somebody asked the job to stop.
    private Task<bool> Report(Guid id, JobProgress progress) => InStore(
        async db =>
        {
            var (percent, en, ja) = (progress.Percent, progress.StepEn, progress.StepJa);
            var until = db.Clock.Now + Lease;
            await db.Transact(
                async () => await db.Jobs.Where(job => job.Id == id).ExecuteUpdateAsync(set => set
                    .SetProperty(job => job.Percent, percent).SetProperty(job => job.StepEn, en).SetProperty(job => job.StepJa, ja)
                    .SetProperty(job => job.LeasedUntil, until)),
                CancellationToken.None);
            return await db.Jobs.AnyAsync(job => job.Id == id && job.CancelAsked);
        });

    private Task<bool> Close(Guid id, JobState state, string? result, string? refusal) => InStore(
        async db =>
        {
            var now = db.Clock.Now;
            await db.Transact(
                async () => await db.Jobs.Where(job => job.Id == id).ExecuteUpdateAsync(set => set
                    .SetProperty(job => job.State, state).SetProperty(job => job.EndedAt, now).SetProperty(job => job.LeasedUntil, (DateTime?)null)
                    .SetProperty(job => job.Percent, job => state == JobState.Succeeded ? 100 : job.Percent)
                    .SetProperty(job => job.Result, result).SetProperty(job => job.Refusal, refusal)),
                CancellationToken.None);
            return true;
        });

    private Task<bool> Release(Guid id) => InStore(
        async db =>
        {
            await db.Transact(
                async () => await db.Jobs.Where(job => job.Id == id)
                    .ExecuteUpdateAsync(set => set.SetProperty(job => job.State, JobState.Queued).SetProperty(job => job.LeasedUntil, (DateTime?)null)),
                CancellationToken.None);
            return true;
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
