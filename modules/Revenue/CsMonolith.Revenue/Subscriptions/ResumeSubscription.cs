namespace CsMonolith.Revenue.Subscriptions;

/// <summary>Record that a paused subscription goes on.</summary>
internal sealed record ResumeSubscription(Guid SubscriptionId, DateOnly On) : ICommand<SubscriptionRow>;

/// <param name="On">The first day that counts again.</param>
internal sealed record SubscriptionResumption(DateOnly On);

internal sealed class ResumeSubscriptionValidator : AbstractValidator<ResumeSubscription>
{
    public ResumeSubscriptionValidator()
    {
        RuleFor(ask => ask.SubscriptionId).NotEmpty();
        RuleFor(ask => ask.On).InclusiveBetween(new DateOnly(1950, 1, 1), new DateOnly(2200, 1, 1));
    }
}

internal sealed class ResumeSubscriptionHandler(SubscriptionService subscriptions)
    : IRequestHandler<ResumeSubscription, Result<SubscriptionRow>>
{
    public Task<Result<SubscriptionRow>> Handle(ResumeSubscription ask, CancellationToken cancellationToken) =>
        subscriptions.Note(
            ask.SubscriptionId,
            (subscription, recording) => subscription.Resume(ask.On, recording),
            cancellationToken
        );
}

internal sealed class ResumeSubscriptionEndpoint : IEndpoint
{
    public static void Map(IEndpointRouteBuilder routes) =>
        routes
            .Post(
                "/subscriptions/{subscriptionId}/resumption",
                (Guid subscriptionId, SubscriptionResumption resumption) =>
                    new ResumeSubscription(subscriptionId, resumption.On)
            )
            .WithSummary("Record that a paused subscription goes on from a day")
            .WithDescription(
                "Before the customer counts as lost it is an expansion tagged pause, afterwards a reactivation."
            )
            .WithExample(new SubscriptionResumption(new(2026, 11, 1)), SubscriptionRow.Sample)
            .WithProblems(400, 401, 403, 404, 409);
}
