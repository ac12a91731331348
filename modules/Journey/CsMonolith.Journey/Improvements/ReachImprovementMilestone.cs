namespace CsMonolith.Journey.Improvements;

/// <summary>Record that a milestone of an improvement project was reached.</summary>
internal sealed record ReachImprovementMilestone(
    Guid ImprovementId,
    Guid MilestoneId,
    [property: Body] ImprovementReached Reached
) : ICommand<ShownImprovement>;

/// <param name="On">Not after today.</param>
internal sealed record ImprovementReached(DateOnly On);

internal sealed class ReachImprovementMilestoneValidator : AbstractValidator<ReachImprovementMilestone>
{
    public ReachImprovementMilestoneValidator()
    {
        var (first, last) = CreateImprovementValidator.Days;
        RuleFor(ask => ask.Reached.On).InclusiveBetween(first, last);
    }
}

internal sealed class ReachImprovementMilestoneHandler(ImprovementDesk desk)
    : IRequestHandler<ReachImprovementMilestone, Result<ShownImprovement>>
{
    public async Task<Result<ShownImprovement>> Handle(ReachImprovementMilestone ask, CancellationToken cancellation)
    {
        var found = await desk.Find(ask.ImprovementId, cancellation);
        if (found.Error is { } refusal)
        {
            return refusal;
        }

        return ask.Reached.On > desk.Today
            ? JourneyErrors.NotYet(ask.Reached.On, desk.Today, "/on")
            : await desk.Keep(found.Value, found.Value.Reach(ask.MilestoneId, ask.Reached.On), cancellation);
    }
}

internal sealed class ReachImprovementMilestoneEndpoint : IEndpoint
{
    public static void Map(IEndpointRouteBuilder routes) =>
        routes
            .Post(
                "/improvements/{improvementId}/milestones/{milestoneId}/actual",
                (Guid improvementId, Guid milestoneId, ImprovementReached reached) =>
                    new ReachImprovementMilestone(improvementId, milestoneId, reached)
            )
            .WithSummary("Record that a milestone of an improvement project was reached")
            .WithExample(
                new ImprovementReached(new DateOnly(2026, 11, 30)),
                ShownImprovement.Example with
                {
                    Milestones = [ShownImprovement.Milestone with { ActualOn = new DateOnly(2026, 11, 30) }],
                    Version = 3,
                }
            )
            .WithProblems(400, 401, 403, 404, 409);
}
