namespace CsMonolith.Revenue.Growth.Proposals;

/// <summary>A customer's use in the 30 days to a month's end: Revenue's copy of what Health published.</summary>
internal sealed class UsageMonth
{
    public required Guid Id { get; init; }

    public required Guid AccountId { get; init; }

    /// <summary>The month's last day.</summary>
    public required DateOnly AsOf { get; init; }

    public required long Uses { get; init; }

    /// <summary>Uses in the 30 days before those.</summary>
    public required long UsesBefore { get; init; }

    /// <summary>Distinct features used.</summary>
    public required int Features { get; init; }

    /// <summary>Features in the catalogue.</summary>
    public required int FeaturesKnown { get; init; }

    /// <summary>Distinct users; <c>null</c> where usage never names any.</summary>
    public long? ActiveUsers { get; init; }

    /// <summary>Licences bought; <c>null</c> where nobody says.</summary>
    public long? Licences { get; init; }

    public required DateTime HeardAt { get; init; }
}

internal sealed class UsageMonthMapping : IEntityTypeConfiguration<UsageMonth>
{
    public void Configure(EntityTypeBuilder<UsageMonth> builder)
    {
        builder.ToTable("UsageMonths");
        builder.HasKey(month => month.Id);
        builder.HasIndex(month => new { month.AccountId, month.AsOf }).IsUnique();
    }
}
