using CsMonolith.Journey.Plans.Budgets;
using CsMonolith.Journey.Plans.Cadences;
using CsMonolith.Journey.Plans.Deliverables;
using CsMonolith.Journey.Plans.Milestones;
using CsMonolith.Journey.Plans.Orders;
using CsMonolith.Journey.Plans.Resources;
using CsMonolith.Journey.Plans.Risks;
using CsMonolith.Journey.Plans.Scopes;
using CsMonolith.Journey.Plans.Templates;
using CsMonolith.Platform.Jobs;
using Microsoft.Extensions.DependencyInjection;

namespace CsMonolith.Journey.Plans;

/// <summary>Lists the services and routes of the plans of success projects.</summary>
internal static class PlansChapter
{
    public static IServiceCollection AddPlans(this IServiceCollection services) =>
        services
            .AddScoped<PlanDesk>()
            .AddScoped<PlanReader>()
            .AddScoped<PlanShow>()
            .AddSingleton(
                new TimelineSource(
                    nameof(GetProjectPlan),
                    PlanLines.ScopeAgreed,
                    PlanLines.ChangeDecided,
                    PlanLines.MilestoneReached,
                    PlanLines.MilestoneAlarm,
                    PlanLines.SignedOff,
                    PlanLines.RiskOccurred
                )
            )
            .AddSingleton(new ScheduledJob("milestone-sweep", "0 25 1 * * ?", day => new SweepMilestones(day)));

    public static IEndpointRouteBuilder MapPlans(this IEndpointRouteBuilder routes) =>
        routes
            .Map<GetProjectPlanEndpoint>()
            .Map<ListProjectPlansEndpoint>()
            .Map<ApplyPlanDefaultsEndpoint>()
            .Map<GetPlanTemplatesEndpoint>()
            .Map<SetPlanTemplatesEndpoint>()
            .MapScopes()
            .MapMilestones()
            .MapBudgets()
            .MapDeliverables()
            .MapResources()
            .MapCadences()
            .MapRisks()
            .MapOrders();

    private static IEndpointRouteBuilder MapScopes(this IEndpointRouteBuilder routes) =>
        routes
            .Map<SetProjectScopeEndpoint>()
            .Map<AgreeProjectScopeEndpoint>()
            .Map<RequestPlanChangeEndpoint>()
            .Map<DecidePlanChangeEndpoint>();

    private static IEndpointRouteBuilder MapMilestones(this IEndpointRouteBuilder routes) =>
        routes
            .Map<AddMilestoneEndpoint>()
            .Map<ChangeMilestoneEndpoint>()
            .Map<ForecastMilestoneEndpoint>()
            .Map<ReachMilestoneEndpoint>()
            .Map<AgreeBaselinesEndpoint>()
            .Map<ListMilestonesEndpoint>();

    private static IEndpointRouteBuilder MapBudgets(this IEndpointRouteBuilder routes) =>
        routes.Map<SetProjectBudgetEndpoint>().Map<RecordSpendingEndpoint>();

    private static IEndpointRouteBuilder MapDeliverables(this IEndpointRouteBuilder routes) =>
        routes
            .Map<AddDeliverableEndpoint>()
            .Map<ChangeDeliverableEndpoint>()
            .Map<SignOffDeliverableEndpoint>()
            .Map<FinishDeliverableEndpoint>();

    private static IEndpointRouteBuilder MapResources(this IEndpointRouteBuilder routes) =>
        routes
            .Map<RequestResourceEndpoint>()
            .Map<PromiseResourceEndpoint>()
            .Map<FillResourceEndpoint>()
            .Map<GetResourceGapsEndpoint>();

    private static IEndpointRouteBuilder MapCadences(this IEndpointRouteBuilder routes) =>
        routes.Map<AddCadenceEndpoint>().Map<EndCadenceEndpoint>();

    private static IEndpointRouteBuilder MapRisks(this IEndpointRouteBuilder routes) =>
        routes
            .Map<AddProjectRiskEndpoint>()
            .Map<ChangeProjectRiskEndpoint>()
            .Map<RateProjectRiskEndpoint>()
            .Map<SettleProjectRiskEndpoint>();

    private static IEndpointRouteBuilder MapOrders(this IEndpointRouteBuilder routes) =>
        routes.Map<PlaceProjectOrderEndpoint>().Map<DeliverProjectOrderEndpoint>();
}
