using CsMonolith.Journey.People;

namespace CsMonolith.Journey.Tasks;

/// <summary>Open a task: ours, the customer's or a partner's.</summary>
/// <param name="AccountId">Absent for work that is for no account; it is then its person's and their leader's.</param>
/// <param name="Side">Who has to do it: ours, theirs (the customer), partner.</param>
/// <param name="DueOn">The day by which it is done.</param>
/// <param name="PersonId">Who of ours does it; of a task of the customer's, who follows it up.</param>
/// <param name="Contact">Who at the customer or the partner does it; a task of theirs needs one.</param>
/// <param name="GoalId">The success definition of the account that it serves.</param>
/// <param name="Source">What it came from.</param>
/// <param name="SourceId">Id of that, where it has one.</param>
/// <param name="ParentId">The task of the same account that it is a part of.</param>
/// <param name="OpenedOn">When it was agreed; absent, today.</param>
internal sealed record OpenTask(
    TaskSide Side,
    string Title,
    DateOnly DueOn,
    Guid? AccountId = null,
    Guid? PersonId = null,
    string? Contact = null,
    string? Note = null,
    Guid? GoalId = null,
    TaskSource Source = TaskSource.ByHand,
    Guid? SourceId = null,
    Guid? ParentId = null,
    DateOnly? OpenedOn = null
) : ICommand<ShownTask>;

internal sealed class OpenTaskValidator : AbstractValidator<OpenTask>
{
    public OpenTaskValidator()
    {
        RuleFor(ask => ask.Title).NotEmpty().MaximumLength(200);
        RuleFor(ask => ask.Note).MaximumLength(4000);
        RuleFor(ask => ask.Contact).MaximumLength(100);
        RuleFor(ask => ask.Contact).NotEmpty().When(ask => ask.Side == TaskSide.Theirs);
        RuleFor(ask => ask.PersonId).NotEmpty().When(ask => ask.Side == TaskSide.Ours);
        RuleFor(ask => ask.AccountId).NotEmpty().When(ask => ask.Side != TaskSide.Ours);
    }
}

internal sealed class OpenTaskHandler(JourneyDb db, TaskDesk desk, WorkScope work)
    : IRequestHandler<OpenTask, Result<ShownTask>>
{
    public async Task<Result<ShownTask>> Handle(OpenTask ask, CancellationToken cancellation)
    {
        if (await work.NotFound(ask.AccountId, cancellation) is { } notFound)
        {
            return notFound;
        }

        var words = new TaskWords(ask.Title, ask.Note, ask.PersonId, ask.Contact, ask.GoalId);
        if (await desk.Refuses(ask.AccountId, words, cancellation) is { } refusal)
        {
            return refusal;
        }

        var openedOn = ask.OpenedOn ?? desk.Today;
        if (openedOn > desk.Today)
        {
            return JourneyErrors.NotYet(openedOn, desk.Today, "/openedOn");
        }

        if (ask.DueOn < openedOn)
        {
            return TaskErrors.DueBeforeOpened(ask.DueOn, openedOn);
        }

        TaskItem? parent = null;
        if (ask.ParentId is { } above)
        {
            parent = await desk.Find(above, cancellation);
            if (parent is null || parent.AccountId != ask.AccountId)
            {
                return TaskErrors.NoSuchParent(above);
            }

            var root = await db.Set<TaskItem>().FindAsync([parent.RootId], cancellation);
            if (parent.Take(root!).Error is { } full)
            {
                return full;
            }
        }

        var remark = desk.Remark(text: null);
        var id = Guid.CreateVersion7();
        var task = new TaskItem(
            id,
            ask.AccountId,
            ask.Side,
            ask.Source,
            ask.SourceId,
            ask.ParentId,
            parent?.RootId ?? id,
            parent is null ? 0 : parent.Depth + 1,
            openedOn,
            remark.By,
            remark.At
        );
        task.Say(words);
        db.Set<TaskItem>().Add(task);
        return await desk.Keep(task, task.Begin(ask.DueOn, remark), cancellation);
    }
}

internal sealed class OpenTaskEndpoint : IEndpoint
{
    public static OpenTask Example { get; } =
        new(
            TaskSide.Theirs,
            ShownTask.Example.Title,
            ShownTask.Example.DueOn,
            ShownTask.Example.AccountId,
            ShownTask.Example.PersonId,
            ShownTask.Example.Contact,
            ShownTask.Example.Note,
            OpenedOn: ShownTask.Example.OpenedOn
        );

    public static void Map(IEndpointRouteBuilder routes) =>
        routes
            .Post("/tasks", (OpenTask ask) => ask)
            .Creates((ShownTask task) => $"/v1/tasks/{task.Id}")
            .WithSummary("Open a task: ours, the customer's or a partner's")
            .WithDescription(
                "A task of ours names who does it; one of theirs the account and who at the customer does it. A task "
                    + "may be part of another: trees have at most 6 levels and 500 tasks."
            )
            .WithExample(Example, ShownTask.Example)
            .WithProblems(400, 401, 403, 404, 409);
}
