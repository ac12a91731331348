namespace CsMonolith.Journey.Tasks;

/// <summary>What is a task, and what has happened to it?</summary>
internal sealed record GetTask(Guid TaskId) : IQuery<TaskWithHistory>;

/// <param name="History">The oldest first: who moved its due day, from when to when and why, and how it ended.</param>
/// <param name="Version">Also its ETag.</param>
internal sealed record TaskWithHistory(Guid Id, ShownTask Task, IReadOnlyList<TaskHistoryLine> History, long Version);

/// <param name="Number">1 for its opening.</param>
/// <param name="On">The day on which it took effect.</param>
/// <param name="DueOn">The due day from then on, where it sets one.</param>
/// <param name="WasDueOn">The due day until then, where it was moved.</param>
/// <param name="Text">Why, or by what it is proved.</param>
/// <param name="Link">Where the evidence is.</param>
/// <param name="ById">Who recorded it.</param>
internal sealed record TaskHistoryLine(
    int Number,
    TaskEventKind Kind,
    DateOnly On,
    DateOnly? DueOn,
    DateOnly? WasDueOn,
    string? Text,
    string? Link,
    Guid? ById,
    DateTime RecordedAt
);

internal sealed class GetTaskHandler(JourneyDb db, TaskDesk desk) : IRequestHandler<GetTask, Result<TaskWithHistory>>
{
    public async Task<Result<TaskWithHistory>> Handle(GetTask ask, CancellationToken cancellation)
    {
        if (await desk.Find(ask.TaskId, cancellation) is not { } task)
        {
            return PlatformErrors.NotFound("task", ask.TaskId);
        }

        var events = await db.Set<TaskEvent>()
            .AsNoTracking()
            .Where(one => one.TaskId == task.Id)
            .OrderBy(one => one.Number)
            .ToListAsync(cancellation);
        return new TaskWithHistory(
            task.Id,
            ShownTask.Of(task, desk.Today),
            [
                .. events.Select(one => new TaskHistoryLine(
                    one.Number,
                    one.Kind,
                    one.On,
                    one.DueOn,
                    one.WasDueOn,
                    one.Text,
                    one.Link,
                    one.ById,
                    one.RecordedAt
                )),
            ],
            task.Version
        );
    }
}

internal sealed class GetTaskEndpoint : IEndpoint
{
    public static void Map(IEndpointRouteBuilder routes) =>
        routes
            .Get("/tasks/{taskId}", (Guid taskId) => new GetTask(taskId))
            .WithSummary("Read a task with its history")
            .WithExample(
                null,
                new TaskWithHistory(
                    ShownTask.Example.Id,
                    ShownTask.Example,
                    [
                        new TaskHistoryLine(
                            1,
                            TaskEventKind.Opened,
                            ShownTask.Example.OpenedOn,
                            ShownTask.Example.DueOn,
                            WasDueOn: null,
                            Text: null,
                            Link: null,
                            ShownTask.Example.OpenedBy,
                            ShownTask.Example.RecordedAt
                        ),
                    ],
                    Version: 1
                )
            )
            .WithProblems(401, 403, 404);
}
