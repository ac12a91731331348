using CsMonolith.Revenue.Ledger.Facts;
using CsMonolith.Revenue.Ledger.Histories;
using CsMonolith.Revenue.Ledger.Merges;
using CsMonolith.Revenue.Ledger.Policies;

namespace CsMonolith.Revenue.Renewals;

internal sealed class AnswerTermsDue(RevenueDb db, FactReader reader, PolicyReader policies, MergeReader merges)
    : IRequestHandler<TermsDue, IReadOnlyList<TermDue>>
{
    public async Task<IReadOnlyList<TermDue>> Handle(TermsDue ask, CancellationToken cancellationToken)
    {
        var known = ask.KnownOn is { } day ? db.Clock.EndOf(day) : db.Clock.Now;
        var (versions, history) = (await policies.Read(cancellationToken), await merges.Read(cancellationToken));
        var (rules, owners) = (versions.KnownAt(known), history.At(known));
        var subscriptions = (await reader.Stored(accounts: null, known, cancellationToken))
            .GroupBy(fact => fact.SubscriptionId)
            .Select(facts => (Facts: facts.ToList(), Run: SubscriptionTimeline.Of(facts, rules)))
            .Where(one => one.Run is not null)
            .ToList();
        var timelines = subscriptions.ToLookup(one => owners.Of(one.Facts[0].AccountId), one => one.Run!);
        var due = new List<TermDue>();
        foreach (var asOf in ask.AsOf.Distinct().Order())
        {
            var then = db.Clock.EndOf(asOf);
            var (rulesThen, ownersThen) = (versions.KnownAt(then), history.At(then));
            foreach (var (facts, timeline) in subscriptions)
            {
                var last =
                    SubscriptionTimeline.Of(facts.Where(fact => fact.RecordedAt <= then), rulesThen) is { } seen
                    && seen.MrrOn(asOf) > 0
                        ? LastDay(seen, asOf)
                        : null;
                if (last is { } end && end < asOf.AddDays(ask.Days))
                {
                    due.Add(
                        new TermDue(
                            ownersThen.Of(facts[0].AccountId),
                            asOf,
                            end,
                            Pays(timeline!, end.AddDays(1))
                                || timelines[owners.Of(facts[0].AccountId)]
                                    .Any(other => other.Start > asOf && Pays(other, end.AddDays(1)))
                        )
                    );
                }
            }
        }

        return [.. due.OrderBy(one => one.AsOf).ThenBy(one => one.AccountId).ThenBy(one => one.LastDay)];
    }

    // The last day of the term that runs on a day; null where none ends, or where it is decided already that it will.
    private static DateOnly? LastDay(SubscriptionTimeline timeline, DateOnly asOf) =>
        timeline switch
        {
            { IsBridged: true }
            or {
                Ending: { CancelledOn: not null }
                    or { NoticeOn: not null }
                    or { Reason: not null }
                    or { Avoidable: not null }
                    or { Cause: not null }
            } => null,
            { End: { } end } => end.AddDays(-1),
            _ => timeline.On(asOf) is { Interval: BillingInterval.Year }
                ? Anniversary(timeline.Start, asOf).AddDays(-1)
                : null,
        };

    private static DateOnly Anniversary(DateOnly start, DateOnly after)
    {
        var next = start.AddYears(after.Year - start.Year);
        return next > after ? next : start.AddYears(after.Year - start.Year + 1);
    }

    // A pause does not end the contract.
    private static bool Pays(SubscriptionTimeline timeline, DateOnly day) => timeline.On(day) is { MrrMinor: > 0 };
}
