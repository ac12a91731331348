namespace CsMonolith.Journey.Plans.Resources;

/// <summary>How far a need of people is.</summary>
internal enum NeedState
{
    Requested,
    Promised,
    Filled,
}

/// <summary>Somebody whom a project needs from a department: requested, promised, filled.</summary>
internal sealed class ResourceNeed(
    Guid id,
    Guid projectId,
    Guid accountId,
    string role,
    string department,
    int hoursAWeek,
    DateOnly from,
    DateOnly? to,
    DateTime recordedAt
) : Aggregate, IPlanItem
{
    public Guid Id { get; private set; } = id;

    public Guid ProjectId { get; private set; } = projectId;

    public Guid AccountId { get; private set; } = accountId;

    public string Role { get; private set; } = role;

    public string Department { get; private set; } = department;

    public int HoursAWeek { get; private set; } = hoursAWeek;

    public DateOnly From { get; private set; } = from;

    public DateOnly? To { get; private set; } = to;

    public DateTime RecordedAt { get; private set; } = recordedAt;

    public NeedState State { get; private set; }

    public string? PromisedBy { get; private set; }

    public DateOnly? PromisedOn { get; private set; }

    public Guid? FilledById { get; private set; }

    public DateOnly? FilledOn { get; private set; }

    /// <summary>Notes who promised somebody.</summary>
    public Result Promise(string by, DateOnly on)
    {
        if (State != NeedState.Requested)
        {
            return PlanErrors.NeedState(State);
        }

        (State, PromisedBy, PromisedOn) = (NeedState.Promised, by, on);
        return Result.Done;
    }

    /// <summary>Notes who does it.</summary>
    public Result Fill(Guid person, DateOnly on)
    {
        if (State == NeedState.Filled)
        {
            return PlanErrors.NeedState(State);
        }

        (State, FilledById, FilledOn) = (NeedState.Filled, person, on);
        return Result.Done;
    }

    /// <summary>Whether nobody fills it on a day, though it is not over.</summary>
    public bool IsGap(DateOnly day) => State != NeedState.Filled && !(To < day);
}

internal sealed class ResourceNeedMapping : IEntityTypeConfiguration<ResourceNeed>
{
    public void Configure(EntityTypeBuilder<ResourceNeed> builder)
    {
        builder.ToTable("ResourceNeeds");
        builder.Property(one => one.Id).ValueGeneratedNever();
        builder.Property(one => one.Role).HasMaxLength(100);
        builder.Property(one => one.Department).HasMaxLength(100);
        builder.Property(one => one.State).HasMaxLength(10);
        builder.Property(one => one.PromisedBy).HasMaxLength(100);
        builder.HasIndex(one => one.ProjectId);
        builder.HasIndex(one => one.AccountId);
        builder.HasIndex(one => new { one.State, one.Department });
    }
}
