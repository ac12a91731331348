using System.Text.Json;

namespace CsMonolith.Revenue.Ledger.Facts;

/// <summary>
/// How often the facts of an account changed. Whoever caches what follows from them sees by it whether the copy is
/// still right.
/// </summary>
internal sealed class HistoryVersion
{
    /// <summary>The account.</summary>
    public Guid Id { get; set; }

    /// <summary>Raised by every change of the account's facts, in the same transaction.</summary>
    public long Version { get; set; }

    /// <summary>
    /// The transaction that raised it last. On PostgreSQL this is the transaction's id; a smaller id may become visible
    /// after a larger one. On SQLite, where transactions write one after another, it is a number above all before.
    /// </summary>
    public long Stamp { get; set; }

    /// <summary>
    /// Raises the versions of some accounts, always in the order of their ids, so that two transactions never deadlock
    /// over them.
    /// </summary>
    public static async Task Raise(RevenueDb db, IEnumerable<Guid> accounts, CancellationToken cancellation)
    {
        // The keys travel as one JSON parameter, in the very text that SQLite keeps ids in.
        var json = JsonSerializer.Serialize(
            accounts.Distinct().Select(id => id.ToString().ToUpperInvariant()).Order(StringComparer.Ordinal)
        );
        await (
            db.IsPostgres
                ? db.Database.ExecuteSqlAsync(
                    $"""
                    INSERT INTO revenue.history_versions AS h (id, version, stamp)
                    SELECT value::uuid, 1, pg_current_xact_id()::text::bigint FROM json_array_elements_text({json}::json) ORDER BY value
                    ON CONFLICT (id) DO UPDATE SET version = h.version + 1, stamp = excluded.stamp
                    """,
                    cancellation
                )
                : db.Database.ExecuteSqlAsync(
                    $"""
                    INSERT INTO revenue_history_versions AS h (id, version, stamp)
                    SELECT value, 1, (SELECT COALESCE(MAX(stamp), 0) + 1 FROM revenue_history_versions) FROM json_each({json}) WHERE true
                    ON CONFLICT (id) DO UPDATE SET version = h.version + 1, stamp = excluded.stamp
                    """,
                    cancellation
                )
        );
    }

    /// <summary>
    /// Lists what was raised since an earlier call, by one statement and so by one snapshot. O(log n + raised).
    /// </summary>
    /// <param name="db">The store.</param>
    /// <param name="since">The horizon of an earlier call; <c>null</c> asks for the horizon alone.</param>
    /// <param name="cancellation">Ends the statement.</param>
    /// <returns>
    /// The accounts that were raised since the earlier call, perhaps with some that it listed already; and the horizon
    /// for the next call: every transaction below it has ended. A row with a stamp from the future, as after a restore
    /// from another cluster, is skipped.
    /// </returns>
    public static async Task<(long Horizon, IReadOnlyList<(Guid Id, long Version)> Raised)> Since(
        RevenueDb db,
        long? since,
        CancellationToken cancellation
    )
    {
        var first = since ?? long.MaxValue;
        var rows = await (
            db.IsPostgres
                ? db.Database.SqlQuery<RaisedRow>(
                    $"""
                    SELECT pg_snapshot_xmin(s.now)::text::bigint AS "Horizon", h.id AS "Id", h.version AS "Version"
                    FROM (SELECT pg_current_snapshot() AS now) s
                    LEFT JOIN revenue.history_versions h ON h.stamp >= {first} AND h.stamp < pg_snapshot_xmax(s.now)::text::bigint
                    """
                )
                : db.Database.SqlQuery<RaisedRow>(
                    $"""
                    SELECT (SELECT COALESCE(MAX(stamp), 0) + 1 FROM revenue_history_versions) AS "Horizon", h.id AS "Id", h.version AS "Version"
                    FROM (SELECT 1) LEFT JOIN revenue_history_versions h ON h.stamp >= {first}
                    """
                )
        ).ToListAsync(cancellation);
        return (
            rows[0].Horizon,
            [.. rows.Where(row => row.Id is not null).Select(row => (row.Id!.Value, row.Version!.Value))]
        );
    }

    private sealed record RaisedRow(long Horizon, Guid? Id, long? Version);
}

internal sealed class HistoryVersionMapping : IEntityTypeConfiguration<HistoryVersion>
{
    public void Configure(EntityTypeBuilder<HistoryVersion> builder)
    {
        builder.ToTable("HistoryVersions");
        builder.HasKey(row => row.Id);
        builder.Property(row => row.Id).ValueGeneratedNever();
        builder.HasIndex(row => row.Stamp);
    }
}
