namespace CsMonolith.Journey.Plans.Milestones;

/// <summary>Agree on the days of a project's milestones: what is expected now becomes the baseline.</summary>
internal sealed record AgreeBaselines(Guid ProjectId) : ICommand<MilestoneSet>;

/// <param name="Milestones">All of the project, the next due first.</param>
internal sealed record MilestoneSet(IReadOnlyList<ShownMilestone> Milestones);

internal sealed class AgreeBaselinesHandler(JourneyDb db, PlanDesk desk)
    : IRequestHandler<AgreeBaselines, Result<MilestoneSet>>
{
    public async Task<Result<MilestoneSet>> Handle(AgreeBaselines ask, CancellationToken cancellation)
    {
        if ((await desk.Project(ask.ProjectId, cancellation)).Error is { } refusal)
        {
            return refusal;
        }

        var milestones = await db.Set<Milestone>()
            .Where(one => one.ProjectId == ask.ProjectId)
            .OrderBy(one => one.ForecastOn)
            .ThenBy(one => one.Id)
            .ToListAsync(cancellation);
        if (milestones.Count(one => one.Agree(desk.Me, desk.Now)) == 0)
        {
            return PlanErrors.NoMilestones;
        }

        await db.SaveChangesAsync(cancellation);
        return new MilestoneSet([.. milestones.Select(one => ShownMilestone.Of(one, desk.Today))]);
    }
}

internal sealed class AgreeBaselinesEndpoint : IEndpoint
{
    public static void Map(IEndpointRouteBuilder routes) =>
        routes
            .Post("/success-projects/{projectId}/baseline", (Guid projectId) => new AgreeBaselines(projectId))
            .WithSummary("Agree on the days of a project's milestones")
            .WithDescription(
                "What is expected now becomes the baseline of every milestone that has none. A baseline that is set "
                    + "changes by an approved change request alone."
            )
            .WithExample(
                null,
                new MilestoneSet([
                    ShownMilestone.Example with
                    {
                        BaselineOn = ShownMilestone.Example.ForecastOn,
                        SlipDays = 0,
                        Baselines =
                        [
                            new BaselineStep(
                                ShownMilestone.Example.ForecastOn,
                                ChangeId: null,
                                ShownMilestone.Example.OwnerId,
                                new DateTime(2026, 11, 20, 2, 0, 0, DateTimeKind.Utc)
                            ),
                        ],
                        Version = 2,
                    },
                ])
            )
            .WithProblems(401, 403, 404, 409);
}
