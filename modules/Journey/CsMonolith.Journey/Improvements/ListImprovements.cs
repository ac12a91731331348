using CsMonolith.Journey.People;

namespace CsMonolith.Journey.Improvements;

/// <summary>Which improvement projects are there?</summary>
internal sealed record ListImprovements(ListAsk List) : IQuery<Page<ShownImprovement>>;

internal sealed class ListImprovementsHandler(JourneyDb db, Cursors cursors)
    : IRequestHandler<ListImprovements, Result<Page<ShownImprovement>>>
{
    public static ListShape<Improvement> Shape { get; } =
        new ListShape<Improvement>(one => one.Id, "-startOn")
            .With("title", one => one.Title)
            .With("phase", one => one.Phase)
            .With("leadId", one => one.LeadId)
            .With("startOn", one => one.StartOn)
            .With("closedOn", one => one.ClosedOn);

    public async Task<Result<Page<ShownImprovement>>> Handle(ListImprovements ask, CancellationToken cancellation)
    {
        var people = await db.Set<Person>().AsNoTracking().ToDictionaryAsync(person => person.Id, cancellation);
        return await Shape.Page(
            db.Set<Improvement>().AsNoTracking(),
            ask.List,
            cursors,
            one => ShownImprovement.Of(one, people.GetValueOrDefault(one.LeadId), db.Clock.Today),
            cancellation
        );
    }
}

internal sealed class ListImprovementsEndpoint : IEndpoint
{
    public static void Map(IEndpointRouteBuilder routes) =>
        routes
            .Get("/improvements", (ListAsk list) => new ListImprovements(list))
            .WithSummary("List improvement projects, the latest start first")
            .WithMetadata(new ListFields(ListImprovementsHandler.Shape.Fields))
            .WithExample(null, new Page<ShownImprovement>([ShownImprovement.Example], null))
            .WithProblems(400, 401, 403);
}
