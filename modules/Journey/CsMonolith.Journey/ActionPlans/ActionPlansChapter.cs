using CsMonolith.Journey.ActionPlans.Outward;
using Microsoft.Extensions.DependencyInjection;

namespace CsMonolith.Journey.ActionPlans;

/// <summary>Lists the services and routes of what we and the customer do together.</summary>
internal static class ActionPlansChapter
{
    public static IServiceCollection AddActionPlans(this IServiceCollection services) =>
        services
            .AddScoped<ActionPlanReader>()
            .AddScoped<ConfidenceDesk>()
            .AddScoped<Door>()
            .AddSingleton(new TimelineSource(nameof(GetActionPlan), CustomerIntent.SaidLine, ConfidenceDesk.FallLine));

    public static IEndpointRouteBuilder MapActionPlans(this IEndpointRouteBuilder routes) =>
        routes
            .Map<GetActionPlanEndpoint>()
            .Map<SetActionPlanEndpoint>()
            .Map<RecordCustomerIntentEndpoint>()
            .Map<CheckConfidenceEndpoint>()
            .Map<MakePlanLinkEndpoint>()
            .Map<EndPlanLinkEndpoint>()
            .Map<OpenSharedPlanEndpoint>()
            .Map<FinishSharedTaskEndpoint>()
            .Map<SaySharedConfidenceEndpoint>();
}
