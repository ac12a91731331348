namespace CsMonolith.Journey.Tasks;

/// <summary>Record that a task is done, with the evidence.</summary>
internal sealed record FinishTask(Guid TaskId, [property: Body] TaskEvidence Evidence) : ICommand<ShownTask>;

/// <param name="On">The day on which it was done; not after today.</param>
/// <param name="Text">How one knows that it is done; without a link it is needed.</param>
/// <param name="Link">A web address of what proves it; without a sentence it is needed.</param>
internal sealed record TaskEvidence(DateOnly On, string? Text = null, string? Link = null);

internal sealed class FinishTaskValidator : AbstractValidator<FinishTask>
{
    public FinishTaskValidator()
    {
        RuleFor(ask => ask.Evidence.Text).NotEmpty().When(ask => string.IsNullOrEmpty(ask.Evidence.Link));
        RuleFor(ask => ask.Evidence.Text).MaximumLength(2000);
        RuleFor(ask => ask.Evidence.Link).MaximumLength(500);
    }
}

internal sealed class FinishTaskHandler(TaskDesk desk) : IRequestHandler<FinishTask, Result<ShownTask>>
{
    public async Task<Result<ShownTask>> Handle(FinishTask ask, CancellationToken cancellation)
    {
        if (await desk.Find(ask.TaskId, cancellation) is not { } task)
        {
            return PlatformErrors.NotFound("task", ask.TaskId);
        }

        var (on, text, link) = ask.Evidence;
        if (on > desk.Today)
        {
            return JourneyErrors.NotYet(on, desk.Today, "/on");
        }

        if (!string.IsNullOrEmpty(link) && !WebAddress.IsOne(link))
        {
            return TaskErrors.NotALink(link);
        }

        var done = task.Finish(on, desk.Remark(text, link));
        if (done.Error is { } refusal)
        {
            return refusal;
        }

        (await desk.ParentOf(task, cancellation))?.SubtaskClosed();
        return await desk.Keep(task, done.Value, cancellation);
    }
}

internal sealed class FinishTaskEndpoint : IEndpoint
{
    public static void Map(IEndpointRouteBuilder routes) =>
        routes
            .Post("/tasks/{taskId}/done", (Guid taskId, TaskEvidence evidence) => new FinishTask(taskId, evidence))
            .WithSummary("Record that a task is done, with the evidence")
            .WithDescription("A sentence, a link or both. A task whose subtasks are open is refused.")
            .WithExample(
                new TaskEvidence(new DateOnly(2026, 11, 20), "2拠点分の取り込み結果を一緒に確かめた"),
                ShownTask.Example with
                {
                    State = TaskState.Done,
                    StateSince = new DateOnly(2026, 11, 20),
                    Version = 4,
                }
            )
            .WithProblems(400, 401, 403, 404, 409);
}

/// <summary>Record that many tasks are done.</summary>
internal sealed record FinishTasks(BulkAsk<TaskDoneItem> Bulk) : IBulk<TaskDoneItem, ShownTask>;

/// <param name="On">The day on which it was done; not after today.</param>
/// <param name="Text">How one knows that it is done; without a link it is needed.</param>
/// <param name="Link">A web address of what proves it; without a sentence it is needed.</param>
internal sealed record TaskDoneItem(Guid TaskId, DateOnly On, string? Text = null, string? Link = null);

internal sealed class FinishTasksHandler(JourneyDb db, IMediator mediator)
    : BulkHandler<FinishTasks, TaskDoneItem, ShownTask>(db, mediator, StatusCodes.Status200OK)
{
    protected override ICommand<ShownTask> Order(TaskDoneItem item) =>
        new FinishTask(item.TaskId, new TaskEvidence(item.On, item.Text, item.Link));
}

internal sealed class FinishTasksEndpoint : IEndpoint
{
    public static void Map(IEndpointRouteBuilder routes) =>
        routes
            .MapBulk<FinishTasks, TaskDoneItem, ShownTask>("/tasks/done/bulk", bulk => new FinishTasks(bulk))
            .WithName(nameof(FinishTasks))
            .WithSummary("Record that many tasks are done")
            .WithExample(
                new BulkBody<TaskDoneItem>([
                    new TaskDoneItem(ShownTask.Example.Id, new DateOnly(2026, 11, 20), "取り込み結果を一緒に確かめた"),
                ]),
                new BulkAnswer<ShownTask>(
                    Succeeded: 1,
                    Refused: 0,
                    [
                        new(
                            200,
                            ShownTask.Example with
                            {
                                State = TaskState.Done,
                                StateSince = new DateOnly(2026, 11, 20),
                                Version = 4,
                            },
                            Problem: null
                        ),
                    ]
                )
            );
}
