using CsMonolith.Journey.Projects;

namespace CsMonolith.Journey.Handoffs;

/// <summary>Set or move the day of a project's kickoff.</summary>
internal sealed record SetKickoff(Guid ProjectId, [property: Body] KickoffDay Kickoff, IfMatch Match)
    : ICommand<ProjectProfile>;

/// <param name="On">The day, past or to come.</param>
internal sealed record KickoffDay(DateOnly On);

internal sealed class SetKickoffHandler(JourneyDb db, ProjectStore projects, KickoffReadiness readiness)
    : IRequestHandler<SetKickoff, Result<ProjectProfile>>
{
    public async Task<Result<ProjectProfile>> Handle(SetKickoff ask, CancellationToken cancellation)
    {
        if (await projects.Find(ask.ProjectId, cancellation) is not { } project)
        {
            return ProjectErrors.NoSuchProject(ask.ProjectId);
        }

        if (ask.Match.Refuses(project) is { } stale)
        {
            return stale;
        }

        // A waiver covers what was missing on its day and nothing that has come up since.
        var waived = project.Waivers.SelectMany(waiver => waiver.Missing).ToHashSet(StringComparer.Ordinal);
        var missing = (await readiness.Missing(project, cancellation))
            .Where(one => !waived.Contains(one.Code))
            .ToList();
        if (missing.Count > 0)
        {
            return HandoffErrors.NotReady(missing);
        }

        if (project.SetKickoff(db, ask.Kickoff.On).Error is { } refusal)
        {
            return refusal;
        }

        await db.SaveChangesAsync(cancellation);
        return ProjectProfile.Of(project);
    }
}

internal sealed class SetKickoffEndpoint : IEndpoint
{
    public static void Map(IEndpointRouteBuilder routes) =>
        routes
            .Post(
                "/success-projects/{projectId}/kickoff",
                (Guid projectId, KickoffDay kickoff, IfMatch match) => new SetKickoff(projectId, kickoff, match)
            )
            .WithSummary("Set or move the day of a project's kickoff")
            .WithDescription(
                "Refused with the list of what is missing: answers below the registry's threshold, the success "
                    + "definition, owners of promises not kept yet, preparations. Each is a field of the refusal."
            )
            .WithExample(
                new KickoffDay(new DateOnly(2026, 11, 20)),
                ProjectProfile.Example with
                {
                    KickoffOn = new DateOnly(2026, 11, 20),
                }
            )
            .WithProblems(400, 401, 403, 404, 409, 412, 428);
}
