using CsMonolith.Health.Models.Registry;
using CsMonolith.Health.Scores;
using CsMonolith.Health.Scores.Changes;
using CsMonolith.Health.Snapshots;
using CsMonolith.Health.Tests.Models;
using CsMonolith.Journey.Contracts;
using CsMonolith.Kernel;
using CsMonolith.Learning.Explanations;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using static CsMonolith.Health.Tests.Scores.Changes.Moves;

namespace CsMonolith.Health.Tests.Scores.Changes;

public sealed class WhyChangedTests
{
    private static readonly Guid Account = Stage.Accounts[0];
    private static readonly DateOnly October2 = new(2026, 10, 2);
    private static readonly DateOnly November2 = new(2026, 11, 2);

    [Fact]
    public async Task A_customer_that_changed_is_the_whole_move_and_the_factor_says_from_what_to_what()
    {
        using var health = Alone();
        await health.Hold([Stage.Row(Account, September, 10), Stage.Row(Account, October, 2), .. Stage.LearnedModel()]);
        await health.ScoreOn(October2, September);
        await health.ScoreOn(November2);

        var why = await Why(health, October2, November2);

        ShouldAddUp(why);
        why.Probability.ShouldBeGreaterThan(0.05);
        (why.Customer.LogOdds, why.LateData.LogOdds, why.Model.LogOdds).ShouldBe((why.LogOdds, 0, 0));
        var first = why.Customer.Factors[0];
        (first.Name, first.Words, first.Actionable).ShouldBe(
            ("departments_using", "Departments using it 10 → 2", true)
        );
        why.Model.Factors.ShouldBeEmpty();
        (why.Before.AsOf, why.After.AsOf, why.Before.ComputedLater).ShouldBe((September, October, false));
    }

    [Fact]
    public async Task Facts_of_the_first_day_that_came_late_are_the_whole_move()
    {
        using var health = Alone();
        await health.Hold([
            Stage.Row(Account, September, 2),
            Stage.Row(Account, October, 10),
            Search,
            .. Use(Account, 2, Night(9, 21)),
            .. Use(Account, 10, Night(10, 15)),
            .. Stage.LearnedModel(),
        ]);
        await health.ScoreOn(October2, September);
        await health.ScoreOn(November2);

        var why = await Why(health, October2, November2);

        ShouldAddUp(why);
        why.Probability.ShouldBeLessThan(-0.05);
        why.LateData.LogOdds.ShouldBe(why.LogOdds, 1e-9);
        why.Customer.LogOdds.ShouldBe(0, 1e-9);
        why.LateData.Factors[0].Words.ShouldBe("Departments using it 2 → 10");
    }

    [Fact]
    public async Task What_was_recorded_after_the_second_score_too_is_no_reason_for_it()
    {
        using var health = Alone();
        await health.Hold([
            Stage.Row(Account, September, 2),
            Stage.Row(Account, October, 10),
            Search,
            .. Use(Account, 2, Night(9, 21)),
            .. Use(Account, 10, Night(11, 15)),
            .. Stage.LearnedModel(),
        ]);
        await health.ScoreOn(October2, September);
        await health.ScoreOn(November2);
        health.Time.NoonOf(new(2026, 11, 20));

        var why = await Why(health, October2, new(2026, 11, 20));

        (why.Customer.LogOdds, why.LateData.LogOdds).ShouldBe((why.LogOdds, 0));
    }

    [Fact]
    public async Task Another_model_on_the_same_facts_is_the_whole_move()
    {
        using var health = Alone();
        await health.Hold([Stage.Row(Account, October, 2), .. Stage.BaseRateModel()]);
        await health.ScoreOn(November2);
        await Exchange(health);
        await health.ScoreOn(new(2026, 11, 10));

        var why = await Why(health, November2, new(2026, 11, 10));

        ShouldAddUp(why);
        (why.Customer.LogOdds, why.LateData.LogOdds, why.Model.LogOdds).ShouldBe((0, 0, why.LogOdds));
        why.Model.Factors.ShouldContain(factor => factor.Name == "base");
        why.Model.Factors.ShouldContain(factor => factor.Words == "The weight of Departments using it (2)");
        why.Before.ModelVersion.ShouldNotBe(why.After.ModelVersion);
    }

    [Fact]
    public async Task A_mixture_is_told_apart_and_adds_up()
    {
        using var health = Alone();
        await health.Hold([
            Stage.Row(Account, September, 2, noise: 0.9),
            Stage.Row(Account, October, 10, noise: 0.1),
            Search,
            .. Use(Account, 2, Night(9, 21)),
            .. Use(Account, 5, Night(10, 15)),
            .. Stage.BaseRateModel(),
        ]);
        await health.ScoreOn(October2, September);
        await Exchange(health);
        await health.ScoreOn(November2);

        var why = await Why(health, October2, November2);

        ShouldAddUp(why);
        why.Model.LogOdds.ShouldNotBe(0);
        why.LateData.LogOdds.ShouldBeLessThan(0);

        // What stayed the same counts only together with what changed, and less than it.
        why.LateData.Factors[0].Words.ShouldBe("Departments using it 2 → 5");
        why.LateData.Factors.Skip(1)
            .ShouldAllBe(factor =>
                factor.Words.EndsWith("(unchanged, together with what changed)", StringComparison.Ordinal)
            );
        why.Customer.Factors.ShouldContain(factor => factor.Words == "Departments using it 5 → 10");
    }

    [Fact]
    public async Task Two_hundred_moves_add_up_each_in_all_its_parts_and_factors()
    {
        using var health = Alone();
        var random = new Random(11);
        var accounts = Stage.Accounts.Take(200).ToList();
        await health.Hold([
            Search,
            .. Stage.BaseRateModel(),
            .. accounts.SelectMany(account =>
                new object[]
                {
                    Stage.Row(account, September, random.Next(1, 11), random.NextDouble()),
                    Stage.Row(account, October, random.Next(1, 11), random.NextDouble()),
                }
            ),
            .. accounts.SelectMany(account => Use(account, random.Next(0, 6), Night(10, 15))),
        ]);
        await health.ScoreOn(October2, September);
        await Exchange(health);
        await health.ScoreOn(November2);

        var split = await health.InScope(async services =>
        {
            var scores = services.GetRequiredService<StandingScores>();
            var before = await scores.By(AccountScope.Everything, October2, CancellationToken.None);
            var after = await scores.By(AccountScope.Everything, November2, CancellationToken.None);
            return await services
                .GetRequiredService<ScoreChangeReader>()
                .Explain([.. accounts.Select(one => (before[one], after[one]))], CancellationToken.None);
        });
        var stored = await health.InStore(db => db.Set<Score>().AsNoTracking().ToListAsync());

        split.Count.ShouldBe(200);
        split.Count(one => one.Value.LateData != 0).ShouldBeGreaterThan(50);
        foreach (var (account, outcome) in accounts.Zip(split))
        {
            var why = outcome.Value;
            var (from, to) = (
                stored.Single(score => score.AccountId == account && score.AsOf == September),
                stored.Single(score => score.AccountId == account && score.AsOf == October)
            );
            (why.Customer + why.LateData + why.Model).ShouldBe(to.LogOdds - from.LogOdds, 1e-9);
            ShouldAddUp(new ScoreChangeWording(why, prices: true), why, to.Probability - from.Probability);
        }
    }

    [Fact]
    public async Task A_day_before_any_was_computed_stands_for_the_newest_facts_by_then_and_says_so()
    {
        using var health = Alone();
        await health.Hold([Stage.Row(Account, September, 10), Stage.Row(Account, October, 2), .. Stage.LearnedModel()]);
        await health.ScoreOn(November2, September);
        await health.ScoreOn(November2);

        var why = await Why(health, October2, November2);

        (why.Before.AsOf, why.Before.ComputedLater, why.After.ComputedLater).ShouldBe((September, true, false));
        why.Before.Words.ShouldContain("None had been computed by 2026-10-02");
    }

    [Fact]
    public async Task Without_a_score_by_then_or_what_it_rested_on_it_says_what_is_missing()
    {
        using var health = Alone();
        await health.Hold([Stage.Row(Account, September, 10), Stage.Row(Account, October, 2), .. Stage.LearnedModel()]);
        await health.ScoreOn(October2, September);
        await health.ScoreOn(November2);

        (await Refused(health, new(2026, 8, 1))).ShouldBe("health.score.none-by");
        (await health.Send(new GetWhyChanged(Account, November2, October2)))
            .Error!.Fields.Single()
            .Pointer.ShouldBe("to");
        (await health.Send(new GetWhyChanged(Account, November2, new(2026, 12, 31)))).Error!.Code.ShouldBe(
            "health.day-ahead"
        );

        await health.InStore(db => db.Set<Snapshot>().Where(row => row.AsOf == September).ExecuteDeleteAsync());
        (await Refused(health, October2)).ShouldBe("health.score.snapshot-gone");
        await health.InStore(db => db.Set<ModelArtefact>().ExecuteDeleteAsync());
        (await Refused(health, October2)).ShouldBe("health.score.model-gone");
    }

    [Fact]
    public async Task A_new_risk_band_is_told_to_the_timeline_and_the_same_band_is_not()
    {
        using var health = Alone();
        await health.Hold([
            Stage.Row(Account, September, 10),
            Stage.Row(Account, October, 1),
            Stage.Row(Stage.Accounts[1], September, 10, noise: 0.2),
            Stage.Row(Stage.Accounts[1], October, 10, noise: 0.2),
            .. Stage.LearnedModel(),
        ]);
        await health.ScoreOn(October2, September);
        (await health.Published<SomethingHappened>()).ShouldBeEmpty("a first band is no change");
        await health.ScoreOn(November2);
        await health.ScoreOn(November2);

        var line = (await health.Published<SomethingHappened>()).ShouldHaveSingleItem();
        (line.Account, line.On, line.Kind).ShouldBe((Account, November2, "risk-band-changed"));
        line.En.ShouldStartWith("Risk band low to high (probability ");
    }

    [Fact]
    public async Task A_partner_reads_no_price_in_the_reasons()
    {
        var change = new FeatureChange("mrr", "100000", "100000", "250000", 0.4, 0, 0);
        var why = new WhyChanged(-2, -1.6, 0.4, 0, 0, [change], 0, default);

        new ScoreChangeWording(why, prices: true).Customer.Factors.Single().Words.ShouldBe("MRR 100000 → 250000");
        new ScoreChangeWording(why, prices: false).Customer.Factors.Single().Words.ShouldBe("MRR");
        ScoreDriver.Of(new StoredDriver("mrr", "100000", 0.4), prices: false).Words.ShouldBe("MRR");
        await Task.CompletedTask;
    }

    private static async Task Exchange(HealthAlone health)
    {
        await health.InStore(async db =>
        {
            await db.Transact(
                async () =>
                {
                    foreach (var model in await db.Set<ModelVersion>().ToListAsync())
                    {
                        model.Retire();
                    }
                },
                CancellationToken.None
            );
            return 0;
        });
        await health.Hold(Stage.LearnedModel(name: "2026-11-05-1"));
    }

    private static async Task<ScoreChange> Why(HealthAlone health, DateOnly from, DateOnly to) =>
        (await health.Send(new GetWhyChanged(Account, from, to))).Value;

    private static async Task<string> Refused(HealthAlone health, DateOnly from) =>
        (await health.Send(new GetWhyChanged(Account, from, November2))).Error!.Code;

    private static void ShouldAddUp(ScoreChange why)
    {
        ScoreChangePart[] parts = [why.Customer, why.LateData, why.Model];
        parts.Sum(part => part.LogOdds).ShouldBe(why.LogOdds, 1e-9);
        parts.Sum(part => part.Probability).ShouldBe(why.After.Probability - why.Before.Probability, 1e-9);
        foreach (var part in parts)
        {
            part.Factors.Sum(factor => factor.LogOdds).ShouldBe(part.LogOdds, 1e-9);
            part.Factors.Select(factor => Math.Abs(factor.LogOdds)).ShouldBeInOrder(SortDirection.Descending);
        }
    }

    private static void ShouldAddUp(ScoreChangeWording words, WhyChanged why, double difference)
    {
        ScoreChangePart[] parts = [words.Customer, words.LateData, words.Model];
        parts.Select(part => part.LogOdds).ShouldBe([why.Customer, why.LateData, why.Model]);
        parts.Sum(part => part.Probability).ShouldBe(difference, 1e-9);
        parts.ShouldAllBe(part => Math.Abs(part.Factors.Sum(factor => factor.LogOdds) - part.LogOdds) < 1e-9);
    }
}
