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
            .MapGet(
                "/tier-policy",
                async Task<Results<Ok<TierPolicyProfile>, ProblemHttpResult>> (
                    IMediator mediator,
                    HttpContext http,
                    CancellationToken cancellation
                ) =>
                {
                    var policy = await mediator.Send(new GetTierPolicy(), cancellation);
                    if (policy.Error is { } refusal)
                    {
                        return refusal.ToProblem();
                    }

                    http.Response.ShowVersion(policy.Value.Version);
                    return TypedResults.Ok(policy.Value);
                }
            )
            .WithName(nameof(GetTierPolicy))
            .WithSummary("Read the rules of tiers, capacity and touch")
            .WithExample(null, TierPolicyProfile.Example)
            .WithProblems(401, 403);
}
