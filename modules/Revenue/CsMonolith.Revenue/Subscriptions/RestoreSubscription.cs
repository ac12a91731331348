using CsMonolith.Journey.Contracts;

namespace CsMonolith.Revenue.Subscriptions;

/// <summary>Take the void of a subscription back: it counts again as it stood, and its movements return.</summary>
internal sealed record RestoreSubscription(Guid SubscriptionId, string Reason) : ICommand<SubscriptionRow>;

/// <param name="Reason">Why, for the history and the timeline; at most 1,000 characters.</param>
internal sealed record SubscriptionRestoration(string Reason);

internal sealed class RestoreSubscriptionValidator : AbstractValidator<RestoreSubscription>
{
    public RestoreSubscriptionValidator()
    {
        RuleFor(ask => ask.SubscriptionId).NotEmpty();
        RuleFor(ask => ask.Reason).NotEmpty().MaximumLength(1000);
    }
}

internal sealed class RestoreSubscriptionHandler(RevenueDb db, SubscriptionService subscriptions)
    : IRequestHandler<RestoreSubscription, Result<SubscriptionRow>>
{
    public Task<Result<SubscriptionRow>> Handle(RestoreSubscription ask, CancellationToken cancellationToken) =>
        subscriptions.Note(
            ask.SubscriptionId,
            (subscription, recording) =>
            {
                var restored = subscription.TakeVoidBack(recording, ask.Reason);
                if (restored.Error is null)
                {
                    db.Publish(
                        new SomethingHappened(
                            subscription.AccountId,
                            db.Clock.Today,
                            "subscription-restored",
                            $"{subscription.ExternalId}:{restored.Value.Ordinal}",
                            $"Void of subscription {subscription.ExternalId} taken back: {ask.Reason}",
                            $"契約 {subscription.ExternalId}の取り消しを戻す: {ask.Reason}"
                        )
                    );
                }

                return restored;
            },
            cancellationToken
        );
}

internal sealed class RestoreSubscriptionEndpoint : IEndpoint
{
    public static void Map(IEndpointRouteBuilder routes) =>
        routes
            .Post(
                "/subscriptions/{subscriptionId}/restoration",
                (Guid subscriptionId, SubscriptionRestoration restored) =>
                    new RestoreSubscription(subscriptionId, restored.Reason)
            )
            .WithSummary("Take the void of a subscription back: it counts again as it stood")
            .WithDescription("Nothing is deleted: the ledger states its movements anew, as learnt now.")
            .WithExample(new SubscriptionRestoration("取り消しは誤りだったため"), SubscriptionRow.Sample)
            .WithProblems(400, 401, 403, 404, 409);
}
