using CsMonolith.Demo.Company;
using CsMonolith.Demo.Verifying;

namespace CsMonolith.Demo.Tests.Verifying;

public sealed class VerifierTests
{
    private static readonly List<SeenFactor> EveryFactor =
    [
        .. Truth.Factors.Select(planted => new SeenFactor(planted.Feature, 0.02, 0.01)),
    ];

    private static readonly List<SeenPattern> EveryPattern =
    [
        .. Truth.Factors.Select(planted => new SeenPattern(
            planted.Phase,
            planted.Feature,
            planted.HighIsGood ? "raises" : "lowers",
            planted.En
        )),
    ];

    [Fact]
    public void A_platform_that_finds_everything_passes() =>
        Verifier.Judge(EveryFactor, EveryPattern).Passed.ShouldBeTrue();

    [Fact]
    public void A_platform_that_finds_nothing_fails() => Verifier.Judge([], []).FoundShare.ShouldBe(0);

    [Fact]
    public void A_verdict_in_the_phase_suffices() => Verifier.Judge([], EveryPattern).FoundShare.ShouldBe(1);

    [Fact]
    public void An_importance_above_zero_suffices() => Verifier.Judge(EveryFactor, []).FoundShare.ShouldBe(1);

    [Fact]
    public void A_pattern_in_another_phase_does_not_count() =>
        Verifier
            .Judge([], [.. EveryPattern.Select(pattern => pattern with { Phase = "somewhere" })])
            .FoundShare.ShouldBe(0);

    [Fact]
    public void A_pattern_without_a_verdict_does_not_count() =>
        Verifier
            .Judge([], [.. EveryPattern.Select(pattern => pattern with { Verdict = "cannotTell" })])
            .FoundShare.ShouldBe(0);

    [Fact]
    public void A_verdict_the_wrong_way_round_does_not_count() =>
        Verifier
            .Judge(
                [],
                [
                    .. EveryPattern.Select(pattern =>
                        pattern with
                        {
                            Verdict = pattern.Verdict == "raises" ? "lowers" : "raises",
                        }
                    ),
                ]
            )
            .FoundShare.ShouldBe(0);

    [Fact]
    public void A_factor_whose_interval_touches_zero_does_not_count() =>
        Verifier.Judge([.. EveryFactor.Select(factor => factor with { Low = 0 })], []).FoundShare.ShouldBe(0);

    [Fact]
    public void Five_of_six_do_not_suffice() => Verifier.Judge([.. EveryFactor.Skip(1)], []).Passed.ShouldBeFalse();

    [Fact]
    public void Whoever_falls_into_the_confounder_fails()
    {
        var verdict = Verifier.Judge(
            EveryFactor,
            [.. EveryPattern, new SeenPattern(Truth.Settled, "contacts_90d", "raises", "contacts")]
        );

        verdict.Passed.ShouldBeFalse();
        verdict.Traps.Single(trap => trap.Id == "confounder").KeptOut.ShouldBeFalse();
    }

    [Fact]
    public void Whoever_says_that_it_cannot_tell_has_seen_the_confounder() =>
        Verifier
            .Judge(
                EveryFactor,
                [.. EveryPattern, new SeenPattern(Truth.Settled, "contacts_90d", "cannotTell", "contacts")]
            )
            .Passed.ShouldBeTrue();

    [Fact]
    public void Whoever_lets_the_exit_interview_lead_the_factors_fails() =>
        Verifier.Judge([.. EveryFactor, new SeenFactor("survey_score", 0.5, 0.4)], EveryPattern).Passed.ShouldBeFalse();
}
