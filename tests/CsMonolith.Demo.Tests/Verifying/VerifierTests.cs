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
        .. Truth.Factors.Select(
            (planted, i) =>
                new SeenPattern(
                    i + 1,
                    planted.Phase,
                    planted.Feature,
                    planted.HighIsGood ? "raises" : "lowers",
                    planted.En
                )
        ),
    ];

    [Fact]
    public void A_platform_that_finds_everything_passes() =>
        Verifier.Judge(EveryFactor, EveryPattern).Passed.ShouldBeTrue();

    [Fact]
    public void A_platform_that_finds_nothing_fails() => Verifier.Judge([], []).FoundShare.ShouldBe(0);

    [Fact]
    public void A_factor_is_found_by_a_verdict_in_its_phase() =>
        Verifier.Judge([], EveryPattern).FoundShare.ShouldBe(1);

    [Fact]
    public void A_factor_is_found_by_an_importance_whose_interval_is_above_zero() =>
        Verifier.Judge(EveryFactor, []).FoundShare.ShouldBe(1);

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
    public void A_platform_that_finds_five_of_six_factors_fails() =>
        Verifier.Judge([.. EveryFactor.Skip(1)], []).Passed.ShouldBeFalse();

    [Fact]
    public void A_platform_that_takes_the_confounder_for_a_factor_fails()
    {
        var verdict = Verifier.Judge(
            EveryFactor,
            [.. EveryPattern, new SeenPattern(7, Truth.Settled, "contacts_90d", "raises", "contacts")]
        );

        verdict.Passed.ShouldBeFalse();
        verdict.Traps.Single(trap => trap.Id == "confounder").KeptOut.ShouldBeFalse();
    }

    [Fact]
    public void A_platform_that_cannot_tell_the_confounder_keeps_out_of_the_trap() =>
        Verifier
            .Judge(
                EveryFactor,
                [.. EveryPattern, new SeenPattern(7, Truth.Settled, "contacts_90d", "cannotTell", "contacts")]
            )
            .Passed.ShouldBeTrue();

    [Fact]
    public void A_platform_whose_first_factor_is_the_exit_interview_fails() =>
        Verifier.Judge([.. EveryFactor, new SeenFactor("survey_score", 0.5, 0.4)], EveryPattern).Passed.ShouldBeFalse();

    [Fact]
    public void A_false_verdict_is_named_and_fails_where_leaders_look_first()
    {
        var aged = new SeenPattern(1, Truth.Operation, "survey_age_days", "raises", "Age of the survey at least 141");

        var first = Verifier.Judge(EveryFactor, [aged, .. EveryPattern]);
        var later = Verifier.Judge(EveryFactor, [.. EveryPattern, aged with { Rank = 7 }]);

        first.Passed.ShouldBeFalse();
        first.ToText().ShouldContain("FALSE   rank 1: Age of the survey at least 141 raises (operation)");
        (later.Passed, later.Verdicts, later.False.Count).ShouldBe((true, 7, 1));
    }

    [Fact]
    public void A_planted_factor_that_is_told_the_wrong_way_round_is_a_false_verdict() =>
        Verifier
            .Judge(EveryFactor, [new SeenPattern(9, Truth.Operation, "breadth", "lowers", "breadth")])
            .False.ShouldHaveSingleItem()
            .Rank.ShouldBe(9);
}
