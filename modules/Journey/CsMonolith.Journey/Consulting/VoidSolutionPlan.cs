using CsMonolith.Journey.Tasks;

namespace CsMonolith.Journey.Consulting;

/// <summary>Take back a solution plan.</summary>
internal sealed record VoidSolutionPlan(Guid PlanId, [property: Body] ConsultingVoid Taken)
    : ICommand<ShownSolutionPlan>;

internal sealed class VoidSolutionPlanValidator : AbstractValidator<VoidSolutionPlan>
{
    public VoidSolutionPlanValidator() => RuleFor(ask => ask.Taken.Reason).NotEmpty().MaximumLength(1000);
}

internal sealed class VoidSolutionPlanHandler(JourneyDb db, SolutionDesk desk, TaskDesk tasks, RequestContext context)
    : IRequestHandler<VoidSolutionPlan, Result<ShownSolutionPlan>>
{
    public async Task<Result<ShownSolutionPlan>> Handle(VoidSolutionPlan ask, CancellationToken cancellation)
    {
        var plan = await desk.Find(ask.PlanId, cancellation);
        if (plan is null)
        {
            return SolutionDesk.NotFound(ask.PlanId);
        }

        if (plan.Void(ask.Taken.Reason, context.Caller.PersonId, db.Clock.Now).Error is { } refusal)
        {
            return refusal;
        }

        var covered = await db.Set<ConsultingIssue>().Where(one => one.PlanId == plan.Id).ToListAsync(cancellation);
        covered.ForEach(issue => issue.CoverBy(null));
        await tasks.Drop(
            task => task.Source == TaskSource.SolutionStep && task.SourceId == plan.Id,
            ask.Taken.Reason,
            cancellation
        );
        await db.SaveChangesAsync(cancellation);
        return ShownSolutionPlan.Of(plan);
    }
}

internal sealed class VoidSolutionPlanEndpoint : IEndpoint
{
    public static void Map(IEndpointRouteBuilder routes) =>
        routes
            .Post(
                "/solution-plans/{planId}/void",
                (Guid planId, ConsultingVoid taken) => new VoidSolutionPlan(planId, taken)
            )
            .WithSummary("Take back a solution plan")
            .WithDescription(
                "It stays readable with the reason. Its issues are covered by no plan, and the open tasks of its steps are "
                    + "dropped with the reason."
            )
            .WithExample(
                new ConsultingVoid("お客様の方針が変わった"),
                ShownSolutionPlan.Example with
                {
                    VoidedAt = new DateTime(2026, 11, 24, 2, 0, 0, DateTimeKind.Utc),
                    VoidReason = "お客様の方針が変わった",
                    Version = 2,
                }
            )
            .WithProblems(400, 401, 403, 404, 409);
}
