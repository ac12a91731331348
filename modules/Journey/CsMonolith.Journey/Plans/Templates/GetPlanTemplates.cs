namespace CsMonolith.Journey.Plans.Templates;

/// <summary>From which standard plans do projects begin?</summary>
internal sealed record GetPlanTemplates : IQuery<PlanTemplateSet>;

/// <param name="Version">0 while nobody has changed them.</param>
internal sealed record PlanTemplateSet(IReadOnlyList<PlanTemplate> Templates, long Version)
{
    public static PlanTemplateSet Example { get; } = new([UsualPlans.All[0]], Version: 0);

    public static PlanTemplateSet Of(PlanTemplates templates) => new(templates.Templates, templates.Version);
}

internal sealed class GetPlanTemplatesHandler(JourneyDb db) : IRequestHandler<GetPlanTemplates, Result<PlanTemplateSet>>
{
    public async Task<Result<PlanTemplateSet>> Handle(GetPlanTemplates ask, CancellationToken cancellation) =>
        PlanTemplateSet.Of(await PlanTemplates.Present(db, cancellation));
}

internal sealed class GetPlanTemplatesEndpoint : IEndpoint
{
    public static void Map(IEndpointRouteBuilder routes) =>
        routes
            .Get("/plan-templates", () => new GetPlanTemplates())
            .WithSummary("Show the standard plans from which projects begin")
            .WithExample(null, PlanTemplateSet.Example)
            .WithProblems(401, 403);
}
