namespace CsMonolith.Journey.Onboarding;

/// <summary>From which day does time to value count, and what must a launch have passed?</summary>
internal sealed record GetOnboardingPolicy : IQuery<OnboardingRules>;

/// <param name="Start">From which day time to value counts: contract, kickoff or goLive.</param>
/// <param name="StepsInUserGate">Whether the user gate asks for the four steps to change daily work too.</param>
/// <param name="Items">What must be there before a launch, by gate.</param>
/// <param name="DailyWorkSteps">The four steps to change daily work; they are the same everywhere.</param>
/// <param name="Version">Give it back as If-Match to change the policy; 0 while the usual one is untouched.</param>
internal sealed record OnboardingRules(
    ValueStart Start,
    bool StepsInUserGate,
    IReadOnlyList<GateItem> Items,
    IReadOnlyList<DailyWorkStep> DailyWorkSteps,
    long Version
)
{
    public static OnboardingRules Example { get; } = Of(new OnboardingPolicy(OnboardingPolicy.TheOnly));

    public static OnboardingRules Of(OnboardingPolicy policy) =>
        new(policy.Start, policy.StepsInUserGate, policy.Items, DailyWorkStep.All, policy.Version);
}

internal sealed class GetOnboardingPolicyHandler(JourneyDb db)
    : IRequestHandler<GetOnboardingPolicy, Result<OnboardingRules>>
{
    public async Task<Result<OnboardingRules>> Handle(GetOnboardingPolicy ask, CancellationToken cancellation) =>
        OnboardingRules.Of(await OnboardingPolicy.Present(db, cancellation));
}

internal sealed class GetOnboardingPolicyEndpoint : IEndpoint
{
    public static void Map(IEndpointRouteBuilder routes) =>
        routes
            .Get("/onboarding-policy", () => new GetOnboardingPolicy())
            .WithSummary("Read from which day time to value counts and what a launch must have passed")
            .WithExample(null, OnboardingRules.Example)
            .WithProblems(401, 403);
}
