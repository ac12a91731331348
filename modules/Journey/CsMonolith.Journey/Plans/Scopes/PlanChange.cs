namespace CsMonolith.Journey.Plans.Scopes;

/// <summary>How far a change request is.</summary>
internal enum PlanChangeState
{
    Requested,
    Approved,
    Declined,
}

/// <summary>A new baseline that a change asks for.</summary>
internal sealed record Rebaseline(Guid MilestoneId, DateOnly On);

/// <summary>What somebody asks to change in what was agreed.</summary>
/// <param name="Adds">Items to add to the scope.</param>
/// <param name="Removes">Items to take out of it, by their text.</param>
/// <param name="Rebaselines">Milestones to get another baseline.</param>
/// <param name="Reason">Why.</param>
internal sealed record PlanChangeOrder(
    IReadOnlyList<ScopeItem> Adds,
    IReadOnlyList<string> Removes,
    IReadOnlyList<Rebaseline> Rebaselines,
    string Reason
);

/// <summary>
/// A request to change what was agreed: the scope, or the baseline of milestones. Somebody other than its author
/// decides
/// it, once; an approval is applied in the same moment.
/// </summary>
internal sealed class PlanChange(
    Guid id,
    Guid projectId,
    Guid accountId,
    Guid? requestedById,
    DateOnly requestedOn,
    DateTime recordedAt
) : Aggregate, IPlanItem
{
    /// <summary>Change requests of one project.</summary>
    public const int MostOfAProject = 200;

    public Guid Id { get; private set; } = id;

    public Guid ProjectId { get; private set; } = projectId;

    public Guid AccountId { get; private set; } = accountId;

    public Guid? RequestedById { get; private set; } = requestedById;

    public DateOnly RequestedOn { get; private set; } = requestedOn;

    public DateTime RecordedAt { get; private set; } = recordedAt;

    public IReadOnlyList<ScopeItem> Adds { get; private set; } = [];

    public IReadOnlyList<string> Removes { get; private set; } = [];

    public IReadOnlyList<Rebaseline> Rebaselines { get; private set; } = [];

    public string Reason { get; private set; } = "";

    public PlanChangeState State { get; private set; }

    public Guid? DecidedById { get; private set; }

    public DateOnly? DecidedOn { get; private set; }

    public string? DecisionReason { get; private set; }

    public bool ChangesScope => Adds.Count + Removes.Count > 0;

    /// <summary>Says what is asked; once, right after it is made.</summary>
    public void Ask(PlanChangeOrder order) =>
        (Adds, Removes, Rebaselines, Reason) = (order.Adds, order.Removes, order.Rebaselines, order.Reason);

    /// <summary>Decides it, once, and never by its author.</summary>
    public Result Decide(bool approve, string reason, Guid? by, DateOnly on)
    {
        if (by == RequestedById)
        {
            return PlanErrors.OwnChange;
        }

        if (DecidedOn is { } decided)
        {
            return PlanErrors.Decided(decided);
        }

        State = approve ? PlanChangeState.Approved : PlanChangeState.Declined;
        (DecidedById, DecidedOn, DecisionReason) = (by, on, reason);
        return Result.Done;
    }
}

internal sealed class PlanChangeMapping : IEntityTypeConfiguration<PlanChange>
{
    public void Configure(EntityTypeBuilder<PlanChange> builder)
    {
        builder.ToTable("PlanChanges");
        builder.Property(one => one.Id).ValueGeneratedNever();
        builder.Property(one => one.Adds).AsJson();
        builder.Property(one => one.Removes).AsJson();
        builder.Property(one => one.Rebaselines).AsJson();
        builder.Property(one => one.Reason).HasMaxLength(2000);
        builder.Property(one => one.State).HasMaxLength(10);
        builder.Property(one => one.DecisionReason).HasMaxLength(2000);
        builder.Ignore(one => one.ChangesScope);
        builder.HasIndex(one => one.ProjectId);
        builder.HasIndex(one => one.AccountId);
    }
}
