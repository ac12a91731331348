using System.Text.Json;

namespace CsMonolith.Revenue.Movements;

/// <summary>How often something was learnt of an account: whoever keeps what follows from its facts sees by it whether that still holds.</summary>
internal sealed class HistoryVersion
{
    /// <summary>The account's.</summary>
    public Guid Id { get; set; }

    /// <summary>Rises with every change of its facts, in the same transaction.</summary>
    public long Version { get; set; }

    /// <summary>
    /// Which transaction raised it last: on PostgreSQL its id, which may become visible after a larger one; on SQLite, which writes one after another, a number
    /// above all before.
    /// </summary>
    public long Stamp { get; set; }

    /// <summary>Raises the versions of some accounts. In one order everywhere, so that two who raise the same never wait for each other crosswise.</summary>
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

    /// <summary>What was raised since an earlier call, in one statement, and so by one snapshot. O(log n) and what was raised.</summary>
    /// <param name="db">The store.</param>
    /// <param name="since">The horizon of an earlier call; <c>null</c> asks for the horizon alone.</param>
    /// <param name="cancellation">Ends the statement.</param>
    /// <returns>
    /// Every account whose raise the earlier call did not see, and perhaps some that it did; and the horizon from which to ask next: below it no transaction
    /// is still on its way. A row that another cluster stamped, as after a restore, bears no number of this one's and is passed over.
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
