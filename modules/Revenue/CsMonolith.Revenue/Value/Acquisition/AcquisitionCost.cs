namespace CsMonolith.Revenue.Value.Acquisition;

/// <summary>
/// What winning customers cost in a month: sales and marketing, fully loaded. A correction adds a version and the last
/// one counts; none is ever changed.
/// </summary>
internal sealed class AcquisitionCost
{
    public required Guid Id { get; init; }

    /// <summary>The same for all versions: the id of the first.</summary>
    public required Guid CostId { get; init; }

    /// <summary>1, 2, 3 …</summary>
    public required int Version { get; init; }

    /// <summary>The month's first day; stored as a day so that months can be compared.</summary>
    public required DateOnly FirstDay { get; init; }

    public required string Currency { get; init; }

    /// <summary>Minor units, 0 or more; 0 takes the cost back.</summary>
    public required long AmountMinor { get; init; }

    /// <summary>What it was for, or why it was corrected.</summary>
    public string? Note { get; init; }

    public required string RecordedBy { get; init; }

    public required DateTime RecordedAt { get; init; }

    public Month Month => Month.Of(FirstDay);

    public Money Amount => new(AmountMinor, Currency);

    /// <summary>The versions that count by what was recorded until an instant.</summary>
    public static IQueryable<AcquisitionCost> InForce(RevenueDb db, DateTime known)
    {
        var rows = db.Set<AcquisitionCost>().AsNoTracking().Where(row => row.RecordedAt <= known);
        return rows.Where(row => !rows.Any(later => later.CostId == row.CostId && later.Version > row.Version));
    }
}

internal sealed class AcquisitionCostMapping : IEntityTypeConfiguration<AcquisitionCost>
{
    public void Configure(EntityTypeBuilder<AcquisitionCost> builder)
    {
        builder.ToTable("AcquisitionCosts");
        builder.HasKey(cost => cost.Id);
        builder.Ignore(cost => cost.Month);
        builder.Ignore(cost => cost.Amount);
        builder.Property(cost => cost.Currency).HasMaxLength(3);
        builder.Property(cost => cost.Note).HasMaxLength(1000);
        builder.Property(cost => cost.RecordedBy).HasMaxLength(200);
        builder.HasIndex(cost => new { cost.CostId, cost.Version }).IsUnique();
        builder.HasIndex(cost => cost.FirstDay);
    }
}

/// <summary>A version of an acquisition cost.</summary>
/// <param name="Id">The cost's; all its versions bear it.</param>
/// <param name="Revision">1 as recorded, one more with each correction.</param>
/// <param name="Note">What it was for, or why it was corrected.</param>
internal sealed record AcquisitionCostRow(
    Guid Id,
    int Revision,
    Month Month,
    Money Amount,
    string? Note,
    string RecordedBy,
    DateTime RecordedAt
)
{
    public static AcquisitionCostRow Sample { get; } =
        new(
            Samples.AcquisitionCost,
            1,
            new(2026, 10),
            Money.Of("12000000", "JPY"),
            "広告費・営業人件費",
            $"person:{Samples.Person}",
            Samples.Instant
        );

    public static AcquisitionCostRow Of(AcquisitionCost row) =>
        new(row.CostId, row.Version, row.Month, row.Amount, row.Note, row.RecordedBy, row.RecordedAt);
}
