using CsMonolith.Journey.Handoffs;
using CsMonolith.Journey.Plans;
using CsMonolith.Journey.Plans.Milestones;
using CsMonolith.Journey.Plans.Templates;
using CsMonolith.Journey.Stakeholders;

namespace CsMonolith.Journey.Tests.Plans;

public sealed class PlanDefaultsTests : IDisposable
{
    private readonly JourneyAlone _journey = new();

    public void Dispose() => _journey.Dispose();

    [Fact]
    public async Task A_small_customers_plan_is_complete_in_one_click()
    {
        // Few seats make tier 4.
        var project = await PlannedProject.Open(_journey, seats: 3);
        await _journey.DefineSuccess(project.Account, project.Lead.Id);
        await _journey.Send(new AddStakeholder(project.Account, new NewStakeholder("田中 健一", Standing.Example)));

        var plan = (await Begin(project)).Value;

        plan.Coverage.Where(area => !area.Covered).ShouldBeEmpty();
        plan.CoveredAreas.ShouldBe(9);
        plan.Milestones.Select(one => (one.Title, one.BaselineOn, one.ForecastOn))
            .ShouldBe([
                ("キックオフ", new(2026, 11, 20), new(2026, 11, 20)),
                ("データ準備完了", new(2026, 12, 11), new(2026, 12, 11)),
                ("利用開始", new(2027, 1, 4), new(2027, 1, 4)),
                ("最初の成果", new(2027, 2, 3), new(2027, 2, 3)),
                ("効果測定", new(2027, 3, 20), new(2027, 3, 20)),
            ]);
        (plan.Scope!.AgreedOn, plan.Scope.AgreedWith).ShouldBe((JourneyAlone.Today, "田中"));
        plan.Needs.ShouldHaveSingleItem().FilledById.ShouldBe(project.Lead.Id);
        plan.Risks.Count.ShouldBe(2);
    }

    [Fact]
    public async Task A_large_customers_plan_is_a_start_to_be_shaped()
    {
        var project = await PlannedProject.Open(_journey, seats: 100_000);
        await _journey.DefineSuccess(project.Account, project.Lead.Id);

        var plan = (await Begin(project)).Value;

        plan.Coverage.Where(area => !area.Covered)
            .Select(area => area.Area)
            .ShouldBe([PlanArea.Scope, PlanArea.Schedule, PlanArea.Stakeholder]);
        plan.Milestones.ShouldAllBe(one => one.BaselineOn == null);
        plan.Scope!.AgreedOn.ShouldBeNull();
    }

    [Fact]
    public async Task What_exists_is_not_overwritten_and_a_second_click_adds_nothing()
    {
        var project = await PlannedProject.Open(_journey, seats: 3);
        var own = await project.Milestone(new(2027, 5, 1), "自分たちの日");
        await project.Budget(0, new Money(777, "JPY"));

        await Begin(project);
        var plan = (await Begin(project, "en")).Value;

        plan.Milestones.ShouldHaveSingleItem().Id.ShouldBe(own.Id);
        plan.Budget!.Amount.Minor.ShouldBe(777);
        (plan.Deliverables.Count, plan.Needs.Count, plan.Cadences.Count, plan.Risks.Count).ShouldBe((1, 1, 1, 2));
        plan.Deliverables[0].Title.ShouldBe("効果測定の報告");
    }

    [Fact]
    public async Task Four_clicks_at_once_fill_each_area_once()
    {
        var project = await PlannedProject.Open(_journey, seats: 3);

        var answers = await Task.WhenAll(Enumerable.Range(0, 4).Select(_ => Begin(project)));

        answers.Count(one => one.Error is null).ShouldBeGreaterThan(0);
        var plan = await project.Read();
        (plan.Milestones.Count, plan.Cadences.Count, plan.Risks.Count).ShouldBe((5, 1, 2));
    }

    [Fact]
    public async Task Four_clicks_at_once_on_a_plan_that_was_begun_before_fill_each_area_once_too()
    {
        var project = await PlannedProject.Open(_journey, seats: 3);
        var shipped = (await _journey.Send(new GetPlanTemplates())).Value.Templates;
        await Set(0, shipped[1] with { Milestones = [], Cadences = [], Risks = [] });
        await Begin(project);
        await Set(1, shipped[1]);

        await Task.WhenAll(Enumerable.Range(0, 4).Select(_ => Begin(project)));

        var plan = await project.Read();
        (plan.Milestones.Count, plan.Cadences.Count, plan.Risks.Count).ShouldBe((5, 1, 2));

        async Task Set(long version, PlanTemplate template) =>
            (
                await _journey.Send(new SetPlanTemplates(new PlanTemplateOrder([template]), new IfMatch(version)))
            ).Error.ShouldBeNull();
    }

    [Fact]
    public async Task Days_count_from_the_kickoff_however_far_ahead_it_is()
    {
        var project = await PlannedProject.Open(_journey);
        await _journey.DefineSuccess(project.Account, project.Lead.Id);
        (
            await _journey.Send(new SetKickoff(project.Id, new KickoffDay(new(9999, 12, 1)), new IfMatch(1)))
        ).Error.ShouldBeNull();

        var plan = (await Begin(project)).Value;

        plan.Milestones.Select(one => one.ForecastOn)
            .ShouldBe([new(9999, 12, 1), new(9999, 12, 22), .. Enumerable.Repeat(DateOnly.MaxValue, 3)]);
        plan.Cadences.ShouldHaveSingleItem().Judged.ShouldBe(0);
    }

    [Fact]
    public async Task A_plan_is_written_in_the_language_that_is_asked_for()
    {
        var project = await PlannedProject.Open(_journey);

        (await Begin(project, "fr")).Error!.Kind.ShouldBe(ErrorKind.Invalid);
        (await Begin(project, "en"))
            .Value.Milestones.Select(one => one.Title)
            .ShouldBe(["Kickoff", "Data ready", "Launch", "First value", "Effect review"]);
    }

    [Fact]
    public async Task Operations_set_the_templates_and_each_tier_has_one_in_a_language()
    {
        var project = await PlannedProject.Open(_journey, seats: 3);
        var shipped = (await _journey.Send(new GetPlanTemplates())).Value;
        shipped.Templates.Count.ShouldBe(4);
        var mine = shipped.Templates[1] with { Tiers = [4], Milestones = [new TemplateMilestone("一つだけ", 10)] };

        (await Set(0, mine, mine)).Error!.Code.ShouldBe("journey.plan.tier-twice");
        (await Set(0, mine with { Milestones = [new TemplateMilestone("x", 731)] })).Error!.Kind.ShouldBe(
            ErrorKind.Invalid
        );
        (await Set(0, mine)).Value.Version.ShouldBe(1);
        (await Set(0, mine)).Error!.Code.ShouldBe("platform.stale");

        (await Begin(project, "en")).Error!.Code.ShouldBe("journey.plan.no-template");
        (await Begin(project)).Value.Milestones.ShouldHaveSingleItem().ForecastOn.ShouldBe(new(2026, 11, 30));

        Task<Result<PlanTemplateSet>> Set(long version, params IReadOnlyList<PlanTemplate> templates) =>
            _journey.Send(new SetPlanTemplates(new PlanTemplateOrder(templates), new IfMatch(version)));
    }

    [Fact]
    public async Task The_list_of_plans_tells_coverage_slip_next_milestone_and_alarms()
    {
        var project = await PlannedProject.Open(_journey, seats: 3);
        await _journey.DefineSuccess(project.Account, project.Lead.Id);
        var plan = (await Begin(project)).Value;
        await _journey.Send(
            new ForecastMilestone(plan.Milestones[2].Id, new NewForecast(new(2027, 1, 11), "データの遅れ"))
        );
        await _journey.Send(new ReachMilestone(plan.Milestones[0].Id, new MilestoneDay(JourneyAlone.Today)));

        var row = (await _journey.Send(new ListProjectPlans(ListAsk.Plain))).Value.Items.ShouldHaveSingleItem();

        (row.CoveredAreas, row.SlipDays, row.NextMilestone, row.NextOn).ShouldBe(
            (8, 7, "データ準備完了", new DateOnly(2026, 12, 11))
        );
        row.OpenAreas.ShouldBe([PlanArea.Stakeholder]);
        // The launch slips; the data is due in three weeks and not near yet.
        (row.Alarms, row.GraveRisks, row.ChangesToDecide).ShouldBe((1, 1, 0));
    }

    private Task<Result<ProjectPlan>> Begin(PlannedProject project, string language = "ja") =>
        _journey.Send(new ApplyPlanDefaults(project.Id, new PlanBeginning(language)));
}
