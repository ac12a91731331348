namespace CsMonolith.Journey.Tasks;

/// <summary>What happened to a task.</summary>
internal enum TaskEventKind
{
    Opened,
    Moved,
    Done,
    Dropped,
    Reopened,
}

/// <summary>What somebody said at an event: why, or by what it is proved.</summary>
internal sealed record TaskRemark(string? Text, string? Link, Guid? By, DateTime At);

/// <summary>
/// One event of a task: on which day it took effect, and when we learnt of it. Events are added, never changed.
/// </summary>
internal sealed class TaskEvent(
    Guid id,
    Guid taskId,
    Guid? accountId,
    int number,
    TaskEventKind kind,
    DateOnly on,
    DateOnly? dueOn,
    DateOnly? wasDueOn,
    string? text,
    string? link,
    Guid? byId,
    DateTime recordedAt
)
{
    public Guid Id { get; private set; } = id;

    public Guid TaskId { get; private set; } = taskId;

    public Guid? AccountId { get; private set; } = accountId;

    /// <summary>1 for the first of a task.</summary>
    public int Number { get; private set; } = number;

    public TaskEventKind Kind { get; private set; } = kind;

    public DateOnly On { get; private set; } = on;

    /// <summary>The due day from then on, where the event sets one.</summary>
    public DateOnly? DueOn { get; private set; } = dueOn;

    public DateOnly? WasDueOn { get; private set; } = wasDueOn;

    public string? Text { get; private set; } = text;

    public string? Link { get; private set; } = link;

    public Guid? ById { get; private set; } = byId;

    public DateTime RecordedAt { get; private set; } = recordedAt;
}

internal sealed class TaskEventMapping : IEntityTypeConfiguration<TaskEvent>
{
    public void Configure(EntityTypeBuilder<TaskEvent> builder)
    {
        builder.ToTable("TaskEvents");
        builder.Property(one => one.Id).ValueGeneratedNever();
        builder.Property(one => one.Kind).HasMaxLength(10);
        builder.Property(one => one.Text).HasMaxLength(2000);
        builder.Property(one => one.Link).HasMaxLength(500);
        builder.HasIndex(one => new { one.TaskId, one.Number }).IsUnique();
        builder.HasIndex(one => new { one.AccountId, one.On });
    }
}
