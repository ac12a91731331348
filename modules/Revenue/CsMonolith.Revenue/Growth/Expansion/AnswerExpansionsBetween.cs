using CsMonolith.Revenue.Ledger.Facts;
using CsMonolith.Revenue.Ledger.Histories;
using CsMonolith.Revenue.Ledger.Policies;

namespace CsMonolith.Revenue.Growth.Expansion;

internal sealed class AnswerExpansionsBetween(RevenueDb db, FactReader reader, PolicyReader policies)
    : IRequestHandler<ExpansionsBetween, IReadOnlyList<ExpansionOn>>
{
    private const MovementTags NotChosen =
        MovementTags.PriceRise | MovementTags.Escalator | MovementTags.Pause | MovementTags.MigrationGap;

    public async Task<IReadOnlyList<ExpansionOn>> Handle(ExpansionsBetween ask, CancellationToken cancellationToken)
    {
        var known = ask.KnownOn is { } day ? db.Clock.EndOf(day) : db.Clock.Now;
        var rules = (await policies.Read(cancellationToken)).KnownAt(known);
        return
        [
            .. (await reader.Read(AccountScope.Everything, known, cancellationToken))
                .SelectMany(facts =>
                    MrrHistory
                        .Changes(MrrHistory.Levels(facts, rules), rules)
                        .Where(change =>
                            change.Kind == MovementKind.Expansion
                            && (change.Tags & NotChosen) == MovementTags.None
                            && change.On >= ask.From
                            && change.On <= ask.To
                        )
                        .Select(change => new ExpansionOn(
                            facts.Key.AccountId,
                            change.On,
                            new Money(change.Size, facts.Key.Currency)
                        ))
                )
                .OrderBy(change => change.On)
                .ThenBy(change => change.AccountId)
                .ThenBy(change => change.By.Currency, StringComparer.Ordinal),
        ];
    }
}
