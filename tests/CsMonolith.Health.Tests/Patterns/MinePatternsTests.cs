using CsMonolith.Health.Patterns;
using CsMonolith.Health.Snapshots.Features;
using CsMonolith.Health.Snapshots.Outcomes;
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

        // Of each account one snapshot every ninety days until it leaves, of fifteen months the last three undecided.
        report.Rows.ShouldBeInRange(2 * Stage.Accounts.Length, 4 * Stage.Accounts.Length);
        found
            .Where(pattern => pattern.Verdict == Verdict.Raises)
            .Select(pattern => pattern.Feature)
            .Distinct()
            .ShouldBe(["departments_using"]);
        var first = found[0];
        (first.PhaseName, first.VerdictWords).ShouldBe(("Adoption", "raises retention"));
        first.Evidence.ShouldStartWith(
            $"Of {first.With} periods of 90 days with it ({first.Counted!.CustomersWith} customers) {first.WithSuccess} "
                + "ended with the customer having stayed"
        );
        first.Evidence.ShouldEndWith("as far into the phase.");
        first.Difference.Low.ShouldBeGreaterThan(0);
        first.AdjustedDifference!.Low.ShouldBeGreaterThan(0);
        first.Q.ShouldBeLessThanOrEqualTo(0.1);
        first.ReachAccounts!.Value.ShouldBeGreaterThan(0);
        first.ReachMrr.Single().ShouldBe(new Money(100_000 * first.ReachAccounts.Value, "JPY"));
        found.ShouldAllBe(pattern =>
            FeatureCatalogue.Of(pattern.Feature).Actionable && pattern.With >= 20 && pattern.Without >= 20
        );
    }

    [Fact]
    public async Task Patterns_are_ranked_by_customers_of_a_year_times_the_held_out_effect_and_told_in_money()
    {
        using var health = await new Stage(planted: true).Enter();

        await health.Send(new StartPatternMining());
        await health.RunJobs();
        var found = (await health.Send(new ListPatterns(ListAsk.Plain))).Value.Items;

        foreach (var one in found)
        {
            // The planted company has no merges of tiers that turn a difference round, so the better side is that of
            // the held-out half.
            var worth = one.Worth;
            worth.Outcomes.Low.ShouldBeLessThanOrEqualTo(worth.Outcomes.Value);
            worth.Outcomes.Value.ShouldBeLessThanOrEqualTo(worth.Outcomes.High);
            worth
                .Arr.Single()
                .Value.Minor.ShouldBeInRange(
                    (long)(1_200_000 * worth.Outcomes.Value) - 1,
                    (long)(1_200_000 * worth.Outcomes.Value) + 1
                );
        }

        var told = found.Where(one => one.Verdict != Verdict.CannotTell).ToList();
        told.Select(one => one.Worth.Outcomes.Value)
            .ShouldBe(told.Select(one => one.Worth.Outcomes.Value).OrderDescending());
        found.Select(one => one.RankInPhase).ShouldBe(Enumerable.Range(1, found.Count));
        // Whoever is without it now was so in the course of the year; those who have left since were too.
        found[0].Worth.Customers.ShouldBeGreaterThan(found[0].ReachAccounts!.Value);
        found[0].Worth.Outcomes.Low.ShouldBeGreaterThan(0);
    }

    [Fact]
    public async Task Of_an_outcome_that_one_hopes_for_the_words_are_its_own()
    {
        var facts = new KnownOutcomes();
        var stage = new Stage(planted: true);
        // Whoever would have churned does not expand, everybody else does once in the course of the year.
        facts.Expansions.AddRange(
            Stage
                .Accounts.Except(stage.Churns.Select(churn => churn.AccountId))
                .Select((account, i) => (account, new DateOnly(2025, 9, 10).AddMonths(i % 11)))
                .Select(one => (one.account, one.Item2, one.Item2))
        );
        using var health = Stage.Alone(facts: facts);
        await health.Hold([.. stage.Snapshots]);

        await health.Send(new StartPatternMining(Outcome: "expanded"));
        await health.RunJobs();
        var first = (await health.Send(new ListPatterns(ListAsk.Plain))).Value.Items[0];

        (first.Outcome, first.Feature, first.VerdictWords).ShouldBe(
            ("expanded", "departments_using", "raises expansion")
        );
        first.Evidence.ShouldContain($"{first.WithSuccess} ended with the customer having expanded");
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
    public async Task An_outcome_that_is_none_is_not_mined()
    {
        using var health = Stage.Alone();

        (await health.Send(new StartPatternMining(Outcome: "happy")))
            .Error!.Fields.Single()
            .Pointer.ShouldBe("/outcome");
    }

    [Fact]
    public async Task A_csm_starts_no_mining()
    {
        using var health = Stage.Alone();
        health.SignIn(Guid.CreateVersion7(), Role.Csm);

        (await health.Send(new StartPatternMining())).Error!.Code.ShouldBe("platform.not-allowed");
    }
}
