using CsMonolith.Journey.Contracts;
using CsMonolith.Revenue.Subscriptions.Gaps;

namespace CsMonolith.Revenue.Subscriptions;

/// <summary>
/// Take a subscription back as if it had never been. It stays on record, and its movements are reversed.
/// </summary>
internal sealed record VoidSubscription(Guid SubscriptionId, string Reason) : ICommand<SubscriptionRow>;

/// <param name="Reason">Why, for the audit trail and the timeline.</param>
internal sealed record SubscriptionVoid(string Reason);

internal sealed class VoidSubscriptionValidator : AbstractValidator<VoidSubscription>
{
    public VoidSubscriptionValidator()
    {
        RuleFor(ask => ask.SubscriptionId).NotEmpty();
        RuleFor(ask => ask.Reason).NotEmpty().MaximumLength(1000);
    }
}

internal sealed class VoidSubscriptionHandler(RevenueDb db, SubscriptionService subscriptions)
    : IRequestHandler<VoidSubscription, Result<SubscriptionRow>>
{
    public async Task<Result<SubscriptionRow>> Handle(VoidSubscription ask, CancellationToken cancellationToken)
    {
        // Another subscription may go on as this one by a declared migration; it would end if this one had never been.
        var bridge = await db.Set<MigrationGap>()
            .AsNoTracking()
            .FirstOrDefaultAsync(
                gap => gap.ToSubscriptionId == ask.SubscriptionId && gap.VoidedAt == null,
                cancellationToken
            );
        return await subscriptions.Note(
            ask.SubscriptionId,
            (subscription, recording) =>
            {
                if (bridge is not null)
                {
                    return SubscriptionErrors.TakesOver(subscription.ExternalId, bridge.Id);
                }

                var taken = subscription.Void(recording);
                if (taken.Error is null)
                {
                    db.Publish(
                        new SomethingHappened(
                            subscription.AccountId,
                            db.Clock.Today,
                            "subscription-voided",
                            subscription.ExternalId,
                            $"Subscription {subscription.ExternalId} voided: {ask.Reason}",
                            $"契約 {subscription.ExternalId}取り消し: {ask.Reason}"
                        )
                    );
                }

                return taken;
            },
            cancellationToken
        );
    }
}

internal sealed class VoidSubscriptionEndpoint : IEndpoint
{
    public static void Map(IEndpointRouteBuilder routes) =>
        routes
            .Post(
                "/subscriptions/{subscriptionId}/void",
                (Guid subscriptionId, SubscriptionVoid taken) => new VoidSubscription(subscriptionId, taken.Reason)
            )
            .WithSummary("Void a subscription: it counts as never having been")
            .WithDescription(
                "Nothing is deleted: the ledger reverses its movements as learnt now, and closed months show "
                    + "an adjustment."
            )
            .WithExample(new SubscriptionVoid("二重登録のため"), SubscriptionRow.Sample)
            .WithProblems(400, 401, 403, 404, 409);
}
