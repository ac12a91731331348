using CsMonolith.Health.Snapshots.Features;
using CsMonolith.Learning.Numerics;
using CsMonolith.Learning.Patterns;

namespace CsMonolith.Health.Patterns;

/// <summary>
/// A pattern before it is let in: what was counted on both halves of the data, and what that is said to show.
/// </summary>
/// <param name="Feature">Of two conditions together both features, joined by ∧.</param>
/// <param name="Mined">Rows and successes of the half that proposed it, one for each stratum.</param>
/// <param name="HeldOut">Those of the half that did not.</param>
/// <param name="Verdict">About successes.</param>
internal sealed record PatternClaim(
    string Condition,
    string Feature,
    IReadOnlyList<Arms> Mined,
    IReadOnlyList<Arms> HeldOut,
    Verdict Verdict
);

/// <summary>What the host itself works out from the counts of a claim.</summary>
/// <param name="HeldOut">On the half that did not propose the pattern.</param>
/// <param name="Q">Adjusted over all claims that were judged together.</param>
internal sealed record JudgedClaim(Effect HeldOut, double Q);

/// <summary>
/// The one rule of evidence for patterns, wherever they were mined: what is shown, what becomes a candidate, and which
/// verdict the counts bear. Only counts are believed; p, q and intervals are worked out here.
/// </summary>
internal static class EvidenceGate
{
    /// <summary>Rows that each arm needs on either half. A pattern with fewer is not shown.</summary>
    public const int MinArm = 20;

    /// <summary>Share of false verdicts that the host allows among its own, from 0 to 1.</summary>
    public const double FalseDiscoveryRate = 0.1;

    /// <summary>The largest share that a published run may have allowed.</summary>
    public const double MostFalseDiscoveryRate = 0.2;

    /// <summary>Whether a pattern can become a candidate: there is a verdict on it.</summary>
    public static bool IsTold(Verdict verdict) => verdict != Verdict.CannotTell;

    /// <summary>Whether somebody can act on a feature. Size and industry are strata, never a pattern.</summary>
    public static bool CanBeActedOn(Feature feature) => feature.Actionable;

    /// <summary>Judges the claims of one run together, since their number is part of the evidence.</summary>
    /// <returns>Shape (claims,), or the first claim that is refused, with the reason.</returns>
    public static Result<IReadOnlyList<JudgedClaim>> Judge(
        IReadOnlyList<PatternClaim> claims,
        double falseDiscoveryRate
    )
    {
        if (claims.Select(CountFault).FirstOrDefault(fault => fault is not null) is { } senseless)
        {
            return PlatformErrors.Invalid(senseless);
        }

        if (claims.Select(FeatureFault).FirstOrDefault(fault => fault is not null) is { } unmovable)
        {
            return PlatformErrors.Invalid(unmovable);
        }

        Effect[] effects = [.. claims.Select(claim => Effect.Of(claim.HeldOut))];
        var q = Learning.Numerics.FalseDiscoveryRate.Adjusted([.. effects.Select(effect => effect.P)]);
        JudgedClaim[] judged = [.. effects.Select((effect, i) => new JudgedClaim(effect, q[i]))];
        for (var i = 0; i < claims.Count; i++)
        {
            if (!Bears(claims[i], judged[i], falseDiscoveryRate))
            {
                return PlatformErrors.Invalid(VerdictFault(claims[i], i, judged[i].Q));
            }
        }

        return judged;
    }

    private static FieldFault? CountFault(PatternClaim claim, int index)
    {
        foreach (var (name, strata) in new[] { ("mined", claim.Mined), ("heldOut", claim.HeldOut) })
        {
            foreach (var (i, stratum) in strata.Index())
            {
                if (!Adds(stratum.WithOutcome, stratum.With) || !Adds(stratum.WithoutOutcome, stratum.Without))
                {
                    return new FieldFault(
                        $"/patterns/{index}/{name}/{i}",
                        "More rows have the outcome than there are rows in the arm.",
                        "成果のあった件数が、その群の件数を超えています。"
                    );
                }
            }

            var (with, without) = (strata.Sum(one => (long)one.With), strata.Sum(one => (long)one.Without));
            if (Math.Min(with, without) < MinArm)
            {
                return new FieldFault(
                    $"/patterns/{index}/{name}",
                    $"{with} rows with the condition and {without} without it: each arm needs {MinArm} on either half. "
                        + "Without held-out evidence nothing is published.",
                    $"条件あり {with} 件、なし {without} 件です。どちらの半分でも各群に {MinArm} 件以上必要です。"
                        + "検証用の証拠がないパターンは公開できません。"
                );
            }
        }

        return null;

        // Where the outcome is a loss, successes are what is left of the arm: too many losses leave less than none.
        static bool Adds(int successes, int rows) => successes >= 0 && successes <= rows;
    }

    private static FieldFault? FeatureFault(PatternClaim claim, int index)
    {
        if (!IsTold(claim.Verdict))
        {
            return null;
        }

        var unmovable = claim
            .Feature.Split('∧', StringSplitOptions.TrimEntries)
            .Select(name => FeatureCatalogue.All.FirstOrDefault(feature => feature.Name == name))
            .FirstOrDefault(feature => feature is not null && !CanBeActedOn(feature));
        return unmovable is null
            ? null
            : new FieldFault(
                $"/patterns/{index}/column",
                $"Nobody can act on '{unmovable.Name}' ({unmovable.En}), so it becomes no candidate. "
                    + $"Mine again with --except {unmovable.Name}.",
                $"「{unmovable.Name}」({unmovable.Ja})は手を打てない項目のため、候補にできません。"
                    + $"--except {unmovable.Name} を付けてマイニングし直してください。"
            );
    }

    // To say less than the counts do is allowed: the miner may have seen that a pattern does not come again.
    private static bool Bears(PatternClaim claim, JudgedClaim judged, double falseDiscoveryRate) =>
        !IsTold(claim.Verdict)
        || PatternMiner.Judge(judged.HeldOut, judged.Q, falseDiscoveryRate) == claim.Verdict
            && Effect.Of(claim.Mined).Difference.Value * judged.HeldOut.Difference.Value > 0;

    private static FieldFault VerdictFault(PatternClaim claim, int index, double q) =>
        new(
            $"/patterns/{index}/verdict",
            $"The verdict on '{claim.Condition}' is not what its held-out counts bear (q {q:0.####}). "
                + "Send what the miner told.",
            $"「{claim.Condition}」の判定は、検証用の件数からは言えません(q {q:0.####})。"
                + "マイニングの結果をそのまま送ってください。"
        );
}
