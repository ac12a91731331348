using CsMonolith.Revenue.Ledger.Facts;
using CsMonolith.Revenue.Ledger.Movements;
using CsMonolith.Revenue.Subscriptions;

namespace CsMonolith.Revenue.Renewals;

/// <summary>
/// Record what became of a renewal. Renewed, the subscription goes on for the new term; lost, it ends with the old one.
/// </summary>
internal sealed record SettleRenewal(
    Guid RenewalId,
    DateOnly On,
    Money? Renewed,
    int? TermMonths,
    string? Reason,
    IfMatch Match,
    bool? Avoidable = null
) : ICommand<RenewalRow>;

/// <param name="On">The day of the decision; early or late, the renewal stays in the month of its due day.</param>
/// <param name="Renewed">MRR of the next term; absent if it is lost.</param>
/// <param name="TermMonths">
/// Months of the next term; without, as planned, and what renews by itself goes on without an end.
/// </param>
/// <param name="Reason">Why it was lost, or changed; of a loss, the words by which figures are told apart.</param>
/// <param name="Avoidable">Of a loss, whether we could have prevented it.</param>
internal sealed record RenewalOutcome(
    DateOnly On,
    Money? Renewed = null,
    int? TermMonths = null,
    string? Reason = null,
    bool? Avoidable = null
);

internal sealed class SettleRenewalValidator : AbstractValidator<SettleRenewal>
{
    public SettleRenewalValidator()
    {
        RuleFor(ask => ask.On).InclusiveBetween(new DateOnly(1950, 1, 1), new DateOnly(2200, 1, 1));
        RuleFor(ask => ask.Renewed!.Value.Minor).GreaterThan(0).When(ask => ask.Renewed is not null);
        RuleFor(ask => ask.TermMonths).InclusiveBetween(1, 120);
        RuleFor(ask => ask.Reason).MaximumLength(1000);
    }
}

internal sealed class SettleRenewalHandler(RevenueDb db, AccountVisibility visibility, MovementLedger ledger)
    : IRequestHandler<SettleRenewal, Result<RenewalRow>>
{
    public async Task<Result<RenewalRow>> Handle(SettleRenewal ask, CancellationToken cancellationToken)
    {
        var renewal = await db.Set<Renewal>().SingleOrDefaultAsync(row => row.Id == ask.RenewalId, cancellationToken);
        if (renewal is null || !await visibility.Sees(renewal.AccountId, cancellationToken))
        {
            return PlatformErrors.NotFound("renewal", ask.RenewalId);
        }

        if (ask.Match.Refuses(renewal) is { } stale)
        {
            return stale;
        }

        var subscription = await db.Set<Subscription>()
            .SingleOrDefaultAsync(row => row.Id == renewal.SubscriptionId, cancellationToken);
        var recording = new Recording(db.Clock.Now, Backfilled: false);

        // A term that lapsed is renewed late by whoever knows better; a cancellation is taken back first.
        if (renewal is { IsByContract: true, Stage: RenewalStage.Lost } && subscription is { CancelledOn: null })
        {
            renewal.Reopen();
        }

        if (renewal.Settle(ask.Renewed, ask.On, ask.Reason).Error is { } refusal)
        {
            return refusal;
        }

        var first = subscription!.FactCount;
        var learnt = ask.Renewed is null
            ? Ending(renewal, subscription, new LossReason(ask.Reason, ask.Avoidable), recording)
            : renewal.Extend(subscription, ask.TermMonths, recording);
        if (learnt.Error is { } unfit)
        {
            return unfit;
        }

        renewal.Added(first, subscription.FactCount);
        db.AddRange(learnt.Value);
        db.Publish(RenewalLine.Of(renewal, ask.On));
        await db.SaveChangesAsync(cancellationToken);
        await ledger.CatchUp([renewal.AccountId], cancellationToken);
        await db.SaveChangesAsync(cancellationToken);
        return RenewalRow.Of(renewal);
    }

    private static Result<IReadOnlyList<SubscriptionFact>> Ending(
        Renewal renewal,
        Subscription subscription,
        LossReason loss,
        Recording recording
    ) =>
        subscription.LastPaidDay == renewal.DueOn && loss == default
            ? Array.Empty<SubscriptionFact>()
            : new[] { subscription.EndAfter(renewal.DueOn, recording, loss) };
}

internal sealed class SettleRenewalEndpoint : IEndpoint
{
    public static void Map(IEndpointRouteBuilder routes) =>
        routes
            .Post(
                "/renewals/{renewalId}/outcome",
                (Guid renewalId, RenewalOutcome outcome, IfMatch match) =>
                    new SettleRenewal(
                        renewalId,
                        outcome.On,
                        outcome.Renewed,
                        outcome.TermMonths,
                        outcome.Reason,
                        match,
                        outcome.Avoidable
                    )
            )
            .WithSummary("Record what became of a renewal")
            .WithDescription(
                "Renewed, the subscription goes on from the day after its term at the new amount; lost, it "
                    + "ends with the term. If-Match carries the version read."
            )
            .WithExample(
                new RenewalOutcome(new(2026, 11, 18), Money.Of("130000", "JPY")),
                RenewalRow.Sample with
                {
                    Stage = RenewalStage.Renewed,
                    SettledOn = new(2026, 11, 18),
                    Renewed = Money.Of("130000", "JPY"),
                    Version = 2,
                }
            )
            .WithProblems(400, 401, 403, 404, 409, 412, 428);
}
