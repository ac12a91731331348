namespace CsMonolith.Revenue.Subscriptions;

/// <summary>Record that a subscription is paused from a day on. What that does to MRR is a policy.</summary>
internal sealed record PauseSubscription(Guid SubscriptionId, DateOnly On) : ICommand<SubscriptionRow>;

/// <param name="On">The first day of the pause.</param>
internal sealed record SubscriptionPause(DateOnly On);

internal sealed class PauseSubscriptionValidator : AbstractValidator<PauseSubscription>
{
    public PauseSubscriptionValidator()
    {
        RuleFor(ask => ask.SubscriptionId).NotEmpty();
        RuleFor(ask => ask.On).InclusiveBetween(new DateOnly(1950, 1, 1), new DateOnly(2200, 1, 1));
    }
}

internal sealed class PauseSubscriptionHandler(SubscriptionService subscriptions)
    : IRequestHandler<PauseSubscription, Result<SubscriptionRow>>
{
    public Task<Result<SubscriptionRow>> Handle(PauseSubscription ask, CancellationToken cancellationToken) =>
        subscriptions.Note(
            ask.SubscriptionId,
            (subscription, recording) => subscription.Pause(ask.On, recording),
            cancellationToken
        );
}

internal sealed class PauseSubscriptionEndpoint : IEndpoint
{
    public static void Map(IEndpointRouteBuilder routes) =>
        routes
            .Post(
                "/subscriptions/{subscriptionId}/pause",
                (Guid subscriptionId, SubscriptionPause pause) => new PauseSubscription(subscriptionId, pause.On)
            )
            .WithSummary("Record that a subscription is paused from a day on")
            .WithDescription(
                "By the founding policy its MRR falls to zero as a contraction tagged pause; the customer "
                    + "stays, and is lost after 90 days."
            )
            .WithExample(new SubscriptionPause(new(2026, 10, 1)), SubscriptionRow.Sample)
            .WithProblems(400, 401, 403, 404, 409);
}
