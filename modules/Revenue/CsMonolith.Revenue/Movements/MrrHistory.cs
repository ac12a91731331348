using CsMonolith.Revenue.Policies;
using CsMonolith.Revenue.Subscriptions;

namespace CsMonolith.Revenue.Movements;

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
    /// <summary>The account's MRR over time: balances by rising day, each different from the one before; 0 before the first.</summary>
    public static Balance[] Balances(IEnumerable<SubscriptionFact> facts, RulesInForce rules) =>
        Total(facts.GroupBy(fact => fact.SubscriptionId).SelectMany(one => Steps(one, rules)), rules);

    /// <summary>By how much one subscription changes its account's MRR, and when.</summary>
    public static IReadOnlyList<Step> Steps(IEnumerable<SubscriptionFact> factsOfOne, RulesInForce rules) =>
        SubscriptionRun.Of(factsOfOne, rules)?.Steps(rules) ?? [];

    /// <summary>The balances that steps of any number of subscriptions add up to, with short gaps joined and near changes grouped.</summary>
    public static Balance[] Total(IEnumerable<Step> steps, RulesInForce rules)
    {
        var balances = Sum(steps);
        return [.. rules.JoinsOrGroups ? Grouped(Joined(balances, rules), rules) : balances];
    }

    /// <summary>The balance of a day, inclusive. O(log n).</summary>
    public static Balance At(ReadOnlySpan<Balance> balances, DateOnly day)
    {
        var (low, high) = (0, balances.Length);
        while (low < high)
        {
            var middle = (low + high) / 2;
            (low, high) = balances[middle].From <= day ? (middle + 1, high) : (low, middle);
        }

        return low == 0 ? default : balances[low - 1];
    }

    /// <summary>The MRR of a day, inclusive.</summary>
    public static long On(ReadOnlySpan<Balance> balances, DateOnly day) => At(balances, day).Minor;

    /// <summary>One movement for each change of the balance, by rising day.</summary>
    public static Move[] Moves(ReadOnlySpan<Balance> balances, RulesInForce rules)
    {
        var (moves, kinds, before) = (new List<Move>(balances.Length), Kinds(balances, rules), 0L);
        for (var i = 0; i < kinds.Length; i++)
        {
            if (kinds[i] is { } kind)
            {
                moves.Add(new Move(balances[i].From, kind, before, balances[i].Minor, balances[i].Tags));
            }

            before = balances[i].Minor;
        }

        return [.. moves];
    }

    /// <summary>By what kind of movement each balance came about; <c>null</c> where nobody came or went and no MRR moved.</summary>
    public static MovementKind?[] Kinds(ReadOnlySpan<Balance> balances, RulesInForce rules)
    {
        var kinds = new MovementKind?[balances.Length];
        var (before, hasPaid, zeroSince) = (default(Balance), false, DateOnly.MinValue);
        for (var i = 0; i < kinds.Length; i++)
        {
            var after = balances[i];
            if (KindOf(before, after) is { } kind)
            {
                var returns =
                    hasPaid
                    && !(rules.On(after.From).ReactivationWindowDays < after.From.DayNumber - zeroSince.DayNumber);
                kinds[i] = kind == MovementKind.New && returns ? MovementKind.Reactivation : kind;
            }

            hasPaid |= after.Minor > 0;
            zeroSince = after.Minor == 0 && before.Minor > 0 ? after.From : zeroSince;
            before = after;
        }

        return kinds;
    }

    // The kind that the two sides of a change tell, where a return still counts as new; null where nobody came or went.
    private static MovementKind? KindOf(Balance before, Balance after) =>
        (before.Minor, after.Minor) switch
        {
            (0, 0) => before.Standing != Standing.Gone && after.Standing == Standing.Gone ? MovementKind.Churn : null,
            (0, _) => before.Standing == Standing.Paused ? MovementKind.Expansion : MovementKind.New,
            (_, 0) => after.Standing == Standing.Paused ? MovementKind.Contraction : MovementKind.Churn,
            var (less, more) when more > less => MovementKind.Expansion,
            _ => MovementKind.Contraction,
        };

    private static List<Balance> Sum(IEnumerable<Step> steps)
    {
        var sorted = steps.ToList();
        sorted.Sort((one, other) => one.From.CompareTo(other.From));
        var balances = new List<Balance>(sorted.Count);
        var (total, paused, free) = (0L, 0, 0);
        for (var i = 0; i < sorted.Count; )
        {
            var (day, tags) = (sorted[i].From, MovementTags.None);
            for (; i < sorted.Count && sorted[i].From == day; i++)
            {
                total = checked(total + sorted[i].Minor);
                paused += sorted[i].Paused;
                free += sorted[i].Free;
                tags |= sorted[i].Tags;
            }

            var standing =
                total > 0 ? Standing.Paying
                : paused > 0 ? Standing.Paused
                : free > 0 ? Standing.Free
                : Standing.Gone;
            Add(balances, new Balance(day, total, standing, tags));
        }

        return balances;
    }

    private static List<Balance> Joined(List<Balance> balances, RulesInForce rules)
    {
        var joined = new List<Balance>(balances.Count);
        for (var i = 0; i < balances.Count; i++)
        {
            var isGap =
                balances[i] is { Minor: 0, Standing: Standing.Gone }
                && joined.Count > 0
                && joined[^1].Minor > 0
                && i + 1 < balances.Count;
            if (
                isGap
                && balances[i + 1].From.DayNumber - balances[i].From.DayNumber <= rules.On(balances[i].From).GraceDays
            )
            {
                i++;
                Add(joined, balances[i] with { Tags = balances[i].Tags | MovementTags.MigrationGap });
            }
            else
            {
                Add(joined, balances[i]);
            }
        }

        return joined;
    }

    private static List<Balance> Grouped(List<Balance> balances, RulesInForce rules)
    {
        var grouped = new List<Balance>(balances.Count);
        for (var i = 0; i < balances.Count; )
        {
            var (first, tags, last) = (balances[i].From, MovementTags.None, balances[i]);
            for (
                var days = rules.On(first).GroupingDays;
                i < balances.Count && balances[i].From < first.AddDays(days);
                i++
            )
            {
                (last, tags) = (balances[i], tags | balances[i].Tags);
            }

            Add(grouped, last with { From = first, Tags = tags });
        }

        return grouped;
    }

    private static void Add(List<Balance> balances, Balance next)
    {
        var before = balances.Count == 0 ? default : balances[^1];
        if (next.Minor != before.Minor || next.Standing != before.Standing)
        {
            balances.Add(next);
        }
    }
}
