namespace CsMonolith.Journey.Reviews;

/// <summary>When are effect reviews due?</summary>
internal sealed record GetReviewPolicy : IQuery<ReviewRules>;

/// <param name="DaysAfterFirstValue">In rising order.</param>
/// <param name="Version">Give it back as If-Match to change the policy; 0 while the usual one is untouched.</param>
internal sealed record ReviewRules(IReadOnlyList<int> DaysAfterFirstValue, long Version)
{
    public static ReviewRules Example { get; } = new([30, 90, 180], Version: 0);

    public static ReviewRules Of(ReviewPolicy policy) => new(policy.DaysAfterFirstValue, policy.Version);
}

internal sealed class GetReviewPolicyHandler(JourneyDb db) : IRequestHandler<GetReviewPolicy, Result<ReviewRules>>
{
    public async Task<Result<ReviewRules>> Handle(GetReviewPolicy ask, CancellationToken cancellation) =>
        ReviewRules.Of(await ReviewPolicy.Present(db, cancellation));
}

internal sealed class GetReviewPolicyEndpoint : IEndpoint
{
    public static void Map(IEndpointRouteBuilder routes) =>
        routes
            .Get("/review-policy", () => new GetReviewPolicy())
            .WithSummary("Read how many days after the first value effect reviews are due")
            .WithExample(null, ReviewRules.Example)
            .WithProblems(401, 403);
}
