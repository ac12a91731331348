using CsMonolith.Journey.People;

namespace CsMonolith.Journey.Tasks;

/// <summary>Which tasks are there?</summary>
internal sealed record ListTasks(ListAsk List) : IQuery<Page<ShownTask>>;

/// <summary>A task with what only today tells of it.</summary>
internal sealed class TaskToday
{
    public required TaskItem Task { get; init; }

    public bool IsOverdue { get; init; }
}

internal sealed class ListTasksHandler(JourneyDb db, WorkSight sight, Cursors cursors)
    : IRequestHandler<ListTasks, Result<Page<ShownTask>>>
{
    public static ListShape<TaskToday> Shape { get; } =
        new ListShape<TaskToday>(row => row.Task.Id, "dueOn")
            .With("accountId", row => row.Task.AccountId)
            .With("personId", row => row.Task.PersonId)
            .With("side", row => row.Task.Side)
            .With("state", row => row.Task.State)
            .With("dueOn", row => row.Task.DueOn)
            .With("isOverdue", row => row.IsOverdue)
            .With("goalId", row => row.Task.GoalId)
            .With("source", row => row.Task.Source)
            .With("sourceId", row => row.Task.SourceId)
            .With("parentId", row => row.Task.ParentId)
            .With("openedOn", row => row.Task.OpenedOn)
            .With("stateSince", row => row.Task.StateSince)
            .With("title", row => row.Task.Title);

    public async Task<Result<Page<ShownTask>>> Handle(ListTasks ask, CancellationToken cancellation)
    {
        var (today, seen) = (db.Clock.Today, await sight.Seen(cancellation));
        return await Shape.Page(
            Within(db.Set<TaskItem>().AsNoTracking(), seen)
                .Select(task => new TaskToday
                {
                    Task = task,
                    IsOverdue = task.State == TaskState.Open && task.DueOn < today,
                }),
            ask.List,
            cursors,
            row => ShownTask.Of(row.Task, today),
            cancellation
        );
    }

    private static IQueryable<TaskItem> Within(IQueryable<TaskItem> tasks, SeenWork seen)
    {
        var (accounts, people) = (seen.Accounts, seen.People);
        return seen.Scope.All
            ? tasks.Where(task => task.AccountId != null || people.Contains(task.PersonId!.Value))
            : tasks.Where(task =>
                task.AccountId != null ? accounts.Contains(task.AccountId.Value) : people.Contains(task.PersonId!.Value)
            );
    }
}

internal sealed class ListTasksEndpoint : IEndpoint
{
    public static void Map(IEndpointRouteBuilder routes) =>
        routes
            .Get("/tasks", (ListAsk list) => new ListTasks(list))
            .WithSummary("List tasks, the next due first")
            .WithDescription(
                "One list for a person's day, an account's plan and what is late: filter by personId, accountId, side, "
                    + "state, isOverdue, goalId or source. A task for no account is its person's and their leader's."
            )
            .WithMetadata(new ListFields(ListTasksHandler.Shape.Fields))
            .WithExample(null, new Page<ShownTask>([ShownTask.Example], null))
            .WithProblems(400, 401, 403);
}
