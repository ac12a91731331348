using CsMonolith.Revenue.Ledger.Facts;
using CsMonolith.Revenue.Ledger.Histories;
using CsMonolith.Revenue.Ledger.Merges;
using CsMonolith.Revenue.Ledger.Policies;
using CsMonolith.Revenue.Subscriptions;

namespace CsMonolith.Revenue.Renewals;

internal sealed class AnswerTermsDue(RevenueDb db, FactReader reader, PolicyReader policies, MergeReader merges)
    : IRequestHandler<TermsDue, IReadOnlyList<TermDue>>
{
    public async Task<IReadOnlyList<TermDue>> Handle(TermsDue ask, CancellationToken cancellationToken)
    {
        var known = ask.KnownOn is { } day ? db.Clock.EndOf(day) : db.Clock.Now;
        var (versions, history) = (await policies.Read(cancellationToken), await merges.Read(cancellationToken));
        var (rules, owners) = (versions.KnownAt(known), history.At(known));
        var agreed = await db.Set<Subscription>()
            .AsNoTracking()
            .Select(row => new
            {
                row.Id,
                row.Product,
                row.TermMonths,
            })
            .ToDictionaryAsync(row => row.Id, cancellationToken);
        var stated = (
            await db.Set<Renewal>().AsNoTracking().Where(row => row.IsStated).ToListAsync(cancellationToken)
        ).ToLookup(row => row.SubscriptionId, row => new StatedTerm(row.DueOn, row.TermMonths, row.RecordedAt));
        var subscriptions = (await reader.Stored(accounts: null, known, cancellationToken))
            .GroupBy(fact => fact.SubscriptionId)
            .Select(facts => new Contract(
                [.. facts],
                agreed.GetValueOrDefault(facts.Key)?.Product,
                agreed.GetValueOrDefault(facts.Key)?.TermMonths,
                [.. stated[facts.Key]],
                SubscriptionTimeline.Of(facts, rules)
            ))
            .Where(one => one.Timeline is not null)
            .ToList();
        var ofCustomer = subscriptions.ToLookup(one => owners.Of(one.AccountId));
        var due = new List<TermDue>();
        foreach (var asOf in ask.AsOf.Distinct().Order())
        {
            var then = db.Clock.EndOf(asOf);
            var (rulesThen, ownersThen) = (versions.KnownAt(then), history.At(then));
            foreach (var one in subscriptions)
            {
                if (one.DueAfter(asOf, db.Clock, rulesThen) is { } end && end < asOf.AddDays(ask.Days))
                {
                    due.Add(
                        new TermDue(
                            ownersThen.Of(one.AccountId),
                            asOf,
                            end,
                            one.WentOn(end, ofCustomer[owners.Of(one.AccountId)])
                        )
                    );
                }
            }
        }

        return [.. due.OrderBy(one => one.AsOf).ThenBy(one => one.AccountId).ThenBy(one => one.LastDay)];
    }

    /// <summary>One subscription with all that is known of it.</summary>
    private sealed record Contract(
        IReadOnlyList<SubscriptionFact> Facts,
        string? Product,
        int? TermMonths,
        IReadOnlyList<StatedTerm> Stated,
        SubscriptionTimeline? Timeline
    )
    {
        public Guid AccountId => Facts[0].AccountId;

        private TermSchedule Now => new(Timeline!, TermMonths, Stated);

        // The last day of the term that runs on a day, by what was known then; null where none ends, where nothing is
        // paid, or where it was decided already that it would be the last.
        public DateOnly? DueAfter(DateOnly asOf, Clock clock, RulesInForce rules)
        {
            var then = clock.EndOf(asOf);
            return
                SubscriptionTimeline.Of(Facts.Where(IsKnown), rules) is { } seen
                && seen.MrrOn(asOf) > 0
                && new TermSchedule(seen, TermMonths, [.. Stated.Where(one => one.RecordedAt <= then)])
                    is { IsDecided: false } schedule
                ? schedule.LastDay(asOf)
                : null;

            bool IsKnown(SubscriptionFact fact) =>
                fact.RecordedAt <= then
                || TermSchedule.IsAgreedEnd(fact, Facts.First(one => one.Kind == FactKind.Start), clock);
        }

        public bool WentOn(DateOnly end, IEnumerable<Contract> ofCustomer) =>
            Now.Pays(end.AddDays(1))
            || ofCustomer.Any(other =>
                other != this
                && Now.IsReplacedBy(end, other.Timeline!.Start, other.Product == Product)
                && other.Now.Pays(end.AddDays(1))
            );
    }
}
