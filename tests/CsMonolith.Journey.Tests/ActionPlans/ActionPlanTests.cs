using CsMonolith.Journey.ActionPlans;
using CsMonolith.Journey.ActionPlans.Outward;
using CsMonolith.Journey.Plans.Risks;
using CsMonolith.Journey.Projects;
using CsMonolith.Journey.Tasks;
using CsMonolith.Journey.Tests.Plans;
using Microsoft.EntityFrameworkCore;

namespace CsMonolith.Journey.Tests.ActionPlans;

/// <summary>What we and the customer do together, and how the customer sees it from outside.</summary>
public sealed class ActionPlanTests : IDisposable
{
    private readonly JourneyAlone _journey = new();

    public void Dispose() => _journey.Dispose();

    [Fact]
    public async Task The_customer_sees_the_tasks_chosen_for_them_and_says_what_they_have_done()
    {
        var project = await PlannedProject.Open(_journey);
        await _journey.DefineSuccess(project.Account, project.Lead.Id);
        var theirs = await Task(project, "一覧を用意する", TaskSide.Theirs, note: "担当の田中さんは忙しい");
        var ours = await Task(project, "画面を用意する", TaskSide.Ours);
        await Task(project, "値引きを社内で相談する", TaskSide.Ours);
        await Show(project, version: 0, "両社で進めます。", theirs.Id, ours.Id);
        await _journey.Send(new RecordCustomerIntent(project.Id, new SaidIntent("残業をゼロにします", "田中", Today)));
        var secret = await Link(project);

        var opened = (await _journey.Send(new OpenSharedPlan(secret))).Value;

        (opened.Customer, opened.Lead, opened.Greeting).ShouldBe(("C-1社", "lead-C-1", "両社で進めます。"));
        opened.Goal.ShouldBe(new SharedGoal("残業をなくす", "残業時間", 32, 10, new(2027, 3, 31)));
        opened.Intents.ShouldHaveSingleItem().ShouldBe(new SharedIntent("残業をゼロにします", "田中", Today));
        opened
            .Tasks.Select(task => (task.Title, task.IsYours))
            .ShouldBe([("一覧を用意する", true), ("画面を用意する", false)]);

        var done = (
            await _journey.Send(new FinishSharedTask(theirs.Id, new SharedTaskDone(secret, "共有しました")))
        ).Value;

        done.Tasks[0].DoneOn.ShouldBe(Today);
        (
            await _journey.Send(new FinishSharedTask(theirs.Id, new SharedTaskDone(secret, "もう一度")))
        ).Value.ShouldBeEquivalentTo(done, "who clicks twice has done it once");
        var plan = await Read(project);
        plan.Visits.Select(visit => (visit.Kind, visit.TaskId))
            .ShouldBe([(PlanVisitKind.TaskDone, theirs.Id), (PlanVisitKind.Opened, null)]);
        plan.Links.ShouldHaveSingleItem().Openings.ShouldBe(1);
        (await _journey.Send(new GetTask(theirs.Id))).Value.History[^1].Text.ShouldBe("田中: 共有しました");
    }

    [Fact]
    public async Task A_link_reaches_no_task_of_ours_and_none_that_was_not_chosen()
    {
        var project = await PlannedProject.Open(_journey);
        var ours = await Task(project, "画面を用意する", TaskSide.Ours);
        var hidden = await Task(project, "一覧を用意する", TaskSide.Theirs);
        var other = await PlannedProject.Open(_journey, "C-2");
        var foreign = await Task(other, "別の会社のタスク", TaskSide.Theirs);
        await Show(other, version: 0, greeting: null, foreign.Id);
        await Show(project, version: 0, greeting: null, ours.Id);
        var secret = await Link(project);

        foreach (var task in (Guid[])[ours.Id, hidden.Id, foreign.Id, Guid.NewGuid()])
        {
            (await _journey.Send(new FinishSharedTask(task, new SharedTaskDone(secret)))).Error!.Code.ShouldBe(
                "journey.shared-plan.no-task"
            );
        }

        (await _journey.Send(new GetTask(hidden.Id))).Value.Task.State.ShouldBe(TaskState.Open);
        (await Read(project)).Visits.ShouldBeEmpty();
    }

    [Fact]
    public async Task A_link_that_ended_ran_out_or_never_was_opens_nothing_and_nobody_can_tell_which()
    {
        var project = await PlannedProject.Open(_journey);
        var ended = await Link(project);
        await _journey.Send(new EndPlanLink((await Read(project)).Links[0].Id));
        var today = await Link(project, Today);
        (await _journey.Send(new OpenSharedPlan(today))).Error.ShouldBeNull();
        _journey.Time.Advance(TimeSpan.FromDays(1));

        foreach (var secret in (string[])[ended, today, "x", PlanLink.NewSecret()])
        {
            (await _journey.Send(new OpenSharedPlan(secret))).Error.ShouldBe(ActionPlanErrors.NoSuchLink);
            (await _journey.Send(new SaySharedConfidence(secret, 3))).Error.ShouldBe(ActionPlanErrors.NoSuchLink);
            (await _journey.Send(new FinishSharedTask(Guid.NewGuid(), new SharedTaskDone(secret)))).Error.ShouldBe(
                ActionPlanErrors.NoSuchLink
            );
        }

        (await Read(project)).Links.Select(link => link.IsGood).ShouldBe([false, false]);
    }

    [Fact]
    public async Task A_closed_project_is_closed_from_outside_too()
    {
        var project = await PlannedProject.Open(_journey);
        var secret = await Link(project);
        await _journey.Send(new CloseSuccessProject(project.Id, new ProjectEnd("達成", Today), new IfMatch(1)));

        (await _journey.Send(new OpenSharedPlan(secret))).Error.ShouldBe(ActionPlanErrors.NoSuchLink);
    }

    [Fact]
    public async Task A_secret_is_stored_nowhere()
    {
        var project = await PlannedProject.Open(_journey);
        var secret = await Link(project);

        var hash = await _journey.InStore(db => db.Set<PlanLink>().Select(link => link.Hash).SingleAsync());

        hash.ShouldBe(PlanLink.HashOf(secret));
        hash.ShouldNotContain(secret);
        secret.Length.ShouldBe(43);
    }

    [Fact]
    public async Task A_link_lives_half_a_year_at_most_and_twenty_are_good_at_once()
    {
        var project = await PlannedProject.Open(_journey);

        (await Make(project, Today.AddDays(181))).Error!.Code.ShouldBe("journey.plan-link.too-long");
        (await Make(project, Today.AddDays(-1))).Error!.Code.ShouldBe("journey.plan-link.over");
        (await Make(project, lastDay: null)).Value.Link.LastDay.ShouldBe(Today.AddDays(30));
        for (var i = 1; i < PlanLink.MostAtOnce; i++)
        {
            (await Make(project, Today.AddDays(180))).Error.ShouldBeNull();
        }

        (await Make(project, Today)).Error!.Code.ShouldBe("journey.plan-link.too-many");
        await _journey.Send(new EndPlanLink((await Read(project)).Links[0].Id));
        (await Make(project, Today)).Error.ShouldBeNull();
    }

    [Fact]
    public async Task A_plan_names_tasks_of_its_customer_alone_once_each_and_is_not_overwritten_unread()
    {
        var project = await PlannedProject.Open(_journey);
        var own = await Task(project, "一覧", TaskSide.Theirs);
        var foreign = await Task(await PlannedProject.Open(_journey, "C-2"), "別", TaskSide.Theirs);

        (await Set(project, 0, own.Id, foreign.Id)).Error!.Code.ShouldBe("journey.action-plan.foreign-task");
        (await Set(project, 0, own.Id, own.Id)).Error!.Code.ShouldBe("journey.action-plan.task-twice");
        (await Set(project, 0, own.Id)).Value.Version.ShouldBe(1);
        (await Set(project, 0)).Error!.Code.ShouldBe("platform.stale");
        (await Read(project)).Tasks.ShouldHaveSingleItem();
    }

    [Fact]
    public async Task Commitment_counts_what_the_customer_did_by_the_day_and_older_days_for_less()
    {
        var project = await PlannedProject.Open(_journey);
        var kept = await Task(project, "守った", TaskSide.Theirs, due: Today.AddDays(1));
        var late = await Task(project, "遅れた", TaskSide.Theirs, due: Today.AddDays(2));
        var missed = await Task(project, "まだ", TaskSide.Theirs, due: Today.AddDays(91));
        var ahead = await Task(project, "先", TaskSide.Theirs, due: Today.AddDays(400));
        var ours = await Task(project, "こちら", TaskSide.Ours, due: Today.AddDays(1));
        await Show(project, 0, greeting: null, kept.Id, late.Id, missed.Id, ahead.Id, ours.Id);
        await _journey.Send(new FinishTask(kept.Id, new TaskEvidence(Today, "済み")));
        (await Read(project)).Commitment.ShouldBe(new CommitmentFigure(1, 1, 0, 1, 1, 90));
        await _journey.Send(new MoveTask(missed.Id, new DueDayMove(Today.AddDays(92), "お客様の都合")));

        _journey.Time.Advance(TimeSpan.FromDays(182));
        await _journey.Send(new FinishTask(late.Id, new TaskEvidence(Today.AddDays(4), "済み")));
        var figure = (await Read(project)).Commitment;

        // Due 181, 180 and 90 days ago: they weigh 0.5 to the power of days / 90.
        var (a, b, c) = (Math.Pow(0.5, 181 / 90.0), Math.Pow(0.5, 180 / 90.0), 0.5);
        (figure.Judged, figure.OnTime, figure.Moved).ShouldBe((3, 1, 1));
        figure.Rate!.Value.ShouldBe(1 / 3.0, 1e-12);
        figure.Index!.Value.ShouldBe(a / (a + b + c), 1e-12);
    }

    [Fact]
    public async Task Nothing_is_said_of_commitment_before_a_day_has_come()
    {
        var project = await PlannedProject.Open(_journey);

        (await Read(project)).Commitment.ShouldBe(new CommitmentFigure(0, 0, 0, Rate: null, Index: null, 90));
    }

    [Fact]
    public async Task Falling_confidence_opens_one_risk_for_the_lead_before_the_figures_move()
    {
        var project = await PlannedProject.Open(_journey);
        var secret = await Link(project);
        (await Say(project, SponsorSide.Ours, 5)).RiskId.ShouldBeNull();
        (await _journey.Send(new SaySharedConfidence(secret, 4, "順調"))).Value.NextOn.ShouldBe(Today.AddDays(30));
        (await _journey.Send(new SaySharedConfidence(secret, 1))).Error!.Code.ShouldBe("journey.confidence.once-a-day");

        _journey.Time.Advance(TimeSpan.FromDays(29));
        await _journey.Send(new SaySharedConfidence(secret, 3, "担当が替わった"));

        var plan = await Read(project);
        var fell = plan.Checks[0];
        (fell.Side, fell.Score, fell.ByThemselves).ShouldBe((SponsorSide.Theirs, 3, true));
        var risk = (await project.Read()).Risks.Single(one => one.Id == fell.RiskId);
        (risk.State, risk.Score, risk.OwnerId).ShouldBe((RiskState.Open, 12, project.Lead.Id));
        risk.Why.ShouldContain("4 → 3");
        plan.NextChecks.ShouldBe([
            new NextCheck(SponsorSide.Ours, Today.AddDays(30)),
            new NextCheck(SponsorSide.Theirs, Today.AddDays(59)),
        ]);

        // While that risk is open a further fall is told by the checks, not by a second risk.
        (await Say(project, SponsorSide.Ours, 2)).RiskId.ShouldBeNull();
    }

    [Fact]
    public async Task One_sponsor_who_is_less_sure_than_another_is_no_fall()
    {
        var project = await PlannedProject.Open(_journey);
        await Say(project, SponsorSide.Theirs, 5);

        var another = await _journey.Send(
            new CheckConfidence(project.Id, new ConfidenceSaid(SponsorSide.Theirs, "山口", 3))
        );

        another.Value.RiskId.ShouldBeNull();
    }

    [Fact]
    public async Task A_first_word_that_is_low_is_a_warning_by_itself()
    {
        var project = await PlannedProject.Open(_journey);

        (await Say(project, SponsorSide.Theirs, 2)).RiskId.ShouldNotBeNull();
    }

    [Fact]
    public async Task What_a_customer_said_is_not_of_a_day_to_come_and_stands_on_the_timeline()
    {
        var project = await PlannedProject.Open(_journey);

        (await Intend(project, Today.AddDays(1))).Error!.Code.ShouldBe("journey.day.not-yet");
        (await Intend(project, Today)).Error.ShouldBeNull();

        (await Read(project)).Intents.ShouldHaveSingleItem().SaidBy.ShouldBe("田中");
    }

    private static DateOnly Today => JourneyAlone.Today;

    private Task<Result<ShownIntent>> Intend(PlannedProject project, DateOnly on) =>
        _journey.Send(new RecordCustomerIntent(project.Id, new SaidIntent("残業をゼロにします", "田中", on)));

    private async Task<ShownCheck> Say(PlannedProject project, SponsorSide side, int score) =>
        (await _journey.Send(new CheckConfidence(project.Id, new ConfidenceSaid(side, "鈴木", score)))).Value;

    private async Task<ShownActionPlan> Read(PlannedProject project) =>
        (await _journey.Send(new GetActionPlan(project.Id))).Value;

    private Task<Result<ShownActionPlan>> Set(PlannedProject project, long version, params Guid[] tasks) =>
        _journey.Send(new SetActionPlan(project.Id, new ActionPlanDraft(Greeting: null, tasks), new IfMatch(version)));

    private async Task Show(PlannedProject project, long version, string? greeting, params Guid[] tasks) =>
        (
            await _journey.Send(
                new SetActionPlan(project.Id, new ActionPlanDraft(greeting, tasks), new IfMatch(version))
            )
        ).Error.ShouldBeNull();

    private Task<Result<MadePlanLink>> Make(PlannedProject project, DateOnly? lastDay) =>
        _journey.Send(new MakePlanLink(project.Id, new NewPlanLink("田中", lastDay)));

    private async Task<string> Link(PlannedProject project, DateOnly? lastDay = null) =>
        (await Make(project, lastDay ?? Today.AddDays(100))).Value.Path.Split('#')[1];

    private async Task<ShownTask> Task(
        PlannedProject project,
        string title,
        TaskSide side,
        DateOnly? due = null,
        string? note = null
    ) =>
        (
            await _journey.Send(
                new OpenTask(
                    side,
                    title,
                    due ?? Today.AddDays(7),
                    project.Account,
                    project.Lead.Id,
                    side == TaskSide.Theirs ? "田中" : null,
                    note
                )
            )
        ).Value;
}
