using CsMonolith.Health.Patterns;
using CsMonolith.Health.Snapshots;
using CsMonolith.Health.Tests.Models;
using CsMonolith.Kernel;
using CsMonolith.Learning.Patterns;
using CsMonolith.Platform.Lists;

namespace CsMonolith.Health.Tests.Patterns;

public sealed class MinePatternsTests
{
    [Fact]
    public async Task The_planted_factor_raises_retention_and_chance_does_not()
    {
        using var health = await new Stage(planted: true).Enter();

        await health.Send(new StartPatternMining());
        var report = HealthAlone.AnswerOf<MiningReport>(await health.RunJobs());
        var found = (await health.Send(new ListPatterns(ListAsk.Plain))).Value.Items;

        report.Rows.ShouldBe(Stage.Accounts.Length);
        found.Where(pattern => pattern.Verdict == Verdict.Raises).Select(pattern => pattern.Feature).Distinct().ShouldBe(["departments_using"]);
        var first = found[0];
        (first.PhaseName, first.VerdictWords).ShouldBe(("Adoption", "raises retention"));
        first.Evidence.ShouldContain($"{first.WithSuccess} of {first.With} customers stayed");
        first.Difference.Low.ShouldBeGreaterThan(0);
        first.AdjustedDifference!.Low.ShouldBeGreaterThan(0);
        first.Q.ShouldBeLessThanOrEqualTo(0.1);
        first.ReachAccounts.ShouldBeGreaterThan(0);
        first.ReachMrr.Single().ShouldBe(new Money(100_000 * first.ReachAccounts, "JPY"));
        found.ShouldAllBe(pattern => FeatureCatalogue.Of(pattern.Feature).Actionable && pattern.With >= 20 && pattern.Without >= 20);
    }

    [Fact]
    public async Task Without_a_cause_nothing_can_be_told()
    {
        using var health = await new Stage(planted: false).Enter();

        await health.Send(new StartPatternMining());
        var report = HealthAlone.AnswerOf<MiningReport>(await health.RunJobs());

        report.Verdicts.ShouldBe(0);
    }

    [Fact]
    public async Task Mining_without_snapshots_is_refused()
    {
        using var health = Stage.Alone();

        await health.Send(new StartPatternMining());

        (await health.RunJobs()).Refusal!.ShouldContain("health.snapshot.none");
    }

    [Fact]
    public async Task An_outcome_that_is_not_available_is_not_mined()
    {
        using var health = Stage.Alone();

        (await health.Send(new StartPatternMining(Outcome: "renewed"))).Error!.Fields.Single().Pointer.ShouldBe("/outcome");
    }

    [Fact]
    public async Task A_csm_starts_no_mining()
    {
        using var health = Stage.Alone();
        health.SignIn(Guid.CreateVersion7(), Role.Csm);

        (await health.Send(new StartPatternMining())).Error!.Code.ShouldBe("hallway.not-allowed");
    }
}
