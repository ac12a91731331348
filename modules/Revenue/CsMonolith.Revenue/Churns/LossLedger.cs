using CsMonolith.Revenue.Movements;
using CsMonolith.Revenue.Policies;
using CsMonolith.Revenue.Subscriptions;

namespace CsMonolith.Revenue.Churns;

/// <summary>A loss of one account, with why.</summary>
internal readonly record struct Loss(Purse Purse, Move Move, LossReason Why);

/// <summary>
/// Why accounts were lost: what the subscription that ended says; failing that, what the company recorded of a churn within 31 days of it,
/// the nearest first. A loss of which nobody has said anything stays without a reason.
/// </summary>
internal sealed class LossLedger(RevenueDb db, FactBook book)
{
    private const int DaysApart = 31;

    /// <summary>Every movement to nothing of some accounts within a span, as known at an instant.</summary>
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
            .. from facts in await book.Read(accounts, knownAt, cancellation)
            let runs = facts
                .GroupBy(fact => fact.SubscriptionId)
                .Select(one => SubscriptionRun.Of(one, rules))
                .OfType<SubscriptionRun>()
                .ToList()
            from move in MrrHistory.Moves(MrrHistory.Balances(facts, rules), rules)
            where move.Kind == MovementKind.Churn && move.On >= @from && move.On <= to
            select new Loss(facts.Key, move, Said(move, runs, rules) ?? Recorded(move, events[facts.Key.AccountId])),
        ];
    }

    // Several subscriptions may end at once: the dearest of those that say why speaks for the account.
    private static LossReason? Said(Move move, List<SubscriptionRun> runs, RulesInForce rules)
    {
        var last = move.On.AddDays(rules.On(move.On).GroupingDays - 1);
        return runs.Where(run =>
                run.End >= move.On && run.End <= last && run.Ending is not { Reason: null, Avoidable: null }
            )
            .OrderByDescending(run => run.Terms[^1].MrrMinor)
            .ThenBy(run => run.Ending!.SubscriptionId)
            .Select(run => (LossReason?)new LossReason(run.Ending!.Reason, run.Ending.Avoidable))
            .FirstOrDefault();
    }

    private static LossReason Recorded(Move move, IEnumerable<ChurnEvent> events) =>
        events
            .Where(churn => Apart(churn, move) <= DaysApart)
            .OrderBy(churn => Apart(churn, move))
            .ThenBy(churn => churn.On)
            .ThenBy(churn => churn.Id)
            .Select(churn => new LossReason(churn.Reason, churn.Avoidable))
            .FirstOrDefault();

    private static int Apart(ChurnEvent churn, Move move) => Math.Abs(churn.On.DayNumber - move.On.DayNumber);
}
