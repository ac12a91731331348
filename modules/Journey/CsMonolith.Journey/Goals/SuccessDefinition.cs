using CsMonolith.Journey.Timeline;

namespace CsMonolith.Journey.Goals;

/// <summary>
/// What an account and we have agreed to call success. A change is a new version; earlier versions stay, because what
/// was reached is judged by the version then in force.
/// </summary>
internal sealed class SuccessDefinition(
    Guid id,
    Guid accountId,
    int number,
    string outcome,
    string metric,
    double? baseline,
    double target,
    DateOnly dueOn,
    Guid ourOwnerId,
    string theirOwner,
    DateOnly agreedOn,
    DateTime recordedAt
)
{
    /// <summary>The kind of timeline line that tells of a success definition agreed on.</summary>
    public const string DefinedLine = "success-defined";

    public Guid Id { get; private set; } = id;

    public Guid AccountId { get; private set; } = accountId;

    /// <summary>1 for the first of an account.</summary>
    public int Number { get; private set; } = number;

    public string Outcome { get; private set; } = outcome;

    public string Metric { get; private set; } = metric;

    public double? Baseline { get; private set; } = baseline;

    public double Target { get; private set; } = target;

    public DateOnly DueOn { get; private set; } = dueOn;

    public Guid OurOwnerId { get; private set; } = ourOwnerId;

    public string TheirOwner { get; private set; } = theirOwner;

    /// <summary>The first day on which it is in force.</summary>
    public DateOnly AgreedOn { get; private set; } = agreedOn;

    public DateTime RecordedAt { get; private set; } = recordedAt;

    /// <summary>
    /// Whether a value meets the target: at most the target if the baseline is above it, otherwise at least the target.
    /// </summary>
    public bool IsReachedBy(double value) => Baseline > Target ? value <= Target : value >= Target;

    /// <summary>The timeline line that it was agreed on.</summary>
    public TimelineEntry Line(JourneyDb db) =>
        TimelineEntry.Own(
            db,
            AccountId,
            AgreedOn,
            DefinedLine,
            Id,
            $"Agreed what success is (version {Number}): {Outcome}",
            $"成功の定義に合意しました(第{Number}版): {Outcome}"
        );
}

internal sealed class SuccessDefinitionMapping : IEntityTypeConfiguration<SuccessDefinition>
{
    public void Configure(EntityTypeBuilder<SuccessDefinition> builder)
    {
        builder.ToTable("SuccessDefinitions");
        builder.Property(one => one.Id).ValueGeneratedNever();
        builder.Property(one => one.Outcome).HasMaxLength(1000);
        builder.Property(one => one.Metric).HasMaxLength(200);
        builder.Property(one => one.TheirOwner).HasMaxLength(100);
        builder.HasIndex(one => new { one.AccountId, one.Number }).IsUnique();
    }
}
