namespace CsMonolith.Revenue.Subscriptions;

/// <summary>
/// Record a cancellation with its three days. From which of them the customer counts as lost is the installation's
/// policy.
/// </summary>
internal sealed record CancelSubscription(
    Guid SubscriptionId,
    DateOnly CancelledOn,
    DateOnly? NoticeOn,
    DateOnly LastPaidDay,
    string? Reason = null,
    bool? Avoidable = null
) : ICommand<SubscriptionRow>;

/// <param name="CancelledOn">When the cancellation was accepted.</param>
/// <param name="NoticeOn">When the customer said so, if that was earlier.</param>
/// <param name="LastPaidDay">The last day that is paid for, inclusive.</param>
/// <param name="Reason">Why, in the words by which figures are told apart.</param>
/// <param name="Avoidable">Whether we could have prevented it.</param>
internal sealed record SubscriptionCancellation(
    DateOnly CancelledOn,
    DateOnly LastPaidDay,
    DateOnly? NoticeOn = null,
    string? Reason = null,
    bool? Avoidable = null
);

internal sealed class CancelSubscriptionValidator : AbstractValidator<CancelSubscription>
{
    public CancelSubscriptionValidator()
    {
        RuleFor(ask => ask.SubscriptionId).NotEmpty();
        RuleFor(ask => ask.CancelledOn).InclusiveBetween(new DateOnly(1950, 1, 1), new DateOnly(2200, 1, 1));
        RuleFor(ask => ask.LastPaidDay).InclusiveBetween(new DateOnly(1950, 1, 1), new DateOnly(2200, 1, 1));
        RuleFor(ask => ask.Reason).NotEmpty().MaximumLength(200).When(ask => ask.Reason is not null);
        RuleFor(ask => ask.NoticeOn).LessThanOrEqualTo(ask => ask.CancelledOn);
    }
}

internal sealed class CancelSubscriptionHandler(SubscriptionService subscriptions)
    : IRequestHandler<CancelSubscription, Result<SubscriptionRow>>
{
    public Task<Result<SubscriptionRow>> Handle(CancelSubscription ask, CancellationToken cancellationToken) =>
        subscriptions.Note(
            ask.SubscriptionId,
            (subscription, recording) =>
                subscription.Cancel(
                    ask.CancelledOn,
                    ask.NoticeOn,
                    ask.LastPaidDay,
                    recording,
                    new LossReason(ask.Reason, ask.Avoidable)
                ),
            cancellationToken
        );
}

internal sealed class CancelSubscriptionEndpoint : IEndpoint
{
    public static void Map(IEndpointRouteBuilder routes) =>
        routes
            .Post(
                "/subscriptions/{subscriptionId}/cancellation",
                (Guid subscriptionId, SubscriptionCancellation cancelled) =>
                    new CancelSubscription(
                        subscriptionId,
                        cancelled.CancelledOn,
                        cancelled.NoticeOn,
                        cancelled.LastPaidDay,
                        cancelled.Reason,
                        cancelled.Avoidable
                    )
            )
            .WithSummary("Record the cancellation of a subscription")
            .WithExample(
                new SubscriptionCancellation(
                    new(2026, 6, 15),
                    new(2026, 12, 31),
                    new(2026, 6, 1),
                    "予算",
                    Avoidable: false
                ),
                SubscriptionRow.Sample with
                {
                    LastPaidDay = new(2026, 12, 31),
                }
            )
            .WithProblems(400, 401, 403, 404, 409);
}
