using CsMonolith.Revenue.Ledger.Facts;
using CsMonolith.Revenue.Ledger.Policies;

namespace CsMonolith.Revenue.Ledger.Histories;

/// <summary>
/// Derives MRR and its movements from facts. Given the facts of one account in one currency that were recorded by some
/// instant, the functions answer what was known then. They are pure: they keep nothing and read no clock.
/// </summary>
/// <remarks>
/// Movements are those of the account and the day: two subscriptions that change on one day make one movement, and a
/// subscription that ends while another runs is a contraction. Hence start + new + reactivation + expansion −
/// contraction − churn = end, exactly, over any span of days. O(n log n) in the facts.
/// </remarks>
internal static class MrrHistory
{
    /// <summary>
    /// The account's levels by rising day, each different from the one before; MRR is 0 before the first.
    /// </summary>
    public static MrrLevel[] Levels(IEnumerable<SubscriptionFact> facts, RulesInForce rules) =>
        Total(facts.GroupBy(fact => fact.SubscriptionId).SelectMany(one => Deltas(one, rules)), rules);

    /// <summary>By how much one subscription changes its account's MRR, and when.</summary>
    public static IReadOnlyList<MrrDelta> Deltas(IEnumerable<SubscriptionFact> factsOfOne, RulesInForce rules) =>
        SubscriptionTimeline.Of(factsOfOne, rules)?.Deltas(rules) ?? [];

    /// <summary>
    /// Adds up the deltas of any number of subscriptions; then joins short gaps and groups near changes, as the rules
    /// say.
    /// </summary>
    public static MrrLevel[] Total(IEnumerable<MrrDelta> deltas, RulesInForce rules)
    {
        var levels = Sum(deltas);
        return [.. rules.JoinsOrGroups ? Grouped(Joined(levels, rules), rules) : levels];
    }

    /// <summary>
    /// The kind of movement that led to each level; <c>null</c> where nobody came or went and no MRR moved.
    /// </summary>
    public static MovementKind?[] Kinds(ReadOnlySpan<MrrLevel> levels, RulesInForce rules)
    {
        var kinds = new MovementKind?[levels.Length];
        var (before, hasPaid, zeroSince) = (default(MrrLevel), false, DateOnly.MinValue);
        for (var i = 0; i < kinds.Length; i++)
        {
            var after = levels[i];
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

    // The kind of a change by its two sides alone: a return counts as new here. Null where nobody came or went.
    private static MovementKind? KindOf(MrrLevel before, MrrLevel after) =>
        (before.Minor, after.Minor) switch
        {
            (0, 0) => before.Standing != Standing.Gone && after.Standing == Standing.Gone ? MovementKind.Churn : null,
            (0, _) => before.Standing == Standing.Paused ? MovementKind.Expansion : MovementKind.New,
            (_, 0) => after.Standing == Standing.Paused ? MovementKind.Contraction : MovementKind.Churn,
            var (less, more) when more > less => MovementKind.Expansion,
            _ => MovementKind.Contraction,
        };

    private static List<MrrLevel> Sum(IEnumerable<MrrDelta> deltas)
    {
        var sorted = deltas.ToList();
        sorted.Sort((one, other) => one.From.CompareTo(other.From));
        var levels = new List<MrrLevel>(sorted.Count);
        var (total, paused, free) = (0L, 0, 0);
        for (var i = 0; i < sorted.Count; )
        {
            var (day, tags, parts) = (sorted[i].From, MovementTags.None, default(PartSizes));
            for (; i < sorted.Count && sorted[i].From == day; i++)
            {
                total = checked(total + sorted[i].Minor);
                paused += sorted[i].Paused;
                free += sorted[i].Free;
                tags |= sorted[i].Tags;
                parts += sorted[i].Parts;
            }

            var standing =
                total > 0 ? Standing.Paying
                : paused > 0 ? Standing.Paused
                : free > 0 ? Standing.Free
                : Standing.Gone;
            Add(levels, new MrrLevel(day, total, standing, tags, parts));
        }

        return levels;
    }

    private static List<MrrLevel> Joined(List<MrrLevel> levels, RulesInForce rules)
    {
        var joined = new List<MrrLevel>(levels.Count);
        for (var i = 0; i < levels.Count; i++)
        {
            var isGap =
                levels[i] is { Minor: 0, Standing: Standing.Gone }
                && joined.Count > 0
                && joined[^1].Minor > 0
                && i + 1 < levels.Count;
            if (isGap && levels[i + 1].From.DayNumber - levels[i].From.DayNumber <= rules.On(levels[i].From).GraceDays)
            {
                i++;
                Add(
                    joined,
                    levels[i] with
                    {
                        Tags = levels[i].Tags | MovementTags.MigrationGap,
                        Parts = levels[i - 1].Parts + levels[i].Parts,
                    }
                );
            }
            else
            {
                Add(joined, levels[i]);
            }
        }

        return joined;
    }

    private static List<MrrLevel> Grouped(List<MrrLevel> levels, RulesInForce rules)
    {
        var grouped = new List<MrrLevel>(levels.Count);
        for (var i = 0; i < levels.Count; )
        {
            var (first, tags, parts, last) = (levels[i].From, MovementTags.None, default(PartSizes), levels[i]);
            for (var days = rules.On(first).GroupingDays; i < levels.Count && levels[i].From < first.AddDays(days); i++)
            {
                (last, tags, parts) = (levels[i], tags | levels[i].Tags, parts + levels[i].Parts);
            }

            Add(grouped, last with { From = first, Tags = tags, Parts = parts });
        }

        return grouped;
    }

    private static void Add(List<MrrLevel> levels, MrrLevel next)
    {
        var before = levels.Count == 0 ? default : levels[^1];
        if (next.Minor != before.Minor || next.Standing != before.Standing)
        {
            levels.Add(next.Minor == before.Minor ? next with { Parts = default } : next);
        }
    }
}
