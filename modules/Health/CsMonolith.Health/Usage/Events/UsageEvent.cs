using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace CsMonolith.Health.Usage.Events;

/// <summary>
/// One use, or several of one day: an account used a feature so often. Written in bulk by <see cref="UsageStore"/>,
/// never changed.
/// </summary>
internal sealed class UsageEvent
{
    public Guid Id { get; set; }

    /// <summary>The message that it came in; see <see cref="UsageKey"/>.</summary>
    public Guid KeyHash { get; set; }

    public Guid AccountId { get; set; }

    public string? SubscriptionExternalId { get; set; }

    /// <summary>The business day of the use.</summary>
    public DateOnly Day { get; set; }

    /// <summary>The instant of the use, where the source knows more than the day.</summary>
    public DateTime? At { get; set; }

    public required string Feature { get; set; }

    /// <summary>The user's pseudonym; see <see cref="Privacy.UserPseudonyms"/>.</summary>
    public string? UserRef { get; set; }

    public string? Department { get; set; }

    public long Count { get; set; }

    public long DurationSeconds { get; set; }

    public long Errors { get; set; }

    public bool IsBeta { get; set; }

    public required string Source { get; set; }

    public Guid? ImportId { get; set; }

    /// <summary>When it was stored; for history loaded from before go-live, when it took effect.</summary>
    public DateTime RecordedAt { get; set; }

    public bool Backfilled { get; set; }

    /// <summary>Plain values that came with it, as JSON; see <see cref="Ingest.PropertyFilter"/>.</summary>
    public string? Properties { get; set; }
}

/// <summary>
/// The key of a message that was stored, kept for ever so that the message is never stored twice. The key is a hash of
/// source,
/// message id, account or subscription, and day. The content hash tells a repeat from a different fact under the same
/// id.
/// </summary>
internal sealed class UsageKey
{
    public Guid Hash { get; set; }

    public long Content { get; set; }
}

/// <summary>
/// A feature of the product that at least one event named. Breadth of use is a share of these features.
/// </summary>
internal sealed class UsedFeature
{
    public required string Feature { get; set; }

    /// <summary>When its first event had both happened and been stored: from then on it counts as known.</summary>
    public DateTime KnownFrom { get; set; }
}

internal sealed class UsageMapping
    : IEntityTypeConfiguration<UsageEvent>,
        IEntityTypeConfiguration<UsageKey>,
        IEntityTypeConfiguration<UsedFeature>
{
    public void Configure(EntityTypeBuilder<UsageEvent> builder)
    {
        builder.ToTable("usage_events").HasKey(row => row.Id);
        builder.HasIndex(row => new { row.AccountId, row.Day });

        // Events come in the order of time, near enough: a block range index tells a month at a hundredth of the cost
        // of a tree. SQLite makes it a tree.
        builder.HasIndex(row => row.Day).HasMethod("brin");

        // The stream has no imports: its events stay out of this index.
        builder.HasIndex(row => row.ImportId).HasFilter("import_id IS NOT NULL");
    }

    public void Configure(EntityTypeBuilder<UsageKey> builder) => builder.ToTable("usage_keys").HasKey(row => row.Hash);

    public void Configure(EntityTypeBuilder<UsedFeature> builder) =>
        builder.ToTable("usage_features").HasKey(row => row.Feature);
}
