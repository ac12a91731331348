using CsMonolith.Revenue.Ledger.Facts;
using CsMonolith.Revenue.Ledger.Policies;

namespace CsMonolith.Revenue.Ledger.Histories;

/// <summary>A stretch of days on which a subscription carries no MRR though it goes on.</summary>
/// <param name="From">The first day.</param>
/// <param name="Until">The first day after it; <c>null</c> while no end is known.</param>
/// <param name="LostOn">The day from which the customer counts as lost, if it lasts as long.</param>
internal readonly record struct Pause(DateOnly From, DateOnly? Until, DateOnly LostOn)
{
    public bool Covers(DateOnly day) => day >= From && !(day >= Until);
}

/// <summary>
/// From when to when one subscription ran, on which terms and with which pauses, as known at some instant.
/// </summary>
/// <param name="End">The first day on which it no longer counts; <c>null</c> while no end is known.</param>
/// <param name="Terms">
/// The facts that state its terms, by rising day: the start, then the changes before the end.
/// </param>
/// <param name="Pauses">By rising day; none where pauses keep their MRR.</param>
/// <param name="Ending">The fact that ends it.</param>
internal sealed record SubscriptionTimeline(
    DateOnly Start,
    DateOnly? End,
    IReadOnlyList<SubscriptionFact> Terms,
    IReadOnlyList<Pause> Pauses,
    SubscriptionFact? Ending
)
{
    /// <summary>
    /// Every change while it ran, by rising day and in the order of storing: of several on one day the last is among
    /// the <see cref="Terms"/>, and all together tell seats from price.
    /// </summary>
    public IReadOnlyList<SubscriptionFact> Changes { get; init; } = [];

    /// <summary>
    /// Whether another subscription takes its place by a declared migration; the days between are no loss.
    /// </summary>
    public bool IsBridged { get; init; }

    /// <summary>
    /// The timeline of a subscription, or <c>null</c> if it ended before it began, was voided, or its start was not
    /// known yet.
    /// </summary>
    public static SubscriptionTimeline? Of(IEnumerable<SubscriptionFact> factsOfOne, RulesInForce rules)
    {
        var facts = factsOfOne.ToList();
        facts.Sort((one, other) => one.Ordinal.CompareTo(other.Ordinal));
        var start = facts.FindLast(fact => fact.Kind == FactKind.Start);
        var last = facts.FindLast(fact => fact.Kind is FactKind.End or FactKind.Reopened);
        var ending = last is { Kind: FactKind.End } ? last : null;
        var counted = ending?.CountsFrom(rules.On(ending.EffectiveOn).ChurnDating);
        var bridge = facts.FindLast(fact => fact.Kind is FactKind.Bridged or FactKind.BridgeVoided);
        var isBridged = bridge is { Kind: FactKind.Bridged } && counted < bridge.EffectiveOn;
        var end = isBridged ? bridge!.EffectiveOn : counted;
        var isVoided =
            facts.FindLast(fact => fact.Kind is FactKind.Voided or FactKind.VoidTakenBack) is { Kind: FactKind.Voided };
        if (start is null || counted <= start.EffectiveOn || isVoided)
        {
            return null;
        }

        // A corrected start hides changes before it.
        var changes = Between(facts, FactKind.Change, FactKind.Change, start.EffectiveOn, end);
        List<SubscriptionFact> terms = [start, .. LastOfEachDay([.. changes])];
        return new SubscriptionTimeline(
            start.EffectiveOn,
            end,
            terms,
            PausesOf(facts, start.EffectiveOn, end, rules),
            ending
        )
        {
            Changes = changes,
            IsBridged = isBridged,
        };
    }

    // Facts of two kinds while it runs, by rising day and in the order of storing.
    private static List<SubscriptionFact> Between(
        List<SubscriptionFact> facts,
        FactKind kind,
        FactKind other,
        DateOnly start,
        DateOnly? end
    )
    {
        var said = facts.FindAll(fact =>
            (fact.Kind == kind || fact.Kind == other) && fact.EffectiveOn >= start && !(fact.EffectiveOn >= end)
        );
        said.Sort((one, another) => (one.EffectiveOn, one.Ordinal).CompareTo((another.EffectiveOn, another.Ordinal)));
        return said;
    }

    // Of several about one day the one stored last.
    private static List<SubscriptionFact> LastOfEachDay(List<SubscriptionFact> said)
    {
        var kept = 0;
        for (var i = 0; i < said.Count; i++)
        {
            if (i + 1 == said.Count || said[i + 1].EffectiveOn != said[i].EffectiveOn)
            {
                said[kept++] = said[i];
            }
        }

        said.RemoveRange(kept, said.Count - kept);
        return said;
    }

    /// <summary>The fact in force on a day, or <c>null</c> if it does not run then.</summary>
    public SubscriptionFact? On(DateOnly day) =>
        day < Start || day >= End ? null : Terms.LastOrDefault(fact => fact.EffectiveOn <= day);

    /// <summary>What it adds to its account's MRR on a day, in minor units.</summary>
    public long MrrOn(DateOnly day) => Pauses.Any(pause => pause.Covers(day)) ? 0 : On(day)?.MrrMinor ?? 0;

    /// <summary>
    /// By how much it changes its account's MRR on each day on which it does. O(n log n) in its terms; pauses are few.
    /// </summary>
    public List<MrrDelta> Deltas(RulesInForce rules)
    {
        var (deltas, before) = (new List<MrrDelta>(Terms.Count + 1), (Mrr: 0L, Paused: 0, Free: 0));
        var (term, change, wasPaused) = (-1, 0, false);
        var firstPaid = Terms.FirstOrDefault(fact => fact.MrrMinor > 0)?.EffectiveOn;
        foreach (var day in Days())
        {
            var prior = term < 0 ? null : Terms[term];
            var first = change;
            while (change < Changes.Count && Changes[change].EffectiveOn <= day)
            {
                change++;
            }

            IReadOnlyList<SubscriptionFact> said = change == first ? [] : [.. Changes.Skip(first).Take(change - first)];

            while (term + 1 < Terms.Count && Terms[term + 1].EffectiveOn <= day)
            {
                term++;
            }

            var fact = day >= End ? null : Terms[term];
            var isFree = fact is { MrrMinor: 0, Kind: FactKind.Change } && firstPaid < fact.EffectiveOn;
            var (paused, kept) = PausedOn(day);
            var now = (
                Mrr: paused ? 0 : fact?.MrrMinor ?? 0,
                Paused: kept && fact is { MrrMinor: > 0 } ? 1 : 0,
                Free: isFree && rules.On(fact!.EffectiveOn).FreeDowngrade == FreeDowngradeRule.LogoStays ? 1 : 0
            );
            var tags =
                PauseTag(day)
                | (
                    End == day
                        ? IsBridged
                            ? MovementTags.MigrationGap
                            : CauseTag(Ending?.Cause)
                        : fact is { Kind: FactKind.Change } && fact.EffectiveOn == day
                            ? CauseTags(said) | (isFree ? MovementTags.FreeDowngrade : MovementTags.None)
                            : MovementTags.None
                );
            deltas.Add(
                new MrrDelta(
                    day,
                    now.Mrr - before.Mrr,
                    now.Paused - before.Paused,
                    now.Free - before.Free,
                    tags,
                    fact is null ? default : PartsOf(prior, said, isFree) + PauseParts(prior, fact, wasPaused, paused)
                )
            );
            (before, wasPaused) = (now, paused);
        }

        return deltas;
    }

    // What changed of the terms; a start has no terms before it.
    private static PartSizes PartsOf(SubscriptionFact? prior, IReadOnlyList<SubscriptionFact> said, bool isFree) =>
        prior is null || said.Count == 0 ? default
        : isFree ? default(PartSizes) with { FreeDowngrade = -prior.MrrMinor }
        : TermSplit.Of(prior, said);

    // A pause takes away the terms of its first day, and its end gives back those before the last: a change of terms
    // on either day is told by itself.
    private static PartSizes PauseParts(
        SubscriptionFact? prior,
        SubscriptionFact fact,
        bool wasPaused,
        bool isPaused
    ) =>
        (wasPaused, isPaused) switch
        {
            (false, true) when prior is not null => default(PartSizes) with { Pause = -fact.MrrMinor },
            (true, false) => default(PartSizes) with { Pause = prior!.MrrMinor },
            _ => default,
        };

    // The days on which something may change, rising. Terms begin with the start and lie before the end.
    private List<DateOnly> Days()
    {
        var days = new List<DateOnly>(Terms.Count + 1);
        foreach (var fact in Terms)
        {
            Add(fact.EffectiveOn);
        }

        if (Pauses.Count > 0)
        {
            days =
            [
                .. days.Concat(
                        Pauses
                            .SelectMany(pause => new[] { pause.From, pause.Until, pause.LostOn })
                            .OfType<DateOnly>()
                            .Where(day => day >= Start && !(day > End))
                    )
                    .Distinct()
                    .Order(),
            ];
        }

        if (End is { } end)
        {
            Add(end);
        }

        return days;

        void Add(DateOnly day)
        {
            if (days.Count == 0 || days[^1] != day)
            {
                days.Add(day);
            }
        }
    }

    private static List<Pause> PausesOf(List<SubscriptionFact> facts, DateOnly start, DateOnly? end, RulesInForce rules)
    {
        var (pauses, said) = (
            new List<Pause>(),
            LastOfEachDay(Between(facts, FactKind.Paused, FactKind.Resumed, start, end))
        );
        for (var i = 0; i < said.Count; i++)
        {
            if (
                said[i].Kind == FactKind.Paused
                && (i == 0 || said[i - 1].Kind == FactKind.Resumed)
                && rules.On(said[i].EffectiveOn) is { Pause: PauseRule.ZeroNoChurn } rule
            )
            {
                var from = said[i].EffectiveOn;
                var resumed = said.Skip(i + 1).FirstOrDefault(fact => fact.Kind == FactKind.Resumed)?.EffectiveOn;
                pauses.Add(new Pause(from, resumed ?? end, from.AddDays(rule.PauseChurnAfterDays)));
            }
        }

        return pauses;
    }

    // Whether a pause covers a day, and whether one that does has not lasted so long that the customer counts as lost.
    private (bool IsPaused, bool IsKept) PausedOn(DateOnly day)
    {
        var (isPaused, isKept) = (false, false);
        foreach (var pause in Pauses)
        {
            var covers = pause.Covers(day);
            (isPaused, isKept) = (isPaused || covers, isKept || (covers && day < pause.LostOn));
        }

        return (isPaused, isKept);
    }

    private MovementTags PauseTag(DateOnly day)
    {
        foreach (var pause in Pauses)
        {
            if (pause.From == day || (pause.Until == day && day != End) || (pause.LostOn == day && pause.Covers(day)))
            {
                return MovementTags.Pause;
            }
        }

        return MovementTags.None;
    }

    private static MovementTags CauseTags(IReadOnlyList<SubscriptionFact> said) =>
        said.Aggregate(MovementTags.None, (tags, fact) => tags | CauseTag(fact.Cause));

    private static MovementTags CauseTag(FactCause? cause) =>
        cause switch
        {
            FactCause.PriceRise => MovementTags.PriceRise,
            FactCause.Escalator => MovementTags.Escalator,
            FactCause.Refund => MovementTags.Refund,
            _ => MovementTags.None,
        };
}
