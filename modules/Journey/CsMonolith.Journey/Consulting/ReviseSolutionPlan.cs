namespace CsMonolith.Journey.Consulting;

/// <summary>Write a further version of a solution plan.</summary>
internal sealed record ReviseSolutionPlan(Guid PlanId, [property: Body] SolutionRevision Revision)
    : ICommand<ShownSolutionPlan>;

/// <param name="Why">Why it differs from the version before.</param>
internal sealed record SolutionRevision(string Why, SolutionDraft Draft);

internal sealed class ReviseSolutionPlanValidator : AbstractValidator<ReviseSolutionPlan>
{
    public ReviseSolutionPlanValidator()
    {
        RuleFor(ask => ask.Revision.Why).NotEmpty().MaximumLength(1000);
        RuleFor(ask => ask.Revision.Draft).SetValidator(new SolutionDraftValidator());
    }
}

internal sealed class ReviseSolutionPlanHandler(JourneyDb db, SolutionDesk desk, RequestContext context)
    : IRequestHandler<ReviseSolutionPlan, Result<ShownSolutionPlan>>
{
    public async Task<Result<ShownSolutionPlan>> Handle(ReviseSolutionPlan ask, CancellationToken cancellation)
    {
        var plan = await desk.Find(ask.PlanId, cancellation);
        if (plan is null)
        {
            return SolutionDesk.NotFound(ask.PlanId);
        }

        var (why, draft) = ask.Revision;
        if (
            (
                await desk.Refuses(plan.AccountId, draft, cancellation)
                ?? plan.Write(draft, why, context.Caller.PersonId, db.Clock.Now).Error
            ) is
            { } refusal
        )
        {
            return refusal;
        }

        await db.SaveChangesAsync(cancellation);
        return ShownSolutionPlan.Of(plan);
    }
}

internal sealed class ReviseSolutionPlanEndpoint : IEndpoint
{
    public static void Map(IEndpointRouteBuilder routes) =>
        routes
            .Post(
                "/solution-plans/{planId}/versions",
                (Guid planId, SolutionRevision revision) => new ReviseSolutionPlan(planId, revision)
            )
            .WithSummary("Write a further version of a solution plan")
            .WithDescription(
                "The agreed version stays in force until this one is agreed. A step that keeps its key keeps its task."
            )
            .WithExample(
                new SolutionRevision("部長の休暇中は次長が承認する", Second),
                ShownSolutionPlan.Example with
                {
                    Versions =
                    [
                        ShownSolutionPlan.Example.Versions[0],
                        ShownSolutionPlan.Example.Versions[0] with
                        {
                            Number = 2,
                            Approach = Second.Approach,
                            Why = "部長の休暇中は次長が承認する",
                        },
                    ],
                    Version = 2,
                }
            )
            .WithProblems(400, 401, 403, 404, 409);

    private static SolutionDraft Second =>
        SolutionDraft.Example with
        {
            Approach = "承認を課長に下ろし、例外だけを部長か次長が見る",
        };
}
