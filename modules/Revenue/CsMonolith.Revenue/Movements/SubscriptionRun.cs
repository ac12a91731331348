using CsMonolith.Revenue.Policies;
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

/// <summary>A stretch of days on which a subscription carries no MRR though it goes on.</summary>
/// <param name="From">The first day.</param>
/// <param name="Until">The first day after it; <c>null</c> while no end is known.</param>
/// <param name="LostOn">The day from which the customer counts as lost, if it lasts as long.</param>
internal readonly record struct Pause(DateOnly From, DateOnly? Until, DateOnly LostOn)
{
    public bool Covers(DateOnly day) => day >= From && !(day >= Until);
}

/// <summary>When one subscription ran, as known at some instant.</summary>
/// <param name="End">The first day on which it no longer counts; <c>null</c> while no end is known.</param>
/// <param name="Terms">The facts that stand, by rising day: the start, then the changes before the end.</param>
/// <param name="Pauses">By rising day; none where pauses keep their MRR.</param>
/// <param name="Ending">The fact that ends it.</param>
internal sealed record SubscriptionRun(
    DateOnly Start, DateOnly? End, IReadOnlyList<SubscriptionFact> Terms, IReadOnlyList<Pause> Pauses, SubscriptionFact? Ending)
{
    /// <summary>It ends as another subscription takes its place, by a declared migration; the days between are no loss.</summary>
    public bool IsBridged { get; init; }

    /// <summary>When a subscription ran, or <c>null</c> if it ended before it began, was voided, or its start was not known yet.</summary>
    public static SubscriptionRun? Of(IEnumerable<SubscriptionFact> factsOfOne, RulesInForce rules)
    {
        var facts = factsOfOne.OrderBy(fact => fact.Ordinal).ToList();
        var start = facts.LastOrDefault(fact => fact.Kind == FactKind.Start);
        var last = facts.LastOrDefault(fact => fact.Kind is FactKind.End or FactKind.Reopened);
        var ending = last is { Kind: FactKind.End } ? last : null;
        var counted = ending?.CountsFrom(rules.On(ending.EffectiveOn).ChurnDating);
        var bridge = facts.LastOrDefault(fact => fact.Kind is FactKind.Bridged or FactKind.BridgeVoided);
        var isBridged = bridge is { Kind: FactKind.Bridged } && counted < bridge.EffectiveOn;
        var end = isBridged ? bridge!.EffectiveOn : counted;
        if (start is null || counted <= start.EffectiveOn || facts.Exists(fact => fact.Kind == FactKind.Voided))
        {
            return null;
        }

        // A change on a day hides an earlier statement about that same day; a corrected start hides changes before it.
        var changes = facts
            .Where(fact => fact.Kind == FactKind.Change && fact.EffectiveOn >= start.EffectiveOn && !(fact.EffectiveOn >= end))
            .GroupBy(fact => fact.EffectiveOn).Select(day => day.Last())
            .OrderBy(fact => fact.EffectiveOn);
        return new SubscriptionRun(start.EffectiveOn, end, [start, .. changes], [.. PausesOf(facts, start.EffectiveOn, end, rules)], ending) { IsBridged = isBridged };
    }

    /// <summary>The fact in force on a day, or <c>null</c> if it does not run then.</summary>
    public SubscriptionFact? On(DateOnly day) => day < Start || day >= End ? null : Terms.LastOrDefault(fact => fact.EffectiveOn <= day);

    /// <summary>What it adds to its account's MRR on a day, in minor units.</summary>
    public long MrrOn(DateOnly day) => Pauses.Any(pause => pause.Covers(day)) ? 0 : On(day)?.MrrMinor ?? 0;

    /// <summary>
    /// By how much it changes its account's MRR, and when: what each day differs from the day before. O(n²) in its own facts, which are few.
    /// </summary>
    public IEnumerable<Step> Steps(RulesInForce rules)
    {
        IEnumerable<DateOnly?> changes =
        [
            .. Terms.Select(fact => fact.EffectiveOn), .. Pauses.SelectMany(pause => new[] { pause.From, pause.Until, pause.LostOn }), End,
        ];
        var days = changes.OfType<DateOnly>().Where(day => day >= Start && !(day > End)).Distinct().Order();
        var before = (Mrr: 0L, Paused: 0, Free: 0);
        foreach (var day in days)
        {
            var now = (Mrr: MrrOn(day), Paused: IsPausedOn(day) ? 1 : 0, Free: IsFreeOn(day, rules) ? 1 : 0);
            yield return new Step(day, now.Mrr - before.Mrr, now.Paused - before.Paused, now.Free - before.Free, TagsOf(day));
            before = now;
        }
    }

    private static IEnumerable<Pause> PausesOf(List<SubscriptionFact> facts, DateOnly start, DateOnly? end, RulesInForce rules)
    {
        var said = facts.Where(fact => fact.Kind is FactKind.Paused or FactKind.Resumed && fact.EffectiveOn >= start && !(fact.EffectiveOn >= end))
            .GroupBy(fact => fact.EffectiveOn).Select(day => day.Last()).OrderBy(fact => fact.EffectiveOn).ToList();
        for (var i = 0; i < said.Count; i++)
        {
            if (said[i].Kind == FactKind.Paused && (i == 0 || said[i - 1].Kind == FactKind.Resumed) && rules.On(said[i].EffectiveOn) is { Pause: PauseRule.ZeroNoChurn } rule)
            {
                var from = said[i].EffectiveOn;
                var resumed = said.Skip(i + 1).FirstOrDefault(fact => fact.Kind == FactKind.Resumed)?.EffectiveOn;
                yield return new Pause(from, resumed ?? end, from.AddDays(rule.PauseChurnAfterDays));
            }
        }
    }

    // Paused, and not so long that the customer counts as lost.
    private bool IsPausedOn(DateOnly day) => On(day) is { MrrMinor: > 0 } && Pauses.Any(pause => pause.Covers(day) && day < pause.LostOn);

    private bool IsFreeOn(DateOnly day, RulesInForce rules) =>
        On(day) is { MrrMinor: 0, Kind: FactKind.Change } fact && PaidBefore(fact) && rules.On(fact.EffectiveOn).FreeDowngrade == FreeDowngradeRule.LogoStays;

    private bool PaidBefore(SubscriptionFact fact) => Terms.Any(one => one.EffectiveOn < fact.EffectiveOn && one.MrrMinor > 0);

    private MovementTags TagsOf(DateOnly day)
    {
        var tags = MovementTags.None;
        if (Pauses.Any(pause => pause.From == day || (pause.Until == day && day != End) || (pause.LostOn == day && pause.Covers(day))))
        {
            tags |= MovementTags.Pause;
        }

        if (End == day)
        {
            return tags | (IsBridged ? MovementTags.MigrationGap : CauseTag(Ending?.Cause));
        }

        if (Terms.LastOrDefault(fact => fact.EffectiveOn == day) is { Kind: FactKind.Change } change)
        {
            tags |= CauseTag(change.Cause) | (change.MrrMinor == 0 && PaidBefore(change) ? MovementTags.FreeDowngrade : MovementTags.None);
        }

        return tags;
    }

    private static MovementTags CauseTag(FactCause? cause) => cause switch
    {
        FactCause.PriceRise => MovementTags.PriceRise,
        FactCause.Escalator => MovementTags.Escalator,
        FactCause.Refund => MovementTags.Refund,
        _ => MovementTags.None,
    };
}
