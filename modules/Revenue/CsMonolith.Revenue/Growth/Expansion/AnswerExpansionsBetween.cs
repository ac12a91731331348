using CsMonolith.Revenue.Ledger.Histories;

namespace CsMonolith.Revenue.Growth.Expansion;

internal sealed class AnswerExpansionsBetween(RevenueDb db, MrrHistoryReader histories)
    : IRequestHandler<ExpansionsBetween, IReadOnlyList<ExpansionOn>>
{
    private const MovementTags NotChosen =
        MovementTags.PriceRise | MovementTags.Escalator | MovementTags.Pause | MovementTags.MigrationGap;

    public async Task<IReadOnlyList<ExpansionOn>> Handle(ExpansionsBetween ask, CancellationToken cancellationToken)
    {
        var known = ask.KnownOn is { } day ? db.Clock.EndOf(day) : db.Clock.Now;
        return
        [
            .. (await histories.KnownAt(AccountScope.Everything, known, cancellationToken))
                .SelectMany(history =>
                    history
                        .Changes.Where(change =>
                            change.Kind == MovementKind.Expansion
                            && (change.Tags & NotChosen) == MovementTags.None
                            && change.On >= ask.From
                            && change.On <= ask.To
                        )
                        .Select(change => new ExpansionOn(
                            history.AccountCurrency.AccountId,
                            change.On,
                            new Money(change.Size, history.AccountCurrency.Currency)
                        ))
                )
                .OrderBy(change => change.On)
                .ThenBy(change => change.AccountId)
                .ThenBy(change => change.By.Currency, StringComparer.Ordinal),
        ];
    }
}
