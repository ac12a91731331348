using CsMonolith.Journey.Timeline;

namespace CsMonolith.Journey.Tasks;

/// <summary>Who has to do it.</summary>
internal enum TaskSide
{
    Ours,
    Theirs,
    Partner,
}

/// <summary>How far a task is.</summary>
internal enum TaskState
{
    Open,
    Done,
    Dropped,
}

/// <summary>What a task came from.</summary>
internal enum TaskSource
{
    ByHand,
    PlaybookStep,
    Handoff,
    Review,
    FieldCard,
    Risk,
    Milestone,
    ConsultingIssue,
    SolutionStep,
    Advice,
}

/// <summary>What a task says of itself; it may be corrected.</summary>
/// <param name="PersonId">Who of ours does it or follows it up.</param>
/// <param name="Contact">Who at the customer or partner does it.</param>
/// <param name="GoalId">The success definition that it serves.</param>
internal sealed record TaskWords(string Title, string? Note, Guid? PersonId, string? Contact, Guid? GoalId);

/// <summary>
/// Something that somebody has promised to do by a day (タスク): ours, the customer's or a partner's. Its due day, its
/// end and its reopening are told by its events, which are only added.
/// </summary>
internal sealed class TaskItem(
    Guid id,
    Guid? accountId,
    TaskSide side,
    TaskSource source,
    Guid? sourceId,
    Guid? parentId,
    Guid rootId,
    int depth,
    DateOnly openedOn,
    Guid? openedBy,
    DateTime recordedAt
) : Aggregate
{
    /// <summary>Levels of a tree, its first task among them.</summary>
    public const int MostLevels = 6;

    /// <summary>Tasks of a tree, its first one among them.</summary>
    public const int MostInTree = 500;

    /// <summary>The kind of timeline line that tells of a task done.</summary>
    public const string DoneLine = "task-done";

    /// <summary>The kind of timeline line that tells of a due day that passed.</summary>
    public const string OverdueLine = "task-overdue";

    public Guid Id { get; private set; } = id;

    public Guid? AccountId { get; private set; } = accountId;

    public TaskSide Side { get; private set; } = side;

    public TaskSource Source { get; private set; } = source;

    public Guid? SourceId { get; private set; } = sourceId;

    public Guid? ParentId { get; private set; } = parentId;

    /// <summary>The first task of its tree: itself, where it has no parent.</summary>
    public Guid RootId { get; private set; } = rootId;

    /// <summary>0 for the first task of a tree.</summary>
    public int Depth { get; private set; } = depth;

    public DateOnly OpenedOn { get; private set; } = openedOn;

    public Guid? OpenedBy { get; private set; } = openedBy;

    public DateTime RecordedAt { get; private set; } = recordedAt;

    public string Title { get; private set; } = "";

    public string? Note { get; private set; }

    public Guid? PersonId { get; private set; }

    public string? Contact { get; private set; }

    public Guid? GoalId { get; private set; }

    public DateOnly DueOn { get; private set; }

    public TaskState State { get; private set; }

    /// <summary>The day of its opening, reopening, or end.</summary>
    public DateOnly StateSince { get; private set; } = openedOn;

    /// <summary>Direct subtasks that are open; counted here, so that nobody closes over one.</summary>
    public int OpenSubtasks { get; private set; }

    /// <summary>Of the first of a tree: how many tasks are in it.</summary>
    public int InTree { get; private set; } = 1;

    /// <summary>Events so far.</summary>
    public int Events { get; private set; }

    /// <summary>The due day whose passing has been told; each is told once.</summary>
    public DateOnly? ToldDueOn { get; private set; }

    public TaskWords Words => new(Title, Note, PersonId, Contact, GoalId);

    public void Say(TaskWords words) =>
        (Title, Note, PersonId, Contact, GoalId) = (
            words.Title,
            words.Note,
            words.PersonId,
            words.Contact,
            words.GoalId
        );

    /// <summary>Adds the first event; once, right after it is made.</summary>
    public TaskEvent Begin(DateOnly dueOn, TaskRemark remark)
    {
        DueOn = dueOn;
        return Tell(TaskEventKind.Opened, OpenedOn, remark, dueOn: dueOn);
    }

    /// <summary>Refuses a subtask where the tree has grown too deep or large, or the task is closed.</summary>
    /// <param name="root">The first task of the tree.</param>
    public Result Take(TaskItem root)
    {
        if (State != TaskState.Open)
        {
            return TaskErrors.ParentClosed(Title);
        }

        if (Depth + 1 >= MostLevels)
        {
            return TaskErrors.TooDeep;
        }

        if (root.InTree >= MostInTree)
        {
            return TaskErrors.TreeFull;
        }

        root.InTree++;
        OpenSubtasks++;
        return Result.Done;
    }

    /// <summary>Notes that a direct subtask was closed.</summary>
    public void SubtaskClosed() => OpenSubtasks--;

    /// <summary>Notes that a direct subtask is open again; refused where this task is closed.</summary>
    public Result SubtaskReopened()
    {
        if (State != TaskState.Open)
        {
            return TaskErrors.ParentClosed(Title);
        }

        OpenSubtasks++;
        return Result.Done;
    }

    public Result<TaskEvent> Move(DateOnly to, TaskRemark remark, DateOnly today)
    {
        if (State != TaskState.Open)
        {
            return TaskErrors.NotOpen(State, StateSince);
        }

        if (to == DueOn)
        {
            return TaskErrors.SameDay(to);
        }

        if (to < OpenedOn)
        {
            return TaskErrors.DueBeforeOpened(to, OpenedOn);
        }

        var was = DueOn;
        DueOn = to;
        return Tell(TaskEventKind.Moved, today, remark, to, was);
    }

    public Result<TaskEvent> Finish(DateOnly on, TaskRemark remark)
    {
        if (State != TaskState.Open)
        {
            return TaskErrors.NotOpen(State, StateSince);
        }

        if (on < StateSince)
        {
            return TaskErrors.DoneBeforeOpen(on, StateSince);
        }

        return Close(TaskState.Done, TaskEventKind.Done, on, remark);
    }

    public Result<TaskEvent> Drop(DateOnly today, TaskRemark remark) =>
        State != TaskState.Open
            ? TaskErrors.NotOpen(State, StateSince)
            : Close(TaskState.Dropped, TaskEventKind.Dropped, today, remark);

    public Result<TaskEvent> Reopen(DateOnly today, TaskRemark remark)
    {
        if (State == TaskState.Open)
        {
            return TaskErrors.OpenAlready;
        }

        (State, StateSince) = (TaskState.Open, today);
        return Tell(TaskEventKind.Reopened, today, remark);
    }

    /// <summary>Tells that the due day has passed, unless that has been told of this due day.</summary>
    public bool TellOverdue(JourneyDb db, DateOnly today)
    {
        if (State != TaskState.Open || DueOn >= today || ToldDueOn == DueOn)
        {
            return false;
        }

        ToldDueOn = DueOn;
        Raise(new TaskFellOverdue(Id, AccountId, PersonId, Side == TaskSide.Theirs, DueOn));
        if (AccountId is { } account)
        {
            db.Set<TimelineEntry>()
                .Add(
                    new TimelineEntry(
                        Guid.CreateVersion7(),
                        account,
                        DueOn.AddDays(1),
                        OverdueLine,
                        $"{Id}/{DueOn:yyyy-MM-dd}",
                        $"Task overdue ({TaskWording.En(Side)}): {Title}",
                        $"期日を過ぎたタスク({TaskWording.Ja(Side)}): {Title}",
                        db.Clock.Now
                    )
                );
        }

        return true;
    }

    private Result<TaskEvent> Close(TaskState state, TaskEventKind kind, DateOnly on, TaskRemark remark)
    {
        if (OpenSubtasks > 0)
        {
            return TaskErrors.SubtasksOpen(OpenSubtasks);
        }

        (State, StateSince) = (state, on);
        if (state == TaskState.Done)
        {
            Raise(new TaskFinished(Id, AccountId, PersonId, Side == TaskSide.Theirs, on, DueOn));
        }

        return Tell(kind, on, remark);
    }

    private TaskEvent Tell(
        TaskEventKind kind,
        DateOnly on,
        TaskRemark remark,
        DateOnly? dueOn = null,
        DateOnly? wasDueOn = null
    ) =>
        new(
            Guid.CreateVersion7(),
            Id,
            AccountId,
            ++Events,
            kind,
            on,
            dueOn,
            wasDueOn,
            remark.Text,
            remark.Link,
            remark.By,
            remark.At
        );
}

/// <summary>Words a task for the timeline.</summary>
internal static class TaskWording
{
    public static string En(TaskSide side) =>
        side switch
        {
            TaskSide.Ours => "ours",
            TaskSide.Theirs => "the customer's",
            _ => "the partner's",
        };

    public static string Ja(TaskSide side) =>
        side switch
        {
            TaskSide.Ours => "自社",
            TaskSide.Theirs => "お客様",
            _ => "パートナー",
        };
}

internal sealed class TaskItemMapping : IEntityTypeConfiguration<TaskItem>
{
    public void Configure(EntityTypeBuilder<TaskItem> builder)
    {
        builder.ToTable("Tasks");
        builder.Property(task => task.Id).ValueGeneratedNever();
        builder.Property(task => task.Side).HasMaxLength(10);
        builder.Property(task => task.Source).HasMaxLength(20);
        builder.Property(task => task.State).HasMaxLength(10);
        builder.Property(task => task.Title).HasMaxLength(200);
        builder.Property(task => task.Note).HasMaxLength(4000);
        builder.Property(task => task.Contact).HasMaxLength(100);
        builder.HasIndex(task => new { task.AccountId, task.State });
        builder.HasIndex(task => new
        {
            task.PersonId,
            task.State,
            task.DueOn,
        });
        builder.HasIndex(task => new { task.State, task.DueOn });
        builder.HasIndex(task => task.ParentId);
        builder.HasIndex(task => task.SourceId);
    }
}
