namespace CsMonolith.Journey.Onboarding;

/// <summary>Say from which day time to value counts and what a launch must have passed.</summary>
internal sealed record SetOnboardingPolicy([property: Body] OnboardingPolicyPlan Plan, IfMatch Match)
    : ICommand<OnboardingRules>;

/// <param name="Start">From which day time to value counts: contract, kickoff or goLive.</param>
/// <param name="StepsInUserGate">Whether the user gate asks for the four steps to change daily work too.</param>
/// <param name="Items">All that must be there before a launch, in the order in which it is shown.</param>
internal sealed record OnboardingPolicyPlan(ValueStart Start, bool StepsInUserGate, IReadOnlyList<GateItem> Items);

internal sealed class SetOnboardingPolicyValidator : AbstractValidator<SetOnboardingPolicy>
{
    public SetOnboardingPolicyValidator()
    {
        RuleFor(ask => ask.Plan.Start).IsInEnum();
        RuleFor(ask => ask.Plan.Items.Count).LessThanOrEqualTo(100);
        RuleForEach(ask => ask.Plan.Items)
            .ChildRules(item =>
            {
                item.RuleFor(one => one.Gate).IsInEnum();
                item.RuleFor(one => one.Code).NotEmpty().MaximumLength(40).Matches(OnboardingContentValidator.Code);
                item.RuleFor(one => one.En).NotEmpty().MaximumLength(200);
                item.RuleFor(one => one.Ja).NotEmpty().MaximumLength(200);
            })
            .OverridePropertyName("items");
    }
}

internal sealed class SetOnboardingPolicyHandler(JourneyDb db)
    : IRequestHandler<SetOnboardingPolicy, Result<OnboardingRules>>
{
    public async Task<Result<OnboardingRules>> Handle(SetOnboardingPolicy ask, CancellationToken cancellation)
    {
        var policy = await OnboardingPolicy.Present(db, cancellation);
        if (ask.Match.Refuses(policy) is { } stale)
        {
            return stale;
        }

        var inUse = await db.Set<OnboardingFact>()
            .Where(fact => fact.Kind == OnboardingFactKind.GateItem)
            .Select(fact => fact.Code!)
            .Distinct()
            .OrderBy(code => code)
            .ToListAsync(cancellation);
        if (policy.Arrange(ask.Plan, inUse).Error is { } refusal)
        {
            return refusal;
        }

        if (policy.Version == 0)
        {
            db.Set<OnboardingPolicy>().Add(policy);
        }

        await db.SaveChangesAsync(cancellation);
        return OnboardingRules.Of(policy);
    }
}

internal sealed class SetOnboardingPolicyEndpoint : IEndpoint
{
    public static void Map(IEndpointRouteBuilder routes) =>
        routes
            .Put(
                "/onboarding-policy",
                (OnboardingPolicyPlan plan, IfMatch match) => new SetOnboardingPolicy(plan, match)
            )
            .WithSummary("Say from which day time to value counts and what a launch must have passed")
            .WithDescription("Replaces the whole policy. An item of which there is evidence at a customer stays.")
            .WithExample(
                new OnboardingPolicyPlan(ValueStart.Kickoff, StepsInUserGate: true, OnboardingRules.Example.Items),
                OnboardingRules.Example with
                {
                    Start = ValueStart.Kickoff,
                    Version = 1,
                }
            )
            .WithProblems(400, 401, 403, 409, 412, 428);
}
