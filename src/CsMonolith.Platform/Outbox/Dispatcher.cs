using System.Text.Json;
using CsMonolith.Kernel;
using CsMonolith.Platform.Modules;
using CsMonolith.Platform.Permissions;
using CsMonolith.Platform.Storage;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

namespace CsMonolith.Platform.Outbox;

/// <summary>
/// Delivers stored news to every reaction, at least once and in order per lane; the inbox makes the effect happen once. A message
/// that fails waits and is tried again, holding back its own lane only; after <see cref="MostAttempts"/> it becomes a dead letter
/// and its lane goes on.
/// </summary>
internal sealed class Dispatcher(IServiceScopeFactory scopes, ModuleStores stores, IEnumerable<Reaction> reactions, Bell bell, ILogger<Dispatcher> log) : BackgroundService
{
    internal const int MostAttempts = 6;
    private const int Batch = 200;
    private const int ReasonCharactersKept = 2000;
    private static readonly TimeSpan Nap = TimeSpan.FromSeconds(1);
    private readonly ILookup<string, Reaction> _reactions = reactions.ToLookup(reaction => Reaction.NameOf(reaction.News));

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        while (!stoppingToken.IsCancellationRequested)
        {
            try
            {
                if (await DeliverBatch(stoppingToken) == 0)
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
                // The database may be away; the news waits for it.
                log.LogError(broken, "News cannot be read");
                await Task.Delay(Nap, stoppingToken);
            }
        }
    }

    /// <summary>Delivers the next messages that may go.</summary>
    /// <returns>How many were delivered or tried.</returns>
    public async Task<int> DeliverBatch(CancellationToken cancellation)
    {
        await using var scope = scopes.CreateAsyncScope();
        var db = scope.ServiceProvider.GetRequiredService<PlatformDb>();
        var now = db.Clock.Now;
        var held = await db.Outbox.Where(row => row.DeliveredAt == null && row.DeadAt == null && row.NotBefore > now).Select(row => row.Lane).Distinct().ToListAsync(cancellation);
        var due = await db.Outbox.AsNoTracking()
            .Where(row => row.DeliveredAt == null && row.DeadAt == null && !held.Contains(row.Lane))
            .OrderBy(row => row.Seq).Take(Batch).ToListAsync(cancellation);
        if (due.Count == 0)
        {
            return 0;
        }

        // Messages of a lane in which something failed just now, the failed one first; the rest of the lane waits behind it.
        var failures = new Dictionary<string, LaneFailure>(StringComparer.Ordinal);
        foreach (var listener in due.SelectMany(row => _reactions[row.News]).Distinct().ToList())
        {
            var theirs = due.Where(row => !IsStuck(row, failures) && _reactions[row.News].Contains(listener)).ToList();
            if (await Deliver(listener, theirs, cancellation) is not null)
            {
                await DeliverOneByOne(listener, theirs, failures, cancellation);
            }
        }

        await Settle(db, due, failures, cancellation);
        return due.Count;
    }

    private static bool IsStuck(OutboxRow row, Dictionary<string, LaneFailure> failures) => failures.TryGetValue(row.Lane, out var failure) && row.Seq >= failure.Message.Seq;

    // All of a listener's messages in one transaction: fast, and the usual case. One that throws takes them all back.
    private async Task<Exception?> Deliver(Reaction listener, IReadOnlyList<OutboxRow> rows, CancellationToken cancellation)
    {
        try
        {
            await using var scope = scopes.CreateAsyncScope();
            scope.ServiceProvider.GetRequiredService<Permit>().Caller = Caller.Product;
            var db = stores.Of(listener.Handler, scope.ServiceProvider);
            var name = listener.Handler.FullName!;
            await db.Transact(
                async () =>
                {
                    var ids = rows.Select(row => row.MessageId).ToArray();
                    var taken = await db.Set<InboxRow>().Where(row => row.Listener == name && ids.Contains(row.MessageId)).Select(row => row.MessageId).ToListAsync(cancellation);
                    var handler = scope.ServiceProvider.GetRequiredService(listener.Handler);
                    foreach (var row in rows.Where(row => !taken.Contains(row.MessageId)))
                    {
                        await listener.Take(handler, JsonSerializer.Deserialize(row.Payload, listener.News, Wire.Json)!, cancellation);
                        db.Set<InboxRow>().Add(new InboxRow { MessageId = row.MessageId, Listener = name, TakenAt = db.Clock.Now });
                        await db.SaveChangesAsync(cancellation);
                    }
                },
                cancellation);
            return null;
        }
        catch (Exception broken) when (broken is not OperationCanceledException || !cancellation.IsCancellationRequested)
        {
            return broken;
        }
    }

    private async Task DeliverOneByOne(Reaction listener, IReadOnlyList<OutboxRow> rows, Dictionary<string, LaneFailure> failures, CancellationToken cancellation)
    {
        foreach (var row in rows)
        {
            if (!IsStuck(row, failures) && await Deliver(listener, [row], cancellation) is { } broken)
            {
                failures[row.Lane] = new LaneFailure(row, $"{listener.Handler.Name}: {broken.Message}");
                log.LogError(broken, "{Listener} failed on {News} {Message}", listener.Handler.Name, row.News, row.MessageId);
            }
        }
    }

    private static Task Settle(PlatformDb db, IReadOnlyList<OutboxRow> rows, Dictionary<string, LaneFailure> failures, CancellationToken cancellation) => db.Transact(
        async () =>
        {
            var now = db.Clock.Now;
            var done = rows.Where(row => !IsStuck(row, failures)).Select(row => row.Seq).ToArray();
            await db.Outbox.Where(row => done.Contains(row.Seq)).ExecuteUpdateAsync(set => set.SetProperty(row => row.DeliveredAt, now), cancellation);
            foreach (var (failed, reason) in failures.Values)
            {
                var attempts = failed.Attempts + 1;
                DateTime? dead = attempts >= MostAttempts ? now : null;
                var wait = now.AddSeconds(Math.Pow(2, attempts));
                var why = reason.Length > ReasonCharactersKept ? reason[..ReasonCharactersKept] : reason;
                await db.Outbox.Where(row => row.Seq == failed.Seq).ExecuteUpdateAsync(
                    set => set.SetProperty(row => row.Attempts, attempts).SetProperty(row => row.NotBefore, wait).SetProperty(row => row.DeadAt, dead).SetProperty(row => row.Failure, why),
                    cancellation);
            }
        },
        cancellation);

    private sealed record LaneFailure(OutboxRow Message, string Reason);
}
