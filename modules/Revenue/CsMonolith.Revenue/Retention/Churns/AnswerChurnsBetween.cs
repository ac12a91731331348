using CsMonolith.Revenue.Ledger.Facts;
using CsMonolith.Revenue.Ledger.Histories;
using CsMonolith.Revenue.Ledger.Policies;

namespace CsMonolith.Revenue.Retention.Churns;

internal sealed class AnswerChurnsBetween(RevenueDb db, FactReader reader, PolicyReader policies)
    : IRequestHandler<ChurnsBetween, IReadOnlyList<ChurnOn>>
{
    public async Task<IReadOnlyList<ChurnOn>> Handle(ChurnsBetween ask, CancellationToken cancellationToken)
    {
        var known = ask.KnownOn is { } day ? db.Clock.EndOf(day) : db.Clock.Now;
        if (ask.Policy == ChurnPolicy.RecordedEvent)
        {
            return await db.Set<ChurnEvent>()
                .AsNoTracking()
                .Where(churn =>
                    !churn.IsReactivation && churn.On >= ask.From && churn.On <= ask.To && churn.RecordedAt <= known
                )
                .OrderBy(churn => churn.On)
                .ThenBy(churn => churn.Id)
                .Select(churn => new ChurnOn(churn.AccountId, churn.On, churn.Reason))
                .ToListAsync(cancellationToken);
        }

        var rules = (await policies.Read(cancellationToken)).KnownAt(known);
        var churns = new List<ChurnOn>();
        await foreach (var lot in reader.Lots(AccountScope.Everything, known, cancellationToken))
        {
            churns.AddRange(
                lot.Facts.SelectMany(facts =>
                    MrrHistory
                        .Changes(MrrHistory.Levels(facts, rules), rules)
                        .Where(change =>
                            change.Kind == MovementKind.Churn && change.On >= ask.From && change.On <= ask.To
                        )
                        .Select(change => new ChurnOn(facts.Key.AccountId, change.On, Reason: null))
                )
            );
        }

        return [.. churns.OrderBy(churn => churn.On).ThenBy(churn => churn.AccountId)];
    }
}
