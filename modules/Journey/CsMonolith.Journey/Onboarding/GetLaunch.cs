using CsMonolith.Journey.Projects;

namespace CsMonolith.Journey.Onboarding;

/// <summary>How near is a success project to its launch?</summary>
internal sealed record GetLaunch(Guid ProjectId) : IQuery<LaunchProfile>;

internal sealed class GetLaunchHandler(JourneyDb db, ProjectStore projects, LaunchReadiness readiness)
    : IRequestHandler<GetLaunch, Result<LaunchProfile>>
{
    public async Task<Result<LaunchProfile>> Handle(GetLaunch ask, CancellationToken cancellation)
    {
        if (await projects.Find(ask.ProjectId, cancellation) is not { } project)
        {
            return ProjectErrors.NoSuchProject(ask.ProjectId);
        }

        var launch = await Launch.Of(db, project, cancellation);
        var day = launch.LaunchedOn ?? db.Clock.Today;
        return LaunchProfile.Of(project, launch, await readiness.Read(project.AccountId, day, cancellation));
    }
}

internal sealed class GetLaunchEndpoint : IEndpoint
{
    public static void Map(IEndpointRouteBuilder routes) =>
        routes
            .Get("/success-projects/{projectId}/launch", (Guid projectId) => new GetLaunch(projectId))
            .WithSummary("Read how near a success project is to its launch")
            .WithExample(null, LaunchProfile.Example)
            .WithProblems(401, 403, 404);
}
