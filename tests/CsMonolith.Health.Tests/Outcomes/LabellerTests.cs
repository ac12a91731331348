using CsMonolith.Health.Outcomes;
using CsMonolith.Health.Tests.Models;
using CsMonolith.Revenue.Contracts;
using Microsoft.Extensions.DependencyInjection;

namespace CsMonolith.Health.Tests.Outcomes;

public sealed class LabellerTests
{
    private static readonly Guid Account = Stage.Accounts[0];
    private static readonly Guid Other = Stage.Accounts[1];

    [Fact]
    public async Task A_churn_counts_from_the_day_after_to_the_last_day_of_the_horizon()
    {
        using var health = Stage.Alone([new(Account, new DateOnly(2026, 4, 30), null), new(Other, new DateOnly(2026, 7, 29), null)]);
        await health.Hold(
            Stage.Row(Account, new DateOnly(2026, 4, 30), 3), Stage.Row(Other, new DateOnly(2026, 4, 30), 3), Stage.Row(Other, new DateOnly(2026, 3, 31), 3),
            Stage.Row(Account, new DateOnly(2026, 10, 31), 3, isLive: false));

        var labelled = await Label(health);

        labelled.Rows.Select(row => (row.Snapshot.AccountId, row.Snapshot.AsOf.Month, row.Churned))
            .ShouldBe([(Other, 3, false), (Account, 4, false), (Other, 4, true)]);
    }

    [Fact]
    public async Task A_snapshot_whose_horizon_is_not_over_is_left_out_and_counted()
    {
        using var health = Stage.Alone();
        await health.Hold(Stage.Row(Account, new DateOnly(2026, 6, 30), 3), Stage.Row(Account, new DateOnly(2026, 8, 31), 3), Stage.Row(Account, new DateOnly(2026, 9, 30), 3));

        var labelled = await Label(health);

        labelled.Rows.Single().Snapshot.AsOf.ShouldBe(new DateOnly(2026, 6, 30));
        labelled.Undecidable.ShouldBe(2);
    }

    [Fact]
    public async Task Accounts_that_were_not_live_have_no_label()
    {
        using var health = Stage.Alone();
        await health.Hold(Stage.Row(Account, new DateOnly(2026, 1, 31), 3, isLive: false), Stage.Row(Other, new DateOnly(2026, 9, 30), 3));

        (await Label(health)).Rows.ShouldBeEmpty();
    }

    [Fact]
    public async Task The_two_policies_are_compared_on_the_same_snapshots()
    {
        using var health = Stage.Alone(churns: [new(Account, new DateOnly(2026, 2, 10), null)], zeroes: [new(Other, new DateOnly(2026, 2, 10), null)]);
        await health.Hold(Stage.Row(Account, new DateOnly(2026, 1, 31), 3), Stage.Row(Other, new DateOnly(2026, 1, 31), 3), Stage.Row(Stage.Accounts[2], new DateOnly(2026, 9, 30), 3));

        var byEvent = await Label(health);
        var byMrr = await Label(health, ChurnPolicy.MrrZero);

        byEvent.Disagreement.ShouldBe(new PolicyDisagreement(Both: 0, OnlyEvent: 1, OnlyMrr: 1, Neither: 0));
        byEvent.Rows.Single(row => row.Churned).Snapshot.AccountId.ShouldBe(Account);
        byMrr.Rows.Single(row => row.Churned).Snapshot.AccountId.ShouldBe(Other);
    }

    [Fact]
    public async Task The_label_of_a_ready_made_table_stands()
    {
        using var health = Stage.Alone();
        var row = Stage.Row(Account, new DateOnly(2026, 9, 30), 3);
        row.ImportedLabel = true;
        await health.Hold(row);

        (await Label(health)).Rows.Single().Churned.ShouldBeTrue();
    }

    [Fact]
    public async Task Outcomes_that_cannot_be_learned_yet_say_why()
    {
        using var health = Stage.Alone();

        var outcomes = await health.Send(new ListOutcomes());

        outcomes.Value.Items.Single(outcome => outcome.Available).Code.ShouldBe("churned");
        outcomes.Value.Items.Where(outcome => !outcome.Available).ShouldAllBe(outcome => outcome.Reason != null);
    }

    private static Task<LabelledSet> Label(HealthAlone health, ChurnPolicy policy = ChurnPolicy.RecordedEvent) => health.InScope(services =>
        services.GetRequiredService<Labeller>().Label(90, policy, from: null, to: null, CancellationToken.None));
}
