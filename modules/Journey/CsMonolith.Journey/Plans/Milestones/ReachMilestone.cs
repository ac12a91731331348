namespace CsMonolith.Journey.Plans.Milestones;

/// <summary>Record the day on which a milestone was reached.</summary>
internal sealed record ReachMilestone(Guid MilestoneId, [property: Body] MilestoneDay Day) : ICommand<ShownMilestone>;

/// <param name="On">Not after today.</param>
internal sealed record MilestoneDay(DateOnly On);

internal sealed class ReachMilestoneHandler(JourneyDb db, PlanDesk desk)
    : IRequestHandler<ReachMilestone, Result<ShownMilestone>>
{
    public async Task<Result<ShownMilestone>> Handle(ReachMilestone ask, CancellationToken cancellation)
    {
        var found = await desk.Item<Milestone>(ask.MilestoneId, "milestone", cancellation);
        if ((found.Error ?? desk.NotYet(ask.Day.On) ?? found.Value.Reach(ask.Day.On).Error) is { } refusal)
        {
            return refusal;
        }

        var milestone = found.Value;
        desk.Tell(
            milestone.AccountId,
            ask.Day.On,
            PlanLines.MilestoneReached,
            $"Milestone reached: {milestone.Title}",
            $"マイルストーン達成: {milestone.Title}"
        );
        await db.SaveChangesAsync(cancellation);
        return ShownMilestone.Of(milestone, desk.Today);
    }
}

internal sealed class ReachMilestoneEndpoint : IEndpoint
{
    public static void Map(IEndpointRouteBuilder routes) =>
        routes
            .Post(
                "/milestones/{milestoneId}/actual",
                (Guid milestoneId, MilestoneDay day) => new ReachMilestone(milestoneId, day)
            )
            .WithSummary("Record the day on which a milestone was reached")
            .WithExample(
                new MilestoneDay(new DateOnly(2026, 11, 20)),
                ShownMilestone.Example with
                {
                    ActualOn = new DateOnly(2026, 11, 20),
                    Version = 2,
                }
            )
            .WithProblems(400, 401, 403, 404, 409);
}
