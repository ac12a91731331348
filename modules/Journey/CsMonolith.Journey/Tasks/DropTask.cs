namespace CsMonolith.Journey.Tasks;

/// <summary>Drop a task that will not be done, and say why.</summary>
internal sealed record DropTask(Guid TaskId, [property: Body] TaskReason Reason) : ICommand<ShownTask>;

/// <param name="Why">It stays in the task's history.</param>
internal sealed record TaskReason(string Why);

internal sealed class DropTaskValidator : AbstractValidator<DropTask>
{
    public DropTaskValidator() => RuleFor(ask => ask.Reason.Why).NotEmpty().MaximumLength(2000);
}

internal sealed class DropTaskHandler(TaskDesk desk) : IRequestHandler<DropTask, Result<ShownTask>>
{
    public async Task<Result<ShownTask>> Handle(DropTask ask, CancellationToken cancellation)
    {
        if (await desk.Find(ask.TaskId, cancellation) is not { } task)
        {
            return PlatformErrors.NotFound("task", ask.TaskId);
        }

        var dropped = task.Drop(desk.Today, desk.Remark(ask.Reason.Why));
        if (dropped.Error is { } refusal)
        {
            return refusal;
        }

        (await desk.ParentOf(task, cancellation))?.SubtaskClosed();
        return await desk.Keep(task, dropped.Value, cancellation);
    }
}

internal sealed class DropTaskEndpoint : IEndpoint
{
    public static void Map(IEndpointRouteBuilder routes) =>
        routes
            .Post("/tasks/{taskId}/drop", (Guid taskId, TaskReason reason) => new DropTask(taskId, reason))
            .WithSummary("Drop a task that will not be done, and say why")
            .WithExample(
                new TaskReason("拠点の統合で不要になったため"),
                ShownTask.Example with
                {
                    State = TaskState.Dropped,
                    StateSince = new DateOnly(2026, 11, 20),
                    Version = 2,
                }
            )
            .WithProblems(400, 401, 403, 404, 409);
}
