using CsMonolith.Revenue.Movements;
using CsMonolith.Revenue.Policies;
using CsMonolith.Revenue.Subscriptions;

namespace CsMonolith.Revenue.Retention;

/// <summary>One account's MRR over a window of months, in one currency and in minor units.</summary>
/// <param name="Start">MRR at the end of the last day before the window.</param>
/// <param name="End">MRR at the end of the window's last day, inclusive.</param>
/// <param name="PaidBefore">Whether it had paid before the window, and a return inside it is no new business.</param>
internal readonly record struct AccountWindow(
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

/// <summary>Tells an account's window between two months, in one currency.</summary>
internal interface IWindowed
{
    Purse Purse { get; }

    /// <summary>The window from the first day of one month to the last day of another.</summary>
    AccountWindow Between(DateOnly first, DateOnly last);
}

/// <summary>One account's balances and movements in one currency, as known at some instant, both by rising day.</summary>
internal sealed record AccountHistory(Purse Purse, Balance[] Balances, Move[] Moves) : IWindowed
{
    /// <summary>What facts known at some instant say.</summary>
    public static AccountHistory Of(Purse purse, IEnumerable<SubscriptionFact> facts, RulesInForce rules)
    {
        var balances = MrrHistory.Balances(facts, rules);
        return new AccountHistory(purse, balances, MrrHistory.Moves(balances, rules));
    }

    /// <summary>The window of some months.</summary>
    public AccountWindow Between(Month from, Month to) => Between(from.First, to.Last);

    /// <inheritdoc />
    /// <remarks>O(log n + movements inside): figures of three years ask for it millions of times.</remarks>
    public AccountWindow Between(DateOnly first, DateOnly last)
    {
        var (come, back, up, down, lost) = (0L, 0L, 0L, 0L, 0L);
        var (tagged, isNew) = (default(TaggedSizes), false);
        for (var i = FirstMoveFrom(first); i < Moves.Length && Moves[i].On <= last; i++)
        {
            ref readonly var move = ref Moves[i];
            if (move.Tags != MovementTags.None)
            {
                tagged += TaggedSizes.Of(move);
            }

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

        var (start, end) = (MrrHistory.At(Balances, first.AddDays(-1)), MrrHistory.At(Balances, last));
        return new AccountWindow(
            Purse, start.Minor, end.Minor, come, back, up, down, lost,
            PaidBefore: Moves.Length > 0 && Moves[0].On < first && !(start.Minor == 0 && isNew))
        {
            StandsAtStart = start.Standing != Standing.Gone,
            StandsAtEnd = end.Standing != Standing.Gone,
            Tagged = tagged,
        };
    }

    private int FirstMoveFrom(DateOnly day)
    {
        var (low, high) = (0, Moves.Length);
        while (low < high)
        {
            var middle = (low + high) / 2;
            (low, high) = Moves[middle].On < day ? (middle + 1, high) : (low, middle);
        }

        return low;
    }
}
