namespace CsMonolith.Journey.Playbooks;

/// <summary>Which playbooks are there?</summary>
internal sealed record ListPlaybooks(ListAsk List) : IQuery<Page<PlaybookLine>>;

internal sealed class ListPlaybooksHandler(JourneyDb db, Cursors cursors)
    : IRequestHandler<ListPlaybooks, Result<Page<PlaybookLine>>>
{
    public static ListShape<Playbook> Shape { get; } =
        new ListShape<Playbook>(one => one.Id, "phase,title")
            .With("code", one => one.Code)
            .With("language", one => one.Language)
            .With("title", one => one.Title)
            .With("phase", one => one.Phase)
            .With("retiredOn", one => one.RetiredOn)
            .With("recordedAt", one => one.RecordedAt);

    public Task<Result<Page<PlaybookLine>>> Handle(ListPlaybooks ask, CancellationToken cancellation) =>
        Shape.Page(db.Set<Playbook>().AsNoTracking(), ask.List, cursors, PlaybookLine.Of, cancellation);
}

internal sealed class ListPlaybooksEndpoint : IEndpoint
{
    public static void Map(IEndpointRouteBuilder routes) =>
        routes
            .Get("/playbooks", (ListAsk list) => new ListPlaybooks(list))
            .WithSummary("List playbooks by phase")
            .WithMetadata(new ListFields(ListPlaybooksHandler.Shape.Fields))
            .WithExample(null, new Page<PlaybookLine>([PlaybookLine.Example], null))
            .WithProblems(400, 401, 403);
}
