using CsMonolith.Revenue.Ledger.Histories;

namespace CsMonolith.Revenue.Retention.Churns;

internal sealed class AnswerChurnsBetween(RevenueDb db, MrrHistoryReader histories)
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

        return
        [
            .. (await histories.KnownAt(AccountScope.Everything, known, cancellationToken))
                .SelectMany(history =>
                    history
                        .Changes.Where(change =>
                            change.Kind == MovementKind.Churn && change.On >= ask.From && change.On <= ask.To
                        )
                        .Select(change => new ChurnOn(history.AccountCurrency.AccountId, change.On, Reason: null))
                )
                .OrderBy(churn => churn.On)
                .ThenBy(churn => churn.AccountId),
        ];
    }
}
