namespace CsMonolith.Journey.Reviews;

/// <summary>Plan a look at what a customer has reached.</summary>
internal sealed record PlanEffectReview(Guid AccountId, [property: Body] EffectReviewPlan Plan)
    : ICommand<ShownEffectReview>,
        IAboutAccount;

/// <param name="DueOn">The day by which it is held; a past day is due at once.</param>
internal sealed record EffectReviewPlan(DateOnly DueOn);

internal sealed class PlanEffectReviewValidator : AbstractValidator<PlanEffectReview>
{
    public PlanEffectReviewValidator() =>
        RuleFor(ask => ask.Plan.DueOn).InclusiveBetween(new DateOnly(1950, 1, 1), new DateOnly(2200, 1, 1));
}

internal sealed class PlanEffectReviewHandler(JourneyDb db, IAccountDirectory accounts, EffectReviewDesk desk)
    : IRequestHandler<PlanEffectReview, Result<ShownEffectReview>>
{
    public async Task<Result<ShownEffectReview>> Handle(PlanEffectReview ask, CancellationToken cancellation)
    {
        if (
            (
                await accounts.NoCustomer(ask.AccountId, cancellation)
                ?? await desk.Taken(ask.AccountId, ask.Plan.DueOn, but: null, cancellation)
            ) is
            { } refusal
        )
        {
            return refusal;
        }

        return await desk.Keep(EffectReview.Plan(db, ask.AccountId, ask.Plan.DueOn, desk.Me), cancellation);
    }
}

internal sealed class PlanEffectReviewEndpoint : IEndpoint
{
    public static void Map(IEndpointRouteBuilder routes) =>
        routes
            .Post(
                "/accounts/{accountId}/effect-reviews",
                (Guid accountId, EffectReviewPlan plan) => new PlanEffectReview(accountId, plan)
            )
            .Creates((ShownEffectReview review) => $"/v1/effect-reviews/{review.Id}")
            .WithSummary("Plan a look at what a customer has reached")
            .WithDescription(
                "Reviews that the policy asks for, so many days after the first value, are planned each night by "
                    + "themselves; one day has at most one."
            )
            .WithExample(new EffectReviewPlan(ShownEffectReview.Example.DueOn), ShownEffectReview.Example)
            .WithProblems(400, 401, 403, 404, 409);
}
