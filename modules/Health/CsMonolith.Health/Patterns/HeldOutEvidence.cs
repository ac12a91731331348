using CsMonolith.Health.Snapshots.Features;
using CsMonolith.Learning.Patterns;

namespace CsMonolith.Health.Patterns;

/// <summary>Judges patterns from their counts alone: p, q, intervals and verdicts are worked out here, whatever the sender made of them.</summary>
/// <param name="Effect">On the held-out half.</param>
/// <param name="Q">Adjusted over all patterns that were sent, as over all that the miner carried over.</param>
internal sealed record HeldOutEvidence(Effect Effect, double Q)
{
    /// <summary>Rows that each arm needs on the held-out half.</summary>
    public const int MinArm = 20;

    /// <summary>Shape (patterns,), or the first fault of what was sent.</summary>
    public static Result<IReadOnlyList<HeldOutEvidence>> Of(PublishPatterns ask)
    {
        for (var i = 0; i < ask.Patterns.Count; i++)
        {
            if (Fault(ask.Patterns[i], $"/patterns/{i}") is { } fault)
            {
                return PlatformErrors.Invalid(fault);
            }
        }

        for (var i = 0; i < ask.Patterns.Count; i++)
        {
            if (ask.Patterns[i].Verdict != Verdict.CannotTell && Unmoved(ask.Patterns[i]) is { } feature)
            {
                return PlatformErrors.Invalid(
                    new FieldFault(
                        $"/patterns/{i}/column",
                        $"Nobody can act on '{feature.Name}' ({feature.En}), so it becomes no candidate. Mine again with --except {feature.Name}.",
                        $"「{feature.Name}」({feature.Ja})は手を打てない項目のため、候補にできません。--except {feature.Name} を付けてマイニングし直してください。"
                    )
                );
            }
        }

        Effect[] effects = [.. ask.Patterns.Select(pattern => Effect.Of(Arms(pattern.HeldOut)))];
        var q = PatternMiner.FalseDiscovery([.. effects.Select(effect => effect.FisherP)]);
        HeldOutEvidence[] evidence = [.. effects.Select((effect, i) => new HeldOutEvidence(effect, q[i]))];
        var unborne = Enumerable
            .Range(0, evidence.Length)
            .FirstOrDefault(i => !evidence[i].Bears(ask.Patterns[i], ask.FalseDiscoveryRate), -1);
        return unborne < 0
            ? evidence
            : PlatformErrors.Invalid(
                new FieldFault(
                    $"/patterns/{unborne}/verdict",
                    $"'{ask.Patterns[unborne].Condition}' is said to be {Word(ask.Patterns[unborne].Verdict)}, but its held-out counts do not bear that (q {evidence[unborne].Q:0.####}). Send what the miner told.",
                    $"「{ask.Patterns[unborne].Condition}」の判定 {Word(ask.Patterns[unborne].Verdict)} は、検証用の件数からは言えません(q {evidence[unborne].Q:0.####})。マイニングの結果をそのまま送ってください。"
                )
            );
    }

    /// <summary>The counts in the form of the learning library.</summary>
    public static Arms[] Arms(IReadOnlyList<PatternArms> strata) =>
        [.. strata.Select(one => new Arms(one.With, one.WithOutcome, one.Without, one.WithoutOutcome))];

    // To say less than the counts do is allowed: the miner may have seen that a pattern does not come again.
    private bool Bears(PatternToPublish pattern, double rate) =>
        pattern.Verdict == Verdict.CannotTell
        || PatternMiner.Judge(Effect, Q, rate) == pattern.Verdict
            && Effect.Of(Arms(pattern.Mined)).Difference.Value * Effect.Difference.Value > 0;

    // Size, industry and the like, alone or in a pair.
    private static Feature? Unmoved(PatternToPublish pattern) =>
        pattern
            .Column.Split('∧', StringSplitOptions.TrimEntries)
            .Select(name => FeatureCatalogue.All.FirstOrDefault(feature => feature.Name == name && !feature.Actionable))
            .FirstOrDefault(feature => feature is not null);

    private static FieldFault? Fault(PatternToPublish pattern, string at)
    {
        foreach (var (name, strata) in new[] { ("mined", pattern.Mined), ("heldOut", pattern.HeldOut) })
        {
            var senseless = strata
                .Index()
                .FirstOrDefault(
                    one => one.Item.WithOutcome > one.Item.With || one.Item.WithoutOutcome > one.Item.Without,
                    (-1, null!)
                )
                .Index;
            if (senseless >= 0)
            {
                return new FieldFault(
                    $"{at}/{name}/{senseless}",
                    "More rows have the outcome than there are rows in the arm.",
                    "成果のあった件数が、その群の件数を超えています。"
                );
            }

            var (with, without) = (strata.Sum(one => (long)one.With), strata.Sum(one => (long)one.Without));
            if (Math.Min(with, without) < MinArm)
            {
                return new FieldFault(
                    $"{at}/{name}",
                    $"{with} rows with the condition and {without} without it: each arm needs {MinArm} on either half. Without held-out evidence nothing is published.",
                    $"条件あり {with} 件、なし {without} 件です。どちらの半分でも各群に {MinArm} 件以上必要です。検証用の証拠がないパターンは公開できません。"
                );
            }
        }

        return null;
    }

    private static string Word(Verdict verdict) => verdict == Verdict.Raises ? "raises" : "lowers";
}
