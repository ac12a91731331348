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

    /// <summary>Of one movement.</summary>
    public static TaggedSizes Of(Move move) => move.Tags == MovementTags.None ? default : new(
        In(move, MovementTags.PriceRise), In(move, MovementTags.Escalator), In(move, MovementTags.Pause), In(move, MovementTags.FreeDowngrade));

    private static long In(Move move, MovementTags tag) => (move.Tags & tag) != MovementTags.None ? move.Size : 0;
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

    /// <summary>The window from the first day of one month to the last day of another. One pass over the movements: figures of three years ask for it millions of times.</summary>
    public AccountWindow Between(Month from, Month to)
    {
        var (first, last) = (from.First, to.Last);
        var (come, back, up, down, lost) = (0L, 0L, 0L, 0L, 0L);
        var (tagged, isNew) = (default(TaggedSizes), false);
        for (var i = 0; i < Moves.Count && Moves[i].On <= last; i++)
        {
            var move = Moves[i];
            if (move.On >= first)
            {
                tagged += TaggedSizes.Of(move);
                switch (move.Kind)
                {
                    case MovementKind.New:
                        (come, isNew) = (come + move.Size, true);
                        break;
                    case MovementKind.Reactivation:
                        back += move.Size;
                        break;
                    case MovementKind.Expansion:
                        up += move.Size;
                        break;
                    case MovementKind.Contraction:
                        down += move.Size;
                        break;
                    default:
                        lost += move.Size;
                        break;
                }
            }
        }

        var (start, end) = (MrrHistory.At(Balances, first.AddDays(-1)), MrrHistory.At(Balances, last));
        return new AccountWindow(
            Purse, start.Minor, end.Minor, come, back, up, down, lost,
            PaidBefore: Moves.Count > 0 && Moves[0].On < first && !(start.Minor == 0 && isNew))
        {
            StandsAtStart = start.Standing != Standing.Gone,
            StandsAtEnd = end.Standing != Standing.Gone,
            Tagged = tagged,
        };
    }
}
