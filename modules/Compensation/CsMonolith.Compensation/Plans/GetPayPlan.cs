namespace CsMonolith.Compensation.Plans;

/// <summary>What are the rules of a pay plan, and the targets that the reader may see?</summary>
internal sealed record GetPayPlan(Guid PlanId) : IQuery<DraftedPayPlan>, ISensitiveQuery;

internal sealed class GetPayPlanHandler(CompensationDb db, PayVisibility visibility)
    : IRequestHandler<GetPayPlan, Result<DraftedPayPlan>>
{
    public async Task<Result<DraftedPayPlan>> Handle(GetPayPlan ask, CancellationToken cancellation)
    {
        var people = await visibility.People(cancellation);
        var plan = await db.Set<PayPlan>()
            .AsNoTracking()
            .Include(plan => plan.Members)
            .Include(plan => plan.Points)
            .AsSplitQuery()
            .SingleOrDefaultAsync(plan => plan.Id == ask.PlanId, cancellation);
        return plan is null || (people is not null && !plan.Members.Any(member => people.Contains(member.PersonId)))
            ? CompensationErrors.NoSuchPlan(ask.PlanId)
            : DraftedPayPlan.Of(plan, people);
    }
}

internal sealed class GetPayPlanEndpoint : IEndpoint
{
    public static void Map(IEndpointRouteBuilder routes) =>
        routes
            .Get("/pay-plans/{planId}", (Guid planId) => new GetPayPlan(planId))
            .WithSummary("Read a pay plan")
            .WithDescription("A member sees the rules and their own target only. Each read is audited.")
            .WithExample(null, DraftedPayPlan.Example)
            .WithProblems(401, 403, 404);
}
