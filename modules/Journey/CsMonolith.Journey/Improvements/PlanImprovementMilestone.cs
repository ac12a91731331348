namespace CsMonolith.Journey.Improvements;

/// <summary>Add a milestone to an improvement project.</summary>
internal sealed record PlanImprovementMilestone(Guid ImprovementId, [property: Body] PlannedMilestone Milestone)
    : ICommand<ShownImprovement>;

/// <param name="BaselineOn">The day that is agreed; also its first forecast.</param>
internal sealed record PlannedMilestone(string Title, DateOnly BaselineOn);

internal sealed class PlanImprovementMilestoneValidator : AbstractValidator<PlanImprovementMilestone>
{
    public PlanImprovementMilestoneValidator()
    {
        var (first, last) = CreateImprovementValidator.Days;
        RuleFor(ask => ask.Milestone.Title).NotEmpty().MaximumLength(200);
        RuleFor(ask => ask.Milestone.BaselineOn).InclusiveBetween(first, last);
    }
}

internal sealed class PlanImprovementMilestoneHandler(ImprovementDesk desk)
    : IRequestHandler<PlanImprovementMilestone, Result<ShownImprovement>>
{
    public async Task<Result<ShownImprovement>> Handle(PlanImprovementMilestone ask, CancellationToken cancellation)
    {
        var found = await desk.Find(ask.ImprovementId, cancellation);
        return found.Error is { } refusal
            ? refusal
            : await desk.Keep(
                found.Value,
                found.Value.Plan(ask.Milestone.Title, ask.Milestone.BaselineOn),
                cancellation
            );
    }
}

internal sealed class PlanImprovementMilestoneEndpoint : IEndpoint
{
    public static void Map(IEndpointRouteBuilder routes) =>
        routes
            .Post(
                "/improvements/{improvementId}/milestones",
                (Guid improvementId, PlannedMilestone milestone) =>
                    new PlanImprovementMilestone(improvementId, milestone)
            )
            .WithSummary("Add a milestone to an improvement project")
            .WithDescription("Its day is its baseline and its first forecast; the baseline stays.")
            .WithExample(
                new PlannedMilestone(ShownImprovement.Milestone.Title, ShownImprovement.Milestone.BaselineOn),
                ShownImprovement.Example with
                {
                    Milestones = [ShownImprovement.Milestone],
                    Version = 2,
                }
            )
            .WithProblems(400, 401, 403, 404, 409);
}
