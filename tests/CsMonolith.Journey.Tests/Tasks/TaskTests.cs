using CsMonolith.Journey.People;
using CsMonolith.Journey.Tasks;
using CsMonolith.Journey.Timeline;
using CsMonolith.Platform;
using CsMonolith.Platform.Bulk;
using CsMonolith.Testing;

namespace CsMonolith.Journey.Tests.Tasks;

public sealed class TaskTests : IDisposable
{
    private readonly JourneyAlone _journey = new();

    public void Dispose() => _journey.Dispose();

    [Fact]
    public async Task Every_move_of_the_due_day_stays_with_who_and_why()
    {
        var task = await Theirs(await Account(), due: new(2026, 11, 25));

        await _journey.Send(new MoveTask(task.Id, new DueDayMove(new(2026, 12, 1), "先方の決算のため")));
        var moved = (
            await _journey.Send(new MoveTask(task.Id, new DueDayMove(new(2026, 12, 8), "担当者の休みのため")))
        ).Value;

        moved.DueOn.ShouldBe(new(2026, 12, 8));
        (await _journey.Send(new GetTask(task.Id)))
            .Value.History.Select(line => (line.Kind, line.WasDueOn, line.DueOn, line.Text, line.ById))
            .ShouldBe([
                (TaskEventKind.Opened, null, new DateOnly(2026, 11, 25), null, _journey.Caller.PersonId),
                (
                    TaskEventKind.Moved,
                    new DateOnly(2026, 11, 25),
                    new DateOnly(2026, 12, 1),
                    "先方の決算のため",
                    _journey.Caller.PersonId
                ),
                (
                    TaskEventKind.Moved,
                    new DateOnly(2026, 12, 1),
                    new DateOnly(2026, 12, 8),
                    "担当者の休みのため",
                    _journey.Caller.PersonId
                ),
            ]);
    }

    [Fact]
    public async Task A_task_is_done_with_evidence_dropped_with_a_reason_and_reopened()
    {
        var account = await Account();
        var task = await Theirs(account);

        (await _journey.Send(new FinishTask(task.Id, new TaskEvidence(JourneyAlone.Today))))
            .Error!.Fields.ShouldHaveSingleItem()
            .Pointer.ShouldBe("/text");
        var done = await Done(task.Id);
        var again = await _journey.Send(new FinishTask(task.Id, new TaskEvidence(JourneyAlone.Today, "もう一度")));
        var reopened = await _journey.Send(new ReopenTask(task.Id, new TaskReason("漏れがあった")));
        var dropped = await _journey.Send(new DropTask(task.Id, new TaskReason("不要になった")));

        done.State.ShouldBe(TaskState.Done);
        again.Error!.Code.ShouldBe("journey.task.closed");
        reopened.Value.State.ShouldBe(TaskState.Open);
        dropped.Value.State.ShouldBe(TaskState.Dropped);
        (await _journey.Published<TaskFinished>()).ShouldHaveSingleItem().IsTheirs.ShouldBeTrue();
        (await _journey.Send(new ListTimeline(account, ListAsk.Plain)))
            .Value.Items.Count(line => line.Kind == "task-done")
            .ShouldBe(1);
    }

    [Fact]
    public async Task A_task_that_is_done_twice_has_two_lines()
    {
        var account = await Account();
        var task = await Theirs(account);
        await Done(task.Id);
        await _journey.Send(new ReopenTask(task.Id, new TaskReason("漏れがあった")));
        await Done(task.Id);

        (await _journey.Send(new ListTimeline(account, ListAsk.Plain)))
            .Value.Items.Count(line => line.Kind == "task-done")
            .ShouldBe(2);
    }

    [Fact]
    public async Task Evidence_is_a_web_address_and_of_a_day_that_has_been()
    {
        var task = await Theirs(await Account());

        (await Refusal(new TaskEvidence(JourneyAlone.Today, Link: "C:\\work\\a.xlsx"))).ShouldBe("journey.task.link");
        (await Refusal(new TaskEvidence(JourneyAlone.Today.AddDays(1), "x"))).ShouldBe("journey.day.not-yet");
        (await Refusal(new TaskEvidence(task.OpenedOn.AddDays(-1), "x"))).ShouldBe("journey.task.done-before-open");
        (
            await _journey.Send(
                new FinishTask(task.Id, new TaskEvidence(JourneyAlone.Today, Link: "https://example.jp/minutes/1"))
            )
        ).Error.ShouldBeNull();

        async Task<string> Refusal(TaskEvidence evidence) =>
            (await _journey.Send(new FinishTask(task.Id, evidence))).Error!.Code;
    }

    [Fact]
    public async Task A_task_of_theirs_names_the_account_and_who_does_it()
    {
        (await _journey.Send(new OpenTask(TaskSide.Theirs, "名寄せ", new(2026, 12, 1))))
            .Error!.Fields.Select(field => field.Pointer)
            .ShouldBe(["/contact", "/accountId"], ignoreOrder: true);
        (await _journey.Send(new OpenTask(TaskSide.Ours, "名寄せ", new(2026, 12, 1))))
            .Error!.Fields.ShouldHaveSingleItem()
            .Pointer.ShouldBe("/personId");
    }

    [Fact]
    public async Task A_goal_is_one_of_the_same_account()
    {
        var sato = await _journey.Hire("sato");
        var (mine, other) = (await Account("C-1"), await Account("C-2"));
        await _journey.DefineSuccess(other, sato.Id);
        var goal = (
            await _journey.Send(new Journey.Goals.ListSuccessDefinitions(other, ListAsk.Plain))
        ).Value.Items.Single();

        var ask = new OpenTask(TaskSide.Ours, "研修", new(2026, 12, 1), mine, sato.Id, GoalId: goal.Id);

        (await _journey.Send(ask)).Error!.Code.ShouldBe("journey.goal.unknown");
        (await _journey.Send(ask with { AccountId = other })).Value.GoalId.ShouldBe(goal.Id);
    }

    [Fact]
    public async Task A_tree_is_closed_from_below()
    {
        var account = await Account();
        var top = await Theirs(account);
        var part = await Theirs(account, parent: top.Id);

        (await _journey.Send(new FinishTask(top.Id, new TaskEvidence(JourneyAlone.Today, "x")))).Error!.Code.ShouldBe(
            "journey.task.subtasks-open"
        );
        await Done(part.Id);
        await Done(top.Id);
        (await _journey.Send(new ReopenTask(part.Id, new TaskReason("x")))).Error!.Code.ShouldBe(
            "journey.task.parent-closed"
        );
        (await _journey.Send(Ask(account) with { ParentId = top.Id })).Error!.Code.ShouldBe(
            "journey.task.parent-closed"
        );
        await _journey.Send(new ReopenTask(top.Id, new TaskReason("x")));
        (await _journey.Send(new ReopenTask(part.Id, new TaskReason("x")))).Error.ShouldBeNull();
        (await _journey.Send(new DropTask(top.Id, new TaskReason("x")))).Error!.Code.ShouldBe(
            "journey.task.subtasks-open"
        );
    }

    [Fact]
    public async Task A_tree_has_six_levels_and_one_account()
    {
        var (account, other) = (await Account("C-1"), await Account("C-2"));
        var task = await Theirs(account);
        for (var level = 2; level <= TaskItem.MostLevels; level++)
        {
            task = await Theirs(account, parent: task.Id);
        }

        (await _journey.Send(Ask(account) with { ParentId = task.Id })).Error!.Code.ShouldBe("journey.task.too-deep");
        (await _journey.Send(Ask(other) with { ParentId = task.Id })).Error!.Code.ShouldBe("journey.task.no-parent");
    }

    [Fact]
    public async Task A_tree_has_five_hundred_tasks()
    {
        var account = await Account();
        var top = await Theirs(account);
        var parts = Enumerable
            .Range(1, TaskItem.MostInTree)
            .Select(_ => new BulkItem<OpenTask>(Ask(account) with { ParentId = top.Id }, Fault: null))
            .ToList();

        var opened = (await _journey.Send(new OpenTasks(new BulkAsk<OpenTask>(parts, Atomic: false)))).Value;

        (opened.Succeeded, opened.Refused).ShouldBe((TaskItem.MostInTree - 1, 1));
        opened.Items[^1].Status.ShouldBe(400);
    }

    [Fact]
    public async Task Many_are_moved_and_done_each_for_itself()
    {
        var account = await Account();
        var (one, two) = (await Theirs(account), await Theirs(account));

        var moved = (
            await _journey.Send(
                new MoveTasks(
                    Bulk(
                        new TaskMoveItem(one.Id, new(2027, 1, 8), "開始の延期"),
                        new TaskMoveItem(two.Id, two.DueOn, "開始の延期")
                    )
                )
            )
        ).Value;
        var done = (
            await _journey.Send(
                new FinishTasks(
                    Bulk(
                        new TaskDoneItem(one.Id, JourneyAlone.Today, "確かめた"),
                        new TaskDoneItem(Guid.CreateVersion7(), JourneyAlone.Today, "確かめた")
                    )
                )
            )
        ).Value;

        moved.Items.Select(item => item.Status).ShouldBe([200, 400]);
        done.Items.Select(item => item.Status).ShouldBe([200, 404]);
    }

    [Fact]
    public async Task A_passed_due_day_is_told_once_and_a_new_one_again()
    {
        var account = await Account();
        var task = await Theirs(account, due: new(2026, 11, 22));
        await Theirs(account, due: new(2026, 11, 30));

        (await Sweep(new(2026, 11, 22))).ShouldBe(0);
        (await Sweep(new(2026, 11, 23))).ShouldBe(1);
        (await Sweep(new(2026, 11, 24))).ShouldBe(0);
        _journey.Time.NoonOf(new(2026, 11, 24));
        await _journey.Send(new MoveTask(task.Id, new DueDayMove(new(2026, 11, 26), "先方の都合")));
        (await Sweep(new(2026, 11, 26))).ShouldBe(0);
        (await Sweep(new(2026, 11, 27))).ShouldBe(1);
        await Done(task.Id, new(2026, 11, 24));
        (await Sweep(new(2026, 11, 28))).ShouldBe(0);

        (await _journey.Published<TaskFellOverdue>())
            .Select(news => (news.TaskId, news.DueOn, news.IsTheirs))
            .ShouldBe([(task.Id, new(2026, 11, 22), true), (task.Id, new(2026, 11, 26), true)]);
        (await _journey.Send(new ListTimeline(account, ListAsk.Plain)))
            .Value.Items.Count(line => line.Kind == "task-overdue")
            .ShouldBe(2);

        Task<int> Sweep(DateOnly day) =>
            _journey.InScope(async services =>
            {
                var handler = (MediatR.IRequestHandler<SweepOverdueTasks, Result<SweptTasks>>)
                    services.GetService(typeof(MediatR.IRequestHandler<SweepOverdueTasks, Result<SweptTasks>>))!;
                return (await handler.Handle(new SweepOverdueTasks(day), CancellationToken.None)).Value.Told;
            });
    }

    [Fact]
    public async Task A_change_needs_the_version_read_and_leaves_nobody_out()
    {
        var task = await Theirs(await Account());
        var changes = new TaskChanges { Contact = Optional.Of<string?>("鈴木") };

        (await _journey.Send(new ChangeTask(task.Id, changes, new IfMatch((long?)null)))).Error!.Code.ShouldBe(
            "platform.if-match-missing"
        );
        (await _journey.Send(new ChangeTask(task.Id, changes, new IfMatch(9)))).Error!.Kind.ShouldBe(ErrorKind.Stale);
        (await _journey.Send(new ChangeTask(task.Id, changes, new IfMatch(1)))).Value.Contact.ShouldBe("鈴木");
        (
            await _journey.Send(
                new ChangeTask(task.Id, new TaskChanges { Contact = Optional.Of<string?>(null) }, new IfMatch(2))
            )
        ).Error!.Code.ShouldBe("journey.task.nobody");
    }

    [Fact]
    public async Task The_list_is_a_day_s_work_and_what_is_late()
    {
        var account = await Account();
        var sato = await _journey.Hire("sato");
        await Theirs(account, due: new(2026, 12, 20));
        var soon = (
            await _journey.Send(new OpenTask(TaskSide.Ours, "研修", new(2026, 11, 27), account, sato.Id))
        ).Value;
        var late = await Theirs(account, due: new(2026, 11, 19), opened: new(2026, 11, 10));

        (await List()).Select(task => task.DueOn).ShouldBe([late.DueOn, soon.DueOn, new(2026, 12, 20)]);
        (await List(("isOverdue", "true"))).Select(task => task.Id).ShouldBe([late.Id]);
        (await List(("personId", sato.Id.ToString()), ("state", "open"))).Select(task => task.Id).ShouldBe([soon.Id]);
        (await List(("side", "theirs"))).Count.ShouldBe(2);
    }

    [Fact]
    public async Task A_task_is_seen_as_its_account_is()
    {
        var (sato, suzuki) = (await _journey.Hire("sato"), await _journey.Hire("suzuki"));
        var account = await Account();
        await _journey.Own(account, sato);
        var task = await Theirs(account);

        _journey.SignIn(suzuki.Id, Role.Csm);
        (await _journey.Send(new GetTask(task.Id))).Error.ShouldBe(PlatformErrors.NotFound("task", task.Id));
        (await _journey.Send(new DropTask(task.Id, new TaskReason("x")))).Error.ShouldBe(
            PlatformErrors.NotFound("task", task.Id)
        );
        (await _journey.Send(Ask(account))).Error.ShouldBe(PlatformErrors.NotFound("account", account));
        (await List()).ShouldBeEmpty();
        _journey.SignIn(sato.Id, Role.Csm);
        (await List()).ShouldHaveSingleItem().Id.ShouldBe(task.Id);
    }

    [Fact]
    public async Task Work_for_no_account_is_its_person_s_and_their_leader_s()
    {
        var (sato, boss, other) = (
            await _journey.Hire("sato"),
            await _journey.Hire("boss", Role.Leader),
            await _journey.Hire("other", Role.Leader)
        );
        await _journey.Hold(Team(boss, sato), Team(other, boss));
        _journey.SignIn(boss.Id, Role.Leader);
        var task = (await _journey.Send(new OpenTask(TaskSide.Ours, "社内研修", new(2026, 12, 1), PersonId: sato.Id)));
        task.Error.ShouldBeNull();
        (
            await _journey.Send(new OpenTask(TaskSide.Ours, "x", new(2026, 12, 1), PersonId: other.Id))
        ).Error!.Code.ShouldBe("journey.work.not-yours");

        (await Seen(sato, Role.Csm)).ShouldBe(1);
        (await Seen(boss, Role.Leader)).ShouldBe(1);
        (await Seen(other, Role.Leader)).ShouldBe(0);
        _journey.SignIn(Guid.CreateVersion7(), Role.CsOps);
        (await List()).ShouldBeEmpty();
        (await _journey.Send(new GetTask(task.Value.Id))).Error!.Kind.ShouldBe(ErrorKind.NotFound);

        async Task<int> Seen(Person person, Role role)
        {
            _journey.SignIn(person.Id, role);
            return (await List()).Count;
        }
    }

    private static Team Team(Person leader, Person member)
    {
        var team = new Team(Guid.CreateVersion7(), leader.Name, leader.Id);
        team.Staff([new TeamMember(member.Id, new(2026, 1, 1))]);
        return team;
    }

    private async Task<Guid> Account(string externalId = "C-1") => (await _journey.Open(externalId)).Id;

    private static OpenTask Ask(Guid account) =>
        new(TaskSide.Theirs, "名寄せ", new(2026, 12, 11), account, Contact: "田中");

    private async Task<ShownTask> Theirs(
        Guid account,
        DateOnly? due = null,
        Guid? parent = null,
        DateOnly? opened = null
    ) =>
        (
            await _journey.Send(
                Ask(account) with
                {
                    DueOn = due ?? new(2026, 12, 11),
                    ParentId = parent,
                    OpenedOn = opened,
                }
            )
        ).Value;

    private async Task<ShownTask> Done(Guid task, DateOnly? on = null) =>
        (await _journey.Send(new FinishTask(task, new TaskEvidence(on ?? JourneyAlone.Today, "確かめた")))).Value;

    private static BulkAsk<T> Bulk<T>(params IReadOnlyList<T> items) =>
        new([.. items.Select(item => new BulkItem<T>(item, Fault: null))], Atomic: false);

    private async Task<IReadOnlyList<ShownTask>> List(params IReadOnlyList<(string Field, string Value)> filters) =>
        (
            await _journey.Send(
                new ListTasks(
                    ListAsk.Plain with
                    {
                        Filters = [.. filters.Select(one => new Filter(one.Field, FilterOperator.Eq, one.Value))],
                    }
                )
            )
        )
            .Value
            .Items;
}
