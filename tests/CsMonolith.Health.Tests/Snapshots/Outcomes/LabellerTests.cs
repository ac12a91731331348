using CsMonolith.Health.Snapshots.Outcomes;
using CsMonolith.Health.Tests.Models;
using CsMonolith.Journey.Contracts;
using CsMonolith.Revenue.Contracts;
using Microsoft.Extensions.DependencyInjection;

namespace CsMonolith.Health.Tests.Snapshots.Outcomes;

public sealed class LabellerTests
{
    private static readonly Guid Account = Stage.Accounts[0];
    private static readonly Guid Other = Stage.Accounts[1];

    [Fact]
    public async Task A_churn_counts_from_the_day_after_to_the_last_day_of_the_horizon()
    {
        using var health = Stage.Alone([
            new(Account, new DateOnly(2026, 4, 30), null),
            new(Other, new DateOnly(2026, 7, 29), null),
        ]);
        await health.Hold(
            Stage.Row(Account, new DateOnly(2026, 4, 30), 3),
            Stage.Row(Other, new DateOnly(2026, 4, 30), 3),
            Stage.Row(Other, new DateOnly(2026, 3, 31), 3),
            Stage.Row(Account, new DateOnly(2026, 10, 31), 3, isLive: false)
        );

        var labelled = await Label(health);

        labelled
            .Rows.Select(row => (row.Snapshot.AccountId, row.Snapshot.AsOf.Month, row.Label))
            .ShouldBe([(Other, 3, false), (Account, 4, false), (Other, 4, true)]);
    }

    [Fact]
    public async Task A_snapshot_whose_horizon_is_not_over_is_left_out_and_counted()
    {
        using var health = Stage.Alone();
        await health.Hold(
            Stage.Row(Account, new DateOnly(2026, 6, 30), 3),
            Stage.Row(Account, new DateOnly(2026, 8, 31), 3),
            Stage.Row(Account, new DateOnly(2026, 9, 30), 3)
        );

        var labelled = await Label(health);

        labelled.Rows.Single().Snapshot.AsOf.ShouldBe(new DateOnly(2026, 6, 30));
        labelled.Undecidable.ShouldBe(2);
    }

    [Fact]
    public async Task Accounts_that_were_not_live_have_no_label()
    {
        using var health = Stage.Alone();
        await health.Hold(
            Stage.Row(Account, new DateOnly(2026, 1, 31), 3, isLive: false),
            Stage.Row(Other, new DateOnly(2026, 9, 30), 3)
        );

        (await Label(health)).Rows.ShouldBeEmpty();
    }

    [Fact]
    public async Task The_two_policies_are_compared_on_the_same_snapshots()
    {
        using var health = Stage.Alone(
            churns: [new(Account, new DateOnly(2026, 2, 10), null)],
            zeroes: [new(Other, new DateOnly(2026, 2, 10), null)]
        );
        await health.Hold(
            Stage.Row(Account, new DateOnly(2026, 1, 31), 3),
            Stage.Row(Other, new DateOnly(2026, 1, 31), 3),
            Stage.Row(Stage.Accounts[2], new DateOnly(2026, 9, 30), 3)
        );

        var byEvent = await Label(health);
        var byMrr = await Label(health, ChurnPolicy.MrrZero);

        byEvent.Disagreement.ShouldBe(new PolicyDisagreement(Both: 0, OnlyEvent: 1, OnlyMrr: 1, Neither: 0));
        byEvent.Rows.Single(row => row.Label).Snapshot.AccountId.ShouldBe(Account);
        byMrr.Rows.Single(row => row.Label).Snapshot.AccountId.ShouldBe(Other);
    }

    [Fact]
    public async Task The_label_of_a_ready_made_table_stands()
    {
        using var health = Stage.Alone();
        var row = Stage.Row(Account, new DateOnly(2026, 9, 30), 3);
        row.ImportedLabel = true;
        await health.Hold(row);

        (await Label(health)).Rows.Single().Label.ShouldBeTrue();
    }

    [Fact]
    public async Task Every_outcome_can_be_learned_about_and_is_defined_in_words()
    {
        using var health = Stage.Alone();

        var outcomes = (await health.Send(new ListOutcomes())).Value.Items;

        outcomes
            .Select(outcome => outcome.Code)
            .ShouldBe(["churned", "renewed", "expanded", "first-value", "goal-reached"]);
        outcomes.ShouldAllBe(outcome => outcome.Available && outcome.Definition.Contains("not decidable yet"));
        outcomes.Where(outcome => !outcome.IsSuccess).ShouldHaveSingleItem().Code.ShouldBe("churned");
    }

    [Fact]
    public async Task Renewed_is_asked_of_those_whose_term_ends_and_is_true_if_each_goes_on()
    {
        var facts = new KnownOutcomes();
        facts.Terms.AddRange([
            (Account, new(2026, 5, 31), WentOn: true, Early),
            (Other, new(2026, 4, 30), WentOn: true, Early),
            (Other, new(2026, 6, 15), WentOn: false, Early),
        ]);
        using var health = Stage.Alone(facts: facts);
        await Spring(health);

        var labelled = await Label(health, outcome: "renewed");

        labelled.Rows.Select(row => (row.Snapshot.AccountId, row.Label)).ShouldBe([(Account, true), (Other, false)]);
        (labelled.NotAsked, labelled.Undecidable, labelled.Disagreement).ShouldBe((2, 0, null));
    }

    [Fact]
    public async Task Expanded_is_a_rise_within_the_horizon()
    {
        var facts = new KnownOutcomes();
        facts.Expansions.AddRange([(Account, new(2026, 6, 29), Early), (Other, new(2026, 6, 30), Early)]);
        using var health = Stage.Alone(facts: facts);
        await Spring(health);

        var labelled = await Label(health, outcome: "expanded");

        labelled.Rows.Where(row => row.Label).Select(row => row.Snapshot.AccountId).ShouldBe([Account]);
        (labelled.Rows.Count, labelled.Undecidable, labelled.NotAsked).ShouldBe((3, 1, 0));
    }

    [Fact]
    public async Task First_value_is_not_asked_of_those_who_have_it()
    {
        var facts = new KnownOutcomes();
        facts.Values.AddRange([(Account, new(2026, 3, 31), Early), (Other, new(2026, 4, 1), Early)]);
        using var health = Stage.Alone(facts: facts);
        await Spring(health);

        var labelled = await Label(health, outcome: "first-value");

        labelled
            .Rows.Select(row => (row.Snapshot.AccountId, row.Label))
            .ShouldBe([(Other, true), (Stage.Accounts[2], false)]);
        (labelled.NotAsked, labelled.Undecidable).ShouldBe((1, 1));
    }

    [Fact]
    public async Task A_goal_is_reached_if_it_was_in_force_on_the_day_and_its_target_was_met_after()
    {
        var facts = new KnownOutcomes();
        facts.Goals.AddRange([
            new GoalOf(Account, 1, new(2026, 1, 1), ReplacedOn: null, ReachedOn: new(2026, 5, 1)),
            new GoalOf(Other, 1, new(2026, 1, 1), ReplacedOn: new(2026, 3, 31), ReachedOn: new(2026, 5, 1)),
            new GoalOf(Other, 2, new(2026, 3, 31), ReplacedOn: null, ReachedOn: new(2026, 6, 30)),
            new GoalOf(Stage.Accounts[2], 1, new(2026, 1, 1), ReplacedOn: null, ReachedOn: new(2026, 3, 31)),
        ]);
        using var health = Stage.Alone(facts: facts);
        await Spring(health);

        var labelled = await Label(health, outcome: "goal-reached");

        labelled.Rows.Select(row => (row.Snapshot.AccountId, row.Label)).ShouldBe([(Account, true), (Other, false)]);
        labelled.NotAsked.ShouldBe(2);
    }

    [Fact]
    public async Task By_a_day_s_knowledge_later_snapshots_facts_and_ready_made_tables_are_unknown()
    {
        var facts = new KnownOutcomes();
        facts.Expansions.AddRange([(Account, new(2026, 6, 1), Early), (Other, new(2026, 6, 1), new(2026, 10, 1))]);
        using var health = Stage.Alone(facts: facts);
        await Spring(health);
        var loaded = Stage.Row(Stage.Accounts[3], new DateOnly(2026, 3, 31), 3);
        loaded.LoadedAt = new DateTime(2026, 10, 1, 0, 0, 0, DateTimeKind.Utc);
        await health.Hold(loaded);

        var then = await Label(health, outcome: "expanded", knownOn: new DateOnly(2026, 9, 30));
        var (now, early) = (
            await Label(health, outcome: "expanded"),
            await Label(health, outcome: "expanded", knownOn: new DateOnly(2026, 6, 30))
        );

        then.Rows.Select(row => (row.Snapshot.AccountId, row.Label))
            .ShouldBe([(Account, true), (Other, false), (Stage.Accounts[2], false)]);
        now.Rows.Select(row => row.Label).ShouldBe([true, true, false, false]);
        (early.Rows.Count, early.Undecidable).ShouldBe((0, 3));
    }

    private static readonly DateOnly Early = new(2026, 7, 1);

    // Three customers in March, and one in September by which all is known until then.
    private static Task Spring(HealthAlone health) =>
        health.Hold(
            Stage.Row(Account, new DateOnly(2026, 3, 31), 3),
            Stage.Row(Other, new DateOnly(2026, 3, 31), 3),
            Stage.Row(Stage.Accounts[2], new DateOnly(2026, 3, 31), 3),
            Stage.Row(Stage.Accounts[2], new DateOnly(2026, 9, 30), 3)
        );

    private static Task<LabelledSet> Label(
        HealthAlone health,
        ChurnPolicy policy = ChurnPolicy.RecordedEvent,
        string outcome = "churned",
        DateOnly? knownOn = null
    ) =>
        health.InScope(services =>
            services
                .GetRequiredService<Labeller>()
                .Label(new LabelAsk(outcome, 90, policy, KnownOn: knownOn), CancellationToken.None)
        );
}
