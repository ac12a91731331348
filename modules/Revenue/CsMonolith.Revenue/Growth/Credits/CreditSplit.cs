namespace CsMonolith.Revenue.Growth.Credits;

/// <summary>Who earned a part of a deal.</summary>
internal enum CreditRole
{
    /// <summary>Account executive.</summary>
    Ae,

    /// <summary>Customer success.</summary>
    Cs,

    /// <summary>A partner organisation.</summary>
    Partner,
}

/// <summary>One part of a deal's credit.</summary>
/// <param name="PersonId">Whose it is; of a partner's share, absent.</param>
/// <param name="PartnerId">The partner organisation; of a person's share, absent.</param>
/// <param name="Percent">Above 0, at most two decimals.</param>
internal sealed record CreditShare(CreditRole Role, Guid? PersonId, Guid? PartnerId, decimal Percent);

/// <summary>
/// How the credit of a deal is divided from a day on. Splits are only ever added; of two from one day the one recorded
/// later stands.
/// </summary>
internal sealed class CreditSplit
{
    public required Guid Id { get; init; }

    public required Guid OpportunityId { get; init; }

    public required Guid AccountId { get; init; }

    public required DateOnly From { get; init; }

    public required IReadOnlyList<CreditShare> Shares { get; init; }

    public required string RecordedBy { get; init; }

    public required DateTime RecordedAt { get; init; }

    /// <summary>The split in force on a day, or <c>null</c> before the first.</summary>
    public static CreditSplit? On(IEnumerable<CreditSplit> splits, DateOnly day) =>
        splits.Where(split => split.From <= day).MaxBy(split => (split.From, split.RecordedAt, split.Id));
}

internal sealed class CreditSplitMapping : IEntityTypeConfiguration<CreditSplit>
{
    public void Configure(EntityTypeBuilder<CreditSplit> builder)
    {
        builder.ToTable("CreditSplits");
        builder.HasKey(split => split.Id);
        builder.Property(split => split.Shares).AsJson();
        builder.Property(split => split.RecordedBy).HasMaxLength(200);
        builder.HasIndex(split => split.OpportunityId);
        builder.HasIndex(split => split.AccountId);
    }
}
