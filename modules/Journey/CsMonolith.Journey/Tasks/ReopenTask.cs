namespace CsMonolith.Journey.Tasks;

/// <summary>Open a task again that was done or dropped, and say why.</summary>
internal sealed record ReopenTask(Guid TaskId, [property: Body] TaskReason Reason) : ICommand<ShownTask>;

internal sealed class ReopenTaskValidator : AbstractValidator<ReopenTask>
{
    public ReopenTaskValidator() => RuleFor(ask => ask.Reason.Why).NotEmpty().MaximumLength(2000);
}

internal sealed class ReopenTaskHandler(TaskDesk desk) : IRequestHandler<ReopenTask, Result<ShownTask>>
{
    public async Task<Result<ShownTask>> Handle(ReopenTask ask, CancellationToken cancellation)
    {
        if (await desk.Find(ask.TaskId, cancellation) is not { } task)
        {
            return PlatformErrors.NotFound("task", ask.TaskId);
        }

        var reopened = task.Reopen(desk.Today, desk.Remark(ask.Reason.Why));
        var refusal =
            reopened.Error
            ?? (await desk.ParentOf(task, cancellation) is { } parent ? parent.SubtaskReopened().Error : null);
        return refusal is not null ? refusal : await desk.Keep(task, reopened.Value, cancellation);
    }
}

internal sealed class ReopenTaskEndpoint : IEndpoint
{
    public static void Map(IEndpointRouteBuilder routes) =>
        routes
            .Post("/tasks/{taskId}/reopen", (Guid taskId, TaskReason reason) => new ReopenTask(taskId, reason))
            .WithSummary("Open a task again that was done or dropped, and say why")
            .WithExample(
                new TaskReason("1拠点分の取り込みに漏れがあったため"),
                ShownTask.Example with
                {
                    StateSince = new DateOnly(2026, 11, 20),
                    Version = 3,
                }
            )
            .WithProblems(400, 401, 403, 404, 409);
}
