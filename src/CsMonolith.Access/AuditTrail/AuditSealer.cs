using CsMonolith.Access.Storage;
using CsMonolith.Platform;
using CsMonolith.Platform.Requests;
using CsMonolith.Platform.Storage;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

namespace CsMonolith.Access.AuditTrail;

/// <summary>
/// Chains audit rows within five seconds of their commit and signs the end of the chain, which it also writes to the
/// log: a row that is changed, taken out, put in or moved breaks the chain, and a chain that is cut short misses a head
/// that the log remembers. One host seals at a time; the others find nothing left to do.
/// </summary>
internal sealed class AuditSealer(
    IServiceScopeFactory scopes,
    AuditKey key,
    CommitSignal signal,
    ILogger<AuditSealer> log
) : BackgroundService
{
    private const int RowsAtOnce = 2000;
    private const long Lock = 0x43734d6f41756469;
    private static readonly TimeSpan Nap = TimeSpan.FromSeconds(2);

    // Together with the nap below the five seconds within which the rows of a dead host are chained, too.
    private static readonly TimeSpan BetweenLooks = TimeSpan.FromSeconds(3);
    private readonly DatabaseOutageLog _outage = new(log, "the sealing of the audit trail");

    /// <summary>
    /// How far a pass looks back: a row is noted just before its transaction ends, and no clock of ours is off by more.
    /// </summary>
    public static TimeSpan Latest { get; } = TimeSpan.FromMinutes(10);

    /// <summary>The last rows are sealed as well: requests have ended by now.</summary>
    public override async Task StopAsync(CancellationToken cancellationToken)
    {
        await base.StopAsync(cancellationToken);
        try
        {
            await Seal(Latest, cancellationToken);
        }
        catch (Exception away)
            when (away
                    is System.Data.Common.DbException
                        or InvalidOperationException
                        or OperationCanceledException
                        or DbUpdateException
            )
        {
            log.LogDebug(away, "The last audit rows wait for the next start");
        }
    }

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        // What a killed host left is older than a pass looks back.
        var back = TimeSpan.MaxValue;
        while (!stoppingToken.IsCancellationRequested)
        {
            try
            {
                var commit = signal.Next;
                await Seal(back, stoppingToken);
                back = Latest;
                _outage.IsOver();
                await CommitSignal.Wait(commit, BetweenLooks, stoppingToken);
                if (commit.IsCompleted)
                {
                    // Rows of many commits are chained at once.
                    await Task.Delay(Nap, stoppingToken);
                }
            }
            catch (OperationCanceledException) when (stoppingToken.IsCancellationRequested)
            {
                return;
            }
            catch (Exception away) when (_outage.Is(away))
            {
                await Task.Delay(Nap, stoppingToken);
            }
            catch (Exception broken)
            {
                log.LogError(broken, "Audit rows cannot be sealed");
                await Task.Delay(Nap, stoppingToken);
            }
        }
    }

    /// <summary>Chains every row that is not yet chained.</summary>
    /// <returns>How many.</returns>
    public Task<int> SealAll(CancellationToken cancellation) => Seal(TimeSpan.MaxValue, cancellation);

    private async Task<int> Seal(TimeSpan back, CancellationToken cancellation)
    {
        await key.Open(cancellation);
        var all = 0;
        int some;
        do
        {
            await using var scope = scopes.CreateAsyncScope();
            var db = scope.ServiceProvider.GetRequiredService<AccessDb>();
            var since = back == TimeSpan.MaxValue ? DateTime.UnixEpoch : db.Clock.Now - back;
            some = await Unsealed(db, since).AnyAsync(cancellation) ? await SealSome(db, since, cancellation) : 0;
            all += some;
        } while (some == RowsAtOnce);
        return all;
    }

    /// <summary>Rows since some time that no link leads to.</summary>
    public static IQueryable<AuditRow> Unsealed(AccessDb db, DateTime since) =>
        db.Set<AuditRow>()
            .AsNoTracking()
            .Where(row => row.At >= since && !db.Set<AuditLink>().Any(link => link.AuditId == row.Id));

    private async Task<int> SealSome(AccessDb db, DateTime since, CancellationToken cancellation)
    {
        AuditHead? head = null;
        var count = 0;
        await db.Transact(
            async () =>
            {
                if (
                    db.IsPostgres
                    && !await db
                        .Database.SqlQuery<bool>($"SELECT pg_try_advisory_xact_lock({Lock}) AS \"Value\"")
                        .SingleAsync(cancellation)
                )
                {
                    return;
                }

                var last = await db.Set<AuditLink>()
                    .AsNoTracking()
                    .OrderByDescending(link => link.Number)
                    .FirstOrDefaultAsync(cancellation);
                var (number, hash) = (last?.Number ?? 0, last?.Hash ?? AuditChain.Beginning);
                var links = new List<AuditLink>();
                foreach (
                    var row in await Unsealed(db, since)
                        .OrderBy(row => row.At)
                        .ThenBy(row => row.Id)
                        .Take(RowsAtOnce)
                        .ToListAsync(cancellation)
                )
                {
                    hash = AuditChain.HashAfter(hash, row);
                    links.Add(
                        new AuditLink
                        {
                            Number = ++number,
                            AuditId = row.Id,
                            Hash = hash,
                        }
                    );
                }

                if (links.Count == 0)
                {
                    return;
                }

                head = new AuditHead
                {
                    Number = number,
                    Hash = hash,
                    SealedAt = db.Clock.Now,
                    KeyId = "",
                    Signature = [],
                };
                await key.Sign(head, cancellation);
                await db.Append(links, cancellation);
                db.Set<AuditHead>().Add(head);
                count = links.Count;
            },
            cancellation
        );
        if (head is not null)
        {
            log.LogInformation("Audit head {Head} signed by {Key}", KnownHead.Of(head), head.KeyId);
        }

        return count;
    }
}
