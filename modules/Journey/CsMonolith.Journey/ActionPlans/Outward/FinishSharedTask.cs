using CsMonolith.Journey.Tasks;

namespace CsMonolith.Journey.ActionPlans.Outward;

/// <summary>Say that a task of one's own is done, by a link.</summary>
internal sealed record FinishSharedTask(Guid TaskId, [property: Body] SharedTaskDone Done) : ICommand<SharedPlan>;

/// <param name="Link">The secret of the link.</param>
/// <param name="Note">How one sees that it is done.</param>
internal sealed record SharedTaskDone(string Link, string? Note = null);

internal sealed class FinishSharedTaskValidator : AbstractValidator<FinishSharedTask>
{
    public FinishSharedTaskValidator()
    {
        RuleFor(ask => ask.Done.Link).NotEmpty().MaximumLength(200);
        RuleFor(ask => ask.Done.Note).MaximumLength(1000);
    }
}

internal sealed class FinishSharedTaskHandler(JourneyDb db, Door door, TaskDesk tasks)
    : IRequestHandler<FinishSharedTask, Result<SharedPlan>>
{
    public async Task<Result<SharedPlan>> Handle(FinishSharedTask ask, CancellationToken cancellation)
    {
        var link = await door.Find(ask.Done.Link, cancellation);
        if (link.Error is { } refusal)
        {
            return refusal;
        }

        var project = await door.ProjectOf(link.Value, cancellation);
        if (project.Error is { } closed)
        {
            return closed;
        }

        if (await Own(link.Value, ask.TaskId, cancellation) is not { } task)
        {
            return ActionPlanErrors.NoSuchTask(ask.TaskId);
        }

        // Whoever clicks twice has done it once.
        if (task.State == TaskState.Done)
        {
            return await door.Show(link.Value, project.Value, cancellation);
        }

        var note = string.IsNullOrWhiteSpace(ask.Done.Note)
            ? link.Value.ForWhom
            : $"{link.Value.ForWhom}: {ask.Done.Note}";
        var done = task.Finish(tasks.Today, new TaskRemark(note, Link: null, By: null, db.Clock.Now));
        if (done.Error is { } unfit)
        {
            return unfit;
        }

        (await tasks.ParentOf(task, cancellation))?.SubtaskClosed();
        await door.Note(link.Value, PlanVisitKind.TaskDone, task.Id, cancellation);
        await tasks.Keep(task, done.Value, cancellation);
        return await door.Show(link.Value, project.Value, cancellation);
    }

    // A task of the customer's side that stands on the plan which the link is for.
    private async Task<TaskItem?> Own(PlanLink link, Guid task, CancellationToken cancellation)
    {
        var plan = await db.Set<ActionPlan>().FindAsync([link.ProjectId], cancellation);
        return
            plan?.TaskIds.Contains(task) == true
            && await db.Set<TaskItem>().FindAsync([task], cancellation) is { Side: TaskSide.Theirs } found
            && found.State != TaskState.Dropped
            ? found
            : null;
    }
}

internal sealed class FinishSharedTaskEndpoint : IEndpoint
{
    public static void Map(IEndpointRouteBuilder routes) =>
        routes
            .Post(
                "/shared-plan/tasks/{taskId}/done",
                (Guid taskId, SharedTaskDone done) => new FinishSharedTask(taskId, done)
            )
            .WithoutIdempotencyKey()
            .WithSummary("Say that a task of one's own is done, by a link")
            .WithDescription("For customers, without an account: a task of their side that stands on their plan.")
            .WithExample(
                new SharedTaskDone("k7Qp…", "一覧を共有フォルダーに置きました"),
                SharedPlan.Example with
                {
                    Tasks = [SharedPlan.Example.Tasks[0] with { DoneOn = new DateOnly(2026, 11, 20) }],
                }
            )
            .WithProblems(400, 404, 409);
}
