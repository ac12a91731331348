using System.Text.Json;
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

    /// <summary>Customers in the phase in the course of the year before the publishing that it could move, by the share of the held-out rows on the side that does worse.</summary>
    public required int YearCustomers { get; init; }

    /// <summary>Their ARR.</summary>
    public required string YearArrJson { get; init; }

    /// <summary>By how much, towards the better side: adjusted where that can be; with its 95 % interval.</summary>
    public required double YearEffect { get; init; }

    public required double YearEffectLow { get; init; }

    public required double YearEffectHigh { get; init; }

    /// <summary>Customers × effect: candidates are ranked by it.</summary>
    public required double Worth { get; init; }

    public IReadOnlyList<Money> YearArr => JsonSerializer.Deserialize<List<Money>>(YearArrJson, Wire.Json)!;
}

internal sealed class PublishedPatternMapping : IEntityTypeConfiguration<PublishedPattern>
{
    public void Configure(EntityTypeBuilder<PublishedPattern> builder)
    {
        builder.ToTable("published_patterns").HasKey(row => row.Id);
        builder.Ignore(row => row.YearArr);
        builder
            .HasIndex(row => new
            {
                row.DataFingerprint,
                row.Outcome,
                row.Phase,
                row.Condition,
            })
            .IsUnique();
    }
}
