namespace CsMonolith.Revenue.Movements;

/// <summary>
/// A row of the ledger: what an account's MRR did on a day, as learnt at an instant. Rows are only ever added; what turns out to
/// be otherwise is taken back by a reversal with the later recorded time, beside the row that replaces it. A row says by how much, not
/// from where to where: so a late fact touches its own day, not every movement after it.
/// </summary>
internal sealed class Movement
{
    public required Guid Id { get; init; }

    public required Guid AccountId { get; init; }

    public required string Currency { get; init; }

    public required DateOnly On { get; init; }

    public required MovementKind Kind { get; init; }

    /// <summary>The size of the movement, above 0, or 0 where a customer without MRR is lost; below 0 in a reversal. Sums of it are right as known at any instant.</summary>
    public required long AmountMinor { get; init; }

    public required bool IsReversal { get; init; }

    public required DateTime RecordedAt { get; init; }

    public required bool Backfilled { get; init; }

    public required MovementTags Tags { get; init; }
}

internal sealed class MovementMapping : IEntityTypeConfiguration<Movement>
{
    public void Configure(EntityTypeBuilder<Movement> builder)
    {
        builder.ToTable("Movements");
        builder.HasKey(movement => movement.Id);
        builder.Property(movement => movement.Currency).HasMaxLength(3);
        builder.Property(movement => movement.Kind).HasMaxLength(20);
        builder.Property(movement => movement.Tags).HasConversion<int>();
        builder.HasIndex(movement => movement.AccountId);
        builder.HasIndex(movement => movement.On);
    }
}
