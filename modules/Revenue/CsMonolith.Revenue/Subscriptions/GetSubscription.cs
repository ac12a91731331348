using CsMonolith.Revenue.Ledger.Facts;

namespace CsMonolith.Revenue.Subscriptions;

/// <summary>One subscription with everything that was learnt about it.</summary>
internal sealed record GetSubscription(Guid SubscriptionId) : IQuery<SubscriptionDetail>;

/// <param name="Facts">In the order of storing; of several that speak of one day, the last stands.</param>
/// <param name="CancelledOn">
/// When the cancellation that stands was accepted; absent where none stands, as after one was taken back.
/// </param>
internal sealed record SubscriptionDetail(
    SubscriptionRow Subscription,
    DateOnly? CancelledOn,
    DateOnly? NoticeOn,
    DateOnly? PausedOn,
    DateTime? VoidedAt,
    IReadOnlyList<SubscriptionFactRow> Facts,
    long Version
);

/// <param name="CancelledOn">Of an end, when the cancellation was accepted; absent where nobody cancelled.</param>
/// <param name="Reason">Why it ends, or why an end or a void was taken back.</param>
internal sealed record SubscriptionFactRow(
    FactKind Kind,
    DateOnly EffectiveOn,
    DateTime RecordedAt,
    bool Backfilled,
    Money Mrr,
    int? Seats,
    FactCause? Cause = null,
    DateOnly? CancelledOn = null,
    string? Reason = null
);

internal sealed class GetSubscriptionHandler(RevenueDb db, AccountVisibility visibility)
    : IRequestHandler<GetSubscription, Result<SubscriptionDetail>>
{
    public async Task<Result<SubscriptionDetail>> Handle(GetSubscription ask, CancellationToken cancellationToken)
    {
        var subscription = await db.Set<Subscription>()
            .AsNoTracking()
            .SingleOrDefaultAsync(row => row.Id == ask.SubscriptionId, cancellationToken);
        if (subscription is null || !await visibility.Sees(subscription.AccountId, cancellationToken))
        {
            return PlatformErrors.NotFound("subscription", ask.SubscriptionId);
        }

        var facts = await db.Set<SubscriptionFact>()
            .AsNoTracking()
            .Where(fact => fact.SubscriptionId == subscription.Id)
            .OrderBy(fact => fact.Ordinal)
            .ToListAsync(cancellationToken);
        return new SubscriptionDetail(
            SubscriptionRow.Of(subscription),
            subscription.CancelledOn,
            subscription.NoticeOn,
            subscription.PausedOn,
            subscription.VoidedAt,
            [
                .. facts.Select(fact => new SubscriptionFactRow(
                    fact.Kind,
                    fact.EffectiveOn,
                    fact.RecordedAt,
                    fact.Backfilled,
                    new Money(fact.MrrMinor, fact.Currency),
                    fact.Seats,
                    fact.Cause,
                    fact.CancelledOn,
                    fact.Reason
                )),
            ],
            subscription.Version
        );
    }
}

internal sealed class GetSubscriptionEndpoint : IEndpoint
{
    public static void Map(IEndpointRouteBuilder routes) =>
        routes
            .Get("/subscriptions/{subscriptionId}", (Guid subscriptionId) => new GetSubscription(subscriptionId))
            .WithSummary("Read a subscription and the history of its terms")
            .WithExample(
                null,
                new SubscriptionDetail(
                    SubscriptionRow.Sample,
                    null,
                    null,
                    null,
                    null,
                    [
                        new SubscriptionFactRow(
                            FactKind.Start,
                            new(2026, 4, 1),
                            Samples.Instant,
                            Backfilled: false,
                            Money.Of("120000", "JPY"),
                            50
                        ),
                    ],
                    Version: 1
                )
            )
            .WithProblems(401, 403, 404);
}
