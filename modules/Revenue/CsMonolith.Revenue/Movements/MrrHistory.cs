using CsMonolith.Revenue.Contracts;
using CsMonolith.Revenue.Subscriptions;

namespace CsMonolith.Revenue.Movements;

/// <summary>On which day a cancelled subscription stops counting; a policy.</summary>
internal enum ChurnDating
{
    /// <summary>The day after the last paid one.</summary>
    AtServiceEnd,

    /// <summary>The day of the cancellation.</summary>
    AtCancellation,

    /// <summary>The day on which notice was given.</summary>
    AtNotice,
}

/// <summary>MRR from a day on, until the next balance; as a step, by how much it changes on that day.</summary>
/// <param name="From">The first day.</param>
/// <param name="Minor">Minor units; a balance is 0 or more.</param>
internal readonly record struct Balance(DateOnly From, long Minor);

/// <summary>What one account's MRR did on one day.</summary>
internal readonly record struct Move(DateOnly On, MovementKind Kind, long Before, long After)
{
    /// <summary>How much, always above 0.</summary>
    public long Size => Math.Abs(After - Before);
}

/// <summary>When one subscription ran, as known at some instant.</summary>
/// <param name="End">The first day on which it no longer counts; <c>null</c> while no end is known.</param>
/// <param name="Terms">The facts that stand, by rising day: the start, then the changes before the end.</param>
internal sealed record SubscriptionRun(DateOnly Start, DateOnly? End, IReadOnlyList<SubscriptionFact> Terms)
{
    /// <summary>The fact in force on a day, or <c>null</c> if it does not run then.</summary>
    public SubscriptionFact? On(DateOnly day) => day < Start || day >= End ? null : Terms.LastOrDefault(fact => fact.EffectiveOn <= day);
}

/// <summary>
/// From facts to MRR and its movements. Give it the facts of one account in one currency that were recorded by some instant, and
/// it answers what was known then; it keeps nothing and reads no clock.
/// </summary>
/// <remarks>
/// Movements are those of the account and the day: two subscriptions that change on one day make one movement, and a subscription
/// that ends while another runs is a contraction. Hence start + new + reactivation + expansion − contraction − churn = end,
/// exactly, over any span of days. O(n log n) in the facts.
/// </remarks>
internal static class MrrHistory
{
    /// <summary>When a subscription ran, or <c>null</c> if it ended before it began or its start was not known yet.</summary>
    public static SubscriptionRun? RunOf(IEnumerable<SubscriptionFact> factsOfOne, ChurnDating dating)
    {
        var facts = factsOfOne.OrderBy(fact => fact.Ordinal).ToList();
        var start = facts.LastOrDefault(fact => fact.Kind == FactKind.Start);
        var last = facts.LastOrDefault(fact => fact.Kind is FactKind.End or FactKind.Reopened);
        var end = last is { Kind: FactKind.End } ? last.CountsFrom(dating) : (DateOnly?)null;
        if (start is null || end <= start.EffectiveOn)
        {
            return null;
        }

        // A change on a day hides an earlier statement about that same day; a corrected start hides changes before it.
        var changes = facts
            .Where(fact => fact.Kind == FactKind.Change && fact.EffectiveOn >= start.EffectiveOn && !(fact.EffectiveOn >= end))
            .GroupBy(fact => fact.EffectiveOn).Select(day => day.Last())
            .OrderBy(fact => fact.EffectiveOn);
        return new SubscriptionRun(start.EffectiveOn, end, [start, .. changes]);
    }

    /// <summary>By how much one subscription changes its account's MRR, and when.</summary>
    public static IReadOnlyList<Balance> Steps(IEnumerable<SubscriptionFact> factsOfOne, ChurnDating dating)
    {
        if (RunOf(factsOfOne, dating) is not { } run)
        {
            return [];
        }

        var steps = new List<Balance>(run.Terms.Count + 1);
        var before = 0L;
        foreach (var fact in run.Terms)
        {
            steps.Add(new Balance(fact.EffectiveOn, fact.MrrMinor - before));
            before = fact.MrrMinor;
        }

        if (run.End is { } end)
        {
            steps.Add(new Balance(end, -before));
        }

        return steps;
    }

    /// <summary>The account's MRR over time: balances by rising day, each different from the one before; 0 before the first.</summary>
    public static IReadOnlyList<Balance> Balances(IEnumerable<SubscriptionFact> facts, ChurnDating dating) =>
        Total(facts.GroupBy(fact => fact.SubscriptionId).SelectMany(one => Steps(one, dating)));

    /// <summary>The balances that steps of any number of subscriptions add up to.</summary>
    public static IReadOnlyList<Balance> Total(IEnumerable<Balance> steps)
    {
        var sorted = steps.ToList();
        sorted.Sort((one, other) => one.From.CompareTo(other.From));
        var balances = new List<Balance>(sorted.Count);
        var total = 0L;
        for (var i = 0; i < sorted.Count;)
        {
            var (day, before) = (sorted[i].From, total);
            for (; i < sorted.Count && sorted[i].From == day; i++)
            {
                total = checked(total + sorted[i].Minor);
            }

            if (total != before)
            {
                balances.Add(new Balance(day, total));
            }
        }

        return balances;
    }

    /// <summary>The balance of a day, inclusive.</summary>
    public static long On(IReadOnlyList<Balance> balances, DateOnly day)
    {
        for (var i = balances.Count - 1; i >= 0; i--)
        {
            if (balances[i].From <= day)
            {
                return balances[i].Minor;
            }
        }

        return 0;
    }

    /// <summary>One movement for each change of the balance, by rising day. A return from zero is a reactivation at any distance.</summary>
    public static IReadOnlyList<Move> Moves(IReadOnlyList<Balance> balances)
    {
        var moves = new List<Move>(balances.Count);
        var before = 0L;
        foreach (var (day, after) in balances)
        {
            var kind = (before, after) switch
            {
                (0, _) => moves.Count == 0 ? MovementKind.New : MovementKind.Reactivation,
                (_, 0) => MovementKind.Churn,
                _ when after > before => MovementKind.Expansion,
                _ => MovementKind.Contraction,
            };
            moves.Add(new Move(day, kind, before, after));
            before = after;
        }

        return moves;
    }
}
