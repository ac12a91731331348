namespace CsMonolith.Revenue.Ledger.Movements;

/// <summary>
/// By how much exchange rates changed one customer's MRR in a closed month, in the reporting currency. It is stored at
/// the close and never changes. Start and movements of the month, at the rate of its start, plus this amount are its
/// end at the rate of its end, to the minor unit.
/// </summary>
internal sealed class FxMovement
{
    public required Guid Id { get; init; }

    public required Guid AccountId { get; init; }

    public required DateOnly FirstDay { get; init; }

    /// <summary>The currency in which the customer pays.</summary>
    public required string Currency { get; init; }

    /// <summary>The currency of the amount.</summary>
    public required string Reporting { get; init; }

    /// <summary>Of either sign.</summary>
    public required long AmountMinor { get; init; }

    public required DateTime RecordedAt { get; init; }
}

internal sealed class FxMovementMapping : IEntityTypeConfiguration<FxMovement>
{
    public void Configure(EntityTypeBuilder<FxMovement> builder)
    {
        builder.ToTable("FxMovements");
        builder.HasKey(row => row.Id);
        builder.Property(row => row.Currency).HasMaxLength(3);
        builder.Property(row => row.Reporting).HasMaxLength(3);
        builder
            .HasIndex(row => new
            {
                row.FirstDay,
                row.AccountId,
                row.Currency,
            })
            .IsUnique();
        builder.HasIndex(row => row.AccountId);
    }
}
