using CsMonolith.Journey.Contracts;
using CsMonolith.Revenue.Subscriptions.Invoices;

namespace CsMonolith.Revenue.Subscriptions.Refunds;

/// <summary>Record that money was given back for a subscription, and whether that ends it.</summary>
internal sealed record RecordRefund(
    Guid SubscriptionId,
    Money Amount,
    DateOnly On,
    string Reason,
    DateOnly? LastPaidDay = null,
    Guid? OpportunityId = null
) : ICommand<RefundRow>;

/// <param name="Amount">What was given back, above 0, in the subscription's currency.</param>
/// <param name="On">The day on which it was given back.</param>
/// <param name="Reason">Why, in the words by which losses are told apart.</param>
/// <param name="LastPaidDay">
/// The last day that stays paid, where the refund ends the subscription early; without, it goes on and no MRR moves.
/// </param>
/// <param name="OpportunityId">The won deal of which it is given back: its credits are lowered by the amount.</param>
internal sealed record SubscriptionRefund(
    Money Amount,
    DateOnly On,
    string Reason,
    DateOnly? LastPaidDay = null,
    Guid? OpportunityId = null
);

internal sealed class RecordRefundValidator : AbstractValidator<RecordRefund>
{
    public RecordRefundValidator()
    {
        RuleFor(ask => ask.SubscriptionId).NotEmpty();
        RuleFor(ask => ask.Amount.Minor).GreaterThan(0);
        RuleFor(ask => ask.On).InclusiveBetween(new DateOnly(1950, 1, 1), new DateOnly(2200, 1, 1));
        RuleFor(ask => ask.LastPaidDay).InclusiveBetween(new DateOnly(1950, 1, 1), new DateOnly(2200, 1, 1));
        RuleFor(ask => ask.Reason).NotEmpty().MaximumLength(200);
    }
}

/// <summary>Tells which deals were won. A refund may name one; deals themselves are Growth's.</summary>
internal interface IWonDeals
{
    /// <summary>Whether an account won this deal, in this currency.</summary>
    Task<bool> Has(Guid deal, Guid account, string currency, CancellationToken cancellation);
}

internal sealed class RecordRefundHandler(
    RevenueDb db,
    AccountVisibility visibility,
    SubscriptionService subscriptions,
    IWonDeals deals,
    RequestContext context
) : IRequestHandler<RecordRefund, Result<RefundRow>>
{
    public async Task<Result<RefundRow>> Handle(RecordRefund ask, CancellationToken cancellationToken)
    {
        var subscription = await db.Set<Subscription>()
            .AsNoTracking()
            .SingleOrDefaultAsync(row => row.Id == ask.SubscriptionId, cancellationToken);
        if (subscription is null || !await visibility.Sees(subscription.AccountId, cancellationToken))
        {
            return PlatformErrors.NotFound("subscription", ask.SubscriptionId);
        }

        if (ask.Amount.Currency != subscription.Currency)
        {
            return SubscriptionErrors.OtherCurrency(ask.Amount.Currency, subscription.Currency);
        }

        if (
            ask.OpportunityId is { } deal
            && !await deals.Has(deal, subscription.AccountId, subscription.Currency, cancellationToken)
        )
        {
            return SubscriptionErrors.RefundOfOtherDeal(deal);
        }

        if (
            await Billed(subscription.Id, cancellationToken) is { } billed
            && await db.Set<Refund>()
                .Where(row => row.SubscriptionId == subscription.Id)
                .SumAsync(row => row.AmountMinor, cancellationToken)
                is var given
            && given + ask.Amount.Minor > billed
        )
        {
            return SubscriptionErrors.BeyondBilled(
                subscription.ExternalId,
                new Money(billed, subscription.Currency),
                new Money(given, subscription.Currency)
            );
        }

        if (
            ask.LastPaidDay is { } last
            && (
                await subscriptions.Note(
                    subscription.Id,
                    (one, recording) => one.EndByRefund(ask.On, last, recording, ask.Reason),
                    cancellationToken
                )
            ).Error
                is { } refusal
        )
        {
            return refusal;
        }

        var refund = new Refund
        {
            Id = Guid.CreateVersion7(),
            SubscriptionId = subscription.Id,
            AccountId = subscription.AccountId,
            OpportunityId = ask.OpportunityId,
            On = ask.On,
            Currency = ask.Amount.Currency,
            AmountMinor = ask.Amount.Minor,
            LastPaidDay = ask.LastPaidDay,
            Reason = ask.Reason,
            RecordedBy = context.Caller.Actor,
            RecordedAt = db.Clock.Now,
        };
        db.Add(refund);
        db.Publish(
            new SomethingHappened(
                subscription.AccountId,
                ask.On,
                "refunded",
                refund.Id.ToString(),
                $"Refund of {ask.Amount} on {subscription.ExternalId}: {ask.Reason}",
                $"契約 {subscription.ExternalId}に返金 {ask.Amount}: {ask.Reason}"
            )
        );
        await db.SaveChangesAsync(cancellationToken);
        return RefundRow.Of(refund);
    }

    // With tax; null where no invoice of the subscription was loaded, so that nobody can tell.
    private async Task<long?> Billed(Guid subscription, CancellationToken cancellation)
    {
        var invoices = await db.Set<Invoice>()
            .AsNoTracking()
            .Where(row => row.SubscriptionId == subscription)
            .Select(row => row.NetMinor + row.TaxMinor)
            .ToListAsync(cancellation);
        return invoices.Count == 0 ? null : invoices.Sum();
    }
}

internal sealed class RecordRefundEndpoint : IEndpoint
{
    public static void Map(IEndpointRouteBuilder routes) =>
        routes
            .Post(
                "/subscriptions/{subscriptionId}/refunds",
                (Guid subscriptionId, SubscriptionRefund refund) =>
                    new RecordRefund(
                        subscriptionId,
                        refund.Amount,
                        refund.On,
                        refund.Reason,
                        refund.LastPaidDay,
                        refund.OpportunityId
                    )
            )
            .WithSummary("Record that money was given back for a subscription")
            .WithDescription(
                "A refund by itself moves no MRR and no credit. With lastPaidDay it ends the subscription "
                    + "earlier than was known: the loss is tagged refund, and dated by the policy of the day "
                    + "after. With opportunityId it is taken off the ARR that the deal is credited with, in "
                    + "proportion to its shares; pay that is worked out afresh follows it."
            )
            .WithExample(
                new SubscriptionRefund(Money.Of("60000", "JPY"), new(2026, 9, 30), "障害の補償"),
                RefundRow.Sample
            )
            .WithProblems(400, 401, 403, 404, 409);
}
