namespace CsMonolith.Journey.Accounts.Tiers;

/// <summary>By which rules do accounts get attention?</summary>
internal sealed record GetTierPolicy : IQuery<TierPolicyProfile>;

/// <param name="Tiers">From tier 1 down.</param>
/// <param name="Version">Give it back as If-Match to change the policy; 0 while the usual one is untouched.</param>
internal sealed record TierPolicyProfile(IReadOnlyList<TierRule> Tiers, long Version)
{
    public static TierPolicyProfile Example { get; } = Of(new TierPolicy(TierPolicy.TheOnly));

    public static TierPolicyProfile Of(TierPolicy policy) => new(policy.Tiers, policy.Version);
}

internal sealed class GetTierPolicyHandler(JourneyDb db) : IRequestHandler<GetTierPolicy, Result<TierPolicyProfile>>
{
    public async Task<Result<TierPolicyProfile>> Handle(GetTierPolicy ask, CancellationToken cancellation) =>
        TierPolicyProfile.Of(await TierPolicy.Present(db, cancellation));
}

internal sealed class GetTierPolicyEndpoint : IEndpoint
{
    public static void Map(IEndpointRouteBuilder routes) =>
        routes
            .Get("/tier-policy", () => new GetTierPolicy())
            .WithSummary("Read the rules of tiers, capacity and touch")
            .WithExample(null, TierPolicyProfile.Example)
            .WithProblems(401, 403);
}
