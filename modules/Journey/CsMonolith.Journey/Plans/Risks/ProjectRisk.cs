namespace CsMonolith.Journey.Plans.Risks;

/// <summary>What has become of a risk.</summary>
internal enum RiskState
{
    Open,
    Occurred,
    Closed,
}

/// <summary>How likely and how grave a risk was rated.</summary>
/// <param name="Probability">1 (hardly) to 5 (nearly certain).</param>
/// <param name="Impact">1 (slight) to 5 (the project fails).</param>
internal sealed record RiskRating(int Probability, int Impact, string? Why, Guid? ById, DateTime At);

/// <summary>What became of a risk, from a day on.</summary>
internal sealed record RiskStep(RiskState State, DateOnly On, string Why, Guid? ById, DateTime At);

/// <summary>
/// An answer to "if this project fails, why?" (事前検死): what would show it, who watches it, and what is done against it.
/// </summary>
internal sealed class ProjectRisk(Guid id, Guid projectId, Guid accountId, DateOnly openedOn, DateTime recordedAt)
    : Aggregate,
        IPlanItem
{
    /// <summary>From this product of probability and impact on a risk needs something done against it.</summary>
    public const int GraveScore = 12;

    public Guid Id { get; private set; } = id;

    public Guid ProjectId { get; private set; } = projectId;

    public Guid AccountId { get; private set; } = accountId;

    public DateOnly OpenedOn { get; private set; } = openedOn;

    public DateTime RecordedAt { get; private set; } = recordedAt;

    public string Why { get; private set; } = "";

    public string Trigger { get; private set; } = "";

    public string? Mitigation { get; private set; }

    public Guid OwnerId { get; private set; }

    public int Probability { get; private set; }

    public int Impact { get; private set; }

    public RiskState State { get; private set; }

    public DateOnly StateSince { get; private set; } = openedOn;

    public IReadOnlyList<RiskRating> Ratings { get; private set; } = [];

    public IReadOnlyList<RiskStep> Steps { get; private set; } = [];

    public int Score => Probability * Impact;

    public RiskWords Words => new(Why, Trigger, Mitigation, OwnerId);

    public void Say(RiskWords words) =>
        (Why, Trigger, Mitigation, OwnerId) = (words.Why, words.Trigger, words.Mitigation, words.OwnerId);

    /// <summary>Rates it anew; the former rating stays in its history.</summary>
    public Result Rate(RiskRating rating)
    {
        if (State == RiskState.Closed)
        {
            return PlanErrors.RiskClosed(StateSince);
        }

        if (Ratings.Count >= PlanDesk.MostOfAKind)
        {
            return PlanErrors.Full(PlanDesk.MostOfAKind);
        }

        Ratings = [.. Ratings, rating];
        (Probability, Impact) = (rating.Probability, rating.Impact);
        return Result.Done;
    }

    /// <summary>Notes that it occurred, is closed, or is open again.</summary>
    public Result Settle(RiskStep step)
    {
        if (step.State == State)
        {
            return PlanErrors.SameRiskState(State);
        }

        if (step.On < StateSince)
        {
            return PlanErrors.BeforeState(step.On, StateSince);
        }

        if (Steps.Count >= PlanDesk.MostOfAKind)
        {
            return PlanErrors.Full(PlanDesk.MostOfAKind);
        }

        (State, StateSince, Steps) = (step.State, step.On, [.. Steps, step]);
        return Result.Done;
    }

    /// <summary>Whether it is grave and nothing is done against it.</summary>
    public bool IsUnanswered =>
        State != RiskState.Closed && Score >= GraveScore && string.IsNullOrWhiteSpace(Mitigation);
}

/// <summary>What a risk says of itself; it may be corrected.</summary>
/// <param name="Why">Why the project would have failed.</param>
/// <param name="Trigger">What would show that it comes.</param>
/// <param name="Mitigation">What is done against it.</param>
internal sealed record RiskWords(string Why, string Trigger, string? Mitigation, Guid OwnerId);

internal sealed class ProjectRiskMapping : IEntityTypeConfiguration<ProjectRisk>
{
    public void Configure(EntityTypeBuilder<ProjectRisk> builder)
    {
        builder.ToTable("ProjectRisks");
        builder.Property(one => one.Id).ValueGeneratedNever();
        builder.Property(one => one.Why).HasMaxLength(1000);
        builder.Property(one => one.Trigger).HasMaxLength(1000);
        builder.Property(one => one.Mitigation).HasMaxLength(2000);
        builder.Property(one => one.State).HasMaxLength(10);
        builder.Property(one => one.Ratings).AsJson();
        builder.Property(one => one.Steps).AsJson();
        builder.Ignore(one => one.Score);
        builder.Ignore(one => one.Words);
        builder.Ignore(one => one.IsUnanswered);
        builder.HasIndex(one => one.ProjectId);
        builder.HasIndex(one => one.AccountId);
    }
}
