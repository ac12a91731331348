using CsMonolith.Kernel;
using CsMonolith.Revenue.Contracts;
using CsMonolith.Revenue.Movements;
using CsMonolith.Revenue.Subscriptions;

namespace CsMonolith.Revenue.Retention;

/// <summary>One account's MRR over a window of months, in one currency and in minor units.</summary>
/// <param name="Start">MRR at the end of the last day before the window.</param>
/// <param name="End">MRR at the end of the window's last day, inclusive.</param>
/// <param name="PaidBefore">Whether it had paid at any time before the window.</param>
internal sealed record AccountWindow(
    Purse Purse, long Start, long End, long New, long Reactivation, long Expansion, long Contraction, long Churn, bool PaidBefore)
{
    /// <summary>Whether there is anything to say.</summary>
    public bool IsEmpty => Start == 0 && End == 0 && New == 0 && Reactivation == 0 && Expansion == 0 && Contraction == 0 && Churn == 0;
}

/// <summary>One account's balances and movements in one currency, as known at some instant.</summary>
internal sealed record AccountHistory(Purse Purse, IReadOnlyList<Balance> Balances, IReadOnlyList<Move> Moves)
{
    /// <summary>What facts known at some instant say.</summary>
    public static AccountHistory Of(Purse purse, IEnumerable<SubscriptionFact> facts, ChurnDating dating)
    {
        var balances = MrrHistory.Balances(facts, dating);
        return new AccountHistory(purse, balances, MrrHistory.Moves(balances));
    }

    /// <summary>The window from the first day of one month to the last day of another.</summary>
    public AccountWindow Between(Month from, Month to)
    {
        var inside = Moves.Where(move => move.On >= from.First && move.On <= to.Last).ToLookup(move => move.Kind, move => move.Size);
        return new AccountWindow(
            Purse, MrrHistory.On(Balances, from.First.AddDays(-1)), MrrHistory.On(Balances, to.Last),
            inside[MovementKind.New].Sum(), inside[MovementKind.Reactivation].Sum(), inside[MovementKind.Expansion].Sum(),
            inside[MovementKind.Contraction].Sum(), inside[MovementKind.Churn].Sum(),
            PaidBefore: Moves.Count > 0 && Moves[0].On < from.First);
    }
}
