using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace CsMonolith.Health.Snapshots.Outcomes;

/// <summary>
/// A contact with a customer and the score that stood then. The next training must know who was treated because of a score: a
/// customer whom a call saved looks like one who was never in danger.
/// </summary>
internal sealed class Treatment
{
    public Guid Id { get; init; } = Guid.CreateVersion7();

    public required Guid AccountId { get; init; }

    public required DateOnly On { get; init; }

    public required bool BecauseOfScore { get; init; }

    /// <summary>How it went, in Journey's words.</summary>
    public required string Outcome { get; init; }

    /// <summary>The newest probability by then; <c>null</c> where there was none.</summary>
    public double? Probability { get; init; }

    public string? ModelVersion { get; init; }

    public required DateTime RecordedAt { get; init; }
}

internal sealed class TreatmentMapping : IEntityTypeConfiguration<Treatment>
{
    public void Configure(EntityTypeBuilder<Treatment> builder)
    {
        builder.ToTable("treatments").HasKey(row => row.Id);
        builder.HasIndex(row => new { row.AccountId, row.On });
    }
}
