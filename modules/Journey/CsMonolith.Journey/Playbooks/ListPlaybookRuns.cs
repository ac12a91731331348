using CsMonolith.Journey.Tasks;

namespace CsMonolith.Journey.Playbooks;

/// <summary>Where do playbooks run, and where did they?</summary>
internal sealed record ListPlaybookRuns(ListAsk List) : IQuery<Page<RunLine>>;

internal sealed class ListPlaybookRunsHandler(JourneyDb db, AccountVisibility visibility, Cursors cursors)
    : IRequestHandler<ListPlaybookRuns, Result<Page<RunLine>>>
{
    public static ListShape<RunRow> Shape { get; } =
        new ListShape<RunRow>(row => row.Run.Id, "-startedOn")
            .With("accountId", row => row.Run.AccountId)
            .With("playbookId", row => row.Run.PlaybookId)
            .With("title", row => row.Title)
            .With("number", row => row.Run.Number)
            .With("variant", row => row.Run.Variant)
            .With("heldOut", row => row.Run.HeldOut)
            .With("startedOn", row => row.Run.StartedOn)
            .With("endedOn", row => row.Run.EndedOn)
            .With("reached", row => row.Run.Reached)
            .With("open", row => row.Open);

    public async Task<Result<Page<RunLine>>> Handle(ListPlaybookRuns ask, CancellationToken cancellation)
    {
        var scope = await visibility.Accounts(cancellation);
        var runs = db.Set<PlaybookRun>().AsNoTracking().Within(scope, run => run.AccountId);
        var rows =
            from run in runs
            join playbook in db.Set<Playbook>() on run.PlaybookId equals playbook.Id
            select new RunRow
            {
                Run = run,
                Title = playbook.Title,
                Open = db.Set<TaskItem>().Count(task => task.SourceId == run.Id && task.State == TaskState.Open),
                Done = db.Set<TaskItem>().Count(task => task.SourceId == run.Id && task.State == TaskState.Done),
            };
        return await Shape.Page(rows, ask.List, cursors, row => row.Line, cancellation);
    }
}

/// <summary>A run with its playbook's present title and how far its tasks are.</summary>
internal sealed class RunRow
{
    public required PlaybookRun Run { get; init; }

    public required string Title { get; init; }

    public int Open { get; init; }

    public int Done { get; init; }

    public RunLine Line =>
        new(
            Run.Id,
            Run.AccountId,
            Run.PlaybookId,
            Title,
            Run.Number,
            Run.Variant,
            Run.HeldOut,
            Run.StartedOn,
            Open,
            Done,
            Run.EndedOn,
            Run.Reached
        );
}

internal sealed class ListPlaybookRunsEndpoint : IEndpoint
{
    public static void Map(IEndpointRouteBuilder routes) =>
        routes
            .Get("/playbook-runs", (ListAsk list) => new ListPlaybookRuns(list))
            .WithSummary("List where playbooks run, the newest first")
            .WithMetadata(new ListFields(ListPlaybookRunsHandler.Shape.Fields))
            .WithExample(null, new Page<RunLine>([RunLine.Example], null))
            .WithProblems(400, 401, 403);
}
