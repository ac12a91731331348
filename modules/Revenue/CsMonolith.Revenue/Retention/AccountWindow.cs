using CsMonolith.Revenue.Movements;
using CsMonolith.Revenue.Policies;
using CsMonolith.Revenue.Subscriptions;

namespace CsMonolith.Revenue.Retention;

/// <summary>One account's MRR over a window of months, in one currency and in minor units.</summary>
/// <param name="Start">MRR at the end of the last day before the window.</param>
/// <param name="End">MRR at the end of the window's last day, inclusive.</param>
/// <param name="PaidBefore">Whether it had paid before the window, and a return inside it is no new business.</param>
internal sealed record AccountWindow(
    Purse Purse, long Start, long End, long New, long Reactivation, long Expansion, long Contraction, long Churn, bool PaidBefore)
{
    /// <summary>Whether it is a customer at the start: it pays, or a policy keeps it as one.</summary>
    public bool StandsAtStart { get; init; } = Start > 0;

    /// <summary>Whether it is a customer at the end.</summary>
    public bool StandsAtEnd { get; init; } = End > 0;

    /// <summary>The movements that carry a tag which figures show apart.</summary>
    public TaggedSizes Tagged { get; init; }

    /// <summary>Whether there is anything to say.</summary>
    public bool IsEmpty => !StandsAtStart && !StandsAtEnd && Start == 0 && End == 0 && New == 0 && Reactivation == 0 && Expansion == 0 && Contraction == 0 && Churn == 0;
}

/// <summary>Sizes of movements that carry a tag, whole, in minor units; a movement with two tags is in both.</summary>
internal readonly record struct TaggedSizes(long PriceRise, long Escalator, long Pause, long FreeDowngrade)
{
    public static TaggedSizes operator +(TaggedSizes one, TaggedSizes other) => new(
        one.PriceRise + other.PriceRise, one.Escalator + other.Escalator, one.Pause + other.Pause, one.FreeDowngrade + other.FreeDowngrade);

    /// <summary>Of movements.</summary>
    public static TaggedSizes Of(IReadOnlyCollection<Move> moves)
    {
        return new(Sum(MovementTags.PriceRise), Sum(MovementTags.Escalator), Sum(MovementTags.Pause), Sum(MovementTags.FreeDowngrade));

        long Sum(MovementTags tag) => moves.Where(move => move.Tags.HasFlag(tag)).Sum(move => move.Size);
    }
}

/// <summary>One account's balances and movements in one currency, as known at some instant.</summary>
internal sealed record AccountHistory(Purse Purse, IReadOnlyList<Balance> Balances, IReadOnlyList<Move> Moves)
{
    /// <summary>What facts known at some instant say.</summary>
    public static AccountHistory Of(Purse purse, IEnumerable<SubscriptionFact> facts, RulesInForce rules)
    {
        var balances = MrrHistory.Balances(facts, rules);
        return new AccountHistory(purse, balances, MrrHistory.Moves(balances, rules));
    }

    /// <summary>The window from the first day of one month to the last day of another.</summary>
    public AccountWindow Between(Month from, Month to)
    {
        var moves = Moves.Where(move => move.On >= from.First && move.On <= to.Last).ToList();
        var inside = moves.ToLookup(move => move.Kind, move => move.Size);
        var (start, end) = (MrrHistory.At(Balances, from.First.AddDays(-1)), MrrHistory.At(Balances, to.Last));
        return new AccountWindow(
            Purse, start.Minor, end.Minor,
            inside[MovementKind.New].Sum(), inside[MovementKind.Reactivation].Sum(), inside[MovementKind.Expansion].Sum(),
            inside[MovementKind.Contraction].Sum(), inside[MovementKind.Churn].Sum(),
            PaidBefore: Moves.Count > 0 && Moves[0].On < from.First && !(start.Minor == 0 && moves.Exists(move => move.Kind == MovementKind.New)))
        {
            StandsAtStart = start.Standing != Standing.Gone,
            StandsAtEnd = end.Standing != Standing.Gone,
            Tagged = TaggedSizes.Of(moves),
        };
    }
}
