namespace CsMonolith.Journey.ActionPlans.Outward;

/// <summary>Open one's plan by a link.</summary>
internal sealed record OpenSharedPlan(string Link) : ICommand<SharedPlan>;

internal sealed class OpenSharedPlanValidator : AbstractValidator<OpenSharedPlan>
{
    public OpenSharedPlanValidator() => RuleFor(ask => ask.Link).NotEmpty().MaximumLength(200);
}

internal sealed class OpenSharedPlanHandler(JourneyDb db, Door door)
    : IRequestHandler<OpenSharedPlan, Result<SharedPlan>>
{
    public async Task<Result<SharedPlan>> Handle(OpenSharedPlan ask, CancellationToken cancellation)
    {
        var link = await door.Find(ask.Link, cancellation);
        if (link.Error is { } refusal)
        {
            return refusal;
        }

        var project = await door.ProjectOf(link.Value, cancellation);
        if (project.Error is { } closed)
        {
            return closed;
        }

        await door.Note(link.Value, PlanVisitKind.Opened, task: null, cancellation);
        await db.SaveChangesAsync(cancellation);
        return await door.Show(link.Value, project.Value, cancellation);
    }
}

internal sealed class OpenSharedPlanEndpoint : IEndpoint
{
    public static void Map(IEndpointRouteBuilder routes) =>
        routes
            .Post("/shared-plan/openings", (OpenSharedPlan ask) => ask)
            .WithoutIdempotencyKey()
            .WithSummary("Open one's plan by a link")
            .WithDescription(
                "For customers, without an account. The secret is the part of the link behind the #; it travels in the body, "
                    + "so that no log of addresses holds it. Every opening is noted."
            )
            .WithExample(new OpenSharedPlan("k7Qp…"), SharedPlan.Example)
            .WithProblems(400, 404);
}
