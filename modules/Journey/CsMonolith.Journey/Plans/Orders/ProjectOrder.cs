namespace CsMonolith.Journey.Plans.Orders;

/// <summary>Something that a project buys or borrows from somebody else.</summary>
internal sealed class ProjectOrder(
    Guid id,
    Guid projectId,
    Guid accountId,
    string what,
    string supplier,
    DateOnly orderedOn,
    DateOnly expectedOn,
    DateTime recordedAt
) : Aggregate, IPlanItem
{
    public Guid Id { get; private set; } = id;

    public Guid ProjectId { get; private set; } = projectId;

    public Guid AccountId { get; private set; } = accountId;

    public string What { get; private set; } = what;

    public string Supplier { get; private set; } = supplier;

    public DateOnly OrderedOn { get; private set; } = orderedOn;

    public DateOnly ExpectedOn { get; private set; } = expectedOn;

    public DateTime RecordedAt { get; private set; } = recordedAt;

    public DateOnly? DeliveredOn { get; private set; }

    public bool IsLate(DateOnly today) => DeliveredOn is null && ExpectedOn < today;

    public Result Deliver(DateOnly on)
    {
        if (DeliveredOn is { } delivered)
        {
            return PlanErrors.Delivered(delivered);
        }

        if (on < OrderedOn)
        {
            return PlanErrors.Backwards(OrderedOn, on, "/on");
        }

        DeliveredOn = on;
        return Result.Done;
    }
}

internal sealed class ProjectOrderMapping : IEntityTypeConfiguration<ProjectOrder>
{
    public void Configure(EntityTypeBuilder<ProjectOrder> builder)
    {
        builder.ToTable("ProjectOrders");
        builder.Property(one => one.Id).ValueGeneratedNever();
        builder.Property(one => one.What).HasMaxLength(200);
        builder.Property(one => one.Supplier).HasMaxLength(200);
        builder.HasIndex(one => one.ProjectId);
        builder.HasIndex(one => one.AccountId);
    }
}
