using CsMonolith.Journey.Projects;

namespace CsMonolith.Journey.Onboarding;

/// <summary>Let a launch go though something is missing.</summary>
internal sealed record WaiveLaunch(Guid ProjectId, [property: Body] LaunchWaiverReason Waiver, IfMatch Match)
    : ICommand<LaunchProfile>;

/// <param name="Reason">Why; it stays on the launch for everybody to see.</param>
internal sealed record LaunchWaiverReason(string Reason);

internal sealed class WaiveLaunchValidator : AbstractValidator<WaiveLaunch>
{
    public WaiveLaunchValidator() => RuleFor(ask => ask.Waiver.Reason).NotEmpty().MaximumLength(1000);
}

internal sealed class WaiveLaunchHandler(
    JourneyDb db,
    ProjectStore projects,
    LaunchReadiness readiness,
    RequestContext context
) : IRequestHandler<WaiveLaunch, Result<LaunchProfile>>
{
    public async Task<Result<LaunchProfile>> Handle(WaiveLaunch ask, CancellationToken cancellation)
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

        var today = db.Clock.Today;
        var conditions = await readiness.Read(project.AccountId, today, cancellation);
        var waiver = new LaunchWaiver(
            context.Caller.PersonId,
            ask.Waiver.Reason,
            today,
            [.. LaunchReadiness.Missing(conditions).Select(one => one.Code)]
        );
        if (launch.Waive(project, waiver).Error is { } refusal)
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

internal sealed class WaiveLaunchEndpoint : IEndpoint
{
    public static void Map(IEndpointRouteBuilder routes) =>
        routes
            .Post(
                "/success-projects/{projectId}/launch-waivers",
                (Guid projectId, LaunchWaiverReason waiver, IfMatch match) => new WaiveLaunch(projectId, waiver, match)
            )
            .WithSummary("Let a launch go though something is missing")
            .WithDescription(
                "A leader's judgement with its reason; not for a project that they lead themselves. It covers what is "
                    + "missing today and stays visible on the launch."
            )
            .WithExample(
                new LaunchWaiverReason("繁忙期の前に開始したいため。説明会は開始後の第1週に行う。"),
                LaunchProfile.Example with
                {
                    Missing = [],
                    Waivers =
                    [
                        new LaunchWaiver(
                            Guid.Parse("0199a000-0000-7000-8000-000000000002"),
                            "繁忙期の前に開始したいため。説明会は開始後の第1週に行う。",
                            new DateOnly(2026, 11, 18),
                            ["contact-point"]
                        ),
                    ],
                    Version = 1,
                }
            )
            .WithProblems(400, 401, 403, 404, 409, 412, 428);
}
