using System.Collections.Concurrent;
using System.Diagnostics;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;

namespace CsMonolith.Health.Usage.Ingest;

/// <summary>One call, with what is derived from it before it waits.</summary>
/// <param name="Key">What it is known by for ever: a hash of source and message id.</param>
/// <param name="UserRef">The pseudonym of whom it is about.</param>
/// <param name="OtherRef">The pseudonym of the other name that it tells of.</param>
internal readonly record struct StreamCall(StreamMessage Message, Guid Key, string UserRef, string? OtherRef);

/// <summary>A request's messages, waiting to be stored.</summary>
/// <param name="Source">The name of the key that they came under.</param>
internal sealed record WaitingParcel(string Source, string Operation, Caller Caller, string? TraceId, IReadOnlyList<StreamCall> Calls, StreamParcel Read)
{
    /// <summary>Done when everything is committed, or failed when nothing is.</summary>
    public TaskCompletionSource<Result<IngestedUsage>> Stored { get; } = new(TaskCreationOptions.RunContinuationsAsynchronously);

    /// <summary>What it counts in the queue; an empty one counts too.</summary>
    public int Weight => Calls.Count + 1;
}

/// <summary>
/// Group commit: requests that come while one transaction runs share the next, and are answered when it is committed. It needs no thread
/// of its own: whoever finds the line idle sets it going.
/// </summary>
internal sealed class IngestLine(IServiceScopeFactory scopes, IngestSettings settings, ILogger<IngestLine> log)
{
    private const int MessagesAtOnce = 10_000;

    private readonly ConcurrentQueue<WaitingParcel> _queue = new();
    private int _waiting;
    private int _busy;

    /// <summary>Stores a parcel; answered once it is durable. Refused at once if too much waits already.</summary>
    public Task<Result<IngestedUsage>> Store(WaitingParcel parcel)
    {
        if (Interlocked.Add(ref _waiting, parcel.Weight) > settings.MostWaiting && _busy == 1)
        {
            Interlocked.Add(ref _waiting, -parcel.Weight);
            return Task.FromResult<Result<IngestedUsage>>(IngestErrors.Busy(settings.MostWaiting));
        }

        _queue.Enqueue(parcel);
        if (Interlocked.Exchange(ref _busy, 1) == 0)
        {
            // Not part of the trace of the request that happens to be first.
            using var apart = ExecutionContext.SuppressFlow();
            _ = Task.Run(Work);
        }

        return parcel.Stored.Task;
    }

    private async Task Work()
    {
        do
        {
            while (Next() is { Count: > 0 } group)
            {
                await Store(group);
            }

            Volatile.Write(ref _busy, 0);
        }
        while (!_queue.IsEmpty && Interlocked.Exchange(ref _busy, 1) == 0);
    }

    private List<WaitingParcel> Next()
    {
        var group = new List<WaitingParcel>();
        var messages = 0;
        while (messages < MessagesAtOnce && _queue.TryDequeue(out var parcel))
        {
            group.Add(parcel);
            messages += parcel.Weight;
        }

        return group;
    }

    private async Task Store(List<WaitingParcel> group)
    {
        try
        {
            await using var scope = scopes.CreateAsyncScope();
            var stored = await scope.ServiceProvider.GetRequiredService<IngestWrite>().Store(group);
            for (var i = 0; i < group.Count; i++)
            {
                group[i].Stored.SetResult(stored[i]);
            }
        }
        catch (Exception broken) when (group.Count > 1)
        {
            // Nothing is stored. One parcel must not take its neighbours with it.
            log.LogWarning(broken, "{Count} parcels could not be stored together; each is tried alone", group.Count);
            foreach (var one in group)
            {
                await Store([one]);
            }

            return;
        }
        catch (Exception broken)
        {
            group[0].Stored.SetException(broken);
        }

        Interlocked.Add(ref _waiting, -group.Sum(parcel => parcel.Weight));
    }
}
