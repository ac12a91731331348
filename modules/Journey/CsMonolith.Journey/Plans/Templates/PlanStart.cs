namespace CsMonolith.Journey.Plans.Templates;

/// <summary>
/// That a project's plan was begun from a template. Its version lets two who do so at once not fill the same area
/// twice.
/// </summary>
internal sealed class PlanStart(Guid projectId, Guid accountId) : Aggregate
{
    public Guid ProjectId { get; private set; } = projectId;

    public Guid AccountId { get; private set; } = accountId;

    public DateOnly LastOn { get; private set; }

    public Guid? LastById { get; private set; }

    /// <summary>How often it was asked for; what exists was left as it was.</summary>
    public int Times { get; private set; }

    public void Begin(DateOnly on, Guid? by) => (LastOn, LastById, Times) = (on, by, Times + 1);
}

internal sealed class PlanStartMapping : IEntityTypeConfiguration<PlanStart>
{
    public void Configure(EntityTypeBuilder<PlanStart> builder)
    {
        builder.ToTable("PlanStarts");
        builder.HasKey(start => start.ProjectId);
        builder.Property(start => start.ProjectId).ValueGeneratedNever();
        builder.HasIndex(start => start.AccountId);
    }
}
