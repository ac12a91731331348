using CsMonolith.Platform.Modules;
using CsMonolith.Platform.Storage;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

namespace CsMonolith.Platform.Outbox;

/// <summary>
/// Delivers stored news to every reaction, at least once and in order per lane; the inbox makes the effect happen once. What a
/// listener cannot take is put aside as a letter: it holds back that listener's news of that lane, and nothing else.
/// </summary>
internal sealed class Dispatcher(
    IServiceScopeFactory scopes,
    Delivery delivery,
    Lanes lanes,
    OutboxSettings settings,
    IEnumerable<Reaction> reactions,
    OutboxSignal signal,
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
        var tried = await InLanes(db, LanesOfDueLetters(db), DeliverLetters, cancellation);
        return tried + await InLanes(db, LanesOfFreshNews(db), DeliverFresh, cancellation);
    }

    protected override Task ExecuteAsync(CancellationToken stoppingToken) =>
        Task.WhenAll(Enumerable.Range(0, settings.Workers).Select(_ => Work(stoppingToken)));

    private static IQueryable<string> LanesOfFreshNews(PlatformDb db) =>
        db
            .Outbox.Where(row => row.DeliveredAt == null && !db.LaneClaims.Any(claim => claim.Lane == row.Lane))
            .OrderBy(row => row.Seq)
            .Take(Batch)
            .Select(row => row.Lane)
            .Distinct();

    // Only the first that waits has an hour; those behind it wait for that.
    private static IQueryable<FailedDelivery> DueLetters(PlatformDb db)
    {
        var now = db.Clock.Now;
        return db
            .FailedDeliveries.AsNoTracking()
            .Where(letter =>
                letter.State == LetterState.Replaying
                || (
                    letter.State == LetterState.Waiting
                    && !db.FailedDeliveries.Any(first =>
                        first.State == LetterState.Waiting
                        && first.Lane == letter.Lane
                        && first.Listener == letter.Listener
                        && first.Seq <= letter.Seq
                        && first.NotBefore > now
                    )
                )
            );
    }

    private static IQueryable<string> LanesOfDueLetters(PlatformDb db) =>
        DueLetters(db)
            .Where(letter => !db.LaneClaims.Any(claim => claim.Lane == letter.Lane))
            .OrderBy(letter => letter.Seq)
            .Take(Batch)
            .Select(letter => letter.Lane)
            .Distinct();

    private async Task Work(CancellationToken stopping)
    {
        var isFirst = true;
        while (!stopping.IsCancellationRequested)
        {
            var rung = signal.Next;
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
                    await OutboxSignal.Wait(rung, await UntilNextDue(stopping), stopping);
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

    // A commit of this host wakes the worker. By the clock alone come the next try of a letter and the lanes of a dead host.
    private async Task<TimeSpan> UntilNextDue(CancellationToken cancellation)
    {
        await using var scope = scopes.CreateAsyncScope();
        var db = scope.ServiceProvider.GetRequiredService<PlatformDb>();
        var due = await db
            .FailedDeliveries.Where(letter => letter.State == LetterState.Waiting)
            .MinAsync(letter => letter.NotBefore, cancellation);
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
        var rows = await db
            .Outbox.AsNoTracking()
            .Where(row => row.DeliveredAt == null && mine.Contains(row.Lane))
            .OrderBy(row => row.Seq)
            .Take(Batch)
            .ToListAsync(cancellation);
        var ids = rows.Select(row => row.MessageId).ToArray();
        var aside = (
            await db
                .FailedDeliveries.Where(letter => ids.Contains(letter.MessageId))
                .Select(letter => new { letter.Listener, letter.MessageId })
                .ToListAsync(cancellation)
        )
            .Select(letter => (letter.Listener, letter.MessageId))
            .ToHashSet();
        var held = (
            await db
                .FailedDeliveries.Where(letter => letter.State == LetterState.Waiting && mine.Contains(letter.Lane))
                .Select(letter => new { letter.Listener, letter.Lane })
                .Distinct()
                .ToListAsync(cancellation)
        )
            .Select(letter => (letter.Listener, letter.Lane))
            .ToHashSet();

        var letters = new List<FailedDelivery>();
        foreach (var listener in rows.SelectMany(row => _reactions[row.News]).Distinct().ToList())
        {
            var theirs = rows.Where(row =>
                    _reactions[row.News].Contains(listener) && !aside.Contains((listener.Name, row.MessageId))
                )
                .ToList();
            var free = theirs.Where(row => !held.Contains((listener.Name, row.Lane))).ToList();
            letters.AddRange(theirs.Except(free).Select(row => FailedDelivery.Of(row, listener.Name)));

            await lanes.Prolong(db, claim, cancellation);

            // All of a listener's messages in one transaction: fast, and the usual case. One that fails takes them all back.
            if (
                free.Count > 0
                && await delivery.Try(listener, [.. free.Select(Sent)], claim, along: null, cancellation) is not null
            )
            {
                letters.AddRange(await DeliverOneByOne(db, listener, free, claim, cancellation));
            }
        }

        await Settle(db, rows, letters, claim, cancellation);
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
        var letters = new List<FailedDelivery>();
        var held = new HashSet<string>(StringComparer.Ordinal);
        foreach (var row in rows)
        {
            await lanes.Prolong(db, claim, cancellation);
            if (held.Contains(row.Lane))
            {
                letters.Add(FailedDelivery.Of(row, listener.Name));
            }
            else if (await delivery.Try(listener, [Sent(row)], claim, along: null, cancellation) is { } broken)
            {
                var letter = FailedDelivery.Of(row, listener.Name);
                Note(letter, broken, db.Clock.Now);
                letters.Add(letter);
                held.Add(row.Lane);
            }
        }

        return letters;
    }

    private Task Settle(
        PlatformDb db,
        List<OutboxRow> rows,
        List<FailedDelivery> letters,
        LaneClaim claim,
        CancellationToken cancellation
    ) =>
        db.Transact(
            async () =>
            {
                await lanes.Keep(db, claim, [.. claim.Lanes], cancellation);
                var now = db.Clock.Now;
                var done = rows.Select(row => row.Seq).ToArray();
                await db
                    .Outbox.Where(row => done.Contains(row.Seq))
                    .ExecuteUpdateAsync(set => set.SetProperty(row => row.DeliveredAt, now), cancellation);
                db.FailedDeliveries.AddRange(letters);
                await Lanes.Release(db, claim, cancellation);
            },
            cancellation
        );

    private async Task<int> DeliverLetters(PlatformDb db, LaneClaim claim, CancellationToken cancellation)
    {
        var mine = claim.Lanes.ToArray();
        var letters = await DueLetters(db)
            .Where(letter => mine.Contains(letter.Lane))
            .OrderBy(letter => letter.Seq)
            .Take(Batch)
            .ToListAsync(cancellation);
        var held = new HashSet<(string Listener, string Lane)>();
        var tried = 0;
        foreach (var letter in letters)
        {
            var waits = letter.State == LetterState.Waiting;
            if (waits && held.Contains((letter.Listener, letter.Lane)))
            {
                continue;
            }

            await lanes.Prolong(db, claim, cancellation);
            tried++;
            if (!await DeliverLetter(db, letter, claim, cancellation) && waits)
            {
                held.Add((letter.Listener, letter.Lane));
            }
        }

        await db.Transact(() => Lanes.Release(db, claim, cancellation), cancellation);
        return tried;
    }

    /// <returns>Whether its lane may go on.</returns>
    private async Task<bool> DeliverLetter(
        PlatformDb db,
        FailedDelivery letter,
        LaneClaim claim,
        CancellationToken cancellation
    )
    {
        if (_reactions[letter.Kind].FirstOrDefault(reaction => reaction.Name == letter.Listener) is not { } listener)
        {
            await Change(
                db,
                letter,
                claim,
                one => one.GiveUp("There is no such listener in this version any more.", db.Clock.Now),
                cancellation
            );
            return true;
        }

        var broken = await delivery.Try(
            listener,
            [new Message(letter.MessageId, letter.Lane, letter.Payload)],
            claim,
            theirs => Close(theirs, letter.Id, cancellation),
            cancellation
        );
        if (broken is null)
        {
            return true;
        }

        return await Change(db, letter, claim, one => Note(one, broken, db.Clock.Now), cancellation)
            != LetterState.Waiting;
    }

    // One that was given up once stays to be looked at; the others are nobody's business any more.
    private static async Task Close(ModuleDb db, Guid id, CancellationToken cancellation)
    {
        var letter = await db.Set<FailedDelivery>().SingleAsync(one => one.Id == id, cancellation);
        if (letter.GivenUpAt is null)
        {
            db.Remove(letter);
        }
        else
        {
            letter.Deliver(db.Clock.Now);
        }
    }

    private async Task<LetterState> Change(
        PlatformDb db,
        FailedDelivery letter,
        LaneClaim claim,
        Action<FailedDelivery> change,
        CancellationToken cancellation
    )
    {
        var state = letter.State;
        await db.Transact(
            async () =>
            {
                await lanes.Keep(db, claim, [letter.Lane], cancellation);
                var stored = await db.FailedDeliveries.SingleAsync(one => one.Id == letter.Id, cancellation);
                change(stored);
                state = stored.State;
            },
            cancellation
        );
        db.ChangeTracker.Clear();
        return state;
    }

    private void Note(FailedDelivery letter, Exception broken, DateTime now)
    {
        var cause = broken.GetBaseException();
        letter.Fail($"{cause.GetType().Name}: {cause.Message}", DatabaseTrouble.IsContention(broken), now);
        log.LogError(
            broken,
            "{Listener} failed on {News} {Message}, try {Attempt}",
            letter.Listener,
            letter.Kind,
            letter.MessageId,
            letter.Attempts
        );
    }

    private static Message Sent(OutboxRow row) => new(row.MessageId, row.Lane, row.Payload);
}
