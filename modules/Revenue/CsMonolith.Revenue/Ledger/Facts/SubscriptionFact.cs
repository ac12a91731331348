using CsMonolith.Revenue.Ledger.Policies;

namespace CsMonolith.Revenue.Ledger.Facts;

/// <summary>What a fact says about a subscription.</summary>
internal enum FactKind
{
    /// <summary>It starts; of several, the one stored last stands.</summary>
    Start,

    /// <summary>Its terms change on a day; of several on one day, the one stored last stands.</summary>
    Change,

    /// <summary>It ends; of several ends and reopenings, the one stored last stands.</summary>
    End,

    /// <summary>It has no end after all.</summary>
    Reopened,

    /// <summary>
    /// It is paused from a day on; of several statements about one day, the one stored last stands, as with a
    /// resumption.
    /// </summary>
    Paused,

    /// <summary>A pause ends: the day is the first that counts again.</summary>
    Resumed,

    /// <summary>It never was: entered in error, or withdrawn as if it had not been.</summary>
    Voided,

    /// <summary>
    /// It went on as another subscription: what lies between its end and that day is no loss. Of several, and of their
    /// voids, the one stored last stands.
    /// </summary>
    Bridged,

    /// <summary>It did not go on as another subscription after all.</summary>
    BridgeVoided,

    /// <summary>It was after all: of voids and what takes them back, the one stored last stands.</summary>
    VoidTakenBack,
}

/// <summary>Why a fact came about, where figures tell it apart.</summary>
internal enum FactCause
{
    /// <summary>We raised the price.</summary>
    PriceRise,

    /// <summary>The contract itself raises the price from that day.</summary>
    Escalator,

    /// <summary>A refund ended the contract early.</summary>
    Refund,
}

/// <summary>
/// One thing that was learnt about a subscription's revenue: when it takes effect and when we learnt it. Facts are only
/// ever added. Everything that Revenue computes follows from them, as known at any instant.
/// </summary>
internal sealed class SubscriptionFact
{
    public required Guid Id { get; init; }

    public required Guid SubscriptionId { get; init; }

    public required Guid AccountId { get; init; }

    /// <summary>0, 1, 2 … in the order of storing, within the subscription.</summary>
    public required int Ordinal { get; init; }

    public required FactKind Kind { get; init; }

    /// <summary>For an end, the day after the last paid one.</summary>
    public required DateOnly EffectiveOn { get; init; }

    public required DateTime RecordedAt { get; init; }

    /// <summary>Loaded as history of before go-live: the recorded time is the effective one.</summary>
    public required bool Backfilled { get; init; }

    public required string Currency { get; init; }

    public required long MrrMinor { get; init; }

    public int? Seats { get; init; }

    public required BillingInterval Interval { get; init; }

    public bool? AutoRenew { get; init; }

    public DateOnly? CancelledOn { get; init; }

    public DateOnly? NoticeOn { get; init; }

    public FactCause? Cause { get; init; }

    /// <summary>Why it ends, as the company understands it; or why an end or a void was taken back.</summary>
    public string? Reason { get; init; }

    /// <summary>Whether the end could have been prevented.</summary>
    public bool? Avoidable { get; init; }

    /// <summary>
    /// The day from which it counts under a policy; a policy whose day is unknown falls back to the service's end.
    /// </summary>
    public DateOnly CountsFrom(ChurnDating dating) =>
        Kind != FactKind.End
            ? EffectiveOn
            : dating switch
            {
                ChurnDating.AtCancellation => CancelledOn ?? EffectiveOn,
                ChurnDating.AtNotice => NoticeOn ?? CancelledOn ?? EffectiveOn,
                _ => EffectiveOn,
            };
}

internal sealed class SubscriptionFactMapping : IEntityTypeConfiguration<SubscriptionFact>
{
    public void Configure(EntityTypeBuilder<SubscriptionFact> builder)
    {
        builder.ToTable("SubscriptionFacts");
        builder.HasKey(fact => fact.Id);
        builder.Property(fact => fact.Currency).HasMaxLength(3);
        builder.Property(fact => fact.Kind).HasMaxLength(20);
        builder.Property(fact => fact.Interval).HasMaxLength(20);
        builder.Property(fact => fact.Cause).HasMaxLength(20);
        builder.Property(fact => fact.Reason).HasMaxLength(1000);
        builder.HasIndex(fact => new { fact.SubscriptionId, fact.Ordinal }).IsUnique();
        builder.HasIndex(fact => fact.AccountId);
        builder.HasIndex(fact => fact.RecordedAt);
    }
}
