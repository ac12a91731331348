using CsMonolith.Platform.Jobs;
using Microsoft.Extensions.DependencyInjection;

namespace CsMonolith.Health.Advice;

/// <summary>The next best step at each account, who does it by the role charter, and whether it was followed.</summary>
internal static class AdviceChapter
{
    public static IServiceCollection AddAdvice(this IServiceCollection services) =>
        services
            .AddScoped<SituationReader>()
            .AddScoped<AdviceDesk>()
            .AddScoped<AdviceAnswers>()
            .AddSingleton(new ScheduledJob("nightly-advice", "0 30 3 * * ?", _ => new GiveAdvice()));

    public static IEndpointRouteBuilder MapAdvice(this IEndpointRouteBuilder routes) =>
        routes
            .Map<GetNextStepEndpoint>()
            .Map<ListNextStepsEndpoint>()
            .Map<TakeNextStepEndpoint>()
            .Map<DeclineNextStepEndpoint>()
            .Map<StartAdvisingEndpoint>()
            .Map<GetAdviceFiguresEndpoint>();
}
