using CsMonolith.Health.Snapshots.Features;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace CsMonolith.Health.Snapshots;

/// <summary>
/// What was known of one account at the end of one month: the row that models are trained on and score. Built once,
/// from facts
/// recorded by then, and never changed; a fact recorded later changes later snapshots only.
/// </summary>
internal sealed class Snapshot
{
    /// <summary>Guid v7.</summary>
    public Guid Id { get; set; }

    public Guid AccountId { get; set; }

    /// <summary>The month's last day, included.</summary>
    public DateOnly AsOf { get; set; }

    /// <summary>
    /// Feature by name, as JSON: numbers, texts, or absent where unknown. Names are those of the <see
    /// cref="FeatureCatalogue"/>, or an imported table's own.
    /// </summary>
    public required string Features { get; set; }

    /// <summary>The phase on that day, a stratum of the patterns; <c>null</c> where there was none.</summary>
    public string? Phase { get; set; }

    /// <summary>MRR in minor units at the end of that day; 0 where nothing ran.</summary>
    public long MrrMinor { get; set; }

    public string? Currency { get; set; }

    /// <summary>
    /// Whether the account was live: paying on that day. Only live accounts are trained on and scored.
    /// </summary>
    public bool IsLive { get; set; }

    /// <summary>
    /// The label that a ready-made snapshot came with; <c>null</c> for one that was built here, whose label is worked
    /// out.
    /// </summary>
    public bool? ImportedLabel { get; set; }

    public DateTime BuiltAt { get; set; }

    /// <summary>When a ready-made snapshot was loaded; <c>null</c> for one that was built here.</summary>
    public DateTime? LoadedAt { get; set; }
}

internal sealed class SnapshotMapping : IEntityTypeConfiguration<Snapshot>
{
    public void Configure(EntityTypeBuilder<Snapshot> builder)
    {
        builder.ToTable("snapshots").HasKey(row => row.Id);
        builder.HasIndex(row => new { row.AccountId, row.AsOf }).IsUnique();
        builder.HasIndex(row => row.AsOf);
    }
}
