namespace CsMonolith.Journey.Tasks;

/// <summary>Replays the events that had taken effect and were known; one query, however many accounts.</summary>
internal sealed class AnswerTasksAsOf(JourneyDb db) : IRequestHandler<TasksAsOf, IReadOnlyList<AccountTasksAsOf>>
{
    private const int MostIdsInAQuery = 500;

    public async Task<IReadOnlyList<AccountTasksAsOf>> Handle(TasksAsOf ask, CancellationToken cancellation)
    {
        var (day, known) = (ask.AsOf, db.Clock.EndOf(ask.KnownOn ?? ask.AsOf));
        var only = ask.Accounts?.ToHashSet();
        var events = db.Set<TaskEvent>()
            .AsNoTracking()
            .Where(one => one.AccountId != null && one.On <= day && one.RecordedAt <= known);
        if (only is { Count: <= MostIdsInAQuery })
        {
            events = events.Within(new AccountScope(All: false, only), one => one.AccountId!.Value);
        }

        var rows = await events
            .Join(
                db.Set<TaskItem>(),
                one => one.TaskId,
                task => task.Id,
                (one, task) =>
                    new
                    {
                        Account = one.AccountId!.Value,
                        one.TaskId,
                        one.Number,
                        one.Kind,
                        one.On,
                        one.DueOn,
                        task.Side,
                    }
            )
            .ToListAsync(cancellation);
        return
        [
            .. rows.Where(row => only?.Contains(row.Account) != false)
                .GroupBy(row => (row.Account, row.TaskId))
                .Select(task =>
                    (
                        task.Key.Account,
                        task.First().Side,
                        Past: TaskPast.Of(
                            task.OrderBy(row => row.On)
                                .ThenBy(row => row.Number)
                                .Select(row => new TaskStep(row.Kind, row.On, row.DueOn))
                        )
                    )
                )
                .Where(task => task.Past is not null)
                .GroupBy(task => task.Account)
                .OrderBy(account => account.Key)
                .Select(account => Count(account.Key, day, [.. account.Select(task => (task.Side, task.Past!))])),
        ];
    }

    private static AccountTasksAsOf Count(Guid account, DateOnly day, List<(TaskSide Side, TaskPast Past)> tasks)
    {
        var theirs = tasks.Where(task => task.Side == TaskSide.Theirs).Select(task => task.Past).ToList();
        return new AccountTasksAsOf(
            account,
            tasks.Count(task => task.Past.State == TaskState.Open),
            tasks.Count(task => task.Past.IsOverdue(day)),
            theirs.Count(past => past.State == TaskState.Open),
            theirs.Count(past => past.IsOverdue(day)),
            theirs.Count(past => past.IsJudged(day)),
            theirs.Count(past => past.IsPunctual)
        );
    }
}

/// <summary>One event of a task, as far as its past is told by it.</summary>
internal sealed record TaskStep(TaskEventKind Kind, DateOnly On, DateOnly? DueOn);

/// <summary>A task as it was.</summary>
/// <param name="DueOn">The due day then in force.</param>
/// <param name="PromisedOn">
/// The due day by which punctuality is judged: a move counts only if it was made before the day had passed.
/// </param>
internal sealed record TaskPast(TaskState State, DateOnly Since, DateOnly DueOn, DateOnly PromisedOn)
{
    /// <summary>Done by the day that was promised.</summary>
    public bool IsPunctual => State == TaskState.Done && Since <= PromisedOn;

    /// <summary>Replays events in their order; <c>null</c> where the task had not been opened.</summary>
    public static TaskPast? Of(IEnumerable<TaskStep> steps)
    {
        TaskPast? past = null;
        foreach (var step in steps)
        {
            past = (past, step.Kind) switch
            {
                (null, TaskEventKind.Opened) => new TaskPast(
                    TaskState.Open,
                    step.On,
                    step.DueOn!.Value,
                    step.DueOn.Value
                ),
                (null, _) => null,
                (_, TaskEventKind.Moved) => past with
                {
                    DueOn = step.DueOn!.Value,
                    PromisedOn = step.On <= past.PromisedOn ? step.DueOn.Value : past.PromisedOn,
                },
                (_, TaskEventKind.Done) => past with { State = TaskState.Done, Since = step.On },
                (_, TaskEventKind.Dropped) => past with { State = TaskState.Dropped, Since = step.On },
                _ => past with { State = TaskState.Open, Since = step.On },
            };
        }

        return past;
    }

    public bool IsOverdue(DateOnly day) => State == TaskState.Open && DueOn < day;

    /// <summary>Whether it can be told by the day if it was punctual: done, or the promised day has passed.</summary>
    public bool IsJudged(DateOnly day) => State == TaskState.Done || (State == TaskState.Open && PromisedOn < day);
}
