using CsMonolith.Journey.Tasks;
using CsMonolith.Journey.Timeline;

namespace CsMonolith.Journey.Consulting;

/// <summary>Something that is done by a solution plan; it becomes a task once the plan is agreed.</summary>
/// <param name="Key">Stable within the plan: lower case letters, digits and hyphens. A later version that keeps it keeps
/// its task.</param>
/// <param name="Side">Who does it: ours, theirs (the customer), partner.</param>
/// <param name="OwnerId">Who of ours does it or follows it up.</param>
/// <param name="Contact">Who at the customer or the partner does it; needed where the side is not ours.</param>
internal sealed record SolutionStep(
    string Key,
    string Title,
    TaskSide Side,
    Guid OwnerId,
    DateOnly DueOn,
    string? Contact = null
);

/// <summary>By whom of the customer a version was agreed, and when.</summary>
/// <param name="StakeholderId">Somebody on the customer's map of people.</param>
/// <param name="Name">Their name when they agreed.</param>
internal sealed record SolutionAgreement(DateOnly On, Guid StakeholderId, string Name, Guid? RecordedById, DateTime At);

/// <summary>What a version of a solution plan says.</summary>
/// <param name="Number">1 for the first.</param>
/// <param name="IssueIds">The issues that it solves.</param>
/// <param name="Why">Why it differs from the version before; <c>null</c> for the first.</param>
/// <param name="Agreement"><c>null</c> while nobody has agreed.</param>
internal sealed record SolutionVersion(
    int Number,
    string Approach,
    IReadOnlyList<Guid> IssueIds,
    IReadOnlyList<SolutionStep> Steps,
    string? Why,
    Guid? ById,
    DateTime RecordedAt,
    SolutionAgreement? Agreement = null
);

/// <summary>The task that a step became.</summary>
internal sealed record StepTask(string Key, Guid TaskId);

/// <summary>
/// How we and the customer solve some of their issues (解決計画): versions, each agreed by a named contact of theirs or not
/// yet. The agreed version with the highest number is in force.
/// </summary>
internal sealed class SolutionPlan(Guid id, Guid accountId, string title, DateTime recordedAt) : Aggregate
{
    public const int MostVersions = 50;

    /// <summary>The kind of timeline line that tells of an agreement.</summary>
    public const string AgreedLine = "solution-agreed";

    public Guid Id { get; private set; } = id;

    public Guid AccountId { get; private set; } = accountId;

    public string Title { get; private set; } = title;

    public DateTime RecordedAt { get; private set; } = recordedAt;

    public IReadOnlyList<SolutionVersion> Versions { get; private set; } = [];

    public IReadOnlyList<StepTask> Tasks { get; private set; } = [];

    /// <summary>The day of the newest agreement; <c>null</c> before the first.</summary>
    public DateOnly? AgreedOn { get; private set; }

    public DateTime? VoidedAt { get; private set; }

    public string? VoidReason { get; private set; }

    public Guid? VoidedBy { get; private set; }

    public SolutionVersion Newest => Versions[^1];

    public SolutionVersion? InForce => Versions.LastOrDefault(one => one.Agreement is not null);

    /// <summary>Adds a version.</summary>
    public Result Write(SolutionDraft draft, string? why, Guid? by, DateTime at)
    {
        if (VoidedAt is not null)
        {
            return ConsultingErrors.PlanVoid;
        }

        if (Versions.Count >= MostVersions)
        {
            return ConsultingErrors.Full(MostVersions);
        }

        Versions =
        [
            .. Versions,
            new SolutionVersion(Versions.Count + 1, draft.Approach, draft.IssueIds, draft.Steps, why, by, at),
        ];
        return Result.Done;
    }

    /// <summary>
    /// Refuses to agree to a version that is not the newest, was agreed, has no step, or asks for the past.
    /// </summary>
    public Error? RefusesAgreement(int number, DateOnly on)
    {
        if (VoidedAt is not null)
        {
            return ConsultingErrors.PlanVoid;
        }

        if (number != Newest.Number)
        {
            return ConsultingErrors.NoSuchVersion(number, Newest.Number);
        }

        if (Newest.Agreement is { } before)
        {
            return ConsultingErrors.AgreedAlready(number, before.On);
        }

        if (Newest.Steps.Count == 0)
        {
            return ConsultingErrors.NoSteps(number);
        }

        return NewSteps.FirstOrDefault(step => step.DueOn < on) is { } late
            ? ConsultingErrors.StepDueBefore(late, on)
            : null;
    }

    /// <summary>Steps of the newest version that have not become tasks.</summary>
    public IEnumerable<SolutionStep> NewSteps => Newest.Steps.Where(step => Tasks.All(one => one.Key != step.Key));

    /// <summary>Notes that a contact of the customer agreed to the newest version, and which tasks its steps became.</summary>
    public void Agree(JourneyDb db, SolutionAgreement agreement, IEnumerable<StepTask> opened)
    {
        Versions = [.. Versions.SkipLast(1), Newest with { Agreement = agreement }];
        Tasks = [.. Tasks, .. opened];
        AgreedOn = agreement.On;
        db.Set<TimelineEntry>()
            .Add(
                new TimelineEntry(
                    Guid.CreateVersion7(),
                    AccountId,
                    agreement.On,
                    AgreedLine,
                    $"{Id}/{Newest.Number}",
                    $"Solution plan agreed by {agreement.Name}: {Title} (version {Newest.Number})",
                    $"解決計画に合意({agreement.Name}): {Title}(第{Newest.Number}版)",
                    db.Clock.Now
                )
            );
    }

    public Result Void(string reason, Guid? by, DateTime at)
    {
        if (VoidedAt is { } before)
        {
            return ConsultingErrors.VoidAlready(before);
        }

        (VoidReason, VoidedBy, VoidedAt) = (reason, by, at);
        return Result.Done;
    }
}

internal sealed class SolutionPlanMapping : IEntityTypeConfiguration<SolutionPlan>
{
    public void Configure(EntityTypeBuilder<SolutionPlan> builder)
    {
        builder.ToTable("SolutionPlans");
        builder.Property(one => one.Id).ValueGeneratedNever();
        builder.Property(one => one.Title).HasMaxLength(200);
        builder.Property(one => one.Versions).AsJson();
        builder.Property(one => one.Tasks).AsJson();
        builder.Property(one => one.VoidReason).HasMaxLength(1000);
        builder.Ignore(one => one.Newest);
        builder.Ignore(one => one.InForce);
        builder.Ignore(one => one.NewSteps);
        builder.HasIndex(one => one.AccountId);
    }
}
