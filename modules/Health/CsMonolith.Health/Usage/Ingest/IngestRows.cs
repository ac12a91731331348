using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace CsMonolith.Health.Usage.Ingest;

/// <summary>What the stream knows of a user of a source: the group that the last <c>group</c> call named, or whom they turned out to be.</summary>
internal sealed class StreamUser
{
    public required string Source { get; set; }

    /// <summary>A pseudonym.</summary>
    public required string UserRef { get; set; }

    public string? GroupId { get; set; }

    public DateTime? GroupedAt { get; set; }

    /// <summary>The pseudonym that this one is another name of, since an <c>identify</c> or <c>alias</c> call said so.</summary>
    public string? SameAs { get; set; }
}

/// <summary>Use whose account is not known yet. It waits until its group is claimed or its user's group is told; nothing is lost.</summary>
internal sealed class QuarantinedUse
{
    public Guid Id { get; set; }

    public Guid KeyHash { get; set; }

    public required string Source { get; set; }

    /// <summary>The group as the source calls it; empty where the user's group has not been told yet.</summary>
    public required string GroupId { get; set; }

    public string? UserRef { get; set; }

    public DateOnly Day { get; set; }

    public DateTime At { get; set; }

    public required string Feature { get; set; }

    public string? Properties { get; set; }

    public DateTime RecordedAt { get; set; }
}

/// <summary>How much waits for one group: kept beside the events, so that the list does not count them.</summary>
internal sealed class QuarantinedGroup
{
    public Guid Id { get; set; }

    public required string Source { get; set; }

    public required string GroupId { get; set; }

    public long Events { get; set; }

    public DateTime FirstEventAt { get; set; }

    public DateTime LastEventAt { get; set; }

    public DateTime FirstSeenAt { get; set; }

    public DateTime LastSeenAt { get; set; }
}

/// <summary>A person's word that a group of a source is an account, for all its events, past and to come.</summary>
internal sealed class GroupClaim
{
    public required string Source { get; set; }

    public required string GroupId { get; set; }

    public Guid AccountId { get; set; }

    public DateTime ClaimedAt { get; set; }
}

/// <summary>Messages of a source that were set aside for one reason, with the last of them: as many rows as there are reasons.</summary>
internal sealed class StreamRefusal
{
    public required string Source { get; set; }

    public required string Reason { get; set; }

    public long Count { get; set; }

    public DateTime FirstAt { get; set; }

    public DateTime LastAt { get; set; }

    public string? LastMessageId { get; set; }
}

internal sealed class IngestMapping
    : IEntityTypeConfiguration<StreamUser>,
        IEntityTypeConfiguration<QuarantinedUse>,
        IEntityTypeConfiguration<QuarantinedGroup>,
        IEntityTypeConfiguration<GroupClaim>,
        IEntityTypeConfiguration<StreamRefusal>
{
    public void Configure(EntityTypeBuilder<StreamUser> builder) =>
        builder.ToTable("stream_users").HasKey(row => new { row.Source, row.UserRef });

    public void Configure(EntityTypeBuilder<QuarantinedUse> builder)
    {
        builder.ToTable("quarantined_uses").HasKey(row => row.Id);
        builder.HasIndex(row => new
        {
            row.Source,
            row.GroupId,
            row.UserRef,
        });
    }

    public void Configure(EntityTypeBuilder<QuarantinedGroup> builder)
    {
        builder.ToTable("quarantined_groups").HasKey(row => row.Id);
        builder.HasIndex(row => new { row.Source, row.GroupId }).IsUnique();
    }

    public void Configure(EntityTypeBuilder<GroupClaim> builder) =>
        builder.ToTable("group_claims").HasKey(row => new { row.Source, row.GroupId });

    public void Configure(EntityTypeBuilder<StreamRefusal> builder) =>
        builder.ToTable("stream_refusals").HasKey(row => new { row.Source, row.Reason });
}
