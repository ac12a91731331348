using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace CsMonolith.Health.Usage.Ingest;

/// <summary>What identify, alias and group calls have said of one user of a source.</summary>
internal sealed class StreamUser
{
    public required string Source { get; set; }

    /// <summary>A pseudonym.</summary>
    public required string UserRef { get; set; }

    public string? GroupId { get; set; }

    public DateTime? GroupedAt { get; set; }

    /// <summary>The pseudonym of the same person under their user id; <c>null</c> where no call named one.</summary>
    public string? SameAs { get; set; }
}

/// <summary>
/// Since when a user of a source belonged to a group. Calls that say again what was so leave no row; the latest group
/// stands at the user too.
/// </summary>
internal sealed class StreamUserGroup
{
    public required string Source { get; set; }

    /// <summary>A pseudonym.</summary>
    public required string UserRef { get; set; }

    public DateTime GroupedAt { get; set; }

    public required string GroupId { get; set; }
}

/// <summary>
/// A use whose account is unknown. It becomes usage once its group is claimed or a group call names its user's group.
/// </summary>
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

/// <summary>How many uses of one group wait. Stored, so that the list need not count them.</summary>
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

/// <summary>A person's decision that a group of a source is an account, for all its events, past and to come.</summary>
internal sealed class GroupClaim
{
    public required string Source { get; set; }

    public required string GroupId { get; set; }

    public Guid AccountId { get; set; }

    public DateTime ClaimedAt { get; set; }
}

/// <summary>How many messages of a source were refused for one reason, with the id of the last.</summary>
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
        IEntityTypeConfiguration<StreamUserGroup>,
        IEntityTypeConfiguration<QuarantinedUse>,
        IEntityTypeConfiguration<QuarantinedGroup>,
        IEntityTypeConfiguration<GroupClaim>,
        IEntityTypeConfiguration<StreamRefusal>
{
    public void Configure(EntityTypeBuilder<StreamUser> builder) =>
        builder.ToTable("stream_users").HasKey(row => new { row.Source, row.UserRef });

    public void Configure(EntityTypeBuilder<StreamUserGroup> builder) =>
        builder
            .ToTable("stream_user_groups")
            .HasKey(row => new
            {
                row.Source,
                row.UserRef,
                row.GroupedAt,
            });

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
