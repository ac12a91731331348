namespace CsMonolith.Journey.Tasks;

/// <summary>Move a task's due day, and say why.</summary>
internal sealed record MoveTask(Guid TaskId, [property: Body] DueDayMove Move) : ICommand<ShownTask>;

/// <param name="DueOn">The new due day.</param>
/// <param name="Why">It stays in the task's history, with who and when.</param>
internal sealed record DueDayMove(DateOnly DueOn, string Why);

internal sealed class MoveTaskValidator : AbstractValidator<MoveTask>
{
    public MoveTaskValidator() => RuleFor(ask => ask.Move.Why).NotEmpty().MaximumLength(2000);
}

internal sealed class MoveTaskHandler(TaskDesk desk) : IRequestHandler<MoveTask, Result<ShownTask>>
{
    public async Task<Result<ShownTask>> Handle(MoveTask ask, CancellationToken cancellation)
    {
        if (await desk.Find(ask.TaskId, cancellation) is not { } task)
        {
            return PlatformErrors.NotFound("task", ask.TaskId);
        }

        var moved = task.Move(ask.Move.DueOn, desk.Remark(ask.Move.Why), desk.Today);
        return moved.Error is { } refusal ? refusal : await desk.Keep(task, moved.Value, cancellation);
    }
}

internal sealed class MoveTaskEndpoint : IEndpoint
{
    public static void Map(IEndpointRouteBuilder routes) =>
        routes
            .Post("/tasks/{taskId}/moves", (Guid taskId, DueDayMove move) => new MoveTask(taskId, move))
            .WithSummary("Move a task's due day, and say why")
            .WithDescription(
                "The earlier day stays in the history. A day that is moved after it has passed does not make a late "
                    + "task punctual. It needs no If-Match, since nothing is overwritten."
            )
            .WithExample(
                new DueDayMove(new DateOnly(2026, 12, 18), "先方の基幹システムの停止が1週間延びたため"),
                ShownTask.Example with
                {
                    DueOn = new DateOnly(2026, 12, 18),
                    Version = 2,
                }
            )
            .WithProblems(400, 401, 403, 404, 409);
}

/// <summary>Move many due days at once, such as those of a project that starts later.</summary>
internal sealed record MoveTasks(BulkAsk<TaskMoveItem> Bulk) : IBulk<TaskMoveItem, ShownTask>;

/// <param name="DueOn">The new due day.</param>
/// <param name="Why">It stays in the task's history, with who and when.</param>
internal sealed record TaskMoveItem(Guid TaskId, DateOnly DueOn, string Why);

internal sealed class MoveTasksHandler(JourneyDb db, IMediator mediator)
    : BulkHandler<MoveTasks, TaskMoveItem, ShownTask>(db, mediator, StatusCodes.Status200OK)
{
    protected override ICommand<ShownTask> Order(TaskMoveItem item) =>
        new MoveTask(item.TaskId, new DueDayMove(item.DueOn, item.Why));
}

internal sealed class MoveTasksEndpoint : IEndpoint
{
    public static void Map(IEndpointRouteBuilder routes) =>
        routes
            .MapBulk<MoveTasks, TaskMoveItem, ShownTask>("/tasks/moves/bulk", bulk => new MoveTasks(bulk))
            .WithName(nameof(MoveTasks))
            .WithSummary("Move many tasks' due days at once")
            .WithExample(
                new BulkBody<TaskMoveItem>([
                    new TaskMoveItem(ShownTask.Example.Id, new DateOnly(2026, 12, 25), "開始が2週間延びたため"),
                ]),
                new BulkAnswer<ShownTask>(
                    Succeeded: 1,
                    Refused: 0,
                    [
                        new(
                            200,
                            ShownTask.Example with
                            {
                                DueOn = new DateOnly(2026, 12, 25),
                                Version = 3,
                            },
                            Problem: null
                        ),
                    ]
                )
            );
}
