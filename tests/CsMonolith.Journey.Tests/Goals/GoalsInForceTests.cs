using CsMonolith.Journey.Goals;

namespace CsMonolith.Journey.Tests.Goals;

public sealed class GoalsInForceTests : IDisposable
{
    private readonly JourneyAlone _journey = new();

    public void Dispose() => _journey.Dispose();

    [Fact]
    public async Task The_goal_in_force_is_told_with_its_newest_measurement_and_when_it_was_reached()
    {
        var (sato, account) = (await _journey.Hire("sato"), (await _journey.Open("C-1")).Id);
        await _journey.Open("C-2");
        await _journey.DefineSuccess(account, sato.Id);

        await Measure(new(2026, 11, 5), 20);
        var behind = (await Told()).ShouldHaveSingleItem();
        await Measure(new(2026, 11, 10), 9);
        await Measure(new(2026, 11, 12), 12);
        var reached = (await Told()).ShouldHaveSingleItem();

        (behind.AccountId, behind.Outcome, behind.DueOn).ShouldBe((account, "残業をなくす", new DateOnly(2027, 3, 31)));
        (behind.MeasuredOn, behind.Value, behind.ReachedOn).ShouldBe((new DateOnly(2026, 11, 5), 20, null));
        // Hours are to fall to 10: the tenth met the target, the twelfth is newer and does not.
        (reached.MeasuredOn, reached.Value, reached.ReachedOn).ShouldBe(
            (new DateOnly(2026, 11, 12), 12, new DateOnly(2026, 11, 10))
        );
        (await Told(asOf: new(2026, 11, 19))).ShouldBeEmpty();
        (await Told(accounts: [Guid.CreateVersion7()])).ShouldBeEmpty();

        async Task Measure(DateOnly on, double value) =>
            (
                await _journey.Send(new RecordAttainment(account, new MeasuredSuccess(on, value, "勤怠の記録")))
            ).Error.ShouldBeNull();
    }

    private Task<IReadOnlyList<GoalInForce>> Told(IReadOnlyCollection<Guid>? accounts = null, DateOnly? asOf = null) =>
        _journey.Send(new GoalsInForce(accounts, asOf ?? JourneyAlone.Today));
}
