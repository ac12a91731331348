namespace CsMonolith.Revenue.Ledger.Merges;

/// <summary>
/// Two customers are one. From the instant of the merge's recording the survivor has the figures of both, for every
/// day. Figures as known before that instant, and closed months, do not change. A merge is taken back by a void, never
/// deleted.
/// </summary>
internal sealed class AccountMerge(
    Guid id,
    Guid survivorId,
    Guid absorbedId,
    DateOnly on,
    string reason,
    string recordedBy,
    DateTime recordedAt
) : Aggregate
{
    public Guid Id { get; private set; } = id;

    /// <summary>The customer that has the figures of both.</summary>
    public Guid SurvivorId { get; private set; } = survivorId;

    /// <summary>The customer who has no figures of its own any more.</summary>
    public Guid AbsorbedId { get; private set; } = absorbedId;

    /// <summary>
    /// The day of the merger, for the record and the timeline. The survivor has the figures of all days.
    /// </summary>
    public DateOnly On { get; private set; } = on;

    public string Reason { get; private set; } = reason;

    public string RecordedBy { get; private set; } = recordedBy;

    public DateTime RecordedAt { get; private set; } = recordedAt;

    public DateTime? VoidedAt { get; private set; }

    public string? VoidedBy { get; private set; }

    public string? VoidReason { get; private set; }

    /// <summary>Whether the merge held at an instant: it was recorded by then, and not voided yet.</summary>
    public bool HoldsAt(DateTime instant) => RecordedAt <= instant && !(VoidedAt <= instant);

    /// <summary>Voids the merge.</summary>
    /// <returns>A refusal if that was done already.</returns>
    public Result Void(string reason, string by, DateTime at)
    {
        if (VoidedAt is { } before)
        {
            return LedgerErrors.MergeVoided(before);
        }

        (VoidedAt, VoidedBy, VoidReason) = (at, by, reason);
        return Result.Done;
    }
}

internal sealed class AccountMergeMapping : IEntityTypeConfiguration<AccountMerge>
{
    public void Configure(EntityTypeBuilder<AccountMerge> builder)
    {
        builder.ToTable("AccountMerges");
        builder.HasKey(merge => merge.Id);
        builder.Property(merge => merge.Reason).HasMaxLength(1000);
        builder.Property(merge => merge.RecordedBy).HasMaxLength(200);
        builder.Property(merge => merge.VoidedBy).HasMaxLength(200);
        builder.Property(merge => merge.VoidReason).HasMaxLength(1000);
        builder.HasIndex(merge => merge.SurvivorId);
        builder.HasIndex(merge => merge.AbsorbedId);
    }
}
