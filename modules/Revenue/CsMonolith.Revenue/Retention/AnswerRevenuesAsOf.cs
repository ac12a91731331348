using CsMonolith.Revenue.Ledger.Facts;
using CsMonolith.Revenue.Ledger.Histories;
using CsMonolith.Revenue.Ledger.Policies;
using CsMonolith.Revenue.Retention.Churns;

namespace CsMonolith.Revenue.Retention;

/// <summary>
/// Answers from the facts that were recorded by the end of the day. It takes two queries for all accounts. Of what was
/// learnt later only what had taken effect by the day tells of it: a later end was not known then, nor is it of then.
/// </summary>
internal sealed class AnswerRevenuesAsOf(RevenueDb db, FactReader reader, PolicyReader policies)
    : IRequestHandler<RevenuesAsOf, IReadOnlyList<RevenueAsOf>>
{
    private const int RecentDays = 90;
    private const int HalfYearDays = 180;

    public async Task<IReadOnlyList<RevenueAsOf>> Handle(RevenuesAsOf ask, CancellationToken cancellationToken)
    {
        var (then, known) = (db.Clock.EndOf(ask.AsOf), db.Clock.EndOf(ask.KnownOn ?? ask.AsOf));
        var churns = await db.Set<ChurnEvent>()
            .AsNoTracking()
            .Where(churn => !churn.IsReactivation && churn.On <= ask.AsOf && churn.RecordedAt <= known)
            .GroupBy(churn => churn.AccountId)
            .Select(group => new { group.Key, Count = group.Count() })
            .ToDictionaryAsync(group => group.Key, group => group.Count, cancellationToken);
        var rules = (await policies.Read(cancellationToken)).KnownAt(known);
        return
        [
            .. (await reader.Read(ask.Accounts, known, cancellationToken))
                .SelectMany(facts => facts.Select(fact => (facts.Key, Fact: fact)))
                .Where(one => one.Fact.RecordedAt <= then || one.Fact.EffectiveOn <= ask.AsOf)
                .GroupBy(one => one.Key, one => one.Fact)
                .Where(facts => facts.Any(fact => fact.Kind == FactKind.Start && fact.EffectiveOn <= ask.AsOf))
                .GroupBy(facts => facts.Key.AccountId)
                .OrderBy(account => account.Key)
                .Select(account =>
                    Show(account.Key, [.. account], ask.AsOf, churns.GetValueOrDefault(account.Key), rules)
                ),
        ];
    }

    private RevenueAsOf Show(
        Guid account,
        List<IGrouping<AccountCurrency, SubscriptionFact>> accountCurrencies,
        DateOnly asOf,
        int churns,
        RulesInForce rules
    )
    {
        // Unlike currencies are not added: MRR is that of the currency in which something began last.
        var main = accountCurrencies.MaxBy(facts =>
            (facts.Where(fact => fact.EffectiveOn <= asOf).Max(fact => (DateOnly?)fact.EffectiveOn), facts.Key.Currency)
        )!;
        var timelines = accountCurrencies
            .SelectMany(facts => facts.GroupBy(fact => fact.SubscriptionId))
            .Select(facts => SubscriptionTimeline.Of(facts, rules))
            .OfType<SubscriptionTimeline>()
            .ToList();
        var active = timelines
            .Select(timeline => (Run: timeline, Terms: timeline.On(asOf)))
            .Where(one => one.Run.MrrOn(asOf) > 0)
            .Select(one => (one.Run, Terms: one.Terms!))
            .ToList();
        var histories = accountCurrencies.Select(facts => AccountHistory.Of(facts.Key, facts, rules)).ToList();
        var recent = histories
            .SelectMany(history => history.Changes)
            .Where(change => change.On <= asOf && change.On > asOf.AddDays(-RecentDays))
            .ToList();
        var seats = active.Where(one => one.Terms.Seats is not null).Sum(one => one.Terms.Seats!.Value);
        return new RevenueAsOf(
            account,
            new Money(
                histories.Single(history => history.AccountCurrency == main.Key).At(asOf).Minor,
                main.Key.Currency
            ),
            active.Count,
            active.Any(one => one.Terms.Seats is not null) ? seats : null,
            Share(active, one => one.Terms.Interval == BillingInterval.Year),
            Share([.. active.Where(one => one.Terms.AutoRenew is not null)], one => one.Terms.AutoRenew == true),
            recent.Count(change => change.Kind == MovementKind.Expansion),
            recent.Count(change => change.Kind == MovementKind.Contraction),
            timelines.Count(timeline => timeline.End <= asOf && timeline.End > asOf.AddDays(-HalfYearDays)),
            histories
                .SelectMany(history => history.Changes)
                .Where(change => change.On <= asOf)
                .Min(change => (DateOnly?)change.On),
            active.Min(one => one.Run.End?.AddDays(-1)),
            churns
        );
    }

    private static double? Share<T>(List<T> all, Func<T, bool> wanted) =>
        all.Count == 0 ? null : (double)all.Count(wanted) / all.Count;
}
