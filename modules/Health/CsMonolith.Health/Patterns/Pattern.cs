using System.Text.Json;
using CsMonolith.Learning.Patterns;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace CsMonolith.Health.Patterns;

/// <summary>Where a pattern was mined.</summary>
internal enum PatternOrigin
{
    /// <summary>By this host, from its own snapshots.</summary>
    Mined,

    /// <summary>At the command line, from a file, and then published to this host.</summary>
    Published,
}

/// <summary>One run of pattern mining: what was mined, by which program, and with which settings.</summary>
internal sealed class PatternRun
{
    public Guid Id { get; init; } = Guid.CreateVersion7();

    public required PatternOrigin Origin { get; init; }

    /// <summary>When the run ended here, or was published to here.</summary>
    public required DateTime At { get; init; }

    /// <summary>The person who started or published it.</summary>
    public Guid? By { get; init; }

    /// <summary>
    /// A code of the outcome catalogue for a run of this host; the name of a column for a published one.
    /// </summary>
    public required string Outcome { get; init; }

    /// <summary>The outcome is one to avoid, such as churn: a row without it is a success.</summary>
    public required bool OutcomeIsLoss { get; init; }

    /// <summary>Program and version.</summary>
    public required string Program { get; init; }

    /// <summary>Name of the data.</summary>
    public required string Data { get; init; }

    /// <summary>SHA-256 of the data, in hexadecimal digits.</summary>
    public required string DataFingerprint { get; init; }

    /// <summary>Version of the model whose factors led to the patterns; <c>null</c> if none did.</summary>
    public string? Model { get; init; }

    /// <summary>It decided which half of the data proposed patterns and which half judged them.</summary>
    public required long Seed { get; init; }

    /// <summary>Share of false verdicts allowed among all verdicts, from 0 to 1.</summary>
    public required double FalseDiscoveryRate { get; init; }

    /// <summary>Pairs of phase and condition that were looked at.</summary>
    public required int Tried { get; init; }

    /// <summary>
    /// Of those, pairs left out because an arm had too few rows; see <see cref="EvidenceGate.MinArm"/>.
    /// </summary>
    public required int Hidden { get; init; }
}

/// <summary>
/// A condition in a phase, and how the share of successes differs between rows with the condition and rows without it.
/// Never changed. Whatever the outcome, a pattern counts successes, so that patterns of different outcomes stand in one
/// list.
/// </summary>
internal sealed class Pattern
{
    public Guid Id { get; init; } = Guid.CreateVersion7();

    public required Guid RunId { get; init; }

    /// <summary>That of the run; kept here too, since the list is filtered by it.</summary>
    public required PatternOrigin Origin { get; init; }

    /// <inheritdoc cref="Origin"/>
    public required string Outcome { get; init; }

    /// <summary>Empty if all rows were one phase.</summary>
    public required string Phase { get; init; }

    /// <summary>The condition as the miner writes it: <c>departments_using ≥ 3</c>.</summary>
    public required string Condition { get; init; }

    /// <summary>The feature that the condition is about; of two conditions together both, joined by ∧.</summary>
    public required string Feature { get; init; }

    /// <summary>The condition is that the feature is at least so much; <c>null</c> for other conditions.</summary>
    public double? AtLeast { get; init; }

    /// <summary>
    /// A hash of data, outcome, phase and condition of a published pattern; <c>null</c> for a mined one. It is unique,
    /// so that
    /// nothing is published twice from the same data.
    /// </summary>
    public Guid? PublicationKey { get; init; }

    public required string EvidenceJson { get; init; }

    /// <summary>
    /// Share of successes with the condition, over the share among all rows; <c>null</c> where nobody succeeds.
    /// </summary>
    public double? Lift { get; init; }

    /// <summary>
    /// The exact p within the strata of the held-out half, adjusted for all patterns that were judged together
    /// (Benjamini and Hochberg).
    /// </summary>
    public required double Q { get; init; }

    public required Verdict Verdict { get; init; }

    /// <summary>Whether there is a verdict at all. Patterns with one are listed first.</summary>
    public required bool IsTold { get; init; }

    /// <summary>
    /// Live accounts in the phase now that it could still move; <c>null</c> where it is not known which they are.
    /// </summary>
    public int? ReachAccounts { get; init; }

    /// <summary>Their MRR, by currency.</summary>
    public required string ReachMrrJson { get; init; }

    /// <summary>Customers who were in the phase within a year and whom it could move.</summary>
    public required int YearCustomers { get; init; }

    /// <summary>Their ARR, by currency.</summary>
    public required string YearArrJson { get; init; }

    /// <summary>Customers of a year times the held-out effect: successes gained in a year.</summary>
    public required double Worth { get; init; }

    public PatternEvidence Evidence => JsonSerializer.Deserialize<PatternEvidence>(EvidenceJson, Wire.Json)!;

    public IReadOnlyList<Money> YearArr => JsonSerializer.Deserialize<List<Money>>(YearArrJson, Wire.Json)!;

    public IReadOnlyList<Money> ReachMrr => JsonSerializer.Deserialize<List<Money>>(ReachMrrJson, Wire.Json)!;
}

internal sealed class PatternMapping : IEntityTypeConfiguration<Pattern>, IEntityTypeConfiguration<PatternRun>
{
    public void Configure(EntityTypeBuilder<Pattern> builder)
    {
        builder.ToTable("patterns").HasKey(row => row.Id);
        builder.HasIndex(row => row.RunId);
        builder.HasIndex(row => row.PublicationKey).IsUnique();
        builder.Ignore(row => row.Evidence).Ignore(row => row.ReachMrr).Ignore(row => row.YearArr);
    }

    public void Configure(EntityTypeBuilder<PatternRun> builder) =>
        builder.ToTable("pattern_runs").HasKey(row => row.Id);
}
