using CsMonolith.Revenue.Ledger.Histories;

namespace CsMonolith.Revenue.Growth.Expansion;

internal sealed class AnswerExpansionsBetween(RevenueDb db, MrrHistoryReader histories)
    : IRequestHandler<ExpansionsBetween, IReadOnlyList<ExpansionOn>>
{
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
                            && !change.Tags.HasFlag(MovementTags.MigrationGap)
                            && Chosen(change) > 0
                            && change.On >= ask.From
                            && change.On <= ask.To
                        )
                        .Select(change => new ExpansionOn(
                            history.AccountCurrency.AccountId,
                            change.On,
                            new Money(Chosen(change), history.AccountCurrency.Currency)
                        ))
                )
                .OrderBy(change => change.On)
                .ThenBy(change => change.AccountId)
                .ThenBy(change => change.By.Currency, StringComparer.Ordinal),
        ];
    }

    private static long Chosen(MrrChange change) =>
        change.Size - change.Parts.PriceRise - change.Parts.Escalator - change.Parts.Pause;
}
