using CsMonolith.Health.Patterns;
using CsMonolith.Health.Tests.Models;
using CsMonolith.Journey.Contracts;

namespace CsMonolith.Health.Tests.Patterns;

public sealed class ForcedRescueTests
{
    [Fact]
    public async Task Customers_held_by_force_prove_no_pattern()
    {
        var all = await Mine();
        var held = Stage.Accounts.Take(20).ToList();

        var without = await Mine([.. held.Select(account => new ForcedRescue(account, new(2000, 1, 1), null, 600))]);

        all.Rescued.ShouldBe(0);
        without.Rescued.ShouldBeGreaterThanOrEqualTo(held.Count);
        without.Rows.ShouldBeLessThan(all.Rows);
    }

    [Fact]
    public async Task A_fire_that_was_out_before_the_snapshot_leaves_it_in()
    {
        var report = await Mine([new ForcedRescue(Stage.Accounts[0], new(2000, 1, 1), new(2000, 2, 1), 600)]);

        report.Rescued.ShouldBe(0);
    }

    [Fact]
    public async Task A_short_fire_leaves_out_those_snapshots_whose_horizon_it_meets()
    {
        var stage = new Stage(planted: true);
        var account = Stage.Accounts.Except(stage.Churns.Select(churn => churn.AccountId)).First();
        var days = stage.Snapshots.Where(row => row.AccountId == account).Select(row => row.AsOf).Order().ToList();
        var fire = new ForcedRescue(account, days[4].AddDays(1), days[4].AddDays(2), 600);

        var report = await Mine([fire]);

        report.Rescued.ShouldBe(days.Count(day => day <= fire.To && day.AddDays(90) >= fire.From));
    }

    private static async Task<MiningReport> Mine(params IReadOnlyList<ForcedRescue> rescues)
    {
        using var health = await new Stage(planted: true).Enter();
        health.Rescues.AddRange(rescues);
        await health.Send(new StartPatternMining());
        return HealthAlone.AnswerOf<MiningReport>(await health.RunJobs());
    }
}
