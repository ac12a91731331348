using CsMonolith.Revenue.Ledger.Facts;
using CsMonolith.Revenue.Ledger.Histories;
using CsMonolith.Revenue.Ledger.Policies;

namespace CsMonolith.Revenue.Tests.Ledger.Histories;

/// <summary>
/// The slow twin of how a subscription is read from its facts: every day by itself, from the facts as they were stored.
/// </summary>
internal static class SlowTimeline
{
    /// <summary>The level at the end of a day, found from the first on.</summary>
    public static MrrLevel At(MrrLevel[] levels, DateOnly day) => levels.LastOrDefault(level => level.From <= day);

    /// <summary>The changes between levels, one after another.</summary>
    public static IEnumerable<MrrChange> Changes(MrrLevel[] levels, RulesInForce rules)
    {
        var kinds = MrrHistory.Kinds(levels, rules);
        for (var i = 0; i < levels.Length; i++)
        {
            if (kinds[i] is { } kind)
            {
                var before = i == 0 ? 0 : levels[i - 1].Minor;
                yield return new MrrChange(
                    levels[i].From,
                    kind,
                    before,
                    levels[i].Minor,
                    levels[i].Tags,
                    levels[i].Parts
                );
            }
        }
    }

    /// <summary>What changed on each day on which something may have, zero changes among them.</summary>
    public static IEnumerable<MrrDelta> Deltas(IEnumerable<SubscriptionFact> factsOfOne, RulesInForce rules)
    {
        var facts = factsOfOne.OrderBy(fact => fact.Ordinal).ToList();
        if (SubscriptionTimeline.Of(facts, rules) is not { } timeline)
        {
            yield break;
        }

        List<SubscriptionFact> terms =
        [
            facts.Last(fact => fact.Kind == FactKind.Start),
            .. facts
                .Where(fact =>
                    fact.Kind == FactKind.Change
                    && fact.EffectiveOn >= timeline.Start
                    && !(fact.EffectiveOn >= timeline.End)
                )
                .GroupBy(fact => fact.EffectiveOn)
                .Select(day => day.Last())
                .OrderBy(fact => fact.EffectiveOn),
        ];
        var said = facts
            .Where(fact =>
                fact.Kind is FactKind.Paused or FactKind.Resumed
                && fact.EffectiveOn >= timeline.Start
                && !(fact.EffectiveOn >= timeline.End)
            )
            .GroupBy(fact => fact.EffectiveOn)
            .Select(day => day.Last())
            .OrderBy(fact => fact.EffectiveOn)
            .ToList();
        var pauses = said.Where(
                (fact, i) =>
                    fact.Kind == FactKind.Paused
                    && (i == 0 || said[i - 1].Kind == FactKind.Resumed)
                    && rules.On(fact.EffectiveOn).Pause == PauseRule.ZeroNoChurn
            )
            .Select(fact => new Pause(
                fact.EffectiveOn,
                said.Find(later => later.Kind == FactKind.Resumed && later.EffectiveOn > fact.EffectiveOn)?.EffectiveOn
                    ?? timeline.End,
                fact.EffectiveOn.AddDays(rules.On(fact.EffectiveOn).PauseChurnAfterDays)
            ))
            .ToList();
        var days = terms
            .Select(fact => (DateOnly?)fact.EffectiveOn)
            .Concat(pauses.SelectMany(pause => new[] { pause.From, pause.Until, pause.LostOn }))
            .Append(timeline.End)
            .OfType<DateOnly>()
            .Where(day => day >= timeline.Start && !(day > timeline.End))
            .Distinct()
            .Order();
        var before = (Mrr: 0L, Paused: 0, Free: 0);
        var wasPaused = false;
        foreach (var day in days)
        {
            var prior = terms.LastOrDefault(one => one.EffectiveOn < day);
            var today = facts
                .Where(one =>
                    one.Kind == FactKind.Change && one.EffectiveOn == day && day < (timeline.End ?? DateOnly.MaxValue)
                )
                .ToList();
            var fact = day >= timeline.End ? null : terms.Last(one => one.EffectiveOn <= day);
            var hadPaid = terms.Exists(one => one.EffectiveOn < fact?.EffectiveOn && one.MrrMinor > 0);
            var isFree = fact is { MrrMinor: 0, Kind: FactKind.Change } && hadPaid;
            var now = (
                Mrr: pauses.Exists(pause => pause.Covers(day)) ? 0 : fact?.MrrMinor ?? 0,
                Paused: fact is { MrrMinor: > 0 } && pauses.Exists(pause => pause.Covers(day) && day < pause.LostOn)
                    ? 1
                    : 0,
                Free: isFree && rules.On(fact!.EffectiveOn).FreeDowngrade == FreeDowngradeRule.LogoStays ? 1 : 0
            );
            var tags = pauses.Exists(pause =>
                pause.From == day
                || (pause.Until == day && day != timeline.End)
                || (pause.LostOn == day && pause.Covers(day))
            )
                ? MovementTags.Pause
                : MovementTags.None;
            var isChange = fact is { Kind: FactKind.Change } && fact.EffectiveOn == day;
            tags |=
                day == timeline.End
                    ? timeline.IsBridged
                        ? MovementTags.MigrationGap
                        : Tag(timeline.Ending?.Cause)
                    : isChange
                        ? today.Aggregate(MovementTags.None, (all, one) => all | Tag(one.Cause))
                            | (isFree ? MovementTags.FreeDowngrade : MovementTags.None)
                        : MovementTags.None;
            var isPaused = pauses.Exists(pause => pause.Covers(day));
            var parts = default(PartSizes);
            if (fact is not null && prior is not null)
            {
                parts =
                    today.Count == 0 ? parts
                    : isFree ? parts with { FreeDowngrade = -prior.MrrMinor }
                    : TermSplit.Of(prior, today);
                parts += new PartSizes(
                    0,
                    0,
                    0,
                    (isPaused && !wasPaused ? -fact.MrrMinor : 0) + (wasPaused && !isPaused ? prior.MrrMinor : 0),
                    0
                );
            }

            wasPaused = isPaused;
            yield return new MrrDelta(
                day,
                now.Mrr - before.Mrr,
                now.Paused - before.Paused,
                now.Free - before.Free,
                tags,
                parts
            );
            before = now;
        }
    }

    private static MovementTags Tag(FactCause? cause) =>
        cause switch
        {
            FactCause.PriceRise => MovementTags.PriceRise,
            FactCause.Escalator => MovementTags.Escalator,
            FactCause.Refund => MovementTags.Refund,
            _ => MovementTags.None,
        };
}
