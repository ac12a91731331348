using CsMonolith.Revenue.Ledger.Facts;
using CsMonolith.Revenue.Ledger.Movements;
using CsMonolith.Revenue.Subscriptions;

namespace CsMonolith.Revenue.Renewals;

/// <summary>
/// Take back what a person recorded of a renewal: it is open again, and the subscription ends and costs what it did
/// before.
/// </summary>
internal sealed record ReopenRenewal(Guid RenewalId, IfMatch Match) : ICommand<RenewalRow>;

internal sealed class ReopenRenewalHandler(RevenueDb db, AccountVisibility visibility, MovementLedger ledger)
    : IRequestHandler<ReopenRenewal, Result<RenewalRow>>
{
    public async Task<Result<RenewalRow>> Handle(ReopenRenewal ask, CancellationToken cancellationToken)
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

        if (
            renewal is not { FirstFact: { } first, Stage: RenewalStage.Renewed or RenewalStage.Lost }
            || await db.Set<Subscription>()
                .SingleOrDefaultAsync(row => row.Id == renewal.SubscriptionId, cancellationToken)
                is not { } subscription
        )
        {
            return RenewalErrors.NotSettled(renewal.DueOn);
        }

        if (subscription.FactCount > renewal.NextFact)
        {
            return RenewalErrors.BuiltUpon(subscription.ExternalId, renewal.DueOn);
        }

        var facts = await db.Set<SubscriptionFact>()
            .AsNoTracking()
            .Where(fact => fact.SubscriptionId == subscription.Id)
            .OrderBy(fact => fact.Ordinal)
            .ToListAsync(cancellationToken);
        var learnt = Undo(renewal, subscription, facts[..first], facts[first..]);
        if (learnt.Error is { } unfit)
        {
            return unfit;
        }

        renewal.Reopen();
        db.Publish(RenewalLine.OfReopening(renewal, db.Clock.Today));
        db.AddRange(learnt.Value);
        await db.SaveChangesAsync(cancellationToken);
        await ledger.CatchUp([renewal.AccountId], cancellationToken);
        await db.SaveChangesAsync(cancellationToken);
        return RenewalRow.Of(renewal);
    }

    // Facts are only ever added: what stood before the outcome is stated anew.
    private Result<IReadOnlyList<SubscriptionFact>> Undo(
        Renewal renewal,
        Subscription subscription,
        List<SubscriptionFact> before,
        List<SubscriptionFact> own
    )
    {
        var recording = new Recording(db.Clock.Now, Backfilled: false);
        var learnt = new List<SubscriptionFact>();
        if (own.Exists(fact => fact.Kind == FactKind.Change))
        {
            var terms = before
                .Where(fact => fact.Kind is FactKind.Start or FactKind.Change && fact.EffectiveOn <= renewal.NextFrom)
                .OrderBy(fact => (fact.EffectiveOn, fact.Ordinal))
                .Last();
            var change = subscription.Change(
                subscription.Terms with
                {
                    MrrMinor = terms.MrrMinor,
                },
                renewal.NextFrom,
                recording
            );
            if (change.Error is { } refusal)
            {
                return refusal;
            }

            learnt.Add(change.Value);
        }

        if (own.Exists(fact => fact.Kind == FactKind.End))
        {
            var end = before.FindLast(fact => fact.Kind is FactKind.End or FactKind.Reopened);
            learnt.Add(
                subscription.EndAfter(end is { Kind: FactKind.End } ? end.EffectiveOn.AddDays(-1) : null, recording)
            );
        }

        return learnt;
    }
}

internal sealed class ReopenRenewalEndpoint : IEndpoint
{
    public static void Map(IEndpointRouteBuilder routes) =>
        routes
            .Post(
                "/renewals/{renewalId}/outcome/void",
                (Guid renewalId, IfMatch match) => new ReopenRenewal(renewalId, match)
            )
            .WithSummary("Take back what a person recorded of a renewal: it is open again")
            .WithDescription(
                "The subscription ends and costs again what it did before; refused where its facts have changed "
                    + "since. What the contract itself settled is opened by taking its cancellation back. If-Match "
                    + "carries the version read."
            )
            .WithExample(null, RenewalRow.Sample with { Version = 3 })
            .WithProblems(401, 403, 404, 409, 412, 428);
}
