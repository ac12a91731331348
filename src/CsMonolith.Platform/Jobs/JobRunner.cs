using System.Collections.Concurrent;
using System.Diagnostics;
using CsMonolith.Kernel;
using CsMonolith.Platform.Permissions;
using CsMonolith.Platform.Storage;
using MediatR;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

namespace CsMonolith.Platform.Jobs;

/// <summary>
/// Runs stored jobs, a few at once and of each lane one at a time, each with the rights of whoever started it. A job
/// holds a lease by the database's clock, renewed while it runs; one whose host died is taken up again under the next
/// number, which is why a job's effect must bear repetition. A host that comes back late finds its number outdated: it
/// can neither store, report nor close.
/// </summary>
internal sealed class JobRunner(
    IServiceScopeFactory scopes,
    JobQueue queue,
    JobTypes types,
    JobSettings settings,
    Drain drain,
    CommitSignal signal,
    ILogger<JobRunner> log
) : BackgroundService
{
    // A database that is away passes, and so do transactions in each other's way; what fails as often as this does not.
    private const int MostAttempts = 20;
    private static readonly TimeSpan Beat = TimeSpan.FromMilliseconds(250);
    private static readonly TimeSpan Nap = TimeSpan.FromSeconds(1);
    private static readonly TimeSpan BetweenLooks = TimeSpan.FromMilliseconds(50);

    // A job of ours whose lease ran out while the write gate was taken is still ours.
    private readonly ConcurrentDictionary<Guid, Guid> _inHand = [];
    private readonly DatabaseOutageLog _outage = new(log, "the queue of jobs");
    private int _hasRun;

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        // A host that drains takes nothing up and gives back what it holds, so that others need not wait for a lease to
        // end.
        using var end = CancellationTokenSource.CreateLinkedTokenSource(stoppingToken, drain.Began);
        await Insist(queue.TakeBackOrphans, end.Token);
        await Task.WhenAll(Enumerable.Range(0, settings.AtOnce).Select(_ => WorkOn(end.Token)));
    }

    /// <summary>Takes up the oldest job that may run and runs it to its end.</summary>
    /// <returns>Whether there was one.</returns>
    public async Task<bool> RunNext(CancellationToken stopping)
    {
        if (await queue.TakeUp([.. _inHand.Keys], stopping) is not { } row)
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
            _hasRun = 1;
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
                    var commit = signal.Next;
                    if (!await RunNext(cancellation))
                    {
                        // What no commit of this host tells: another host has died, or has more than it can do at once.
                        await CommitSignal.Wait(commit, settings.Lease / 2, cancellation);
                        if (!commit.IsCompleted)
                        {
                            GiveMemoryBack();
                        }

                        await Task.Delay(BetweenLooks, cancellation);
                    }
                },
                end
            );
        }
    }

    // What a job leaves on the heap stays there while the host is idle, since no allocation asks for room.
    private void GiveMemoryBack()
    {
        if (Interlocked.Exchange(ref _hasRun, 0) == 1 && _inHand.IsEmpty)
        {
            GC.Collect(GC.MaxGeneration, GCCollectionMode.Aggressive, blocking: true, compacting: true);
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
        scope.ServiceProvider.GetRequiredService<CurrentJob>().Take(row.Id, row.Attempt);
        var work = Run(row, scope.ServiceProvider, stop.Token);
        var standing = await Attend(row, scope.ServiceProvider.GetRequiredService<JobProgress>(), work, stop);
        var (state, result, refusal) = await work;
        if (
            standing == JobStanding.Ours
            && (state == JobState.Queued || (stopping.IsCancellationRequested && state == JobState.Cancelled))
        )
        {
            // It is to be done over, or we are shutting down: nobody asked this job to stop.
            await queue.Release(row);
        }
        else if (
            standing == JobStanding.Lost
            || !await queue.Close(row, state == JobState.Queued ? JobState.Cancelled : state, result, refusal)
        )
        {
            log.LogWarning(
                "Job {Kind} {Id} was lost to another host in its attempt {Attempt}; what it did since is not stored",
                row.Kind,
                row.Id,
                row.Attempt
            );
        }
    }

    // Tells how the job goes and renews its lease until it ends; stops it when it is unwanted or no longer ours.
    private async Task<JobStanding> Attend(JobRow row, JobProgress progress, Task work, CancellationTokenSource stop)
    {
        var (told, renewed, standing) = (new JobStep(0, "", ""), Stopwatch.GetTimestamp(), JobStanding.Ours);
        while (await Task.WhenAny(work, Task.Delay(Beat, CancellationToken.None)) != work)
        {
            try
            {
                var now = progress.Now;
                if (now != told || Stopwatch.GetElapsedTime(renewed) > settings.Lease / 4)
                {
                    await queue.Report(row, now, hasMoved: now != told);
                    (told, renewed) = (now, Stopwatch.GetTimestamp());
                }

                standing = await queue.Look(row);
                if (standing != JobStanding.Ours)
                {
                    await stop.CancelAsync();
                }
            }
            catch (Exception away) when (_outage.Is(away))
            {
                // The work goes on; should the database stay away for longer than the lease, the job's number decides.
            }
            catch (Exception broken)
            {
                log.LogError(broken, "Job {Kind} {Id} cannot report", row.Kind, row.Id);
            }
        }

        return standing;
    }

    private async Task<(JobState State, string? Result, string? Refusal)> Run(
        JobRow row,
        IServiceProvider services,
        CancellationToken stop
    )
    {
        using var span = new Activity($"job {row.Kind}").Start();
        try
        {
            var context = services.GetRequiredService<RequestContext>();
            var mediator = services.GetRequiredService<IMediator>();
            context.Operation = row.StartedBy;
            context.Caller =
                row.KeyId is { } key ? await mediator.Send(new MachineOf(key), stop) ?? Caller.Anonymous
                : row.PersonId is not { } id ? Caller.Product
                : await mediator.Send(new WhoIs(id), stop) is { } person
                    ? new Caller(person.Id, person.Name, person.Roles)
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
            log.LogWarning(
                "Job {Kind} {Id} is done over after its attempt {Attempt}: {Reason}",
                row.Kind,
                row.Id,
                row.Attempt,
                away.GetBaseException().Message
            );
            return (JobState.Queued, null, null);
        }
        catch (Exception broken)
        {
            log.LogError(broken, "Job {Kind} {Id} failed", row.Kind, row.Id);
            return (JobState.Failed, null, span.TraceId.ToString());
        }
    }
}
