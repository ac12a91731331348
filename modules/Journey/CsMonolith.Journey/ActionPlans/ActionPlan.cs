namespace CsMonolith.Journey.ActionPlans;

/// <summary>
/// What we and the customer do together (共同アクションプラン): a greeting to the customer and the tasks of both sides that
/// they may see. Tasks stay tasks; the plan only says which of them leave the house.
/// </summary>
internal sealed class ActionPlan(Guid projectId, Guid accountId) : Aggregate
{
    /// <summary>Tasks of a plan at most, so that it is read whole.</summary>
    public const int MostTasks = 100;

    public Guid ProjectId { get; private set; } = projectId;

    public Guid AccountId { get; private set; } = accountId;

    /// <summary>What the customer reads first, in our words to them.</summary>
    public string? Greeting { get; private set; }

    /// <summary>The tasks that the customer sees, in their order.</summary>
    public IReadOnlyList<Guid> TaskIds { get; private set; } = [];

    /// <summary>Replaces what the customer sees.</summary>
    public void Show(string? greeting, IReadOnlyList<Guid> tasks) => (Greeting, TaskIds) = (greeting, tasks);
}

internal sealed class ActionPlanMapping : IEntityTypeConfiguration<ActionPlan>
{
    public void Configure(EntityTypeBuilder<ActionPlan> builder)
    {
        builder.ToTable("ActionPlans");
        builder.HasKey(one => one.ProjectId);
        builder.Property(one => one.ProjectId).ValueGeneratedNever();
        builder.Property(one => one.Greeting).HasMaxLength(2000);
        builder.Property(one => one.TaskIds).AsJson();
        builder.HasIndex(one => one.AccountId);
    }
}
