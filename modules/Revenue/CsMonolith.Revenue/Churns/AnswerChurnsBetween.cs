using CsMonolith.Revenue.Movements;
using CsMonolith.Revenue.Policies;

namespace CsMonolith.Revenue.Churns;

internal sealed class AnswerChurnsBetween(RevenueDb db, FactBook book, PolicyBook policies)
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
        await foreach (var lot in book.Lots(AccountScope.Everything, known, cancellationToken))
        {
            churns.AddRange(
                lot.Facts.SelectMany(facts =>
                    MrrHistory
                        .Moves(MrrHistory.Balances(facts, rules), rules)
                        .Where(move => move.Kind == MovementKind.Churn && move.On >= ask.From && move.On <= ask.To)
                        .Select(move => new ChurnOn(facts.Key.AccountId, move.On, Reason: null))
                )
            );
        }

        return [.. churns.OrderBy(churn => churn.On).ThenBy(churn => churn.AccountId)];
    }
}
