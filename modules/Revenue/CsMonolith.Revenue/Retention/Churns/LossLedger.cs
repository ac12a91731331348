using CsMonolith.Revenue.Ledger.Facts;
using CsMonolith.Revenue.Ledger.Histories;
using CsMonolith.Revenue.Ledger.Policies;
using CsMonolith.Revenue.Subscriptions;

namespace CsMonolith.Revenue.Retention.Churns;

/// <summary>A loss of one account and its reason.</summary>
internal readonly record struct Loss(AccountCurrency AccountCurrency, MrrChange MrrChange, LossReason Why);

/// <summary>
/// Finds losses and their reasons. A reason is that of the subscription that ended, else that of the nearest churn
/// recorded within 31 days of the loss. Else there is none.
/// </summary>
internal sealed class LossLedger(RevenueDb db, FactReader reader)
{
    private const int DaysApart = 31;

    /// <summary>The losses of some accounts within a span of days, as known at an instant.</summary>
    public async Task<IReadOnlyList<Loss>> Read(
        IReadOnlyCollection<Guid> accounts,
        DateOnly from,
        DateOnly to,
        DateTime knownAt,
        RulesInForce rules,
        CancellationToken cancellation
    )
    {
        var recorded = new List<ChurnEvent>();
        foreach (var ids in accounts.Chunk(1000))
        {
            recorded.AddRange(
                await db.Set<ChurnEvent>()
                    .AsNoTracking()
                    .Where(churn =>
                        ids.Contains(churn.AccountId) && !churn.IsReactivation && churn.RecordedAt <= knownAt
                    )
                    .ToListAsync(cancellation)
            );
        }

        var events = recorded.ToLookup(churn => churn.AccountId);
        return
        [
            .. from facts in await reader.Read(accounts, knownAt, cancellation)
            let timelines = facts
                .GroupBy(fact => fact.SubscriptionId)
                .Select(one => SubscriptionTimeline.Of(one, rules))
                .OfType<SubscriptionTimeline>()
                .ToList()
            from change in AccountHistory.Of(facts.Key, facts, rules).Changes
            where change.Kind == MovementKind.Churn && change.On >= @from && change.On <= to
            select new Loss(
                facts.Key,
                change,
                Said(change, timelines, rules) ?? Recorded(change, events[facts.Key.AccountId])
            ),
        ];
    }

    // Several subscriptions may end at once: the dearest of those that say why speaks for the account.
    private static LossReason? Said(MrrChange change, List<SubscriptionTimeline> timelines, RulesInForce rules)
    {
        var last = change.On.AddDays(rules.On(change.On).GroupingDays - 1);
        return timelines
            .Where(timeline =>
                timeline.End >= change.On
                && timeline.End <= last
                && timeline.Ending is not { Reason: null, Avoidable: null }
            )
            .OrderByDescending(timeline => timeline.Terms[^1].MrrMinor)
            .ThenBy(timeline => timeline.Ending!.SubscriptionId)
            .Select(timeline => (LossReason?)new LossReason(timeline.Ending!.Reason, timeline.Ending.Avoidable))
            .FirstOrDefault();
    }

    private static LossReason Recorded(MrrChange change, IEnumerable<ChurnEvent> events) =>
        events
            .Where(churn => Apart(churn, change) <= DaysApart)
            .OrderBy(churn => Apart(churn, change))
            .ThenBy(churn => churn.On)
            .ThenBy(churn => churn.Id)
            .Select(churn => new LossReason(churn.Reason, churn.Avoidable))
            .FirstOrDefault();

    private static int Apart(ChurnEvent churn, MrrChange change) => Math.Abs(churn.On.DayNumber - change.On.DayNumber);
}
