using CsMonolith.Revenue.Ledger.Histories;

namespace CsMonolith.Revenue.Ledger.Movements;

/// <summary>
/// A row of the ledger: by how much an account's MRR changed on a day, as learnt at an instant. Rows are only ever
/// added. A row that turns out to be wrong is reversed by another of a later recorded time, beside the row that
/// replaces it. A row states the change, not the levels before and after it, so a late fact needs new rows for its own
/// day only.
/// </summary>
internal sealed class Movement
{
    public required Guid Id { get; init; }

    public required Guid AccountId { get; init; }

    public required string Currency { get; init; }

    public required DateOnly On { get; init; }

    public required MovementKind Kind { get; init; }

    /// <summary>
    /// The size of the movement in minor units: above 0, or 0 where a customer without MRR is lost; below 0 in a
    /// reversal. The sum over the rows recorded by an instant is the movement as known then.
    /// </summary>
    public required long AmountMinor { get; init; }

    public required bool IsReversal { get; init; }

    public required DateTime RecordedAt { get; init; }

    public required bool Backfilled { get; init; }

    public required MovementTags Tags { get; init; }

    /// <summary>
    /// The part of the change that more or fewer seats made, signed, as are the next four; a reversal's are reversed.
    /// All are <c>null</c> in rows of before parts were stored.
    /// </summary>
    public long? SeatsMinor { get; init; }

    public long? PriceRiseMinor { get; init; }

    public long? EscalatorMinor { get; init; }

    public long? PauseMinor { get; init; }

    public long? FreeDowngradeMinor { get; init; }

    /// <summary>The named parts, or <c>null</c> where none were stored.</summary>
    public PartSizes? Parts =>
        SeatsMinor is { } seats
            ? new PartSizes(seats, PriceRiseMinor ?? 0, EscalatorMinor ?? 0, PauseMinor ?? 0, FreeDowngradeMinor ?? 0)
            : null;

    /// <summary>By how much the row changes MRR, in minor units.</summary>
    public long Change => Kind is MovementKind.Contraction or MovementKind.Churn ? -AmountMinor : AmountMinor;
}

internal sealed class MovementMapping : IEntityTypeConfiguration<Movement>
{
    public void Configure(EntityTypeBuilder<Movement> builder)
    {
        builder.ToTable("Movements");
        builder.HasKey(movement => movement.Id);
        builder.Ignore(movement => movement.Parts);
        builder.Ignore(movement => movement.Change);
        builder.Property(movement => movement.Currency).HasMaxLength(3);
        builder.Property(movement => movement.Kind).HasMaxLength(20);
        builder.Property(movement => movement.Tags).HasConversion<int>();
        builder.HasIndex(movement => movement.AccountId);
        builder.HasIndex(movement => movement.On);
    }
}
