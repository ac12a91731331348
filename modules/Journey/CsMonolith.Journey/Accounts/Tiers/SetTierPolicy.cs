using CsMonolith.Platform.Jobs;

namespace CsMonolith.Journey.Accounts.Tiers;

/// <summary>Say by which rules accounts get attention.</summary>
internal sealed record SetTierPolicy([property: Body] TierRules Rules, IfMatch Match) : ICommand<AcceptedTierPolicy>;

/// <param name="JobId">The job that assigns tiers anew; ask <c>GET /v1/jobs/{id}</c> how it goes.</param>
/// <param name="Policy">In force from now on.</param>
internal sealed record AcceptedTierPolicy(Guid JobId, TierPolicyProfile Policy);

/// <param name="Tiers">All four.</param>
internal sealed record TierRules(IReadOnlyList<TierRule> Tiers);

internal sealed class SetTierPolicyValidator : AbstractValidator<SetTierPolicy>
{
    public SetTierPolicyValidator()
    {
        RuleFor(ask => ask.Rules.Tiers.Count).Equal(4);
        RuleForEach(ask => ask.Rules.Tiers)
            .ChildRules(rule =>
            {
                rule.RuleFor(one => one.Tier).InclusiveBetween(1, 4);
                rule.RuleFor(one => one.FromSeats).InclusiveBetween(0, 10_000_000);
                rule.RuleFor(one => one.AccountsPerCsm).InclusiveBetween(1, 1_000_000);
                rule.RuleFor(one => one.TouchByPhase.Count).LessThanOrEqualTo(12);
            })
            .OverridePropertyName("tiers");
    }
}

internal sealed class SetTierPolicyHandler(JourneyDb db, JobScheduler scheduler)
    : IRequestHandler<SetTierPolicy, Result<AcceptedTierPolicy>>
{
    public async Task<Result<AcceptedTierPolicy>> Handle(SetTierPolicy ask, CancellationToken cancellation)
    {
        var policy = await TierPolicy.Present(db, cancellation);
        if ((ask.Match.Refuses(policy) ?? policy.Decide(ask.Rules.Tiers).Error) is { } refusal)
        {
            return refusal;
        }

        if (policy.Version == 0)
        {
            db.Set<TierPolicy>().Add(policy);
        }

        var accepted = scheduler.Enqueue(db, new AssignTiers(), JobLanes.Facts);
        await db.SaveChangesAsync(cancellation);
        return new AcceptedTierPolicy(accepted.JobId, TierPolicyProfile.Of(policy));
    }
}

internal sealed class SetTierPolicyEndpoint : IEndpoint
{
    public static void Map(IEndpointRouteBuilder routes) =>
        routes
            .Put("/tier-policy", (TierRules rules, IfMatch match) => new SetTierPolicy(rules, match))
            .StartsJob((AcceptedTierPolicy accepted) => accepted.JobId)
            .ShowsVersion((AcceptedTierPolicy accepted) => accepted.Policy.Version)
            .WithSummary("Say by which rules accounts get attention")
            .WithDescription(
                "Replaces the whole policy. A job then assigns tiers anew; tiers that somebody chose by hand stay."
            )
            .WithExample(
                new TierRules(TierPolicyProfile.Example.Tiers),
                new AcceptedTierPolicy(
                    Guid.Parse("0199a000-0000-7000-8000-0000000000aa"),
                    TierPolicyProfile.Example with
                    {
                        Version = 1,
                    }
                )
            )
            .WithProblems(400, 401, 403, 412, 428);
}
