using System.Collections.Concurrent;
using System.Diagnostics;
using CsMonolith.Platform.Storage;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;

namespace CsMonolith.Health.Usage.Ingest;

/// <summary>One call of the Segment API with its key and its pseudonyms.</summary>
/// <param name="Key">A hash of source and message id; see <see cref="Events.UsageKey"/>.</param>
/// <param name="UserRef">The pseudonym of the user it is about.</param>
/// <param name="OtherRef">The pseudonym of the user's anonymous or previous id, where the call names one.</param>
internal readonly record struct StreamCall(StreamMessage Message, Guid Key, string UserRef, string? OtherRef);

/// <summary>One HTTP request with its messages, waiting to be stored.</summary>
/// <param name="Source">The name of the API key that the request was sent with.</param>
internal sealed record IngestRequest(
    string Source,
    string Operation,
    Caller Caller,
    string? TraceId,
    IReadOnlyList<StreamCall> Calls,
    ParsedBody Body
)
{
    /// <summary>Done when everything is committed, or failed when nothing is.</summary>
    public TaskCompletionSource<Result<IngestedUsage>> Stored { get; } =
        new(TaskCreationOptions.RunContinuationsAsynchronously);

    /// <summary>Whether a message is an identify, alias or group call, and not a use of a feature.</summary>
    public bool TellsOfUsers { get; } = Calls.Any(call => call.Message.Feature is null);

    /// <summary>What the request counts against the queue's limit: its messages and one.</summary>
    public int Weight => Calls.Count + 1;
}

/// <summary>
/// Group commit: requests that arrive while a transaction runs share the next transaction, and are answered when it has
/// committed. No thread of its own: a request that finds a writer idle starts it. PostgreSQL has two writers, so that
/// the host prepares one group while the database stores the other; SQLite has one. A group with identify, alias or
/// group calls is stored while no other is, so that later uses are counted by what these calls say.
/// </summary>
internal sealed class GroupCommitQueue(
    IServiceScopeFactory scopes,
    IngestSettings settings,
    DatabaseSettings database,
    ILogger<GroupCommitQueue> log
) : IDisposable
{
    private const int MessagesAtOnce = 10_000;

    private readonly int _writers = WritersOf(database);
    private readonly SemaphoreSlim _idle = new(WritersOf(database));
    private readonly SemaphoreSlim _turn = new(1);
    private readonly ConcurrentQueue<IngestRequest> _queue = new();
    private int _waiting;
    private int _working;

    /// <summary>
    /// Queues a request and answers once it is committed. Refused at once when too many messages wait already.
    /// </summary>
    public Task<Result<IngestedUsage>> Store(IngestRequest request)
    {
        if (Interlocked.Add(ref _waiting, request.Weight) > settings.MostWaiting && Volatile.Read(ref _working) > 0)
        {
            Interlocked.Add(ref _waiting, -request.Weight);
            return Task.FromResult<Result<IngestedUsage>>(IngestErrors.Busy(settings.MostWaiting));
        }

        _queue.Enqueue(request);
        if (TakeUp())
        {
            // Not part of the trace of the request that happens to be first.
            using var apart = ExecutionContext.SuppressFlow();
            _ = Task.Run(Work);
        }

        return request.Stored.Task;
    }

    /// <inheritdoc />
    public void Dispose()
    {
        _idle.Dispose();
        _turn.Dispose();
    }

    private static int WritersOf(DatabaseSettings database) => database.IsPostgres ? 2 : 1;

    private async Task Work()
    {
        do
        {
            while (await StoreNext()) { }

            Interlocked.Decrement(ref _working);
        } while (!_queue.IsEmpty && TakeUp());
    }

    // Whoever finds all writers at work may leave: each looks at the queue once more after it has stopped.
    private bool TakeUp()
    {
        while (Volatile.Read(ref _working) is var working && working < _writers)
        {
            if (Interlocked.CompareExchange(ref _working, working + 1, working) == working)
            {
                return true;
            }
        }

        return false;
    }

    private async Task<bool> StoreNext()
    {
        // Groups set out in the order in which they are taken out of the queue.
        await _turn.WaitAsync();
        var group = Next();
        var writers = group.Exists(request => request.TellsOfUsers) ? _writers : 1;
        for (var i = 0; i < writers; i++)
        {
            await _idle.WaitAsync();
        }

        _turn.Release();
        if (group.Count > 0)
        {
            await Store(group);
        }

        _idle.Release(writers);
        return group.Count > 0;
    }

    private List<IngestRequest> Next()
    {
        var group = new List<IngestRequest>();
        var messages = 0;
        while (messages < MessagesAtOnce && _queue.TryDequeue(out var request))
        {
            group.Add(request);
            messages += request.Weight;
        }

        return group;
    }

    private async Task Store(List<IngestRequest> group)
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
            // Nothing is stored. One request must not take its neighbours with it.
            log.LogWarning(broken, "{Count} requests could not be stored together; each is tried alone", group.Count);
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

        Interlocked.Add(ref _waiting, -group.Sum(request => request.Weight));
    }
}
