using CsMonolith.Platform.Storage;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace CsMonolith.Platform.Outbox;

/// <summary>A stored event on its way to the listeners.</summary>
public sealed class OutboxRow
{
    /// <summary>Rises with every event; the order within a lane.</summary>
    public long Seq { get; set; }

    /// <summary>The event's own id; with the listener it is the inbox key.</summary>
    public Guid MessageId { get; set; }

    /// <summary>The account that the event is about, or "-".</summary>
    public required string Lane { get; set; }

    /// <summary>The name of the event's type.</summary>
    public required string News { get; set; }

    /// <summary>The event as JSON.</summary>
    public required string Payload { get; set; }

    /// <summary>When it was stored.</summary>
    public DateTime StoredAt { get; set; }

    /// <summary>When every listener had taken it, or had it put aside as a failed delivery.</summary>
    public DateTime? DeliveredAt { get; set; }
}

/// <summary>A lane that some host is delivering. There is no row for a lane that nobody holds.</summary>
public sealed class LaneClaimRow
{
    /// <summary>The lane.</summary>
    public required string Lane { get; set; }

    /// <summary>The claim; a host whose claim was taken over does not find it any more.</summary>
    public Guid Token { get; set; }

    /// <summary>Past that, by the database's clock, another host may take it over.</summary>
    public DateTime Until { get; set; }
}

/// <summary>
/// One listener's receipt for one event. It commits with the effect and is kept for ever, so an effect happens once.
/// </summary>
public sealed class InboxRow
{
    /// <summary>The event.</summary>
    public Guid MessageId { get; set; }

    /// <summary>The full name of the reaction.</summary>
    public required string Listener { get; set; }

    /// <summary>When it took effect.</summary>
    public DateTime TakenAt { get; set; }
}

internal sealed class OutboxRowTable : IEntityTypeConfiguration<OutboxRow>
{
    public void Configure(EntityTypeBuilder<OutboxRow> builder)
    {
        builder.ToTable("outbox", PlatformDb.Schema);
        builder.HasKey(row => row.Seq);
        builder.HasIndex(row => row.MessageId).IsUnique();
        builder.HasIndex(row => row.Seq).HasFilter("delivered_at IS NULL").HasDatabaseName("ix_outbox_undelivered");
    }
}

internal sealed class LaneClaimRowTable : IEntityTypeConfiguration<LaneClaimRow>
{
    public void Configure(EntityTypeBuilder<LaneClaimRow> builder)
    {
        builder.ToTable("lane_claims", PlatformDb.Schema);
        builder.HasKey(row => row.Lane);
        builder.HasIndex(row => row.Token);
    }
}

internal sealed class InboxRowTable : IEntityTypeConfiguration<InboxRow>
{
    public void Configure(EntityTypeBuilder<InboxRow> builder)
    {
        builder.ToTable("inbox", PlatformDb.Schema);
        builder.HasKey(row => new { row.MessageId, row.Listener });
    }
}
