using CsMonolith.Journey.Contracts;
using CsMonolith.Journey.Goals;
using CsMonolith.Journey.People;
using CsMonolith.Journey.Timeline;

namespace CsMonolith.Journey.Tests.Goals;

public sealed class AttainmentTests : IDisposable
{
    private readonly JourneyAlone _journey = new();

    public void Dispose() => _journey.Dispose();

    [Theory]
    [InlineData(32.0, 10.0, 10.0, true)]
    [InlineData(32.0, 10.0, 10.1, false)]
    [InlineData(10.0, 32.0, 32.0, true)]
    [InlineData(10.0, 32.0, 31.9, false)]
    [InlineData(null, 5.0, 5.0, true)]
    [InlineData(null, 5.0, 4.0, false)]
    public async Task A_target_is_met_from_the_baseline_towards_it(
        double? baseline,
        double target,
        double value,
        bool isReached
    )
    {
        var (sato, account) = (await _journey.Hire("sato"), await _journey.Open("C-1"));
        await Define(account.Id, sato, baseline, target);

        var recorded = await Measure(account.Id, new(2026, 11, 10), value);

        recorded.Value.IsReached.ShouldBe(isReached);
        (await _journey.Send(new ListAttainments(account.Id, ListAsk.Plain)))
            .Value.Items.ShouldHaveSingleItem()
            .ShouldBe(recorded.Value);
        (await _journey.Send(new ListTimeline(account.Id, ListAsk.Plain)))
            .Value.Items.Count(line => line.Kind == "success-reached")
            .ShouldBe(isReached ? 1 : 0);
    }

    [Fact]
    public async Task A_goal_is_reached_on_the_first_day_and_of_one_day_the_last_word_stands()
    {
        var (sato, account) = (await _journey.Hire("sato"), await _journey.Open("C-1"));
        await Define(account.Id, sato, 32, 10);
        await Measure(account.Id, new(2026, 11, 5), 9);
        _journey.Time.Pass(TimeSpan.FromMinutes(1));
        await Measure(account.Id, new(2026, 11, 5), 12);
        await Measure(account.Id, new(2026, 11, 12), 8);
        await Measure(account.Id, new(2026, 11, 10), 10);
        await Define(account.Id, sato, 32, 5, agreedOn: new(2026, 11, 15));

        (await _journey.Send(new GoalsSet())).ShouldBe([
            new GoalOf(account.Id, 1, new(2026, 11, 1), ReplacedOn: new(2026, 11, 15), ReachedOn: new(2026, 11, 10)),
            new GoalOf(account.Id, 2, new(2026, 11, 15), ReplacedOn: null, ReachedOn: null),
        ]);
    }

    [Fact]
    public async Task A_measurement_is_judged_by_the_version_in_force_on_its_day_or_by_the_one_that_is_named()
    {
        var (sato, account) = (await _journey.Hire("sato"), await _journey.Open("C-1"));
        await Define(account.Id, sato, 32, 10);
        await Define(account.Id, sato, 32, 5, agreedOn: new(2026, 11, 10));

        var (before, after, named) = (
            await Measure(account.Id, new(2026, 11, 9), 8),
            await Measure(account.Id, new(2026, 11, 10), 8),
            await Measure(account.Id, new(2026, 11, 10), 8, number: 1)
        );

        new[] { before, after, named }
            .Select(one => (one.Value.Number, one.Value.IsReached))
            .ShouldBe([(1, true), (2, false), (1, true)]);
    }

    [Fact]
    public async Task A_measurement_recorded_later_is_unknown_on_an_earlier_day()
    {
        var (sato, account) = (await _journey.Hire("sato"), await _journey.Open("C-1"));
        await Define(account.Id, sato, 32, 10);
        _journey.Time.NoonOf(new(2026, 11, 21));
        await Measure(account.Id, new(2026, 11, 10), 9);
        await Define(account.Id, sato, 32, 5, agreedOn: new(2026, 11, 15));

        (await _journey.Send(new GoalsSet(new(2026, 11, 20)))).ShouldBe([
            new GoalOf(account.Id, 1, new(2026, 11, 1), ReplacedOn: null, ReachedOn: null),
        ]);
        (await _journey.Send(new GoalsSet(new(2026, 11, 19)))).ShouldBeEmpty();
        (await _journey.Send(new GoalsSet(new(2026, 11, 21)))).Count.ShouldBe(2);
    }

    [Fact]
    public async Task What_has_not_happened_or_was_not_agreed_on_cannot_be_measured()
    {
        var (sato, account) = (await _journey.Hire("sato"), await _journey.Open("C-1"));
        await Define(account.Id, sato, 32, 10);

        (await Measure(account.Id, new(2026, 11, 21), 9)).Error!.Code.ShouldBe("journey.day.not-yet");
        (await Measure(account.Id, new(2026, 10, 31), 9, number: 1)).Error!.Code.ShouldBe(
            "journey.success.before-agreed"
        );
        (await Measure(account.Id, new(2026, 10, 31), 9)).Error!.En.ShouldContain("in force on 2026-10-31");
        (
            await _journey.Send(
                new RecordAttainment(account.Id, new MeasuredSuccess(new(2026, 11, 10), 9, "x", Number: 2))
            )
        ).Error!.Code.ShouldBe("journey.success.not-found");
        (await _journey.Send(new RecordAttainment(account.Id, new MeasuredSuccess(new(2026, 11, 10), 9, ""))))
            .Error!.Fields.ShouldHaveSingleItem()
            .Pointer.ShouldBe("/evidence");
    }

    private async Task Define(Guid account, Person owner, double? baseline, double target, DateOnly? agreedOn = null) =>
        (
            await _journey.Send(
                new DefineSuccess(
                    account,
                    new AgreedSuccess(
                        "残業をなくす",
                        "残業時間",
                        baseline,
                        target,
                        new(2027, 3, 31),
                        owner.Id,
                        "田中",
                        agreedOn ?? new(2026, 11, 1)
                    )
                )
            )
        ).Error.ShouldBeNull();

    private Task<Result<AttainmentRow>> Measure(Guid account, DateOnly on, double value, int? number = null) =>
        _journey.Send(new RecordAttainment(account, new MeasuredSuccess(on, value, "勤怠システム", number)));
}
