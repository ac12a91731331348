using CsMonolith.Journey.Tasks;

namespace CsMonolith.Journey.Playbooks;

/// <param name="Number">The version of the playbook with which it began.</param>
/// <param name="Variant">Code of the variant with which it began.</param>
/// <param name="HeldOut">The customer is kept without it, to compare with.</param>
/// <param name="Steps">Its steps as tasks, by due day; none of a run held out.</param>
/// <param name="Reached">Whether the outcome was reached; <c>null</c> while it goes on.</param>
/// <param name="Version">Also its ETag.</param>
internal sealed record RunProfile(
    Guid Id,
    Guid AccountId,
    Guid PlaybookId,
    string Title,
    string Outcome,
    int Number,
    string Variant,
    bool HeldOut,
    DateOnly StartedOn,
    Guid? StartedBy,
    IReadOnlyList<ShownTask> Steps,
    DateOnly? EndedOn,
    bool? Reached,
    string? EndedWhy,
    long Version
)
{
    public static RunProfile Example { get; } =
        new(
            Guid.Parse("0199a000-0000-7000-8000-0000000000b5"),
            ShownTask.Example.AccountId!.Value,
            PlaybookLine.Example.Id,
            PlaybookContent.Example.Title,
            PlaybookContent.Example.Outcome,
            Number: 1,
            "standard",
            HeldOut: false,
            new DateOnly(2026, 11, 10),
            Guid.Parse("0199a000-0000-7000-8000-000000000001"),
            [ShownTask.Example],
            EndedOn: null,
            Reached: null,
            EndedWhy: null,
            Version: 1
        );
}

/// <param name="Open">Its tasks that are open.</param>
/// <param name="Done">Its tasks that are done.</param>
internal sealed record RunLine(
    Guid Id,
    Guid AccountId,
    Guid PlaybookId,
    string Title,
    int Number,
    string Variant,
    bool HeldOut,
    DateOnly StartedOn,
    int Open,
    int Done,
    DateOnly? EndedOn,
    bool? Reached
)
{
    public static RunLine Example { get; } =
        new(
            RunProfile.Example.Id,
            RunProfile.Example.AccountId,
            RunProfile.Example.PlaybookId,
            RunProfile.Example.Title,
            Number: 1,
            "standard",
            HeldOut: false,
            RunProfile.Example.StartedOn,
            Open: 4,
            Done: 2,
            EndedOn: null,
            Reached: null
        );
}

/// <summary>Reads runs with their tasks.</summary>
internal sealed class RunReader(JourneyDb db)
{
    public async Task<RunProfile> Show(PlaybookRun run, PlaybookContent content, CancellationToken cancellation)
    {
        var today = db.Clock.Today;
        var ids = run.Steps.Select(step => step.TaskId).ToList();
        var tasks = await db.Set<TaskItem>()
            .Where(task => ids.Contains(task.Id))
            .OrderBy(task => task.DueOn)
            .ThenBy(task => task.Id)
            .ToListAsync(cancellation);
        return new RunProfile(
            run.Id,
            run.AccountId,
            run.PlaybookId,
            content.Title,
            content.Outcome,
            run.Number,
            run.Variant,
            run.HeldOut,
            run.StartedOn,
            run.StartedBy,
            [.. tasks.Select(task => ShownTask.Of(task, today))],
            run.EndedOn,
            run.Reached,
            run.EndedWhy,
            run.Version
        );
    }
}
