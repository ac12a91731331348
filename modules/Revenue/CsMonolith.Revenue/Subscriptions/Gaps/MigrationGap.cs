namespace CsMonolith.Revenue.Subscriptions.Gaps;

/// <summary>
/// A gap between two subscriptions of a customer that is no loss: one went on as the other, as when a billing system is
/// replaced. It holds who declared it and why. Its effect on MRR is a fact of the subscription that ended. It is taken
/// back by a void, never deleted.
/// </summary>
internal sealed class MigrationGap(
    Guid id,
    Guid accountId,
    Guid fromSubscriptionId,
    Guid toSubscriptionId,
    DateOnly firstDay,
    DateOnly lastDay,
    string reason,
    string recordedBy,
    DateTime recordedAt
) : Aggregate
{
    public Guid Id { get; private set; } = id;

    public Guid AccountId { get; private set; } = accountId;

    /// <summary>The subscription that ended.</summary>
    public Guid FromSubscriptionId { get; private set; } = fromSubscriptionId;

    /// <summary>The subscription that took its place.</summary>
    public Guid ToSubscriptionId { get; private set; } = toSubscriptionId;

    /// <summary>The first day of the gap.</summary>
    public DateOnly FirstDay { get; private set; } = firstDay;

    /// <summary>The last day of the gap, inclusive.</summary>
    public DateOnly LastDay { get; private set; } = lastDay;

    public string Reason { get; private set; } = reason;

    public string RecordedBy { get; private set; } = recordedBy;

    public DateTime RecordedAt { get; private set; } = recordedAt;

    public DateTime? VoidedAt { get; private set; }

    public string? VoidedBy { get; private set; }

    public string? VoidReason { get; private set; }

    /// <summary>Voids the declaration.</summary>
    /// <returns>A refusal if that was done already.</returns>
    public Result Void(string reason, string by, DateTime at)
    {
        if (VoidedAt is { } before)
        {
            return SubscriptionErrors.GapVoided(before);
        }

        (VoidedAt, VoidedBy, VoidReason) = (at, by, reason);
        return Result.Done;
    }
}

internal sealed class MigrationGapMapping : IEntityTypeConfiguration<MigrationGap>
{
    public void Configure(EntityTypeBuilder<MigrationGap> builder)
    {
        builder.ToTable("MigrationGaps");
        builder.HasKey(gap => gap.Id);
        builder.Property(gap => gap.Reason).HasMaxLength(1000);
        builder.Property(gap => gap.RecordedBy).HasMaxLength(200);
        builder.Property(gap => gap.VoidedBy).HasMaxLength(200);
        builder.Property(gap => gap.VoidReason).HasMaxLength(1000);
        builder.HasIndex(gap => gap.AccountId);
        builder.HasIndex(gap => gap.FromSubscriptionId);
        builder.HasIndex(gap => gap.ToSubscriptionId);
    }
}
