using CsMonolith.Journey.Projects;

namespace CsMonolith.Journey.Handoffs;

/// <summary>Let a kickoff go though something is missing.</summary>
internal sealed record WaiveKickoff(Guid ProjectId, [property: Body] WaiverReason Waiver, IfMatch Match)
    : ICommand<ProjectProfile>;

/// <param name="Reason">Why; it stays on the project for everybody to see.</param>
internal sealed record WaiverReason(string Reason);

internal sealed class WaiveKickoffValidator : AbstractValidator<WaiveKickoff>
{
    public WaiveKickoffValidator() => RuleFor(ask => ask.Waiver.Reason).NotEmpty().MaximumLength(1000);
}

internal sealed class WaiveKickoffHandler(
    JourneyDb db,
    ProjectStore projects,
    KickoffReadiness readiness,
    RequestContext context
) : IRequestHandler<WaiveKickoff, Result<ProjectProfile>>
{
    public async Task<Result<ProjectProfile>> Handle(WaiveKickoff ask, CancellationToken cancellation)
    {
        if (await projects.Find(ask.ProjectId, cancellation) is not { } project)
        {
            return ProjectErrors.NoSuchProject(ask.ProjectId);
        }

        if (ask.Match.Refuses(project) is { } stale)
        {
            return stale;
        }

        var missing = (await readiness.Missing(project, cancellation)).Select(one => one.Code).ToList();
        if (project.Waive(context.Caller.PersonId, ask.Waiver.Reason, db.Clock.Today, missing).Error is { } refusal)
        {
            return refusal;
        }

        await db.SaveChangesAsync(cancellation);
        return ProjectProfile.Of(project);
    }
}

internal sealed class WaiveKickoffEndpoint : IEndpoint
{
    public static void Map(IEndpointRouteBuilder routes) =>
        routes
            .Post(
                "/success-projects/{projectId}/kickoff-waivers",
                (Guid projectId, WaiverReason waiver, IfMatch match) => new WaiveKickoff(projectId, waiver, match)
            )
            .WithSummary("Let a kickoff go though something is missing")
            .WithDescription(
                "A leader's judgement with its reason; not for a project that they lead themselves. It covers what is "
                    + "missing today and stays visible on the project."
            )
            .WithExample(
                new WaiverReason("お客様の決算前に開始したいため。不足分は初回の会議で確認する。"),
                ProjectProfile.Example with
                {
                    KickoffOn = null,
                    Waivers =
                    [
                        new KickoffWaiver(
                            Guid.Parse("0199a000-0000-7000-8000-000000000002"),
                            "お客様の決算前に開始したいため。不足分は初回の会議で確認する。",
                            new DateOnly(2026, 11, 12),
                            ["answer:purpose", "success-definition"]
                        ),
                    ],
                }
            )
            .WithProblems(400, 401, 403, 404, 409, 412, 428);
}
