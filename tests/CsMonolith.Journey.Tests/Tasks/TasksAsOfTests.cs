using CsMonolith.Journey.Tasks;

namespace CsMonolith.Journey.Tests.Tasks;

public sealed class TasksAsOfTests : IDisposable
{
    private readonly JourneyAlone _journey = new();

    public void Dispose() => _journey.Dispose();

    [Fact]
    public async Task Counts_are_those_of_the_day()
    {
        var account = (await _journey.Open("C-1")).Id;
        var task = await Theirs(account, due: new(2026, 11, 25));
        _journey.Time.NoonOf(new(2026, 11, 27));
        await Done(task, new(2026, 11, 27));

        (await At(new(2026, 11, 19))).ShouldBeEmpty();
        (await At(new(2026, 11, 20))).ShouldHaveSingleItem().ShouldBe(new(account, 1, 0, 1, 0, 0, 0));
        (await At(new(2026, 11, 26))).ShouldHaveSingleItem().ShouldBe(new(account, 1, 1, 1, 1, 1, 0));
        (await At(new(2026, 11, 27))).ShouldHaveSingleItem().ShouldBe(new(account, 0, 0, 0, 0, 1, 0));
    }

    [Fact]
    public async Task What_was_recorded_later_counts_only_when_it_is_asked_for()
    {
        var account = (await _journey.Open("C-1")).Id;
        var task = await Theirs(account, due: new(2026, 11, 25));
        _journey.Time.NoonOf(new(2026, 11, 30));
        await Done(task, new(2026, 11, 24));

        (await At(new(2026, 11, 26))).ShouldHaveSingleItem().Overdue.ShouldBe(1);
        (await At(new(2026, 11, 26), knownOn: new(2026, 11, 30)))
            .ShouldHaveSingleItem()
            .ShouldBe(new(account, 0, 0, 0, 0, 1, 1));
    }

    [Fact]
    public async Task A_day_moved_after_it_has_passed_makes_nobody_punctual()
    {
        var account = (await _journey.Open("C-1")).Id;
        var (before, after) = (
            await Theirs(account, due: new(2026, 11, 25)),
            await Theirs(account, due: new(2026, 11, 25))
        );
        await Move(before);
        _journey.Time.NoonOf(new(2026, 11, 26));
        await Move(after);
        await Done(before, new(2026, 11, 26));
        await Done(after, new(2026, 11, 26));

        var counts = (await At(new(2026, 11, 26))).ShouldHaveSingleItem();
        (counts.TheirsJudged, counts.TheirsOnTime).ShouldBe((2, 1));

        Task Move(Guid task) =>
            _journey.Send(new MoveTask(task, new DueDayMove(new(2026, 12, 11), "先方の決算のため")));
    }

    [Fact]
    public async Task What_was_dropped_or_is_ours_is_no_commitment_of_the_customer()
    {
        var account = (await _journey.Open("C-1")).Id;
        var sato = await _journey.Hire("sato");
        await _journey.Send(new OpenTask(TaskSide.Ours, "研修", new(2026, 11, 20), account, sato.Id));
        var dropped = await Theirs(account, due: new(2026, 11, 20));
        await _journey.Send(new DropTask(dropped, new TaskReason("不要")));

        (await At(new(2026, 11, 20))).ShouldHaveSingleItem().ShouldBe(new(account, 1, 0, 0, 0, 0, 0));
    }

    // The replay against a slow twin that keeps a list of days: any order of moves, ends and reopenings.
    [Fact]
    public void The_replay_is_that_of_a_diary()
    {
        var chance = new Random(7);
        for (var run = 0; run < 2000; run++)
        {
            var day = new DateOnly(2026, 1, 1);
            var first = day.AddDays(chance.Next(10));
            var steps = new List<TaskStep> { new(TaskEventKind.Opened, day, first) };
            var (open, promised, due, since, state) = (true, first, first, day, TaskState.Open);
            for (var step = 0; step < chance.Next(6); step++)
            {
                day = day.AddDays(chance.Next(5));
                if (!open)
                {
                    steps.Add(new TaskStep(TaskEventKind.Reopened, day, DueOn: null));
                    (open, state, since) = (true, TaskState.Open, day);
                }
                else if (chance.Next(2) == 0)
                {
                    due = day.AddDays(chance.Next(10));
                    promised = day <= promised ? due : promised;
                    steps.Add(new TaskStep(TaskEventKind.Moved, day, due));
                }
                else
                {
                    var done = chance.Next(2) == 0;
                    steps.Add(new TaskStep(done ? TaskEventKind.Done : TaskEventKind.Dropped, day, DueOn: null));
                    (open, state, since) = (false, done ? TaskState.Done : TaskState.Dropped, day);
                }
            }

            var past = TaskPast.Of(steps)!;
            past.ShouldBe(new TaskPast(state, since, due, promised));
            past.IsPunctual.ShouldBe(state == TaskState.Done && since <= promised);
        }
    }

    [Fact]
    public void What_happened_before_the_opening_tells_nothing() =>
        TaskPast.Of([new TaskStep(TaskEventKind.Done, new(2026, 1, 1), DueOn: null)]).ShouldBeNull();

    private async Task<Guid> Theirs(Guid account, DateOnly due) =>
        (await _journey.Send(new OpenTask(TaskSide.Theirs, "名寄せ", due, account, Contact: "田中"))).Value.Id;

    private async Task Done(Guid task, DateOnly on) =>
        (await _journey.Send(new FinishTask(task, new TaskEvidence(on, "確かめた")))).Error.ShouldBeNull();

    private Task<IReadOnlyList<AccountTasksAsOf>> At(DateOnly day, DateOnly? knownOn = null) =>
        _journey.Send(new TasksAsOf(Accounts: null, day, knownOn));
}
