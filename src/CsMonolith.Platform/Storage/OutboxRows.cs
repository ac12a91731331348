namespace CsMonolith.Platform.Storage;

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

    /// <summary>When every listener had taken it, or had it put aside as a letter.</summary>
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

/// <summary>One listener's receipt for one event. It commits with the effect and is kept for ever, so an effect happens once.</summary>
public sealed class InboxRow
{
    /// <summary>The event.</summary>
    public Guid MessageId { get; set; }

    /// <summary>The full name of the reaction.</summary>
    public required string Listener { get; set; }

    /// <summary>When it took effect.</summary>
    public DateTime TakenAt { get; set; }
}
