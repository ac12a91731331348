using System.Text.Json;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace CsMonolith.Health.Scores;

/// <summary>What one feature added to one account's log-odds.</summary>
/// <param name="Value">As text; empty where unknown.</param>
internal sealed record StoredDriver(string Feature, string Value, double LogOdds);

/// <summary>
/// The calibrated probability of one account, from one snapshot by one model. Never changed: a new model or month adds
/// a score.
/// </summary>
internal sealed class Score
{
    public Guid Id { get; init; } = Guid.CreateVersion7();

    public required Guid AccountId { get; init; }

    /// <summary>The day whose facts it rests on.</summary>
    public required DateOnly AsOf { get; init; }

    public required string ModelVersion { get; init; }

    public required string Outcome { get; init; }

    public required int HorizonDays { get; init; }

    public required double Probability { get; init; }

    public required double LogOdds { get; init; }

    /// <summary>Base + drivers = log-odds, to 1e-9.</summary>
    public required double BaseLogOdds { get; init; }

    public required double BaseRate { get; init; }

    /// <summary>Without, the probability is the base rate and there are no drivers.</summary>
    public required bool HasSignal { get; init; }

    public required ScoreBand Band { get; init; }

    public required string DriversJson { get; init; }

    public required DateTime ScoredAt { get; init; }

    public IReadOnlyList<StoredDriver> Drivers =>
        JsonSerializer.Deserialize<List<StoredDriver>>(DriversJson, Wire.Json)!;

    public static ScoreBand BandOf(double probability, double baseRate) =>
        probability >= 2 * baseRate ? ScoreBand.High
        : probability < baseRate / 2 ? ScoreBand.Low
        : ScoreBand.Medium;
}

internal sealed class ScoreMapping : IEntityTypeConfiguration<Score>
{
    public void Configure(EntityTypeBuilder<Score> builder)
    {
        builder.ToTable("scores").HasKey(row => row.Id);
        builder
            .HasIndex(row => new
            {
                row.AccountId,
                row.AsOf,
                row.ModelVersion,
            })
            .IsUnique();
        builder.Ignore(row => row.Drivers);
    }
}
