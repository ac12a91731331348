namespace CsMonolith.Compensation.Plans;

/// <summary>Approve a drafted pay plan, so that statements may be issued by it.</summary>
internal sealed record ApprovePayPlan(Guid PlanId) : ICommand<DraftedPayPlan>;

internal sealed class ApprovePayPlanHandler(CompensationDb db, RequestContext context, SecondPerson second)
    : IRequestHandler<ApprovePayPlan, Result<DraftedPayPlan>>
{
    public async Task<Result<DraftedPayPlan>> Handle(ApprovePayPlan ask, CancellationToken cancellation)
    {
        var plan = await db.Set<PayPlan>()
            .Include(plan => plan.Members)
            .Include(plan => plan.Points)
            .AsSplitQuery()
            .SingleOrDefaultAsync(plan => plan.Id == ask.PlanId, cancellation);
        if (plan is null)
        {
            return CompensationErrors.NoSuchPlan(ask.PlanId);
        }

        if (plan.ApprovedAt is { } already)
        {
            return CompensationErrors.ApprovedAlready(plan.Name, plan.Edition, already);
        }

        if (plan.Pays(context.Caller.PersonId))
        {
            return CompensationErrors.OwnPlan(plan.Name);
        }

        if (
            plan.DraftedBy == context.Caller.PersonId
            && !await second.MayBeSpared(context.Caller.PersonId, cancellation)
        )
        {
            return CompensationErrors.DraftedByYourself(plan.Name);
        }

        plan.Approve(context.Caller.PersonId, db.Clock.Now);
        await db.SaveChangesAsync(cancellation);
        return DraftedPayPlan.Of(plan, people: null);
    }
}

internal sealed class ApprovePayPlanEndpoint : IEndpoint
{
    public static void Map(IEndpointRouteBuilder routes) =>
        routes
            .Post("/pay-plans/{planId}/approval", (Guid planId) => new ApprovePayPlan(planId))
            .WithSummary("Approve a pay plan")
            .WithDescription(
                "By finance, and by another person than the one who drafted it. Nobody approves a plan that pays them."
            )
            .WithExample(
                null,
                DraftedPayPlan.Example with
                {
                    ApprovedBy = Guid.Parse("0199a000-0000-7000-8000-000000000022"),
                    ApprovedAt = new DateTime(2026, 3, 26, 1, 0, 0, DateTimeKind.Utc),
                }
            )
            .WithProblems(401, 403, 404, 409);
}
