using CsMonolith.Revenue.Movements;
using CsMonolith.Revenue.Policies;

namespace CsMonolith.Revenue.Expansion;

internal sealed class AnswerExpansionsBetween(RevenueDb db, FactBook book, PolicyBook policies)
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
            .. (await book.Read(AccountScope.Everything, known, cancellationToken))
                .SelectMany(facts =>
                    MrrHistory
                        .Moves(MrrHistory.Balances(facts, rules), rules)
                        .Where(move =>
                            move.Kind == MovementKind.Expansion
                            && (move.Tags & NotChosen) == MovementTags.None
                            && move.On >= ask.From
                            && move.On <= ask.To
                        )
                        .Select(move => new ExpansionOn(
                            facts.Key.AccountId,
                            move.On,
                            new Money(move.Size, facts.Key.Currency)
                        ))
                )
                .OrderBy(move => move.On)
                .ThenBy(move => move.AccountId)
                .ThenBy(move => move.By.Currency, StringComparer.Ordinal),
        ];
    }
}
