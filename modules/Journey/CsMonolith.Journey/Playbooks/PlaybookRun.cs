using CsMonolith.Journey.Timeline;

namespace CsMonolith.Journey.Playbooks;

/// <summary>The task that a step became.</summary>
/// <param name="Key">The step's key within its variant.</param>
internal sealed record RunStep(string Key, Guid TaskId);

/// <summary>
/// A playbook at one customer. It remembers the version and variant with which it began. A customer who is held out gets
/// no steps: what becomes of them shows what the playbook is worth.
/// </summary>
internal sealed class PlaybookRun(
    Guid id,
    Guid accountId,
    Guid playbookId,
    int number,
    string variant,
    bool heldOut,
    DateOnly startedOn,
    Guid? startedBy,
    DateTime recordedAt
) : Aggregate
{
    /// <summary>The kind of timeline line that tells of a playbook begun.</summary>
    public const string StartedLine = "playbook-started";

    /// <summary>The kind of timeline line that tells of a playbook ended.</summary>
    public const string EndedLine = "playbook-ended";

    public Guid Id { get; private set; } = id;

    public Guid AccountId { get; private set; } = accountId;

    public Guid PlaybookId { get; private set; } = playbookId;

    /// <summary>The version with which it began.</summary>
    public int Number { get; private set; } = number;

    /// <summary>Code of the variant with which it began.</summary>
    public string Variant { get; private set; } = variant;

    public bool HeldOut { get; private set; } = heldOut;

    public DateOnly StartedOn { get; private set; } = startedOn;

    public Guid? StartedBy { get; private set; } = startedBy;

    public DateTime RecordedAt { get; private set; } = recordedAt;

    public IReadOnlyList<RunStep> Steps { get; private set; } = [];

    public DateOnly? EndedOn { get; private set; }

    /// <summary>Whether the outcome was reached, as whoever ended it says.</summary>
    public bool? Reached { get; private set; }

    public string? EndedWhy { get; private set; }

    /// <summary>When we learnt that it had ended.</summary>
    public DateTime? EndedAt { get; private set; }

    /// <summary>Of the run that goes on: no two of a playbook at an account have it.</summary>
    public string? RunningKey { get; private set; } = KeyOf(accountId, playbookId);

    public static string KeyOf(Guid account, Guid playbook) => $"{account:N}/{playbook:N}";

    /// <summary>Notes the tasks and tells the timeline; once, right after it is made.</summary>
    public void Begin(JourneyDb db, string title, IReadOnlyList<RunStep> steps)
    {
        Steps = steps;
        // A held out customer's line would tell their CSM to treat them in another way.
        if (!HeldOut)
        {
            Tell(
                db,
                StartedOn,
                StartedLine,
                $"Playbook begun: {title} (version {Number})",
                $"プレイブックを開始: {title}(第{Number}版)"
            );
        }
    }

    public Result End(JourneyDb db, string title, RunEnd end)
    {
        if (EndedOn is { } ended)
        {
            return PlaybookErrors.Ended(ended);
        }

        if (end.On < StartedOn)
        {
            return PlaybookErrors.EndBeforeStart(end.On, StartedOn);
        }

        (EndedOn, Reached, EndedWhy, EndedAt, RunningKey) = (end.On, end.Reached, end.Why, db.Clock.Now, null);
        if (!HeldOut)
        {
            Tell(db, end.On, EndedLine, $"Playbook ended: {title}", $"プレイブックを終了: {title}");
        }

        return Result.Done;
    }

    private void Tell(JourneyDb db, DateOnly on, string line, string en, string ja) =>
        db.Set<TimelineEntry>().Add(TimelineEntry.Own(db, AccountId, on, line, Id, en, ja));
}

internal sealed class PlaybookRunMapping : IEntityTypeConfiguration<PlaybookRun>
{
    public void Configure(EntityTypeBuilder<PlaybookRun> builder)
    {
        builder.ToTable("PlaybookRuns");
        builder.Property(run => run.Id).ValueGeneratedNever();
        builder.Property(run => run.Variant).HasMaxLength(40);
        builder.Property(run => run.Steps).AsJson();
        builder.Property(run => run.EndedWhy).HasMaxLength(1000);
        builder.Property(run => run.RunningKey).HasMaxLength(65);
        builder.HasIndex(run => run.RunningKey).IsUnique();
        builder.HasIndex(run => new { run.AccountId, run.StartedOn });
        builder.HasIndex(run => run.PlaybookId);
    }
}
