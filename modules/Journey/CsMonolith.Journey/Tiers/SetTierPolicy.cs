using CsMonolith.Platform.Jobs;

namespace CsMonolith.Journey.Tiers;

/// <summary>Say by which rules accounts get attention.</summary>
internal sealed record SetTierPolicy(TierRules Rules, IfMatch Match) : ICommand<TierPolicyProfile>;

/// <param name="Tiers">All four.</param>
internal sealed record TierRules(IReadOnlyList<TierRule> Tiers);

internal sealed class SetTierPolicyValidator : AbstractValidator<SetTierPolicy>
{
    public SetTierPolicyValidator()
    {
        RuleFor(ask => ask.Rules.Tiers.Count).Equal(4).OverridePropertyName("tiers");
        RuleForEach(ask => ask.Rules.Tiers).ChildRules(rule =>
        {
            rule.RuleFor(one => one.Tier).InclusiveBetween(1, 4);
            rule.RuleFor(one => one.FromSeats).InclusiveBetween(0, 10_000_000);
            rule.RuleFor(one => one.AccountsPerCsm).InclusiveBetween(1, 1_000_000);
            rule.RuleFor(one => one.TouchByPhase.Count).LessThanOrEqualTo(12).OverridePropertyName("touchByPhase");
        }).OverridePropertyName("tiers");
    }
}

internal sealed class SetTierPolicyHandler(JourneyDb db, JobDesk desk) : IRequestHandler<SetTierPolicy, Result<TierPolicyProfile>>
{
    public async Task<Result<TierPolicyProfile>> Handle(SetTierPolicy ask, CancellationToken cancellationToken)
    {
        var policy = await TierPolicy.Present(db, cancellationToken);
        if ((ask.Match.Refuses(policy) ?? policy.Decide(ask.Rules.Tiers).Error) is { } refusal)
        {
            return refusal;
        }

        if (policy.Version == 0)
        {
            db.TierPolicies.Add(policy);
        }

        desk.Enqueue(db, new AssignTiers());
        await db.SaveChangesAsync(cancellationToken);
        return TierPolicyProfile.Of(policy);
    }
}

internal sealed class SetTierPolicyEndpoint : IEndpoint
{
    public static void Map(IEndpointRouteBuilder routes) => routes
        .MapPut("/tier-policy", async Task<Results<Ok<TierPolicyProfile>, ProblemHttpResult>>
            (TierRules rules, IfMatch match, IMediator mediator, HttpContext http, CancellationToken cancellation) =>
        {
            var policy = await mediator.Send(new SetTierPolicy(rules, match), cancellation);
            if (policy.Error is { } refusal)
            {
                return refusal.ToProblem();
            }

            http.Response.ShowVersion(policy.Value.Version);
            return TypedResults.Ok(policy.Value);
        })
        .WithName(nameof(SetTierPolicy)).WithSummary("Say by which rules accounts get attention")
        .WithDescription("Replaces the whole policy. A job then assigns tiers anew; tiers that somebody chose by hand stay.")
        .WithExample(new TierRules(TierPolicyProfile.Example.Tiers), TierPolicyProfile.Example with { Version = 1 })
        .WithProblems(400, 401, 403, 412, 428);
}
