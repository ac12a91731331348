namespace CsMonolith.Journey.Projects;

/// <summary>Which success projects are there?</summary>
internal sealed record ListSuccessProjects(ListAsk List) : IQuery<Page<ProjectProfile>>;

internal sealed class ListSuccessProjectsHandler(JourneyDb db, AccountVisibility visibility, Cursors cursors)
    : IRequestHandler<ListSuccessProjects, Result<Page<ProjectProfile>>>
{
    public static ListShape<SuccessProject> Shape { get; } =
        new ListShape<SuccessProject>(project => project.Id, "-openedOn")
            .With("accountId", project => project.AccountId)
            .With("handoffId", project => project.HandoffId)
            .With("title", project => project.Title)
            .With("openedOn", project => project.OpenedOn)
            .With("kickoffOn", project => project.KickoffOn)
            .With("closedOn", project => project.ClosedOn);

    public async Task<Result<Page<ProjectProfile>>> Handle(ListSuccessProjects ask, CancellationToken cancellation)
    {
        var scope = await visibility.Accounts(cancellation);
        return await Shape.Page(
            db.Set<SuccessProject>().AsNoTracking().Within(scope, project => project.AccountId),
            ask.List,
            cursors,
            ProjectProfile.Of,
            cancellation
        );
    }
}

internal sealed class ListSuccessProjectsEndpoint : IEndpoint
{
    public static void Map(IEndpointRouteBuilder routes) =>
        routes
            .Get("/success-projects", (ListAsk list) => new ListSuccessProjects(list))
            .WithSummary("List success projects, the newest first")
            .WithMetadata(new ListFields(ListSuccessProjectsHandler.Shape.Fields))
            .WithExample(null, new Page<ProjectProfile>([ProjectProfile.Example], null))
            .WithProblems(400, 401, 403);
}
