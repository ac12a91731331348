namespace CsMonolith.Journey.Consulting;

/// <summary>How are some of a customer's issues solved, and who agreed?</summary>
internal sealed record GetSolutionPlan(Guid PlanId) : IQuery<ShownSolutionPlan>;

internal sealed class GetSolutionPlanHandler(SolutionDesk desk)
    : IRequestHandler<GetSolutionPlan, Result<ShownSolutionPlan>>
{
    public async Task<Result<ShownSolutionPlan>> Handle(GetSolutionPlan ask, CancellationToken cancellation) =>
        await desk.Find(ask.PlanId, cancellation) is { } plan
            ? ShownSolutionPlan.Of(plan)
            : SolutionDesk.NotFound(ask.PlanId);
}

internal sealed class GetSolutionPlanEndpoint : IEndpoint
{
    public static void Map(IEndpointRouteBuilder routes) =>
        routes
            .Get("/solution-plans/{planId}", (Guid planId) => new GetSolutionPlan(planId))
            .WithSummary("Show a solution plan with its versions and who agreed to them")
            .WithExample(null, ShownSolutionPlan.Example)
            .WithProblems(401, 403, 404);
}
