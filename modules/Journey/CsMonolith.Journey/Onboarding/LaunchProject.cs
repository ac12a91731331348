using CsMonolith.Journey.Projects;

namespace CsMonolith.Journey.Onboarding;

/// <summary>Launch: the customer uses it for their work from a day on.</summary>
internal sealed record LaunchProject(Guid ProjectId, [property: Body] LaunchDay Launch, IfMatch Match)
    : ICommand<LaunchProfile>;

/// <param name="On">The day; not after today and not before the project's start.</param>
internal sealed record LaunchDay(DateOnly On);

internal sealed class LaunchProjectHandler(
    JourneyDb db,
    ProjectStore projects,
    IAccountDirectory accounts,
    LaunchReadiness readiness,
    RequestContext context
) : IRequestHandler<LaunchProject, Result<LaunchProfile>>
{
    public async Task<Result<LaunchProfile>> Handle(LaunchProject ask, CancellationToken cancellation)
    {
        if (await projects.Find(ask.ProjectId, cancellation) is not { } project)
        {
            return ProjectErrors.NoSuchProject(ask.ProjectId);
        }

        var launch = await Launch.Of(db, project, cancellation);
        if (ask.Match.Refuses(launch) is { } stale)
        {
            return stale;
        }

        if (ask.Launch.On > db.Clock.Today)
        {
            return JourneyErrors.NotYet(ask.Launch.On, db.Clock.Today, "/on");
        }

        if (await accounts.NoCustomer(project.AccountId, cancellation) is { } noCustomer)
        {
            return noCustomer;
        }

        var conditions = await readiness.Read(project.AccountId, ask.Launch.On, cancellation);
        var missing = LaunchReadiness.Missing(conditions);
        if (launch.Go(db, project, ask.Launch.On, missing, context.Caller.PersonId).Error is { } refusal)
        {
            return refusal;
        }

        if (launch.Version == 0)
        {
            db.Set<Launch>().Add(launch);
        }

        await db.SaveChangesAsync(cancellation);
        return LaunchProfile.Of(project, launch, conditions);
    }
}

internal sealed class LaunchProjectEndpoint : IEndpoint
{
    public static void Map(IEndpointRouteBuilder routes) =>
        routes
            .Post(
                "/success-projects/{projectId}/launch",
                (Guid projectId, LaunchDay launch, IfMatch match) => new LaunchProject(projectId, launch, match)
            )
            .WithSummary("Launch: the customer uses it for their work from a day on")
            .WithDescription(
                "Refused with the list of what is missing until the technical, the operational and the user gate have passed "
                    + "by evidence of that day or earlier ones; the user gate asks for a contact point after it. Each missing "
                    + "thing is a field of the refusal."
            )
            .WithExample(
                new LaunchDay(new DateOnly(2026, 11, 20)),
                LaunchProfile.Example with
                {
                    LaunchedOn = new DateOnly(2026, 11, 20),
                    LaunchedById = LaunchProfile.Example.LeadId,
                    Missing = [],
                    Version = 1,
                }
            )
            .WithProblems(400, 401, 403, 404, 409, 412, 428);
}
