namespace CsMonolith.Journey.ActionPlans;

/// <summary>Whose sponsor was asked.</summary>
internal enum SponsorSide
{
    Ours,
    Theirs,
}

/// <summary>
/// How sure a sponsor is that the project reaches what was agreed (J41): asked of both sides every few weeks, in one
/// figure and a sentence. It is only added.
/// </summary>
internal sealed class ConfidenceCheck(
    Guid id,
    Guid projectId,
    Guid accountId,
    SponsorSide side,
    string name,
    int score,
    string? words,
    DateOnly on,
    Guid? linkId,
    Guid? recordedBy,
    DateTime recordedAt
) : IOfProject
{
    /// <summary>Days after which a sponsor is asked again.</summary>
    public const int EveryDays = 30;

    /// <summary>A score so low is a warning by itself.</summary>
    public const int Low = 2;

    public Guid Id { get; private set; } = id;

    public Guid ProjectId { get; private set; } = projectId;

    public Guid AccountId { get; private set; } = accountId;

    public SponsorSide Side { get; private set; } = side;

    /// <summary>The sponsor.</summary>
    public string Name { get; private set; } = name;

    /// <summary>1 (will fail) to 5 (sure).</summary>
    public int Score { get; private set; } = score;

    public string? Words { get; private set; } = words;

    public DateOnly On { get; private set; } = on;

    /// <summary>The link through which the customer said it; <c>null</c> where one of ours recorded it.</summary>
    public Guid? LinkId { get; private set; } = linkId;

    public Guid? RecordedBy { get; private set; } = recordedBy;

    public DateTime RecordedAt { get; private set; } = recordedAt;

    /// <summary>The risk that a fall opened.</summary>
    public Guid? RiskId { get; private set; }

    /// <summary>Whether it is lower than the same person's check before, or low without one.</summary>
    public bool FallsFrom(ConfidenceCheck? before) => before is null ? Score <= Low : Score < before.Score;

    public void Opened(Guid risk) => RiskId = risk;
}

internal sealed class ConfidenceCheckMapping : IEntityTypeConfiguration<ConfidenceCheck>
{
    public void Configure(EntityTypeBuilder<ConfidenceCheck> builder)
    {
        builder.ToTable("ConfidenceChecks");
        builder.Property(one => one.Id).ValueGeneratedNever();
        builder.Property(one => one.Side).HasMaxLength(10);
        builder.Property(one => one.Name).HasMaxLength(200);
        builder.Property(one => one.Words).HasMaxLength(1000);
        builder.HasIndex(one => new
        {
            one.ProjectId,
            one.Side,
            one.On,
        });
        builder.HasIndex(one => one.AccountId);
    }
}
