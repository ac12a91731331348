using CsMonolith.Journey.Plans;
using CsMonolith.Journey.Plans.Deliverables;
using CsMonolith.Journey.Stakeholders;

namespace CsMonolith.Journey.Tests.Plans;

public sealed class DeliverableTests : IDisposable
{
    private readonly JourneyAlone _journey = new();

    public void Dispose() => _journey.Dispose();

    [Fact]
    public async Task Nothing_is_done_without_the_customers_sign_off()
    {
        var project = await PlannedProject.Open(_journey);
        var deliverable = await project.Deliverable();

        (await Finish(deliverable.Id)).Error!.Code.ShouldBe("journey.plan.not-signed-off");
        (await Sign(deliverable.Id, accepted: false, reason: "図が古い")).Value.IsSignedOff.ShouldBeFalse();
        var refused = (await Finish(deliverable.Id)).Error!;
        (refused.Kind, refused.Code).ShouldBe((ErrorKind.Conflict, "journey.plan.not-signed-off"));
        (await Sign(deliverable.Id, accepted: true)).Value.IsSignedOff.ShouldBeTrue();
        var done = (await Finish(deliverable.Id)).Value;

        done.DoneOn.ShouldBe(JourneyAlone.Today);
        done.SignOffs.Select(one => (one.By, one.Accepted, one.Reason))
            .ShouldBe([("田中", false, "図が古い"), ("田中", true, null)]);
        (await Finish(deliverable.Id)).Error!.Code.ShouldBe("journey.plan.done");
        (await Sign(deliverable.Id, accepted: false, reason: "x")).Error!.Code.ShouldBe("journey.plan.done");
    }

    [Fact]
    public async Task An_acceptance_that_was_taken_back_does_not_count()
    {
        var deliverable = await (await PlannedProject.Open(_journey)).Deliverable();
        await Sign(deliverable.Id, accepted: true);

        await Sign(deliverable.Id, accepted: false, reason: "見落としがあった");

        (await Finish(deliverable.Id)).Error!.Code.ShouldBe("journey.plan.not-signed-off");
    }

    [Fact]
    public async Task A_sign_off_names_somebody_of_this_customer_and_a_rejection_its_reason()
    {
        var project = await PlannedProject.Open(_journey);
        var other = await PlannedProject.Open(_journey, "C-2");
        var deliverable = await project.Deliverable();
        var (ours, foreign) = (await Person(project.Account), await Person(other.Account));

        (await Signed(new NewSignOff(JourneyAlone.Today, Accepted: true))).Error!.Code.ShouldBe(
            "journey.plan.nobody-signs"
        );
        (await Signed(new NewSignOff(JourneyAlone.Today, true, StakeholderId: foreign))).Error!.Code.ShouldBe(
            "journey.plan.no-stakeholder"
        );
        (await Signed(new NewSignOff(JourneyAlone.Today, false, "田中"))).Error!.Kind.ShouldBe(ErrorKind.Invalid);
        (await Signed(new NewSignOff(new(2026, 11, 21), true, "田中"))).Error!.Code.ShouldBe("journey.day.not-yet");
        (await Signed(new NewSignOff(JourneyAlone.Today, true, StakeholderId: ours)))
            .Value.SignOffs.ShouldHaveSingleItem()
            .By.ShouldBe("鈴木 直子");

        Task<Result<ShownDeliverable>> Signed(NewSignOff signed) =>
            _journey.Send(new SignOffDeliverable(deliverable.Id, signed));

        async Task<Guid> Person(Guid account) =>
            (await _journey.Send(new AddStakeholder(account, new NewStakeholder("鈴木 直子", Standing.Example))))
                .Value
                .Id;
    }

    [Fact]
    public async Task After_the_sign_off_its_criteria_stay_and_only_its_owner_changes()
    {
        var project = await PlannedProject.Open(_journey);
        var deliverable = await project.Deliverable();
        (
            await Change(1, new DeliverableChanges { Criteria = Optional.Of<string?>("熟練者も使う") })
        ).Error.ShouldBeNull();
        await Sign(deliverable.Id, accepted: true);
        var heir = await _journey.Hire("heir");

        (await Change(3, new DeliverableChanges { Criteria = Optional.Of<string?>("x") })).Error!.Code.ShouldBe(
            "journey.plan.signed-off"
        );
        (await Change(2, new DeliverableChanges { OwnerId = Optional.Of<Guid?>(heir.Id) })).Error!.Code.ShouldBe(
            "platform.stale"
        );
        var changed = (await Change(3, new DeliverableChanges { OwnerId = Optional.Of<Guid?>(heir.Id) })).Value;

        (changed.OwnerId, changed.Criteria, changed.IsSignedOff).ShouldBe((heir.Id, "熟練者も使う", true));

        Task<Result<ShownDeliverable>> Change(long version, DeliverableChanges changes) =>
            _journey.Send(new ChangeDeliverable(deliverable.Id, changes, new IfMatch(version)));
    }

    [Fact]
    public async Task Quality_is_covered_by_deliverables_with_criteria()
    {
        var project = await PlannedProject.Open(_journey);
        (await project.Area(PlanArea.Quality)).Covered.ShouldBeFalse();

        (
            await _journey.Send(
                new AddDeliverable(project.Id, new NewDeliverable("x", "x", "", new(2026, 12, 1), project.Lead.Id))
            )
        ).Error!.Kind.ShouldBe(ErrorKind.Invalid);
        await project.Deliverable();

        (await project.Area(PlanArea.Quality)).Covered.ShouldBeTrue();
        _journey.Time.NoonOf(new(2026, 12, 2));
        (await project.Read()).Deliverables.ShouldHaveSingleItem().IsLate.ShouldBeTrue();
    }

    [Fact]
    public async Task Four_words_at_once_are_kept_or_refused()
    {
        var project = await PlannedProject.Open(_journey);
        var deliverable = await project.Deliverable();

        var answers = await Task.WhenAll(
            Enumerable.Range(0, 4).Select(i => Sign(deliverable.Id, accepted: false, reason: $"{i}"))
        );

        var kept = answers.Count(one => one.Error is null);
        kept.ShouldBeGreaterThan(0);
        (await project.Read()).Deliverables.ShouldHaveSingleItem().SignOffs.Count.ShouldBe(kept);
    }

    private Task<Result<ShownDeliverable>> Sign(Guid deliverable, bool accepted, string? reason = null) =>
        _journey.Send(
            new SignOffDeliverable(deliverable, new NewSignOff(JourneyAlone.Today, accepted, "田中", Reason: reason))
        );

    private Task<Result<ShownDeliverable>> Finish(Guid deliverable) =>
        _journey.Send(new FinishDeliverable(deliverable, new DeliverableDay(JourneyAlone.Today)));
}
