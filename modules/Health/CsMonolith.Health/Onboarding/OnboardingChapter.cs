using Microsoft.Extensions.DependencyInjection;

namespace CsMonolith.Health.Onboarding;

/// <summary>What joins onboarding with churn, benefits, usage and surveys: time to value, programmes, launches.</summary>
internal static class OnboardingChapter
{
    public static IServiceCollection AddOnboarding(this IServiceCollection services) =>
        services.AddScoped<ValueReader>().AddScoped<ValueSegments>();

    public static IEndpointRouteBuilder MapOnboarding(this IEndpointRouteBuilder routes) =>
        routes
            .Map<GetTimeToValueEndpoint>()
            .Map<ListTimeToValueCustomersEndpoint>()
            .Map<CompareOnboardingProgrammesEndpoint>()
            .Map<CompareLaunchesEndpoint>();
}
