using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace CsMonolith.Health.Snapshots.Outcomes;

/// <summary>
/// A contact with a customer, with the customer's score at that time. Training counts the customers who were contacted
/// because of a score: one whom the call kept looks like one who was never about to leave.
/// </summary>
internal sealed class Treatment
{
    public Guid Id { get; init; } = Guid.CreateVersion7();

    public required Guid AccountId { get; init; }

    public required DateOnly On { get; init; }

    public required bool BecauseOfScore { get; init; }

    /// <summary>How the contact went: a code of Journey.</summary>
    public required string Outcome { get; init; }

    /// <summary>The newest probability of churn at that time, 0 to 1; <c>null</c> where there was none.</summary>
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
