namespace CsMonolith.Journey.Plans.Deliverables;

/// <summary>What the customer said of a deliverable.</summary>
/// <param name="By">Who at the customer said so.</param>
/// <param name="StakeholderId">The same person on the map of people, where they are on it.</param>
/// <param name="Accepted">Whether it meets the criteria.</param>
/// <param name="Reason">Why not.</param>
internal sealed record SignOff(
    string By,
    Guid? StakeholderId,
    DateOnly On,
    bool Accepted,
    string? Reason,
    Guid? RecordedById,
    DateTime At
);

/// <summary>
/// Something that the project hands over: how fine it is, by which criteria it is accepted, and who at the customer has
/// signed it off. It is done only then.
/// </summary>
internal sealed class Deliverable(Guid id, Guid projectId, Guid accountId, DateTime recordedAt) : Aggregate, IPlanItem
{
    public Guid Id { get; private set; } = id;

    public Guid ProjectId { get; private set; } = projectId;

    public Guid AccountId { get; private set; } = accountId;

    public DateTime RecordedAt { get; private set; } = recordedAt;

    public string Title { get; private set; } = "";

    /// <summary>How fine it is made: "one sheet for each base", "by department".</summary>
    public string Granularity { get; private set; } = "";

    public string Criteria { get; private set; } = "";

    public DateOnly DueOn { get; private set; }

    public Guid OwnerId { get; private set; }

    public IReadOnlyList<SignOff> SignOffs { get; private set; } = [];

    public DateOnly? DoneOn { get; private set; }

    /// <summary>The accepted sign-off that stands; a later rejection takes an earlier acceptance back.</summary>
    public SignOff? Standing => SignOffs.Count > 0 && SignOffs[^1].Accepted ? SignOffs[^1] : null;

    /// <summary>Says what it is; after the customer has signed it off only its owner changes.</summary>
    public Result Say(DeliverableWords words)
    {
        if (DoneOn is { } done)
        {
            return PlanErrors.Done(done);
        }

        if (Standing is not null && words with { OwnerId = OwnerId } != Words)
        {
            return PlanErrors.SignedOffAlready;
        }

        (Title, Granularity, Criteria) = (words.Title, words.Granularity, words.Criteria);
        (DueOn, OwnerId) = (words.DueOn, words.OwnerId);
        return Result.Done;
    }

    public DeliverableWords Words => new(Title, Granularity, Criteria, DueOn, OwnerId);

    public Result Sign(SignOff signed)
    {
        if (DoneOn is { } done)
        {
            return PlanErrors.Done(done);
        }

        if (SignOffs.Count >= PlanDesk.MostOfAKind)
        {
            return PlanErrors.Full(PlanDesk.MostOfAKind);
        }

        SignOffs = [.. SignOffs, signed];
        return Result.Done;
    }

    /// <summary>Notes that it is done; refused while no accepted sign-off stands.</summary>
    public Result Finish(DateOnly on)
    {
        if (DoneOn is { } done)
        {
            return PlanErrors.Done(done);
        }

        if (Standing is not { } signed)
        {
            return PlanErrors.NotSignedOff;
        }

        if (on < signed.On)
        {
            return PlanErrors.DoneBeforeSignOff(on, signed.On);
        }

        DoneOn = on;
        return Result.Done;
    }
}

/// <summary>What a deliverable says of itself.</summary>
internal sealed record DeliverableWords(
    string Title,
    string Granularity,
    string Criteria,
    DateOnly DueOn,
    Guid OwnerId
);

internal sealed class DeliverableMapping : IEntityTypeConfiguration<Deliverable>
{
    public void Configure(EntityTypeBuilder<Deliverable> builder)
    {
        builder.ToTable("Deliverables");
        builder.Property(one => one.Id).ValueGeneratedNever();
        builder.Property(one => one.Title).HasMaxLength(200);
        builder.Property(one => one.Granularity).HasMaxLength(300);
        builder.Property(one => one.Criteria).HasMaxLength(2000);
        builder.Property(one => one.SignOffs).AsJson();
        builder.Ignore(one => one.Standing);
        builder.Ignore(one => one.Words);
        builder.HasIndex(one => one.ProjectId);
        builder.HasIndex(one => one.AccountId);
    }
}
