namespace CsMonolith.Journey.Reviews;

/// <summary>Say how many days after the first value effect reviews are due.</summary>
internal sealed record SetReviewPolicy([property: Body] ReviewPolicyPlan Plan, IfMatch Match) : ICommand<ReviewRules>;

/// <param name="DaysAfterFirstValue">Each 1 to 1,095; empty where nothing is scheduled.</param>
internal sealed record ReviewPolicyPlan(IReadOnlyList<int> DaysAfterFirstValue);

internal sealed class SetReviewPolicyValidator : AbstractValidator<SetReviewPolicy>
{
    public SetReviewPolicyValidator()
    {
        RuleFor(ask => ask.Plan.DaysAfterFirstValue.Count).LessThanOrEqualTo(12);
        RuleForEach(ask => ask.Plan.DaysAfterFirstValue).InclusiveBetween(1, 1095);
    }
}

internal sealed class SetReviewPolicyHandler(JourneyDb db) : IRequestHandler<SetReviewPolicy, Result<ReviewRules>>
{
    public async Task<Result<ReviewRules>> Handle(SetReviewPolicy ask, CancellationToken cancellation)
    {
        var policy = await ReviewPolicy.Present(db, cancellation);
        if ((ask.Match.Refuses(policy) ?? policy.Set(ask.Plan.DaysAfterFirstValue).Error) is { } refusal)
        {
            return refusal;
        }

        if (policy.Version == 0)
        {
            db.Set<ReviewPolicy>().Add(policy);
        }

        await db.SaveChangesAsync(cancellation);
        return ReviewRules.Of(policy);
    }
}

internal sealed class SetReviewPolicyEndpoint : IEndpoint
{
    public static void Map(IEndpointRouteBuilder routes) =>
        routes
            .Put("/review-policy", (ReviewPolicyPlan plan, IfMatch match) => new SetReviewPolicy(plan, match))
            .WithSummary("Say how many days after the first value effect reviews are due")
            .WithDescription("It holds for reviews that are not scheduled yet; those that are stay as they are.")
            .WithExample(new ReviewPolicyPlan([30, 90, 180, 365]), new ReviewRules([30, 90, 180, 365], Version: 1))
            .WithProblems(400, 401, 403, 412, 428);
}
