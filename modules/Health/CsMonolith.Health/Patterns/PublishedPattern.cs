using CsMonolith.Learning.Patterns;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace CsMonolith.Health.Patterns;

/// <summary>A pattern that was mined at the command line: a candidate, with what it was mined by and from. Never changed.</summary>
internal sealed class PublishedPattern
{
    public Guid Id { get; init; } = Guid.CreateVersion7();

    public required DateTime PublishedAt { get; init; }

    public Guid? PublishedBy { get; init; }

    /// <summary>Empty if all rows were one phase.</summary>
    public required string Phase { get; init; }

    public required string Condition { get; init; }

    public required string Column { get; init; }

    /// <summary>Column of the outcome in the data.</summary>
    public required string Outcome { get; init; }

    /// <summary>Program and version that mined.</summary>
    public required string Code { get; init; }

    /// <summary>Name of the data.</summary>
    public required string Data { get; init; }

    /// <summary>SHA-256 of every name and cell.</summary>
    public required string DataFingerprint { get; init; }

    /// <summary>Version of the model whose factors led to it; <c>null</c> if none did.</summary>
    public string? Model { get; init; }

    public required long Seed { get; init; }

    public required double FalseDiscoveryRate { get; init; }

    public required int Tried { get; init; }

    public required int Hidden { get; init; }

    /// <summary>Rows of the half that did not propose it; likewise all that follows.</summary>
    public required int With { get; init; }

    public required int WithOutcome { get; init; }

    public required int Without { get; init; }

    public required int WithoutOutcome { get; init; }

    public required double Difference { get; init; }

    public required double DifferenceLow { get; init; }

    public required double DifferenceHigh { get; init; }

    public required double Adjusted { get; init; }

    public required double AdjustedLow { get; init; }

    public required double AdjustedHigh { get; init; }

    public double? Lift { get; init; }

    public required double P { get; init; }

    public required double Q { get; init; }

    public required Verdict Verdict { get; init; }
}

internal sealed class PublishedPatternMapping : IEntityTypeConfiguration<PublishedPattern>
{
    public void Configure(EntityTypeBuilder<PublishedPattern> builder)
    {
        builder.ToTable("published_patterns").HasKey(row => row.Id);
        builder.HasIndex(row => new { row.DataFingerprint, row.Outcome, row.Phase, row.Condition }).IsUnique();
    }
}
