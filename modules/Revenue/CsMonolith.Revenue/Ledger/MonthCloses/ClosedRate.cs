namespace CsMonolith.Revenue.Ledger.MonthCloses;

/// <summary>
/// The factors that bring one currency into the reporting one in a closed month, as known at its close. They never
/// change; rates that are recorded later show in restated figures.
/// </summary>
internal sealed class ClosedRate
{
    public required Guid Id { get; init; }

    public required DateOnly FirstDay { get; init; }

    /// <summary>The currency that is converted.</summary>
    public required string Currency { get; init; }

    /// <summary>The reporting currency of the month's last day.</summary>
    public required string Reporting { get; init; }

    /// <summary>
    /// The factor at the month's start, which is the factor at which the month before was closed: minor units of the
    /// currency, times numerator over denominator, are minor units of the reporting currency.
    /// </summary>
    public required long StartNumerator { get; init; }

    public required long StartDenominator { get; init; }

    /// <summary>The factor of the month's last day.</summary>
    public required long EndNumerator { get; init; }

    public required long EndDenominator { get; init; }

    public required DateTime RecordedAt { get; init; }

    public Ratio Start => new(StartNumerator, StartDenominator);

    public Ratio End => new(EndNumerator, EndDenominator);
}

internal sealed class ClosedRateMapping : IEntityTypeConfiguration<ClosedRate>
{
    public void Configure(EntityTypeBuilder<ClosedRate> builder)
    {
        builder.ToTable("ClosedRates");
        builder.HasKey(rate => rate.Id);
        builder.Ignore(rate => rate.Start);
        builder.Ignore(rate => rate.End);
        builder.Property(rate => rate.Currency).HasMaxLength(3);
        builder.Property(rate => rate.Reporting).HasMaxLength(3);
        builder.HasIndex(rate => new { rate.FirstDay, rate.Currency }).IsUnique();
    }
}
