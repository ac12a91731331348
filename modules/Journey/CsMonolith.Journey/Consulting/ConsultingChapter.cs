using CsMonolith.Journey.Timeline;
using Microsoft.Extensions.DependencyInjection;

namespace CsMonolith.Journey.Consulting;

/// <summary>Lists the services and routes of consulting beyond the product: assessments, issues, agreed solutions.</summary>
internal static class ConsultingChapter
{
    public static IServiceCollection AddConsulting(this IServiceCollection services) =>
        services
            .AddScoped<IssueDesk>()
            .AddScoped<SolutionDesk>()
            .AddSingleton(new TimelineSource(nameof(ListAssessments), Assessment.Line))
            .AddSingleton(
                new TimelineSource(nameof(ListConsultingIssues), ConsultingIssue.OpenedLine, ConsultingIssue.SolvedLine)
            )
            .AddSingleton(new TimelineSource(nameof(ListSolutionPlans), SolutionPlan.AgreedLine));

    public static IEndpointRouteBuilder MapConsulting(this IEndpointRouteBuilder routes) =>
        routes
            .Map<RecordAssessmentEndpoint>()
            .Map<VoidAssessmentEndpoint>()
            .Map<ListAssessmentsEndpoint>()
            .Map<LogConsultingIssueEndpoint>()
            .Map<ChangeConsultingIssueEndpoint>()
            .Map<MoveConsultingIssueEndpoint>()
            .Map<GetConsultingIssueEndpoint>()
            .Map<ListConsultingIssuesEndpoint>()
            .Map<DraftSolutionPlanEndpoint>()
            .Map<ReviseSolutionPlanEndpoint>()
            .Map<AgreeSolutionPlanEndpoint>()
            .Map<VoidSolutionPlanEndpoint>()
            .Map<GetSolutionPlanEndpoint>()
            .Map<ListSolutionPlansEndpoint>();
}
