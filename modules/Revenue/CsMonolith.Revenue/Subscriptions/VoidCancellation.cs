using CsMonolith.Journey.Contracts;
using CsMonolith.Revenue.Ledger.Facts;

namespace CsMonolith.Revenue.Subscriptions;

/// <summary>
/// Take the cancellation of a subscription back before its last paid day is over: the customer stays. The end that
/// stood before the cancellation stands again, and a later cancellation is taken.
/// </summary>
internal sealed record VoidCancellation(Guid SubscriptionId, string Reason) : ICommand<SubscriptionRow>;

/// <param name="Reason">Why the customer stays, for the history and the timeline; at most 1,000 characters.</param>
internal sealed record SubscriptionCancellationVoid(string Reason);

internal sealed class VoidCancellationValidator : AbstractValidator<VoidCancellation>
{
    public VoidCancellationValidator()
    {
        RuleFor(ask => ask.SubscriptionId).NotEmpty();
        RuleFor(ask => ask.Reason).NotEmpty().MaximumLength(1000);
    }
}

internal sealed class VoidCancellationHandler(RevenueDb db, SubscriptionService subscriptions)
    : IRequestHandler<VoidCancellation, Result<SubscriptionRow>>
{
    public async Task<Result<SubscriptionRow>> Handle(VoidCancellation ask, CancellationToken cancellationToken)
    {
        var before = await EndBefore(ask.SubscriptionId, cancellationToken);
        return await subscriptions.NoteAll(
            ask.SubscriptionId,
            (subscription, recording) =>
            {
                var taken = subscription.TakeCancellationBack(db.Clock.Today, before, recording, ask.Reason);
                if (taken.Error is null)
                {
                    db.Publish(
                        new SomethingHappened(
                            subscription.AccountId,
                            db.Clock.Today,
                            "cancellation-taken-back",
                            $"{subscription.ExternalId}:{taken.Value[0].Ordinal}",
                            $"Cancellation of {subscription.ExternalId} taken back: {ask.Reason}",
                            $"契約 {subscription.ExternalId}の解約を取り消し: {ask.Reason}"
                        )
                    );
                }

                return taken;
            },
            cancellationToken
        );
    }

    // What was last said about the end before the cancellation: a refund or a file may have moved a cancelled end.
    private async Task<DateOnly?> EndBefore(Guid subscription, CancellationToken cancellation)
    {
        var ends = await db.Set<SubscriptionFact>()
            .AsNoTracking()
            .Where(fact =>
                fact.SubscriptionId == subscription && (fact.Kind == FactKind.End || fact.Kind == FactKind.Reopened)
            )
            .OrderBy(fact => fact.Ordinal)
            .ToListAsync(cancellation);
        return ends.FindLast(fact => fact.CancelledOn is null) is { Kind: FactKind.End } end
            ? end.EffectiveOn.AddDays(-1)
            : null;
    }
}

internal sealed class VoidCancellationEndpoint : IEndpoint
{
    public static void Map(IEndpointRouteBuilder routes) =>
        routes
            .Post(
                "/subscriptions/{subscriptionId}/cancellation/void",
                (Guid subscriptionId, SubscriptionCancellationVoid taken) =>
                    new VoidCancellation(subscriptionId, taken.Reason)
            )
            .WithSummary("Take the cancellation of a subscription back: the customer stays")
            .WithDescription(
                "Possible up to the last paid day. The end that was agreed before the cancellation stands again, "
                    + "the renewal that it had settled is open again, and both acts stay in the history. Months "
                    + "that were closed in between stay as closed."
            )
            .WithExample(new SubscriptionCancellationVoid("予算が確保できたため継続"), SubscriptionRow.Sample)
            .WithProblems(400, 401, 403, 404, 409);
}
