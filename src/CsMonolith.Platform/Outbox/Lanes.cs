using CsMonolith.Platform.Storage;
using Microsoft.EntityFrameworkCore;

namespace CsMonolith.Platform.Outbox;

/// <summary>The lanes that one worker holds.</summary>
/// <param name="Token">
/// Names the claim, so that a host which slept through its lease finds that the lanes are another's.
/// </param>
/// <param name="Lanes">The lanes.</param>
internal sealed record LaneClaim(Guid Token, IReadOnlySet<string> Lanes)
{
    /// <summary>When its lease began, by this host's clock.</summary>
    public required DateTime Since { get; set; }
}

/// <summary>Another host took a lane over, since this one said nothing for too long.</summary>
internal sealed class ClaimLostException() : Exception("Another host has taken over a lane of this one.");

/// <summary>
/// Shares the lanes among workers and hosts: whoever holds a lane delivers it, nobody else does. A claim runs out by
/// the database's clock, since those of hosts differ.
/// </summary>
internal sealed class Lanes(OutboxSettings settings)
{
    private const string LongestLockWait = "5s";

    /// <summary>Takes those of the lanes that nobody holds.</summary>
    public async Task<LaneClaim> Claim(
        PlatformDb db,
        IReadOnlyCollection<string> wanted,
        CancellationToken cancellation
    )
    {
        var (token, since) = (Guid.CreateVersion7(), db.Clock.Now);
        await db.Transact(
            async () =>
            {
                var until = await Begin(db, cancellation) + settings.Lease;

                // In one order, so that two that claim at once cannot wait for each other.
                var rows = wanted
                    .Order(StringComparer.Ordinal)
                    .Select(lane => new LaneClaimRow
                    {
                        Lane = lane,
                        Token = token,
                        Until = until,
                    })
                    .ToList();
                await BulkAppend.Append(db, rows, cancellation, unlessThere: true);
            },
            cancellation
        );
        return new LaneClaim(
            token,
            await db.Set<LaneClaimRow>()
                .Where(claim => claim.Token == token)
                .Select(claim => claim.Lane)
                .ToHashSetAsync(cancellation)
        )
        {
            Since = since,
        };
    }

    /// <summary>
    /// Within a transaction, before anything else: makes sure that the lanes are still held, and keeps everybody from
    /// taking them over before the transaction has ended, though the lease run out. So no effect commits under a claim
    /// that was taken over.
    /// </summary>
    /// <exception cref="ClaimLostException">Another host has them.</exception>
    public async Task Keep(
        ModuleDb db,
        LaneClaim claim,
        IReadOnlyCollection<string> lanes,
        CancellationToken cancellation
    )
    {
        await Begin(db, cancellation);
        var mine = lanes.ToArray();

        // Locked, not written: others that ask for such a lane pass it by, where they would wait for a row that is
        // being changed.
        var kept = db.IsPostgres
            ? (
                await db
                    .Database.SqlQuery<string>(
                        $"""
                        SELECT lane AS "Value" FROM platform.lane_claims
                        WHERE token = {claim.Token} AND lane = ANY ({mine}) FOR UPDATE
                        """
                    )
                    .ToListAsync(cancellation)
            ).Count
            : await db.Set<LaneClaimRow>()
                .CountAsync(row => row.Token == claim.Token && mine.Contains(row.Lane), cancellation);
        if (kept != mine.Length)
        {
            throw new ClaimLostException();
        }
    }

    /// <summary>Renews the lease once a third of it is over. Call it outside a transaction.</summary>
    public async Task Prolong(PlatformDb db, LaneClaim claim, CancellationToken cancellation)
    {
        if (db.Clock.Now - claim.Since < settings.Lease / 3)
        {
            return;
        }

        await db.Transact(
            async () =>
            {
                var until = await Begin(db, cancellation) + settings.Lease;
                await db.Set<LaneClaimRow>()
                    .Where(row => row.Token == claim.Token)
                    .ExecuteUpdateAsync(set => set.SetProperty(row => row.Until, until), cancellation);
            },
            cancellation
        );
        claim.Since = db.Clock.Now;
    }

    /// <summary>Gives the lanes back, within a transaction.</summary>
    public static Task Release(PlatformDb db, LaneClaim claim, CancellationToken cancellation) =>
        db.Set<LaneClaimRow>().Where(row => row.Token == claim.Token).ExecuteDeleteAsync(cancellation);

    /// <summary>
    /// Gives the lanes back after a delivery that broke off; where that fails too, the lease runs out.
    /// </summary>
    public static async Task Abandon(PlatformDb db, LaneClaim claim)
    {
        // What the delivery was about to store must not be stored with this.
        db.ChangeTracker.Clear();
        try
        {
            await db.Transact(() => Release(db, claim, CancellationToken.None), CancellationToken.None);
        }
        catch (Exception away) when (DatabaseTrouble.Of(away) is not null)
        {
            // The reason why it broke off.
        }
    }

    /// <summary>Frees the lanes whose host has said nothing for longer than its lease.</summary>
    public static async Task FreeLapsed(PlatformDb db, CancellationToken cancellation)
    {
        if (db.IsPostgres)
        {
            // One that is locked belongs to a delivery about to commit.
            await db.Database.ExecuteSqlAsync(
                $"""
                DELETE FROM platform.lane_claims
                WHERE lane IN (SELECT lane FROM platform.lane_claims WHERE until < now() FOR UPDATE SKIP LOCKED)
                """,
                cancellation
            );
            return;
        }

        var now = db.Clock.Now;
        if (await db.Set<LaneClaimRow>().AnyAsync(claim => claim.Until < now, cancellation))
        {
            await db.Transact(
                () => db.Set<LaneClaimRow>().Where(claim => claim.Until < now).ExecuteDeleteAsync(cancellation),
                cancellation
            );
        }
    }

    /// <summary>At start under SQLite, which one host uses: whatever is claimed was claimed by one that died.</summary>
    public static async Task FreeAllOfSqlite(PlatformDb db, CancellationToken cancellation)
    {
        if (!db.IsPostgres && await db.Set<LaneClaimRow>().AnyAsync(cancellation))
        {
            await db.Transact(() => db.Set<LaneClaimRow>().ExecuteDeleteAsync(cancellation), cancellation);
        }
    }

    // The database's time. A host that is frozen in mid-transaction would hold its rows until it wakes, so the server
    // ends its session.
    private async Task<DateTime> Begin(ModuleDb db, CancellationToken cancellation)
    {
        if (!db.IsPostgres)
        {
            return db.Clock.Now;
        }

        var longestSilence = $"{(long)settings.Lease.TotalMilliseconds}ms";
        return await db
            .Database.SqlQuery<DateTime>(
                $"""
                SELECT now() AS "Value"
                WHERE set_config('idle_in_transaction_session_timeout', {longestSilence}, true) IS NOT NULL
                    AND set_config('lock_timeout', {LongestLockWait}, true) IS NOT NULL
                """
            )
            .SingleAsync(cancellation);
    }
}
