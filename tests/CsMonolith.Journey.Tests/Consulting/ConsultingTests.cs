using CsMonolith.Journey.Consulting;
using CsMonolith.Journey.Stakeholders;
using CsMonolith.Journey.Tasks;
using CsMonolith.Journey.Timeline;
using CsMonolith.Platform;
using Microsoft.EntityFrameworkCore;

namespace CsMonolith.Journey.Tests.Consulting;

public sealed class ConsultingTests : IDisposable
{
    private static readonly DateOnly Monday = new(2026, 11, 16);
    private readonly JourneyAlone _journey = new();

    public void Dispose() => _journey.Dispose();

    [Fact]
    public async Task An_assessment_says_who_of_the_customer_said_so_and_is_taken_back_with_a_reason()
    {
        var account = (await _journey.Open("C-1")).Id;
        var ask = new RecordAssessment(
            account,
            new GivenAssessment(Monday, "物流部 田中", [new("配車計画", Now: 2, Wanted: 4), new("実績", 1, 3)])
        );

        var recorded = (await _journey.Send(ask)).Value;
        var taken = new VoidAssessment(recorded.Id, new ConsultingVoid("別の部署の話"));
        (await _journey.Send(taken)).Value.VoidReason.ShouldBe("別の部署の話");

        (await _journey.Send(taken)).Error!.Code.ShouldBe("journey.consulting.void-already");
        var listed = (await _journey.Send(new ListAssessments(account, ListAsk.Plain))).Value.Items;
        listed.ShouldHaveSingleItem().Areas.ShouldBe(recorded.Areas);
        (
            await _journey.Send(ask with { Assessment = ask.Assessment with { On = new(2026, 11, 21) } })
        ).Error!.Code.ShouldBe("journey.day.not-yet");
        (
            await _journey.Send(
                ask with
                {
                    Assessment = ask.Assessment with { Areas = [new("実績", 1, 2), new("実 績", 1, 3)] },
                }
            )
        ).Error.ShouldNotBeNull();
    }

    [Fact]
    public async Task An_issue_beyond_the_product_is_decided_and_solved_and_can_be_opened_again()
    {
        var (account, owner) = await Owned();
        var issue = await Log(account, owner);
        await _journey.Send(
            new OpenTask(
                TaskSide.Ours,
                "承認の基準を聞く",
                new(2026, 12, 1),
                account,
                owner,
                Source: TaskSource.ConsultingIssue,
                SourceId: issue.Id
            )
        );

        (await Move(issue.Id, IssueState.Decided, new(2026, 11, 18))).Value.OpenTasks.ShouldBe(1);
        (await Move(issue.Id, IssueState.Decided, new(2026, 11, 18))).Error!.Code.ShouldBe(
            "journey.consulting.same-state"
        );
        (await Move(issue.Id, IssueState.Solved, new(2026, 11, 17))).Error!.Code.ShouldBe(
            "journey.consulting.before-state"
        );
        (await Move(issue.Id, IssueState.Solved, new(2026, 11, 21))).Error!.Code.ShouldBe("journey.day.not-yet");
        (await Move(issue.Id, IssueState.Solved, new(2026, 11, 19))).Error.ShouldBeNull();
        (await Move(issue.Id, IssueState.Open, new(2026, 11, 20))).Error.ShouldBeNull();
        (await Move(issue.Id, IssueState.Solved, new(2026, 11, 20))).Error.ShouldBeNull();
        (await Move(issue.Id, IssueState.Void, new(2026, 11, 20))).Error.ShouldBeNull();
        (await Move(issue.Id, IssueState.Open, new(2026, 11, 20))).Error!.Code.ShouldBe(
            "journey.consulting.issue-void"
        );

        (await _journey.Send(new GetConsultingIssue(issue.Id)))
            .Value.Steps.Select(step => step.State)
            .ShouldBe([IssueState.Decided, IssueState.Solved, IssueState.Open, IssueState.Solved, IssueState.Void]);
        (await _journey.Send(new ListTimeline(account, ListAsk.Plain)))
            .Value.Items.Count(line => line.Kind == ConsultingIssue.SolvedLine)
            .ShouldBe(2);
    }

    [Fact]
    public async Task Open_issues_of_all_customers_are_listed_the_gravest_first_within_ones_sight()
    {
        var (account, owner) = await Owned();
        var other = (await _journey.Open("C-2")).Id;
        await Log(account, owner, IssueSeverity.Low);
        await Log(other, owner, IssueSeverity.Critical);
        await Move((await Log(account, owner, IssueSeverity.High)).Id, IssueState.Solved, JourneyAlone.Today);

        (await Open()).Select(row => row.Severity).ShouldBe([IssueSeverity.Critical, IssueSeverity.Low]);
        _journey.SignIn(owner, Role.Csm);
        (await Open()).ShouldHaveSingleItem().AccountId.ShouldBe(account);

        async Task<IReadOnlyList<IssueLine>> Open() =>
            (
                await _journey.Send(
                    new ListConsultingIssues(
                        ListAsk.Plain with
                        {
                            Filters = [new Filter("state", FilterOperator.Eq, "open")],
                        }
                    )
                )
            )
                .Value
                .Items;
    }

    [Fact]
    public async Task A_change_needs_the_version_read_and_a_contact_where_the_customer_solves_it()
    {
        var (account, owner) = await Owned();
        var issue = await Log(account, owner);

        (await Change(new IssueChanges { Contact = Optional.Of<string?>(null) }, issue.Version)).Error!.Code.ShouldBe(
            "journey.consulting.needs-contact"
        );
        (
            await Change(new IssueChanges { DueOn = Optional.Of<DateOnly?>(new(2026, 11, 1)) }, issue.Version)
        ).Error!.Code.ShouldBe("journey.consulting.due-before-opened");
        (await Change(new IssueChanges { DueOn = Optional.Of<DateOnly?>(DateOnly.MaxValue) }, issue.Version))
            .Error!.Fields[0]
            .Pointer.ShouldBe("/dueOn");
        var changed = await Change(
            new IssueChanges { Severity = Optional.Of<IssueSeverity?>(IssueSeverity.Critical) },
            issue.Version
        );
        (changed.Value.Severity, changed.Value.Title).ShouldBe((IssueSeverity.Critical, issue.Title));
        (await Change(new IssueChanges { Note = Optional.Of<string?>("x") }, issue.Version)).Error.ShouldNotBeNull();

        Task<Result<ShownIssue>> Change(IssueChanges changes, long version) =>
            _journey.Send(new ChangeConsultingIssue(issue.Id, changes, new IfMatch(version)));
    }

    [Fact]
    public async Task A_plan_is_agreed_by_a_contact_who_is_there_and_for_an_issue_that_stands()
    {
        var (account, owner) = await Owned();
        var issue = await Log(account, owner);
        var gone = await Log(account, owner);
        await Move(gone.Id, IssueState.Void, JourneyAlone.Today);
        var (tanaka, left) = (await Contact(account), await Contact(account, hasLeft: true));
        var stranger = await Contact((await _journey.Open("C-2")).Id);

        (await Draft(account, owner, [gone.Id])).Error!.Fields[0].Pointer.ShouldBe("/draft/issueIds/0");
        var empty = (await Draft(account, owner, [])).Value;
        (await Agree(empty.Id, 1, tanaka)).Error!.Code.ShouldBe("journey.consulting.nothing-covered");
        var plan = (await Draft(account, owner, [issue.Id])).Value;
        (await Agree(plan.Id, 1, left)).Error!.Code.ShouldBe("journey.consulting.no-contact");
        (await Agree(plan.Id, 1, stranger)).Error!.Code.ShouldBe("journey.consulting.no-contact");
        (await Agree(plan.Id, 1, Guid.CreateVersion7())).Error!.Code.ShouldBe("journey.consulting.no-contact");
        (await Agree(plan.Id, 2, tanaka)).Error!.Code.ShouldBe("journey.consulting.no-version");
        (await Tasks()).ShouldBe(0);
        var idle = (await DraftSteps(account, [issue.Id])).Value;
        (await Agree(idle.Id, 1, tanaka)).Error!.Code.ShouldBe("journey.consulting.no-steps");
        (
            await DraftSteps(
                account,
                [issue.Id],
                Step("rule", owner),
                Step("far", owner) with
                {
                    DueOn = DateOnly.MaxValue,
                }
            )
        )
            .Error!.Fields.ShouldHaveSingleItem()
            .Pointer.ShouldBe("/draft/steps/1/dueOn");

        var agreed = (await Agree(plan.Id, 1, tanaka)).Value;

        (agreed.InForce, agreed.AgreedOn, agreed.Versions[0].Agreement!.Name).ShouldBe((1, Monday, "田中 健一"));
        (await Tasks()).ShouldBe(1);
        (await _journey.Send(new GetConsultingIssue(issue.Id))).Value.PlanId.ShouldBe(plan.Id);
        (await Agree(plan.Id, 1, tanaka)).Error!.Code.ShouldBe("journey.consulting.agreed-already");

        Task<int> Tasks() =>
            _journey.InStore(db =>
                db.Set<TaskItem>()
                    .CountAsync(task => task.Source == TaskSource.SolutionStep && task.SourceId == plan.Id)
            );
    }

    [Fact]
    public async Task A_new_version_keeps_the_agreed_one_in_force_until_it_is_agreed_and_opens_only_new_steps()
    {
        var (account, owner) = await Owned();
        var (first, second) = (await Log(account, owner), await Log(account, owner));
        var tanaka = await Contact(account);
        var plan = (await Draft(account, owner, [first.Id])).Value;
        await Agree(plan.Id, 1, tanaka);
        var draft = new SolutionDraft("例外だけを見る", [second.Id], [Step("rule", owner), Step("train", owner)]);

        var revised = (await _journey.Send(new ReviseSolutionPlan(plan.Id, new SolutionRevision("追加", draft)))).Value;
        (revised.InForce, revised.Versions.Count, revised.Tasks.Count).ShouldBe((1, 2, 1));
        var agreed = (await Agree(plan.Id, 2, tanaka)).Value;

        (agreed.InForce, agreed.Tasks.Select(task => task.Key)).ShouldSatisfyAllConditions(
            shown => shown.InForce.ShouldBe(2),
            shown => shown.Item2.ShouldBe(["rule", "train"])
        );
        (await _journey.Send(new GetConsultingIssue(first.Id))).Value.PlanId.ShouldBeNull();
        (await _journey.Send(new GetConsultingIssue(second.Id))).Value.PlanId.ShouldBe(plan.Id);
        await _journey.Send(new VoidSolutionPlan(plan.Id, new ConsultingVoid("方針が変わった")));
        (await _journey.Send(new GetConsultingIssue(second.Id))).Value.PlanId.ShouldBeNull();
        (await _journey.Send(new ReviseSolutionPlan(plan.Id, new SolutionRevision("x", draft)))).Error!.Code.ShouldBe(
            "journey.consulting.plan-void"
        );
    }

    [Fact]
    public async Task With_a_plan_that_is_taken_back_fall_its_open_tasks_with_the_reason_and_nothing_is_in_force()
    {
        var (account, owner) = await Owned();
        var issue = await Log(account, owner);
        var plan = (await DraftSteps(account, [issue.Id], Step("done", owner), Step("open", owner))).Value;
        var tasks = (await Agree(plan.Id, 1, await Contact(account))).Value.Tasks.Select(task => task.TaskId).ToList();
        await _journey.Send(new FinishTask(tasks[0], new TaskEvidence(JourneyAlone.Today, "文書")));
        var part = await Open(tasks[1], TaskSource.ByHand);
        var other = await Open(parent: null, TaskSource.ConsultingIssue);

        var voided = (await _journey.Send(new VoidSolutionPlan(plan.Id, new ConsultingVoid("方針が変わった")))).Value;

        (voided.InForce, voided.AgreedOn).ShouldBe((null, Monday));
        (await State(tasks[0])).ShouldBe(TaskState.Done);
        (await State(tasks[1])).ShouldBe(TaskState.Dropped);
        (await State(part)).ShouldBe(TaskState.Dropped);
        (await State(other)).ShouldBe(TaskState.Open);
        (
            await _journey.InStore(db =>
                db.Set<TaskEvent>().CountAsync(one => one.Kind == TaskEventKind.Dropped && one.Text == "方針が変わった")
            )
        ).ShouldBe(2);

        async Task<Guid> Open(Guid? parent, TaskSource source) =>
            (
                await _journey.Send(
                    new OpenTask(
                        TaskSide.Ours,
                        "下書き",
                        new(2026, 12, 1),
                        account,
                        owner,
                        Source: source,
                        ParentId: parent
                    )
                )
            )
                .Value
                .Id;

        async Task<TaskState> State(Guid id) => (await _journey.Send(new GetTask(id))).Value.Task.State;
    }

    [Fact]
    public async Task What_is_not_there_has_a_code_of_one_word()
    {
        var nothing = Guid.CreateVersion7();

        (await _journey.Send(new GetSolutionPlan(nothing))).Error!.Code.ShouldBe("solution-plan.not-found");
    }

    [Fact]
    public async Task A_step_due_before_the_agreement_is_refused_and_opens_nothing()
    {
        var (account, owner) = await Owned();
        var issue = await Log(account, owner);
        var plan = (
            await _journey.Send(
                new DraftSolutionPlan(
                    account,
                    new NewSolutionPlan(
                        "x",
                        new SolutionDraft("x", [issue.Id], [Step("rule", owner) with { DueOn = Monday.AddDays(-1) }])
                    )
                )
            )
        ).Value;

        (await Agree(plan.Id, 1, await Contact(account))).Error!.Code.ShouldBe("journey.consulting.step-due-before");
        (await _journey.InStore(db => db.Set<TaskItem>().CountAsync())).ShouldBe(0);
    }

    private static SolutionStep Step(string key, Guid owner) =>
        new(key, "承認の基準を文書にする", TaskSide.Theirs, owner, new(2027, 1, 15), "田中");

    private Task<Result<ShownSolutionPlan>> DraftSteps(
        Guid account,
        IReadOnlyList<Guid> issues,
        params SolutionStep[] steps
    ) =>
        _journey.Send(
            new DraftSolutionPlan(
                account,
                new NewSolutionPlan("朝の出発を遅らせない", new SolutionDraft("課長が承認", issues, steps))
            )
        );

    private Task<Result<ShownSolutionPlan>> Draft(Guid account, Guid owner, IReadOnlyList<Guid> issues) =>
        _journey.Send(
            new DraftSolutionPlan(
                account,
                new NewSolutionPlan(
                    "朝の出発を遅らせない",
                    new SolutionDraft("課長が承認", issues, [Step("rule", owner)])
                )
            )
        );

    private Task<Result<ShownSolutionPlan>> Agree(Guid plan, int number, Guid who) =>
        _journey.Send(new AgreeSolutionPlan(plan, new GivenAgreement(number, who, Monday)));

    private Task<Result<ShownIssue>> Move(Guid issue, IssueState state, DateOnly on) =>
        _journey.Send(new MoveConsultingIssue(issue, new IssueMove(state, on, "5台以下は課長が承認する")));

    private async Task<ShownIssue> Log(Guid account, Guid owner, IssueSeverity severity = IssueSeverity.High) =>
        (
            await _journey.Send(
                new LogConsultingIssue(
                    account,
                    new NewIssue(
                        "承認が部長に集まる",
                        IssueKind.Organisation,
                        severity,
                        Monday,
                        owner,
                        TaskSide.Theirs,
                        "田中"
                    )
                )
            )
        ).Value;

    private async Task<Guid> Contact(Guid account, bool hasLeft = false) =>
        (
            await _journey.Send(
                new AddStakeholder(
                    account,
                    new NewStakeholder(
                        "田中 健一",
                        new Standing(Monday, StakeholderRole.Sponsor, 5, Stance.Supports, HasLeft: hasLeft)
                    )
                )
            )
        )
            .Value
            .Id;

    private async Task<(Guid Account, Guid Owner)> Owned()
    {
        var account = (await _journey.Open("C-1")).Id;
        var owner = await _journey.Hire("佐藤");
        await _journey.Own(account, owner);
        return (account, owner.Id);
    }
}
