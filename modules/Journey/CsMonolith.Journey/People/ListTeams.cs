namespace CsMonolith.Journey.People;

/// <summary>Which teams are there?</summary>
internal sealed record ListTeams(ListAsk List) : IQuery<Page<TeamProfile>>;

internal sealed class ListTeamsHandler(JourneyDb db, Cursors cursors)
    : IRequestHandler<ListTeams, Result<Page<TeamProfile>>>
{
    public static ListShape<Team> Shape { get; } =
        new ListShape<Team>(team => team.Id, "name")
            .With("name", team => team.Name)
            .With("leaderId", team => team.LeaderId);

    public Task<Result<Page<TeamProfile>>> Handle(ListTeams ask, CancellationToken cancellation) =>
        Shape.Page(db.Set<Team>().AsNoTracking(), ask.List, cursors, TeamProfile.Of, cancellation);
}

internal sealed class ListTeamsEndpoint : IEndpoint
{
    public static void Map(IEndpointRouteBuilder routes) =>
        routes
            .Get("/teams", (ListAsk list) => new ListTeams(list))
            .WithSummary("List teams with their members")
            .WithMetadata(new ListFields(ListTeamsHandler.Shape.Fields))
            .WithExample(null, new Page<TeamProfile>([TeamProfile.Example], null))
            .WithProblems(400, 401, 403);
}
