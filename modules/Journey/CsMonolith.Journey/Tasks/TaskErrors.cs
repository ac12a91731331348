namespace CsMonolith.Journey.Tasks;

/// <summary>Every refusal about tasks.</summary>
internal static class TaskErrors
{
    /// <summary>A task that is open cannot be opened again.</summary>
    public static Error OpenAlready { get; } =
        new(
            ErrorKind.Conflict,
            "journey.task.open",
            "The task is open. Only what is done or dropped is opened again.",
            "このタスクは未完了です。完了または取り下げたタスクだけを再開できます。"
        );

    public static Error TooDeep { get; } =
        JourneyErrors.Field(
            "journey.task.too-deep",
            "/parentId",
            $"A tree of tasks has at most {TaskItem.MostLevels} levels. Hang the task higher up.",
            $"タスクの階層は{TaskItem.MostLevels}段までです。上位のタスクの下に置いてください。"
        );

    public static Error TreeFull { get; } =
        JourneyErrors.Field(
            "journey.task.tree-full",
            "/parentId",
            $"A tree holds at most {TaskItem.MostInTree} tasks. Begin another tree without a parent.",
            $"1つの階層に置けるタスクは{TaskItem.MostInTree}件までです。親を指定せず、別の階層を作ってください。"
        );

    public static Error NotALink(string link) =>
        JourneyErrors.Field(
            "journey.task.link",
            "/link",
            $"'{link}' is not a web address. Write it with https:// or http://.",
            $"「{link}」はWebアドレスではありません。https:// または http:// から入力してください。"
        );

    public static Error ParentClosed(string title) =>
        new(
            ErrorKind.Conflict,
            "journey.task.parent-closed",
            $"The parent task '{title}' is closed. Reopen it first (ReopenTask), or choose another parent.",
            $"親タスク「{title}」は終了しています。先に再開する(ReopenTask)か、別の親を指定してください。"
        );

    public static Error NoSuchParent(Guid parent) =>
        JourneyErrors.Field(
            "journey.task.no-parent",
            "/parentId",
            $"There is no task {parent} of the same account. Take one of GET /v1/tasks, or leave the parent out.",
            $"同じ顧客のタスクに {parent} は見つかりません。GET /v1/tasks にあるものを指定するか、親を省いてください。"
        );

    public static Error NotOpen(TaskState state, DateOnly since) =>
        new(
            ErrorKind.Conflict,
            "journey.task.closed",
            $"The task was {(state == TaskState.Done ? "done" : "dropped")} on {since:yyyy-MM-dd}. "
                + "Reopen it first (ReopenTask).",
            $"このタスクは {since:yyyy-MM-dd} に{(state == TaskState.Done ? "完了" : "取り下げ")}済みです。先に再開してください(ReopenTask)。"
        );

    public static Error SubtasksOpen(int open) =>
        new(
            ErrorKind.Conflict,
            "journey.task.subtasks-open",
            $"{open} of its subtasks are open. Finish or drop them first (GET /v1/tasks?filter[parentId][eq]=…).",
            $"未完了の子タスクが{open}件あります。先に完了するか取り下げてください(GET /v1/tasks?filter[parentId][eq]=…)。"
        );

    public static Error SameDay(DateOnly day) =>
        JourneyErrors.Field(
            "journey.task.same-day",
            "/dueOn",
            $"The task is due on {day:yyyy-MM-dd} already. Give another day.",
            $"期日はすでに {day:yyyy-MM-dd} です。別の日付を指定してください。"
        );

    public static Error DueBeforeOpened(DateOnly due, DateOnly opened) =>
        JourneyErrors.Field(
            "journey.task.due-before-opened",
            "/dueOn",
            $"{due:yyyy-MM-dd} lies before {opened:yyyy-MM-dd}, when the task was opened. Give a later day.",
            $"期日 {due:yyyy-MM-dd} がタスクを作った {opened:yyyy-MM-dd} より前です。後の日付を指定してください。"
        );

    public static Error DoneBeforeOpen(DateOnly on, DateOnly since) =>
        JourneyErrors.Field(
            "journey.task.done-before-open",
            "/on",
            $"{on:yyyy-MM-dd} lies before {since:yyyy-MM-dd}, since when the task is open. "
                + "Give that day or a later one.",
            $"{on:yyyy-MM-dd} はタスクが未完了になった {since:yyyy-MM-dd} より前です。その日以降を指定してください。"
        );

    public static Error NobodyDoesIt(string pointer) =>
        JourneyErrors.Field(
            "journey.task.nobody",
            pointer,
            pointer == "/contact"
                ? "A task of the customer's names who there does it. Give another contact instead of null."
                : "A task of ours names who does it. Give another person instead of null.",
            pointer == "/contact"
                ? "お客様のタスクには先方の担当者が必要です。null ではなく別の担当者を指定してください。"
                : "自社のタスクには担当する人が必要です。null ではなく別の人を指定してください。"
        );
}
