using CsMonolith.Journey.Projects;

namespace CsMonolith.Journey.ActionPlans;

/// <summary>What do we and the customer do together?</summary>
internal sealed record GetActionPlan(Guid ProjectId) : IQuery<ShownActionPlan>;

internal sealed class GetActionPlanHandler(ProjectStore projects, ActionPlanReader reader)
    : IRequestHandler<GetActionPlan, Result<ShownActionPlan>>
{
    public async Task<Result<ShownActionPlan>> Handle(GetActionPlan ask, CancellationToken cancellation) =>
        await projects.Find(ask.ProjectId, cancellation) is { } project
            ? await reader.Of(project, cancellation)
            : ProjectErrors.NoSuchProject(ask.ProjectId);
}

internal sealed class GetActionPlanEndpoint : IEndpoint
{
    public static void Map(IEndpointRouteBuilder routes) =>
        routes
            .Get("/success-projects/{projectId}/action-plan", (Guid projectId) => new GetActionPlan(projectId))
            .WithSummary("Read what we and the customer do together")
            .WithDescription(
                "Tasks of both sides that the customer sees, their intent in their words, whether they keep what they set "
                    + "out to do, how sure the sponsors of both sides are, and who opened the plan from outside."
            )
            .WithExample(null, ShownActionPlan.Example)
            .WithProblems(401, 403, 404);
}
