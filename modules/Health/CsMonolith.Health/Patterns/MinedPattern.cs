using System.Text.Json;
using CsMonolith.Learning.Patterns;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace CsMonolith.Health.Patterns;

/// <summary>One mining: what was looked at. The newest one's patterns are those that are shown.</summary>
internal sealed class PatternMining
{
    public Guid Id { get; init; } = Guid.CreateVersion7();

    public required DateTime MinedAt { get; init; }

    public required string Outcome { get; init; }

    public required int HorizonDays { get; init; }

    /// <summary>One row per account and phase.</summary>
    public required int Rows { get; init; }

    public required int Tried { get; init; }

    /// <summary>Pairs left out since an arm had fewer than twenty customers.</summary>
    public required int Hidden { get; init; }
}

/// <summary>A factor condition in a phase, and how the share of successes differs with it. Shares and differences are fractions.</summary>
internal sealed class MinedPattern
{
    public Guid Id { get; init; } = Guid.CreateVersion7();

    public required Guid MiningId { get; init; }

    /// <summary>From 1: verdicts first, then by reach × effect: customers of a year times the held-out effect.</summary>
    public required int Rank { get; init; }

    /// <summary>Likewise within its phase.</summary>
    public required int RankInPhase { get; init; }

    public required string Phase { get; init; }

    public required string Feature { get; init; }

    /// <summary>The condition: the feature is at least so much.</summary>
    public required double AtLeast { get; init; }

    public required int With { get; init; }

    public required int WithSuccess { get; init; }

    public required int Without { get; init; }

    public required int WithoutSuccess { get; init; }

    public required double Coverage { get; init; }

    public required double Confidence { get; init; }

    public required double BaseRate { get; init; }

    public double? Lift { get; init; }

    public required double Difference { get; init; }

    public required double DifferenceLow { get; init; }

    public required double DifferenceHigh { get; init; }

    /// <summary>Mantel and Haenszel's over tiers; <c>null</c> where no tier has both arms.</summary>
    public double? Adjusted { get; init; }

    public double? AdjustedLow { get; init; }

    public double? AdjustedHigh { get; init; }

    /// <summary>On the half of the accounts that did not propose the pattern; likewise the next four.</summary>
    public required double TestedDifference { get; init; }

    public required double TestedLow { get; init; }

    public required double TestedHigh { get; init; }

    public required double P { get; init; }

    public required double Q { get; init; }

    public required Verdict Verdict { get; init; }

    /// <summary>Live accounts in the phase now that the pattern could still move.</summary>
    public required int ReachAccounts { get; init; }

    public required string ReachMrrJson { get; init; }

    /// <summary>Customers in the phase in the course of a year that the pattern could move.</summary>
    public required int YearCustomers { get; init; }

    /// <summary>Their ARR.</summary>
    public required string YearArrJson { get; init; }

    /// <summary>By how much: the held-out half's difference towards the better side, adjusted by tier where that can be; with its 95 % interval.</summary>
    public required double YearEffect { get; init; }

    public required double YearEffectLow { get; init; }

    public required double YearEffectHigh { get; init; }

    public IReadOnlyList<Money> YearArr => JsonSerializer.Deserialize<List<Money>>(YearArrJson, Wire.Json)!;

    public IReadOnlyList<Money> ReachMrr => JsonSerializer.Deserialize<List<Money>>(ReachMrrJson, Wire.Json)!;
}

internal sealed class MinedPatternMapping
    : IEntityTypeConfiguration<MinedPattern>,
        IEntityTypeConfiguration<PatternMining>
{
    public void Configure(EntityTypeBuilder<MinedPattern> builder)
    {
        builder.ToTable("patterns").HasKey(row => row.Id);
        builder.HasIndex(row => new { row.MiningId, row.Rank });
        builder.Ignore(row => row.ReachMrr).Ignore(row => row.YearArr);
    }

    public void Configure(EntityTypeBuilder<PatternMining> builder) =>
        builder.ToTable("pattern_minings").HasKey(row => row.Id);
}
