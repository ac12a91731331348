using System.Text.Json.Serialization;

namespace CsMonolith.Journey.Tasks;

/// <summary>Change what a task says, or who does it.</summary>
internal sealed record ChangeTask(Guid TaskId, [property: Body] TaskChanges Changes, IfMatch Match)
    : ICommand<ShownTask>;

internal sealed record TaskChanges
{
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingDefault)]
    public Optional<string?> Title { get; init; }

    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingDefault)]
    public Optional<string?> Note { get; init; }

    /// <summary>Who of ours does it, or follows it up.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingDefault)]
    public Optional<Guid?> PersonId { get; init; }

    /// <summary>Who at the customer or the partner does it.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingDefault)]
    public Optional<string?> Contact { get; init; }

    /// <summary>The success definition that it serves.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingDefault)]
    public Optional<Guid?> GoalId { get; init; }

    public TaskWords Over(TaskWords present) =>
        new(
            Title.Or(present.Title)!,
            Note.Or(present.Note),
            PersonId.Or(present.PersonId),
            Contact.Or(present.Contact),
            GoalId.Or(present.GoalId)
        );
}

internal sealed class ChangeTaskValidator : AbstractValidator<ChangeTask>
{
    public ChangeTaskValidator()
    {
        RuleFor(ask => ask.Changes.Title.Value).NotEmpty().MaximumLength(200).When(ask => ask.Changes.Title.Is);
        RuleFor(ask => ask.Changes.Note.Value).MaximumLength(4000);
        RuleFor(ask => ask.Changes.Contact.Value).MaximumLength(100);
    }
}

internal sealed class ChangeTaskHandler(JourneyDb db, TaskDesk desk) : IRequestHandler<ChangeTask, Result<ShownTask>>
{
    public async Task<Result<ShownTask>> Handle(ChangeTask ask, CancellationToken cancellation)
    {
        if (await desk.Find(ask.TaskId, cancellation) is not { } task)
        {
            return PlatformErrors.NotFound("task", ask.TaskId);
        }

        if (ask.Match.Refuses(task) is { } stale)
        {
            return stale;
        }

        var words = ask.Changes.Over(task.Words);
        if ((Lacks(task.Side, words) ?? await desk.Refuses(task.AccountId, words, cancellation)) is { } refusal)
        {
            return refusal;
        }

        task.Say(words);
        await db.SaveChangesAsync(cancellation);
        return ShownTask.Of(task, desk.Today);
    }

    private static Error? Lacks(TaskSide side, TaskWords words) =>
        side == TaskSide.Ours && words.PersonId is null ? TaskErrors.NobodyDoesIt("/personId")
        : side == TaskSide.Theirs && string.IsNullOrEmpty(words.Contact) ? TaskErrors.NobodyDoesIt("/contact")
        : null;
}

internal sealed class ChangeTaskEndpoint : IEndpoint
{
    public static void Map(IEndpointRouteBuilder routes) =>
        routes
            .Patch(
                "/tasks/{taskId}",
                (Guid taskId, TaskChanges changes, IfMatch match) => new ChangeTask(taskId, changes, match)
            )
            .AcceptsMergePatch<TaskChanges>()
            .WithSummary("Change what a task says, or who does it")
            .WithDescription(
                "A merge patch: a field that is absent stays as it is, null clears it. Whose side it is on stays; "
                    + "the due day is moved by its own operation. If-Match carries the version read."
            )
            .WithExample(
                new TaskChanges { Contact = Optional.Of<string?>("物流部 鈴木 直子") },
                ShownTask.Example with
                {
                    Contact = "物流部 鈴木 直子",
                    Version = 2,
                }
            )
            .WithProblems(400, 401, 403, 404, 412, 428);
}
