using CsMonolith.Journey.Plans.Budgets;
using CsMonolith.Journey.Plans.Cadences;
using CsMonolith.Journey.Plans.Deliverables;
using CsMonolith.Journey.Plans.Milestones;
using CsMonolith.Journey.Plans.Orders;
using CsMonolith.Journey.Plans.Resources;
using CsMonolith.Journey.Plans.Risks;
using CsMonolith.Journey.Plans.Scopes;
using CsMonolith.Journey.Projects;

namespace CsMonolith.Journey.Plans;

/// <summary>How is a project planned, and how does it stand against its plan?</summary>
internal sealed record GetProjectPlan(Guid ProjectId) : IQuery<ProjectPlan>;

/// <param name="AsOf">Today.</param>
/// <param name="CoveredAreas">How many of the nine areas are covered.</param>
/// <param name="Coverage">The nine areas; integration is this answer as a whole.</param>
/// <param name="Scope"><c>null</c> while nothing was set.</param>
/// <param name="Changes">Change requests, the newest first.</param>
/// <param name="Milestones">The next due first.</param>
/// <param name="SlipDays">The greatest slip of a milestone that is to be reached; <c>null</c> without one.</param>
/// <param name="Budget"><c>null</c> while nothing was set.</param>
/// <param name="Risks">The gravest first.</param>
/// <param name="People">Who of the customer is on the map of people.</param>
internal sealed record ProjectPlan(
    ProjectProfile Project,
    DateOnly AsOf,
    int CoveredAreas,
    IReadOnlyList<AreaCoverage> Coverage,
    ShownScope? Scope,
    IReadOnlyList<ShownPlanChange> Changes,
    IReadOnlyList<ShownMilestone> Milestones,
    int? SlipDays,
    ShownBudget? Budget,
    IReadOnlyList<ShownDeliverable> Deliverables,
    IReadOnlyList<ShownResourceNeed> Needs,
    IReadOnlyList<ShownCadence> Cadences,
    IReadOnlyList<ShownRisk> Risks,
    IReadOnlyList<ShownOrder> Orders,
    PlanPeople People
)
{
    public static ProjectPlan Of(PlanParts plan, IReadOnlyDictionary<Guid, int> riskTasks, DateOnly today)
    {
        var coverage = PlanCoverage.Of(plan, today);
        return new(
            ProjectProfile.Of(plan.Project),
            today,
            coverage.Count(area => area.Covered),
            coverage,
            plan.Scope is null ? null : ShownScope.Of(plan.Scope),
            [.. plan.Changes.Select(ShownPlanChange.Of)],
            [.. plan.Milestones.Select(one => ShownMilestone.Of(one, today))],
            PlanFigures.Slip(plan),
            plan.Budget is null
                ? null
                : ShownBudget.Of(plan.Budget, plan.Spendings, ElapsedTime.Of(plan.Project, plan.Milestones, today)),
            [.. plan.Deliverables.Select(one => ShownDeliverable.Of(one, today))],
            [.. plan.Needs.Select(one => ShownResourceNeed.Of(one, today))],
            [.. plan.Cadences.Select(one => ShownCadence.Of(one.Cadence, one.Kept))],
            [.. plan.Risks.Select(one => ShownRisk.Of(one, riskTasks.GetValueOrDefault(one.Id)))],
            [.. plan.Orders.Select(one => ShownOrder.Of(one, today))],
            new PlanPeople(plan.People.Present.Count, plan.People.InTouch, !plan.People.IsSponsorless)
        );
    }
}

/// <param name="People">Those present on the map.</param>
/// <param name="InTouch">Those of them with whom somebody of ours has a living relation.</param>
/// <param name="HasSponsor">Whether one of them is a sponsor.</param>
internal sealed record PlanPeople(int People, int InTouch, bool HasSponsor);

internal sealed class GetProjectPlanHandler(JourneyDb db, ProjectStore projects, PlanShow show)
    : IRequestHandler<GetProjectPlan, Result<ProjectPlan>>
{
    public async Task<Result<ProjectPlan>> Handle(GetProjectPlan ask, CancellationToken cancellation) =>
        await projects.Find(ask.ProjectId, cancellation) is { } project
            ? await show.Plan(project, db.Clock.Today, cancellation)
            : ProjectErrors.NoSuchProject(ask.ProjectId);
}

/// <summary>Shows a plan with what is read beside it.</summary>
internal sealed class PlanShow(JourneyDb db, PlanReader reader)
{
    public async Task<ProjectPlan> Plan(SuccessProject project, DateOnly today, CancellationToken cancellation)
    {
        var plan = (await reader.Read([project], cancellation))[0];
        var tasks = await RiskTasks.Open(db, [.. plan.Risks.Select(risk => risk.Id)], cancellation);
        return ProjectPlan.Of(plan, tasks, today);
    }
}

internal sealed class GetProjectPlanEndpoint : IEndpoint
{
    public static ProjectPlan Example { get; } =
        new(
            ProjectProfile.Example,
            new DateOnly(2026, 11, 20),
            CoveredAreas: 0,
            [AreaCoverage.Example],
            ShownScope.Example,
            [],
            [ShownMilestone.Example],
            SlipDays: null,
            ShownBudget.Example,
            [ShownDeliverable.Example],
            [ShownResourceNeed.Example],
            [ShownCadence.Example],
            [ShownRisk.Example],
            [],
            new PlanPeople(People: 1, InTouch: 1, HasSponsor: true)
        );

    public static void Map(IEndpointRouteBuilder routes) =>
        routes
            .Get("/success-projects/{projectId}/plan", (Guid projectId) => new GetProjectPlan(projectId))
            .WithSummary("Show how a project is planned, and how it stands against its plan")
            .WithDescription(
                "Scope, schedule, cost, quality, resources, communication, risks, stakeholders and procurement, each "
                    + "covered or open with the reason and the next step. Lists are whole: a plan holds at most 100 of a kind, "
                    + "200 change requests; of spendings the newest 50 are shown."
            )
            .WithExample(null, Example)
            .WithProblems(401, 403, 404);
}
