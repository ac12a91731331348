namespace CsMonolith.Revenue.Subscriptions.MovementImports;

/// <summary>
/// A movement as another system counted it, with the subscription that was made for it. Never edited.
/// </summary>
internal sealed class ImportedMovement
{
    public required Guid Id { get; init; }

    public required string ExternalId { get; init; }

    public required Guid AccountId { get; init; }

    public required Guid SubscriptionId { get; init; }

    public required DateOnly On { get; init; }

    public required MovementKind Kind { get; init; }

    public required string Currency { get; init; }

    /// <summary>Above 0.</summary>
    public required long AmountMinor { get; init; }

    public required DateTime RecordedAt { get; init; }

    public Money Amount => new(AmountMinor, Currency);
}

internal sealed class ImportedMovementMapping : IEntityTypeConfiguration<ImportedMovement>
{
    public void Configure(EntityTypeBuilder<ImportedMovement> builder)
    {
        builder.ToTable("ImportedMovements");
        builder.HasKey(row => row.Id);
        builder.Ignore(row => row.Amount);
        builder.Property(row => row.ExternalId).HasMaxLength(80);
        builder.Property(row => row.Currency).HasMaxLength(3);
        builder.Property(row => row.Kind).HasMaxLength(20);
        builder.HasIndex(row => row.ExternalId).IsUnique();
        builder.HasIndex(row => new { row.AccountId, row.On });
    }
}
