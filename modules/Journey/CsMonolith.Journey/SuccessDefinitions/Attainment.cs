namespace CsMonolith.Journey.SuccessDefinitions;

/// <summary>What was measured of a success definition, with the evidence. Measurements are only ever added: of several of one day the one recorded last stands.</summary>
internal sealed class Attainment
{
    public required Guid Id { get; init; }

    public required Guid AccountId { get; init; }

    public required Guid DefinitionId { get; init; }

    /// <summary>The definition's.</summary>
    public required int Number { get; init; }

    /// <summary>The last day of the time that was measured.</summary>
    public required DateOnly On { get; init; }

    /// <summary>In the metric's unit.</summary>
    public required double Value { get; init; }

    /// <summary>Whether that meets the target.</summary>
    public required bool IsReached { get; init; }

    public required string Evidence { get; init; }

    public required DateTime RecordedAt { get; init; }
}

internal sealed class AttainmentMapping : IEntityTypeConfiguration<Attainment>
{
    public void Configure(EntityTypeBuilder<Attainment> builder)
    {
        builder.ToTable("Attainments");
        builder.Property(one => one.Id).ValueGeneratedNever();
        builder.Property(one => one.Evidence).HasMaxLength(2000);
        builder.HasIndex(one => one.AccountId);
        builder.HasIndex(one => one.DefinitionId);
    }
}
