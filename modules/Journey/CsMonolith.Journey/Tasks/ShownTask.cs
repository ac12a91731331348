namespace CsMonolith.Journey.Tasks;

/// <param name="AccountId"><c>null</c> for work that is for no account.</param>
/// <param name="Side">Who has to do it: ours, theirs (the customer), partner.</param>
/// <param name="PersonId">Who of ours does it, or follows it up.</param>
/// <param name="Contact">Who at the customer or the partner does it.</param>
/// <param name="GoalId">The success definition that it serves.</param>
/// <param name="SourceId">Id of what it came from, where that has one.</param>
/// <param name="StateSince">The day of its opening, reopening or end.</param>
/// <param name="IsOverdue">Open, and the due day has passed.</param>
internal sealed record ShownTask(
    Guid Id,
    Guid? AccountId,
    TaskSide Side,
    string Title,
    string? Note,
    Guid? PersonId,
    string? Contact,
    Guid? GoalId,
    TaskSource Source,
    Guid? SourceId,
    Guid? ParentId,
    int Depth,
    DateOnly OpenedOn,
    Guid? OpenedBy,
    DateOnly DueOn,
    TaskState State,
    DateOnly StateSince,
    bool IsOverdue,
    int OpenSubtasks,
    DateTime RecordedAt,
    long Version
)
{
    public static ShownTask Example { get; } =
        new(
            Guid.Parse("0199a000-0000-7000-8000-0000000000f1"),
            Guid.Parse("0199a000-0000-7000-8000-0000000000a1"),
            TaskSide.Theirs,
            "配車データの名寄せを終える",
            "物流部の2拠点分。表の見本は渡し済み。",
            Guid.Parse("0199a000-0000-7000-8000-000000000001"),
            "物流部 田中 健一",
            GoalId: null,
            TaskSource.ByHand,
            SourceId: null,
            ParentId: null,
            Depth: 0,
            new DateOnly(2026, 11, 10),
            Guid.Parse("0199a000-0000-7000-8000-000000000001"),
            new DateOnly(2026, 12, 11),
            TaskState.Open,
            new DateOnly(2026, 11, 10),
            IsOverdue: false,
            OpenSubtasks: 0,
            new DateTime(2026, 11, 20, 2, 0, 0, DateTimeKind.Utc),
            Version: 1
        );

    public static ShownTask Of(TaskItem task, DateOnly today) =>
        new(
            task.Id,
            task.AccountId,
            task.Side,
            task.Title,
            task.Note,
            task.PersonId,
            task.Contact,
            task.GoalId,
            task.Source,
            task.SourceId,
            task.ParentId,
            task.Depth,
            task.OpenedOn,
            task.OpenedBy,
            task.DueOn,
            task.State,
            task.StateSince,
            task.State == TaskState.Open && task.DueOn < today,
            task.OpenSubtasks,
            task.RecordedAt,
            task.Version
        );
}
