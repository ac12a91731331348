namespace CsMonolith.Journey.Projects;

/// <summary>How does a success project stand?</summary>
internal sealed record GetSuccessProject(Guid ProjectId) : IQuery<ProjectProfile>;

internal sealed class GetSuccessProjectHandler(ProjectStore projects)
    : IRequestHandler<GetSuccessProject, Result<ProjectProfile>>
{
    public async Task<Result<ProjectProfile>> Handle(GetSuccessProject ask, CancellationToken cancellation) =>
        await projects.Find(ask.ProjectId, cancellation) is { } project
            ? ProjectProfile.Of(project)
            : ProjectErrors.NoSuchProject(ask.ProjectId);
}

internal sealed class GetSuccessProjectEndpoint : IEndpoint
{
    public static void Map(IEndpointRouteBuilder routes) =>
        routes
            .Get("/success-projects/{projectId}", (Guid projectId) => new GetSuccessProject(projectId))
            .WithSummary("Read a success project")
            .WithExample(null, ProjectProfile.Example)
            .WithProblems(401, 403, 404);
}
