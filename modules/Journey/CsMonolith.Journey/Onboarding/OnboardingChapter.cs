using Microsoft.Extensions.DependencyInjection;

namespace CsMonolith.Journey.Onboarding;

/// <summary>Lists the services and routes of onboarding programmes, first values and launches.</summary>
internal static class OnboardingChapter
{
    public static IServiceCollection AddOnboarding(this IServiceCollection services) =>
        services
            .AddScoped<OnboardingFactRules>()
            .AddScoped<OnboardingReader>()
            .AddScoped<LaunchReadiness>()
            .AddSingleton(
                new TimelineSource(nameof(GetOnboarding), Enrolment.EnrolledLine, OnboardingFact.MilestoneLine)
            )
            .AddSingleton(new TimelineSource(nameof(ListLaunches), Launch.LaunchedLine));

    public static IEndpointRouteBuilder MapOnboarding(this IEndpointRouteBuilder routes) =>
        routes
            .Map<GetOnboardingPolicyEndpoint>()
            .Map<SetOnboardingPolicyEndpoint>()
            .Map<CreateOnboardingProgrammeEndpoint>()
            .Map<PublishOnboardingProgrammeEndpoint>()
            .Map<ListOnboardingProgrammesEndpoint>()
            .Map<EnrolAccountEndpoint>()
            .Map<GetOnboardingEndpoint>()
            .Map<RecordOnboardingFactEndpoint>()
            .Map<ListOnboardingFactsEndpoint>()
            .Map<ListLaunchesEndpoint>()
            .Map<GetLaunchEndpoint>()
            .Map<LaunchProjectEndpoint>()
            .Map<WaiveLaunchEndpoint>();
}
