using CsMonolith.Journey.Tasks;
using CsMonolith.Journey.Timeline;

namespace CsMonolith.Journey.Consulting;

/// <summary>What an issue is about; most are not about the product.</summary>
internal enum IssueKind
{
    Product,
    Process,
    Organisation,
    Data,
    OtherVendor,
}

/// <summary>How grave it is for the customer's goal.</summary>
internal enum IssueSeverity
{
    Low,
    Medium,
    High,
    Critical,
}

/// <summary>How far an issue is.</summary>
internal enum IssueState
{
    Open,

    /// <summary>What to do is decided.</summary>
    Decided,
    Solved,

    /// <summary>Taken back, since it should not have been logged.</summary>
    Void,
}

/// <summary>What an issue says of itself; it may be corrected.</summary>
/// <param name="OwnerId">Who of ours keeps it moving.</param>
/// <param name="Side">Who has to solve it: ours, theirs (the customer), partner.</param>
/// <param name="Contact">Who at the customer or the partner solves it.</param>
internal sealed record IssueWords(
    string Title,
    IssueKind Kind,
    IssueSeverity Severity,
    string? Note,
    Guid OwnerId,
    TaskSide Side,
    string? Contact,
    DateOnly? DueOn
);

/// <summary>What became of an issue, from a day on.</summary>
/// <param name="What">What was decided or done, or why it is open again or taken back.</param>
internal sealed record IssueStep(IssueState State, DateOnly On, string What, Guid? ById, DateTime At);

/// <summary>
/// Something that stands between a customer and their goal, whether the product has to do with it or not (課題). What
/// became of it is only added to.
/// </summary>
internal sealed class ConsultingIssue(Guid id, Guid accountId, DateOnly openedOn, Guid? byId, DateTime recordedAt)
    : Aggregate
{
    public const int MostSteps = 50;

    /// <summary>The kind of timeline line that tells that an issue came up.</summary>
    public const string OpenedLine = "issue-opened";

    /// <summary>The kind of timeline line that tells that an issue was solved.</summary>
    public const string SolvedLine = "issue-solved";

    public Guid Id { get; private set; } = id;

    public Guid AccountId { get; private set; } = accountId;

    /// <summary>The day on which it came up.</summary>
    public DateOnly OpenedOn { get; private set; } = openedOn;

    public Guid? ById { get; private set; } = byId;

    public DateTime RecordedAt { get; private set; } = recordedAt;

    public string Title { get; private set; } = "";

    public IssueKind Kind { get; private set; }

    public IssueSeverity Severity { get; private set; }

    /// <summary>1 (low) to 4 (critical), so that lists can be sorted by it.</summary>
    public int Gravity { get; private set; }

    public string? Note { get; private set; }

    public Guid OwnerId { get; private set; }

    public TaskSide Side { get; private set; }

    public string? Contact { get; private set; }

    public DateOnly? DueOn { get; private set; }

    public IssueState State { get; private set; }

    public DateOnly StateSince { get; private set; } = openedOn;

    public IReadOnlyList<IssueStep> Steps { get; private set; } = [];

    /// <summary>The agreed plan whose version in force covers it; <c>null</c> where none does.</summary>
    public Guid? PlanId { get; private set; }

    public IssueWords Words => new(Title, Kind, Severity, Note, OwnerId, Side, Contact, DueOn);

    public void Say(IssueWords words) =>
        (Title, Kind, Severity, Gravity, Note, OwnerId, Side, Contact, DueOn) = (
            words.Title,
            words.Kind,
            words.Severity,
            (int)words.Severity + 1,
            words.Note,
            words.OwnerId,
            words.Side,
            words.Contact,
            words.DueOn
        );

    /// <summary>Adds it with its timeline line; once, right after it was worded.</summary>
    public void Open(JourneyDb db)
    {
        db.Set<ConsultingIssue>().Add(this);
        db.Set<TimelineEntry>()
            .Add(TimelineEntry.Own(db, AccountId, OpenedOn, OpenedLine, Id, $"Issue: {Title}", $"課題: {Title}"));
    }

    /// <summary>Notes that it was decided, solved, taken back, or is open again.</summary>
    public Result Move(JourneyDb db, IssueStep step)
    {
        if (State == IssueState.Void)
        {
            return ConsultingErrors.IssueVoid;
        }

        if (step.State == State)
        {
            return ConsultingErrors.SameState(State);
        }

        if (step.On < StateSince)
        {
            return ConsultingErrors.BeforeState(step.On, StateSince);
        }

        if (Steps.Count >= MostSteps)
        {
            return ConsultingErrors.Full(MostSteps);
        }

        (State, StateSince, Steps) = (step.State, step.On, [.. Steps, step]);
        if (State == IssueState.Solved)
        {
            db.Set<TimelineEntry>()
                .Add(
                    new TimelineEntry(
                        Guid.CreateVersion7(),
                        AccountId,
                        step.On,
                        SolvedLine,
                        $"{Id}/{Steps.Count}",
                        $"Issue solved: {Title}: {step.What}",
                        $"課題を解決: {Title}: {step.What}",
                        db.Clock.Now
                    )
                );
        }

        return Result.Done;
    }

    /// <summary>Notes which agreed plan covers it, or that none does any more.</summary>
    public void CoverBy(Guid? plan) => PlanId = plan;
}

internal sealed class ConsultingIssueMapping : IEntityTypeConfiguration<ConsultingIssue>
{
    public void Configure(EntityTypeBuilder<ConsultingIssue> builder)
    {
        builder.ToTable("ConsultingIssues");
        builder.Property(one => one.Id).ValueGeneratedNever();
        builder.Property(one => one.Title).HasMaxLength(200);
        builder.Property(one => one.Kind).HasMaxLength(20);
        builder.Property(one => one.Severity).HasMaxLength(10);
        builder.Property(one => one.Side).HasMaxLength(10);
        builder.Property(one => one.State).HasMaxLength(10);
        builder.Property(one => one.Note).HasMaxLength(4000);
        builder.Property(one => one.Contact).HasMaxLength(100);
        builder.Property(one => one.Steps).AsJson();
        builder.Ignore(one => one.Words);
        builder.HasIndex(one => new { one.AccountId, one.State });
        builder.HasIndex(one => new { one.State, one.DueOn });
        builder.HasIndex(one => one.PlanId);
    }
}
