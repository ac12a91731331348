using System.Text.Json;

namespace CsMonolith.Revenue.Movements;

/// <summary>How often something was learnt of an account: whoever keeps what follows from its facts sees by it whether that still holds.</summary>
internal sealed class HistoryVersion
{
    /// <summary>The account's.</summary>
    public Guid Id { get; set; }

    /// <summary>Rises with every change of its facts, in the same transaction.</summary>
    public long Version { get; set; }

    /// <summary>Raises the versions of some accounts. In one order everywhere, so that two who raise the same never wait for each other crosswise.</summary>
    public static async Task Raise(RevenueDb db, IEnumerable<Guid> accounts, CancellationToken cancellation)
    {
        // The keys travel as one JSON parameter, in the very text that SQLite keeps ids in.
        var json = JsonSerializer.Serialize(accounts.Distinct().Select(id => id.ToString().ToUpperInvariant()).Order(StringComparer.Ordinal));
        await (db.IsPostgres
            ? db.Database.ExecuteSqlAsync($"""
                INSERT INTO revenue.history_versions AS h (id, version) SELECT value::uuid, 1 FROM json_array_elements_text({json}::json) ORDER BY value
                ON CONFLICT (id) DO UPDATE SET version = h.version + 1
                """, cancellation)
            : db.Database.ExecuteSqlAsync($"""
                INSERT INTO revenue_history_versions AS h (id, version) SELECT value, 1 FROM json_each({json}) WHERE true
                ON CONFLICT (id) DO UPDATE SET version = h.version + 1
                """, cancellation));
    }
}

internal sealed class HistoryVersionMapping : IEntityTypeConfiguration<HistoryVersion>
{
    public void Configure(EntityTypeBuilder<HistoryVersion> builder)
    {
        builder.ToTable("HistoryVersions");
        builder.HasKey(row => row.Id);
        builder.Property(row => row.Id).ValueGeneratedNever();
    }
}
