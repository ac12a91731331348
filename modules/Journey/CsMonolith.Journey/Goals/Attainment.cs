using CsMonolith.Journey.Timeline;

namespace CsMonolith.Journey.Goals;

/// <summary>
/// A measurement of a success definition, with its evidence. Measurements are never changed; of several for one day the
/// one recorded last counts.
/// </summary>
internal sealed class Attainment
{
    /// <summary>The kind of timeline line that tells of a target that was reached.</summary>
    public const string ReachedLine = "success-reached";

    public required Guid Id { get; init; }

    public required Guid AccountId { get; init; }

    public required Guid DefinitionId { get; init; }

    /// <summary>Number of the success definition.</summary>
    public required int Number { get; init; }

    /// <summary>The last day of the period that was measured.</summary>
    public required DateOnly On { get; init; }

    /// <summary>In the metric's unit.</summary>
    public required double Value { get; init; }

    /// <summary>Whether the value meets the target.</summary>
    public required bool IsReached { get; init; }

    public required string Evidence { get; init; }

    public required DateTime RecordedAt { get; init; }

    /// <summary>The timeline line that the target was reached.</summary>
    public TimelineEntry Line(JourneyDb db, SuccessDefinition definition) =>
        TimelineEntry.Own(
            db,
            AccountId,
            On,
            ReachedLine,
            Id,
            $"Reached success (version {definition.Number}): {definition.Metric} {Value:0.##}",
            $"成功の定義を達成しました(第{definition.Number}版): {definition.Metric} {Value:0.##}"
        );
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
