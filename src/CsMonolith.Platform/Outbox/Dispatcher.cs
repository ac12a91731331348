using CsMonolith.Platform.Modules;
using CsMonolith.Platform.Storage;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

namespace CsMonolith.Platform.Outbox;

/// <summary>
/// Delivers stored news to every reaction, at least once and in order per lane; the inbox makes the effect happen once.
/// What a listener cannot take is put aside as a failed delivery: it holds back that listener's news of that lane, and
/// nothing else.
/// </summary>
internal sealed class Dispatcher(
    IServiceScopeFactory scopes,
    Delivery attempts,
    Lanes lanes,
    OutboxSettings settings,
    IEnumerable<Reaction> reactions,
    CommitSignal signal,
    ILogger<Dispatcher> log
) : BackgroundService
{
    private const int Batch = 200;
    private static readonly TimeSpan Nap = TimeSpan.FromSeconds(1);
    private readonly ILookup<string, Reaction> _reactions = reactions.ToLookup(reaction =>
        Reaction.NameOf(reaction.News)
    );
    private readonly DatabaseOutageLog _outage = new(log, "the delivery of news");

    /// <summary>Delivers the next news that may go: what was put aside and is due, then what is fresh.</summary>
    /// <returns>How many messages were delivered or tried.</returns>
    public async Task<int> DeliverBatch(CancellationToken cancellation)
    {
        await using var scope = scopes.CreateAsyncScope();
        var db = scope.ServiceProvider.GetRequiredService<PlatformDb>();
        await Lanes.FreeLapsed(db, cancellation);
        var tried = await InLanes(db, LanesOfDueDeliveries(db), RetryDeliveries, cancellation);
        return tried + await InLanes(db, LanesOfFreshNews(db), DeliverFresh, cancellation);
    }

    protected override Task ExecuteAsync(CancellationToken stoppingToken) =>
        Task.WhenAll(Enumerable.Range(0, settings.Workers).Select(_ => Work(stoppingToken)));

    private static IQueryable<string> LanesOfFreshNews(PlatformDb db) =>
        db.Set<OutboxRow>()
            .Where(row => row.DeliveredAt == null && !db.Set<LaneClaimRow>().Any(claim => claim.Lane == row.Lane))
            .OrderBy(row => row.Seq)
            .Take(Batch)
            .Select(row => row.Lane)
            .Distinct();

    // Only the first that waits has an hour; those behind it wait for that.
    private static IQueryable<FailedDelivery> DueDeliveries(PlatformDb db)
    {
        var now = db.Clock.Now;
        return db.Set<FailedDelivery>()
            .AsNoTracking()
            .Where(delivery =>
                delivery.State == DeliveryState.Replaying
                || (
                    delivery.State == DeliveryState.Waiting
                    && !db.Set<FailedDelivery>()
                        .Any(first =>
                            first.State == DeliveryState.Waiting
                            && first.Lane == delivery.Lane
                            && first.Listener == delivery.Listener
                            && first.Seq <= delivery.Seq
                            && first.NotBefore > now
                        )
                )
            );
    }

    private static IQueryable<string> LanesOfDueDeliveries(PlatformDb db) =>
        DueDeliveries(db)
            .Where(delivery => !db.Set<LaneClaimRow>().Any(claim => claim.Lane == delivery.Lane))
            .OrderBy(delivery => delivery.Seq)
            .Take(Batch)
            .Select(delivery => delivery.Lane)
            .Distinct();

    private async Task Work(CancellationToken stopping)
    {
        var isFirst = true;
        while (!stopping.IsCancellationRequested)
        {
            var commit = signal.Next;
            try
            {
                if (isFirst)
                {
                    await FreeWhatADeadHostHeld(stopping);
                    isFirst = false;
                }

                var tried = await DeliverBatch(stopping);
                _outage.IsOver();
                if (tried == 0)
                {
                    await CommitSignal.Wait(commit, await UntilNextDue(stopping), stopping);
                }
            }
            catch (OperationCanceledException) when (stopping.IsCancellationRequested)
            {
                return;
            }
            catch (ClaimLostException lost)
            {
                log.LogWarning("{Reason} It goes on where this one stopped", lost.Message);
            }
            catch (Exception crowded) when (DatabaseTrouble.IsContention(crowded))
            {
                log.LogDebug(crowded, "Another transaction was in the way; news is tried again");
                await Task.Delay(Nap, stopping);
            }
            catch (Exception away) when (_outage.Is(away))
            {
                await Task.Delay(Nap, stopping);
            }
            catch (Exception broken)
            {
                log.LogError(broken, "News cannot be delivered");
                await Task.Delay(Nap, stopping);
            }
        }
    }

    // A commit of this host wakes the worker. By the clock alone come the next try of a failed delivery and the lanes
    // of a dead host.
    private async Task<TimeSpan> UntilNextDue(CancellationToken cancellation)
    {
        await using var scope = scopes.CreateAsyncScope();
        var db = scope.ServiceProvider.GetRequiredService<PlatformDb>();
        var due = await db.Set<FailedDelivery>()
            .Where(delivery => delivery.State == DeliveryState.Waiting)
            .MinAsync(delivery => delivery.NotBefore, cancellation);
        var longest = settings.Lease / 2;
        return due - db.Clock.Now is { } left && left < longest
            ? TimeSpan.FromTicks(Math.Max(left.Ticks, Nap.Ticks))
            : longest;
    }

    private async Task FreeWhatADeadHostHeld(CancellationToken cancellation)
    {
        await using var scope = scopes.CreateAsyncScope();
        await Lanes.FreeAllOfSqlite(scope.ServiceProvider.GetRequiredService<PlatformDb>(), cancellation);
    }

    private async Task<int> InLanes(
        PlatformDb db,
        IQueryable<string> wanted,
        Func<PlatformDb, LaneClaim, CancellationToken, Task<int>> deliver,
        CancellationToken cancellation
    )
    {
        if (await wanted.ToListAsync(cancellation) is not { Count: > 0 } found)
        {
            return 0;
        }

        var claim = await lanes.Claim(db, found, cancellation);
        if (claim.Lanes.Count == 0)
        {
            return 0;
        }

        try
        {
            return await deliver(db, claim, cancellation);
        }
        catch (Exception)
        {
            await Lanes.Abandon(db, claim);
            throw;
        }
    }

    private async Task<int> DeliverFresh(PlatformDb db, LaneClaim claim, CancellationToken cancellation)
    {
        // Read under the claim: nobody else moves these lanes now.
        var mine = claim.Lanes.ToArray();
        var rows = await db.Set<OutboxRow>()
            .AsNoTracking()
            .Where(row => row.DeliveredAt == null && mine.Contains(row.Lane))
            .OrderBy(row => row.Seq)
            .Take(Batch)
            .ToListAsync(cancellation);
        var ids = rows.Select(row => row.MessageId).ToArray();
        var aside = (
            await db.Set<FailedDelivery>()
                .Where(delivery => ids.Contains(delivery.MessageId))
                .Select(delivery => new { delivery.Listener, delivery.MessageId })
                .ToListAsync(cancellation)
        )
            .Select(delivery => (delivery.Listener, delivery.MessageId))
            .ToHashSet();
        var held = (
            await db.Set<FailedDelivery>()
                .Where(delivery => delivery.State == DeliveryState.Waiting && mine.Contains(delivery.Lane))
                .Select(delivery => new { delivery.Listener, delivery.Lane })
                .Distinct()
                .ToListAsync(cancellation)
        )
            .Select(delivery => (delivery.Listener, delivery.Lane))
            .ToHashSet();

        var failed = new List<FailedDelivery>();
        foreach (var listener in rows.SelectMany(row => _reactions[row.News]).Distinct().ToList())
        {
            var theirs = rows.Where(row =>
                    _reactions[row.News].Contains(listener) && !aside.Contains((listener.Name, row.MessageId))
                )
                .ToList();
            var free = theirs.Where(row => !held.Contains((listener.Name, row.Lane))).ToList();
            failed.AddRange(theirs.Except(free).Select(row => FailedDelivery.Of(row, listener.Name)));

            await lanes.Prolong(db, claim, cancellation);

            // All of a listener's messages in one transaction: fast, and the usual case. One that fails takes them all
            // back.
            if (
                free.Count > 0
                && await attempts.Try(listener, [.. free.Select(Sent)], claim, along: null, cancellation) is not null
            )
            {
                failed.AddRange(await DeliverOneByOne(db, listener, free, claim, cancellation));
            }
        }

        await Settle(db, rows, failed, claim, cancellation);
        return rows.Count;
    }

    private async Task<List<FailedDelivery>> DeliverOneByOne(
        PlatformDb db,
        Reaction listener,
        List<OutboxRow> rows,
        LaneClaim claim,
        CancellationToken cancellation
    )
    {
        var failed = new List<FailedDelivery>();
        var held = new HashSet<string>(StringComparer.Ordinal);
        foreach (var row in rows)
        {
            await lanes.Prolong(db, claim, cancellation);
            if (held.Contains(row.Lane))
            {
                failed.Add(FailedDelivery.Of(row, listener.Name));
            }
            else if (await attempts.Try(listener, [Sent(row)], claim, along: null, cancellation) is { } broken)
            {
                var delivery = FailedDelivery.Of(row, listener.Name);
                Note(delivery, broken, db.Clock.Now);
                failed.Add(delivery);
                held.Add(row.Lane);
            }
        }

        return failed;
    }

    private Task Settle(
        PlatformDb db,
        List<OutboxRow> rows,
        List<FailedDelivery> failed,
        LaneClaim claim,
        CancellationToken cancellation
    ) =>
        db.Transact(
            async () =>
            {
                await lanes.Keep(db, claim, [.. claim.Lanes], cancellation);
                var now = db.Clock.Now;
                var done = rows.Select(row => row.Seq).ToArray();
                await db.Set<OutboxRow>()
                    .Where(row => done.Contains(row.Seq))
                    .ExecuteUpdateAsync(set => set.SetProperty(row => row.DeliveredAt, now), cancellation);
                db.Set<FailedDelivery>().AddRange(failed);
                await Lanes.Release(db, claim, cancellation);
            },
            cancellation
        );

    private async Task<int> RetryDeliveries(PlatformDb db, LaneClaim claim, CancellationToken cancellation)
    {
        var mine = claim.Lanes.ToArray();
        var failed = await DueDeliveries(db)
            .Where(delivery => mine.Contains(delivery.Lane))
            .OrderBy(delivery => delivery.Seq)
            .Take(Batch)
            .ToListAsync(cancellation);
        var held = new HashSet<(string Listener, string Lane)>();
        var tried = 0;
        foreach (var delivery in failed)
        {
            var waits = delivery.State == DeliveryState.Waiting;
            if (waits && held.Contains((delivery.Listener, delivery.Lane)))
            {
                continue;
            }

            await lanes.Prolong(db, claim, cancellation);
            tried++;
            if (!await Retry(db, delivery, claim, cancellation) && waits)
            {
                held.Add((delivery.Listener, delivery.Lane));
            }
        }

        await db.Transact(() => Lanes.Release(db, claim, cancellation), cancellation);
        return tried;
    }

    /// <returns>Whether its lane may go on.</returns>
    private async Task<bool> Retry(
        PlatformDb db,
        FailedDelivery delivery,
        LaneClaim claim,
        CancellationToken cancellation
    )
    {
        if (
            _reactions[delivery.Kind].FirstOrDefault(reaction => reaction.Name == delivery.Listener) is not { } listener
        )
        {
            await Change(
                db,
                delivery,
                claim,
                one => one.GiveUp("There is no such listener in this version any more.", db.Clock.Now),
                cancellation
            );
            return true;
        }

        var broken = await attempts.Try(
            listener,
            [new Message(delivery.MessageId, delivery.Lane, delivery.Payload)],
            claim,
            theirs => Close(theirs, delivery.Id, cancellation),
            cancellation
        );
        if (broken is null)
        {
            return true;
        }

        return await Change(db, delivery, claim, one => Note(one, broken, db.Clock.Now), cancellation)
            != DeliveryState.Waiting;
    }

    // One that was given up once stays to be looked at; the others are nobody's business any more.
    private static async Task Close(ModuleDb db, Guid id, CancellationToken cancellation)
    {
        var delivery = await db.Set<FailedDelivery>().SingleAsync(one => one.Id == id, cancellation);
        if (delivery.GivenUpAt is null)
        {
            db.Remove(delivery);
        }
        else
        {
            delivery.Deliver(db.Clock.Now);
        }
    }

    private async Task<DeliveryState> Change(
        PlatformDb db,
        FailedDelivery delivery,
        LaneClaim claim,
        Action<FailedDelivery> change,
        CancellationToken cancellation
    )
    {
        var state = delivery.State;
        await db.Transact(
            async () =>
            {
                await lanes.Keep(db, claim, [delivery.Lane], cancellation);
                var stored = await db.Set<FailedDelivery>().SingleAsync(one => one.Id == delivery.Id, cancellation);
                change(stored);
                state = stored.State;
            },
            cancellation
        );
        db.ChangeTracker.Clear();
        return state;
    }

    private void Note(FailedDelivery delivery, Exception broken, DateTime now)
    {
        var cause = broken.GetBaseException();
        delivery.Fail($"{cause.GetType().Name}: {cause.Message}", DatabaseTrouble.IsContention(broken), now);
        log.LogError(
            broken,
            "{Listener} failed on {News} {Message}, try {Attempt}",
            delivery.Listener,
            delivery.Kind,
            delivery.MessageId,
            delivery.Attempts
        );
    }

    private static Message Sent(OutboxRow row) => new(row.MessageId, row.Lane, row.Payload);
}
