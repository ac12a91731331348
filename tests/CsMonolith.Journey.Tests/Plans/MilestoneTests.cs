using CsMonolith.Journey.Plans;
using CsMonolith.Journey.Plans.Milestones;
using CsMonolith.Journey.Plans.Scopes;
using CsMonolith.Journey.Projects;
using CsMonolith.Journey.Tasks;
using CsMonolith.Journey.Timeline;
using FsCheck;
using FsCheck.Fluent;

namespace CsMonolith.Journey.Tests.Plans;

public sealed class MilestoneTests : IDisposable
{
    private static readonly DateOnly Day = new(2027, 1, 15);
    private readonly JourneyAlone _journey = new();

    public void Dispose() => _journey.Dispose();

    [Fact]
    public async Task The_slip_is_reckoned_from_the_baseline_to_the_forecast_and_then_to_the_actual_day()
    {
        var project = await PlannedProject.Open(_journey);
        var milestone = await project.Milestone(Day);
        (milestone.BaselineOn, milestone.SlipDays).ShouldBe((null, null));

        (await project.AgreeDays()).Milestones.ShouldHaveSingleItem().SlipDays.ShouldBe(0);
        var moved = (await Forecast(milestone.Id, new(2027, 1, 25))).Value;
        (moved.BaselineOn, moved.ForecastOn, moved.SlipDays).ShouldBe((Day, new DateOnly(2027, 1, 25), 10));
        (await Forecast(milestone.Id, new(2027, 1, 12))).Value.SlipDays.ShouldBe(-3);
        _journey.Time.NoonOf(new(2027, 1, 20));
        var reached = (await Reach(milestone.Id, new(2027, 1, 18))).Value;

        (reached.ActualOn, reached.SlipDays).ShouldBe((new DateOnly(2027, 1, 18), 3));
        reached
            .Moves.Select(move => (move.From, move.To, move.Why, move.ById))
            .ShouldBe([
                (Day, new(2027, 1, 25), "先方の都合", _journey.Caller.PersonId),
                (new(2027, 1, 25), new(2027, 1, 12), "先方の都合", _journey.Caller.PersonId),
            ]);
        (await Forecast(milestone.Id, new(2027, 2, 1))).Error!.Code.ShouldBe("journey.plan.reached");
        (await Reach(milestone.Id, new(2027, 1, 19))).Error!.Code.ShouldBe("journey.plan.reached");
    }

    [Fact]
    public async Task A_milestone_is_neither_reached_tomorrow_nor_moved_to_the_day_it_has()
    {
        var project = await PlannedProject.Open(_journey);
        var milestone = await project.Milestone(Day);

        (await Reach(milestone.Id, new(2026, 11, 21))).Error!.Code.ShouldBe("journey.day.not-yet");
        (await Forecast(milestone.Id, Day)).Error!.Code.ShouldBe("journey.plan.same-forecast");
        (await Forecast(milestone.Id, DateOnly.MinValue)).Error!.Code.ShouldBe("journey.plan.before-project");
        (await Forecast(milestone.Id, DateOnly.MaxValue)).Error!.Code.ShouldBe("journey.plan.too-far");
        (
            await _journey.Send(new AddMilestone(project.Id, new NewMilestone("x", new(2026, 11, 19), project.Lead.Id)))
        ).Error!.Code.ShouldBe("journey.plan.before-project");
        (
            await _journey.Send(new AddMilestone(project.Id, new NewMilestone("x", Day, Guid.CreateVersion7())))
        ).Error!.Code.ShouldBe("journey.person.unknown");
    }

    [Fact]
    public async Task A_baseline_is_set_once_and_changes_by_an_approved_change_alone()
    {
        var project = await PlannedProject.Open(_journey);
        (await _journey.Send(new AgreeBaselines(project.Id))).Error!.Code.ShouldBe("journey.plan.no-milestones");
        var milestone = await project.Milestone(Day);
        await project.AgreeDays();
        await Forecast(milestone.Id, new(2027, 1, 25));

        (await _journey.Send(new AgreeBaselines(project.Id))).Error!.Code.ShouldBe("journey.plan.no-milestones");
        var change = (await project.Change(rebaselines: [new Rebaseline(milestone.Id, new(2027, 1, 22))])).Value;
        var other = await _journey.Hire("other");
        _journey.SignIn(other.Id, Role.CsOps);
        await project.Decide(change.Id);

        var now = (await project.Read()).Milestones.ShouldHaveSingleItem();
        (now.BaselineOn, now.SlipDays).ShouldBe((new DateOnly(2027, 1, 22), 3));
        now.Baselines.Select(one => (one.On, one.ChangeId, one.ById))
            .ShouldBe([(Day, null, PlanOps), (new(2027, 1, 22), change.Id, other.Id)]);
    }

    [Fact]
    public async Task An_alarm_is_given_before_the_day_and_once_for_each_forecast()
    {
        var project = await PlannedProject.Open(_journey);
        var milestone = await project.Milestone(new(2026, 12, 10), alarmDays: 10);
        await project.Milestone(new(2027, 6, 1), "はるか先");

        (await Sweep(new(2026, 11, 29))).ShouldBe(0);
        (await Sweep(new(2026, 11, 30))).ShouldBe(1);
        (await Sweep(new(2026, 11, 30))).ShouldBe(0);
        (await Sweep(new(2026, 12, 1))).ShouldBe(0);

        var alarm = (await _journey.Published<MilestoneAlarmed>()).ShouldHaveSingleItem();
        (alarm.MilestoneId, alarm.OwnerId, alarm.Kind, alarm.ForecastOn).ShouldBe(
            (milestone.Id, project.Lead.Id, MilestoneAlarmKind.Near, new DateOnly(2026, 12, 10))
        );
        var task = (await _journey.Send(new ListTasks(ListAsk.Plain))).Value.Items.ShouldHaveSingleItem();
        (task.Source, task.SourceId, task.PersonId, task.DueOn).ShouldBe(
            (TaskSource.Milestone, milestone.Id, project.Lead.Id, new DateOnly(2026, 12, 10))
        );
        (await _journey.Send(new ListTimeline(project.Account, ListAsk.Plain)))
            .Value.Items.Count(line => line.Kind == "milestone-alarm")
            .ShouldBe(1);
        await Forecast(milestone.Id, new(2026, 12, 11));
        await Forecast(milestone.Id, new(2026, 12, 10));
        (await Sweep(new(2026, 12, 2))).ShouldBe(0);
        await Forecast(milestone.Id, new(2026, 12, 9));
        (await Sweep(new(2026, 12, 2))).ShouldBe(1);
        // One task is enough while it is open.
        (await _journey.Send(new ListTasks(ListAsk.Plain))).Value.Items.ShouldHaveSingleItem();
        await Reach(milestone.Id, new(2026, 11, 20));
        await Forecast(milestone.Id, new(2026, 12, 8));
        (await Sweep(new(2026, 12, 20))).ShouldBe(0);
    }

    [Fact]
    public async Task A_forecast_beyond_its_baseline_is_told_long_before_the_day_and_a_closed_project_is_left_alone()
    {
        var project = await PlannedProject.Open(_journey);
        var milestone = await project.Milestone(new(2027, 6, 1));
        await project.AgreeDays();
        (await Sweep(JourneyAlone.Today)).ShouldBe(0);

        await Forecast(milestone.Id, new(2027, 6, 20));

        (await Sweep(JourneyAlone.Today)).ShouldBe(1);
        (await Sweep(JourneyAlone.Today)).ShouldBe(0);
        var alarm = (await _journey.Published<MilestoneAlarmed>()).ShouldHaveSingleItem();
        (alarm.Kind, alarm.SlipDays).ShouldBe((MilestoneAlarmKind.Slips, 19));
        await Forecast(milestone.Id, new(2027, 6, 21));
        (
            await _journey.Send(
                new CloseSuccessProject(project.Id, new ProjectEnd("できた", JourneyAlone.Today), new IfMatch(1))
            )
        ).Error.ShouldBeNull();
        (await Sweep(JourneyAlone.Today)).ShouldBe(0);
        (await Forecast(milestone.Id, new(2027, 7, 1))).Error!.Code.ShouldBe("journey.project.closed");
    }

    [Fact]
    public async Task Milestones_are_listed_over_projects_by_what_is_near_late_or_slips()
    {
        var (one, two) = (await PlannedProject.Open(_journey), await PlannedProject.Open(_journey, "C-2"));
        var near = await one.Milestone(new(2026, 12, 4));
        var slips = await two.Milestone(new(2027, 3, 1));
        await two.AgreeDays();
        await Forecast(slips.Id, new(2027, 3, 8));

        (await Listed("isNear", "true")).ShouldBe([near.Id]);
        (await Listed("slipDays", "7")).ShouldBe([slips.Id]);
        (await Listed("ownerId", $"{two.Lead.Id}")).ShouldBe([slips.Id]);
        (await Listed("isLate", "true")).ShouldBeEmpty();
        _journey.Time.NoonOf(new(2026, 12, 5));
        (await Listed("isLate", "true")).ShouldBe([near.Id]);
        await Reach(near.Id, new(2026, 12, 5));
        (await Listed("isLate", "true")).ShouldBeEmpty();
        (await Listed("isOpen", "true")).ShouldBe([slips.Id]);
    }

    [Fact]
    public async Task Words_are_changed_by_the_version_that_was_read()
    {
        var project = await PlannedProject.Open(_journey);
        var milestone = await project.Milestone(new(2026, 12, 10), alarmDays: 5);

        (await Say(1, new MilestoneChanges { AlarmDays = Optional.Of<int?>(30) })).Value.IsNear.ShouldBeTrue();
        (await Say(1, new MilestoneChanges { Title = Optional.Of<string?>("x") })).Error!.Code.ShouldBe(
            "platform.stale"
        );
        (await Say(2, new MilestoneChanges { AlarmDays = Optional.Of<int?>(null) })).Error!.Kind.ShouldBe(
            ErrorKind.Invalid
        );
        (
            await Say(2, new MilestoneChanges { OwnerId = Optional.Of<Guid?>(Guid.CreateVersion7()) })
        ).Error!.Code.ShouldBe("journey.person.unknown");

        Task<Result<ShownMilestone>> Say(long version, MilestoneChanges changes) =>
            _journey.Send(new ChangeMilestone(milestone.Id, changes, new IfMatch(version)));
    }

    [Fact]
    public async Task Four_moves_at_once_all_stay_in_the_history_or_are_refused()
    {
        var project = await PlannedProject.Open(_journey);
        var milestone = await project.Milestone(Day);
        await project.AgreeDays();

        var answers = await Task.WhenAll(Enumerable.Range(1, 4).Select(i => Forecast(milestone.Id, Day.AddDays(i))));

        var now = (await project.Read()).Milestones.ShouldHaveSingleItem();
        now.Moves.Count.ShouldBe(answers.Count(one => one.Error is null));
        answers.Count(one => one.Error is null).ShouldBeGreaterThan(0);
        now.ForecastOn.ShouldBe(now.Moves[^1].To);
        now.Moves.Zip(now.Moves.Skip(1)).ShouldAllBe(pair => pair.First.To == pair.Second.From);
        (now.BaselineOn, now.SlipDays).ShouldBe((Day, now.ForecastOn.DayNumber - Day.DayNumber));
    }

    // A number is a step: every fifth agrees on the day, every seventh sets a new baseline, others move the forecast.
    [Fact]
    public void Any_moves_keep_every_day_in_the_history_and_the_baseline_where_it_was_agreed() =>
        Prop.ForAll<byte[]>(steps =>
            {
                var milestone = new Milestone(
                    Guid.CreateVersion7(),
                    Guid.CreateVersion7(),
                    Guid.CreateVersion7(),
                    DateTime.UnixEpoch
                );
                milestone.Begin(new MilestoneWords("x", Guid.CreateVersion7(), 14), Day);
                var (forecasts, baselines) = (new List<DateOnly> { Day }, new List<DateOnly>());
                foreach (var step in steps)
                {
                    var to = Day.AddDays(step - 128);
                    bool taken,
                        expected;
                    if (step % 5 == 0)
                    {
                        (taken, expected) = (milestone.Agree(by: null, DateTime.UnixEpoch), baselines.Count == 0);
                        baselines.AddRange(expected ? [forecasts[^1]] : []);
                    }
                    else if (step % 7 == 0)
                    {
                        taken = milestone.Rebaseline(to, Guid.Empty, by: null, DateTime.UnixEpoch).Error is null;
                        expected = baselines.Count > 0;
                        baselines.AddRange(expected ? [to] : []);
                    }
                    else
                    {
                        taken = milestone.Forecast(to, "x", by: null, DateTime.UnixEpoch).Error is null;
                        expected = to != forecasts[^1];
                        forecasts.AddRange(expected ? [to] : []);
                    }

                    if (taken != expected)
                    {
                        return false;
                    }
                }

                return milestone.ForecastOn == forecasts[^1]
                    && forecasts.Skip(1).SequenceEqual(milestone.Moves.Select(move => move.To))
                    && forecasts.SkipLast(1).SequenceEqual(milestone.Moves.Select(move => move.From))
                    && baselines.SequenceEqual(milestone.Baselines.Select(one => one.On))
                    && (
                        baselines.Count == 0
                            ? (milestone.BaselineOn, milestone.SlipDays) == (null, null)
                            : milestone.BaselineOn == baselines[^1]
                                && milestone.SlipDays == forecasts[^1].DayNumber - baselines[^1].DayNumber
                    )
                    && milestone.AlarmOn == forecasts[^1].AddDays(-14);
            })
            .QuickCheckThrowOnFailure();

    private static Guid? PlanOps => Guid.Parse("0199a000-0000-7000-8000-0000000000ff");

    private Task<Result<ShownMilestone>> Forecast(Guid milestone, DateOnly on) =>
        _journey.Send(new ForecastMilestone(milestone, new NewForecast(on, "先方の都合")));

    private Task<Result<ShownMilestone>> Reach(Guid milestone, DateOnly on) =>
        _journey.Send(new ReachMilestone(milestone, new MilestoneDay(on)));

    private Task<int> Sweep(DateOnly today) =>
        _journey.InScope(async services =>
        {
            var handler = (MediatR.IRequestHandler<SweepMilestones, Result<SweptMilestones>>)
                services.GetService(typeof(MediatR.IRequestHandler<SweepMilestones, Result<SweptMilestones>>))!;
            return (await handler.Handle(new SweepMilestones(today), CancellationToken.None)).Value.Alarms;
        });

    private async Task<IReadOnlyList<Guid>> Listed(string field, string value) =>
        [
            .. (
                await _journey.Send(
                    new ListMilestones(ListAsk.Plain with { Filters = [new Filter(field, FilterOperator.Eq, value)] })
                )
            ).Value.Items.Select(one => one.Id),
        ];
}
