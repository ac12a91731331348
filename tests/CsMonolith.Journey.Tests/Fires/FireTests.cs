using CsMonolith.Feedback.Contracts;
using CsMonolith.Journey.Activities;
using CsMonolith.Journey.Fires;
using CsMonolith.Journey.Timeline;
using CsMonolith.Platform;

namespace CsMonolith.Journey.Tests.Fires;

public sealed class FireTests : IDisposable
{
    private readonly JourneyAlone _journey = new();

    public void Dispose() => _journey.Dispose();

    [Fact]
    public async Task No_fire_is_closed_without_a_field_card_of_the_account()
    {
        var (account, other) = ((await _journey.Open("C-1")).Id, (await _journey.Open("C-2")).Id);
        var fire = await Start(account);
        var (early, foreign, card) = (Guid.CreateVersion7(), Guid.CreateVersion7(), Guid.CreateVersion7());
        await _journey.Hear(
            Card(early, account, new(2026, 11, 1)),
            Card(foreign, other, new(2026, 11, 18)),
            Card(card, account, new(2026, 11, 18))
        );

        (await Code(Guid.CreateVersion7())).ShouldBe("journey.fire.no-card");
        (await Code(foreign)).ShouldBe("journey.fire.no-card");
        (await Code(early)).ShouldBe("journey.fire.no-card");
        (await _journey.Send(new GetFire(fire))).Value.EndedOn.ShouldBeNull();
        var closed = (await _journey.Send(new CloseFire(fire, new FireEnd(new(2026, 11, 19), card)))).Value;

        (closed.EndedOn, closed.CardId).ShouldBe((new DateOnly(2026, 11, 19), card));
        (await Code(card)).ShouldBe("journey.fire.closed");
        (await _journey.Published<FireEnded>()).ShouldHaveSingleItem().CardId.ShouldBe(card);
        (await _journey.Send(new ListTimeline(account, ListAsk.Plain)))
            .Value.Items.Select(line => line.Kind)
            .ShouldBe(["fire-ended", "fire-started", "account-opened"], ignoreOrder: true);

        async Task<string> Code(Guid named) =>
            (await _journey.Send(new CloseFire(fire, new FireEnd(new(2026, 11, 19), named)))).Error!.Code;
    }

    [Fact]
    public async Task A_card_that_is_told_twice_is_kept_once()
    {
        var account = (await _journey.Open("C-1")).Id;
        var card = Card(Guid.CreateVersion7(), account, new(2026, 11, 18));

        await _journey.Hear(card, card);
        await _journey.Hear(card);

        var fire = await Start(account);
        (await _journey.Send(new CloseFire(fire, new FireEnd(new(2026, 11, 19), card.CardId)))).Error.ShouldBeNull();
    }

    [Fact]
    public async Task A_fire_ends_neither_before_it_started_nor_tomorrow()
    {
        var account = (await _journey.Open("C-1")).Id;
        var fire = await Start(account);
        var card = Guid.CreateVersion7();
        await _journey.Hear(Card(card, account, new(2026, 11, 18)));

        (await Code(new(2026, 11, 15))).ShouldBe("journey.fire.end-before-start");
        (await Code(new(2026, 11, 21))).ShouldBe("journey.day.not-yet");

        async Task<string> Code(DateOnly endedOn) =>
            (await _journey.Send(new CloseFire(fire, new FireEnd(endedOn, card)))).Error!.Code;
    }

    [Fact]
    public async Task The_effort_is_the_minutes_of_its_activities()
    {
        var ops = _journey.Caller.PersonId;
        var (account, other) = ((await _journey.Open("C-1")).Id, (await _journey.Open("C-2")).Id);
        var fire = await Start(account);

        await _journey.Send(Work(account, fire, 60));
        await _journey.Send(Work(account, fire, 30));
        await _journey.Send(Work(account, fire: null, 45));

        (await _journey.Send(Work(other, fire, 10))).Error!.Code.ShouldBe("journey.fire.unknown");
        var me = await _journey.Hire("me");
        _journey.SignIn(me.Id, Role.CsOps);
        (await _journey.Send(Work(account, Guid.CreateVersion7(), 10) with { AccountId = null })).Error!.Code.ShouldBe(
            "journey.fire.unknown"
        );
        (await _journey.Send(Work(account, fire, 10) with { On = new(2026, 11, 15) })).Error!.Code.ShouldBe(
            "journey.fire.unknown"
        );
        (await _journey.Send(new GetFire(fire))).Value.Minutes.ShouldBe(90);
        (await _journey.Send(new ListFires(ListAsk.Plain))).Value.Items.ShouldHaveSingleItem().Minutes.ShouldBe(90);
        var figures = (await _journey.Send(new GetFireFigures(new(2026, 11), new(2026, 11)))).Value;
        (figures.Total, figures.FireMinutes, figures.Share).ShouldBe((135, 90, 0.666667m));
        figures
            .Rows.ShouldHaveSingleItem()
            .ShouldBe(new FireHours(new(2026, 11), "outage", ops, Name: null, 90, 0.666667m));
    }

    [Fact]
    public async Task Causes_are_configured_and_those_in_use_stay()
    {
        var account = (await _journey.Open("C-1")).Id;
        await Start(account);
        FireCause outage = new("outage", "Outage", "障害"),
            ours = new("ours", "Ours", "自社");

        (
            await _journey.Send(new StartFire(account, new FireStart("x", "ours", new(2026, 11, 16))))
        ).Error!.Code.ShouldBe("journey.fire.no-cause");
        (await Set(0, ours)).ShouldBe("journey.fire.cause-in-use");
        (await Set(0, outage, ours, ours)).ShouldBe("journey.fire.cause-twice");
        (await Set(3, outage, ours)).ShouldBe("platform.stale");
        (await Set(0, outage, ours)).ShouldBeNull();
        (
            await _journey.Send(new StartFire(account, new FireStart("x", "ours", new(2026, 11, 16))))
        ).Error.ShouldBeNull();

        async Task<string?> Set(long version, params IReadOnlyList<FireCause> causes) =>
            (await _journey.Send(new SetFireCauses(new FireCauseOrder(causes), new IfMatch(version)))).Error?.Code;
    }

    [Fact]
    public async Task Rescues_by_force_are_told_as_of_a_day()
    {
        var account = (await _journey.Open("C-1")).Id;
        var fire = await Start(account);
        await _journey.Send(Work(account, fire, 60));
        var card = Guid.CreateVersion7();
        await _journey.Hear(Card(card, account, new(2026, 11, 18)));
        _journey.Time.NoonOf(new(2026, 11, 25));
        await _journey.Send(new CloseFire(fire, new FireEnd(new(2026, 11, 18), card)));

        (await At(new(2026, 11, 19))).ShouldBeEmpty();
        (await At(new(2026, 11, 20))).ShouldBe([new ForcedRescue(account, new(2026, 11, 16), To: null, 60)]);
        (await At(new(2026, 11, 20), knownOn: new(2026, 11, 25))).ShouldBe([
            new ForcedRescue(account, new(2026, 11, 16), new(2026, 11, 18), 60),
        ]);
        (await At(new(2026, 11, 25))).ShouldHaveSingleItem().To.ShouldBe(new(2026, 11, 18));

        Task<IReadOnlyList<ForcedRescue>> At(DateOnly day, DateOnly? knownOn = null) =>
            _journey.Send(new RescuedByForce(day, knownOn));
    }

    [Fact]
    public async Task A_fire_is_seen_as_its_account_is()
    {
        var sato = await _journey.Hire("sato");
        var account = (await _journey.Open("C-1")).Id;
        var fire = await Start(account);
        _journey.SignIn(sato.Id, Role.Csm);

        (await _journey.Send(new GetFire(fire))).Error.ShouldBe(PlatformErrors.NotFound("fire", fire));
        (await _journey.Send(new ListFires(ListAsk.Plain))).Value.Items.ShouldBeEmpty();
        (
            await _journey.Send(new CloseFire(fire, new FireEnd(new(2026, 11, 19), Guid.CreateVersion7())))
        ).Error.ShouldBe(PlatformErrors.NotFound("fire", fire));
    }

    private static FieldCardWritten Card(Guid card, Guid account, DateOnly on) =>
        new(card, account, on, IsSuccess: false, Phase: null, "プロダクト");

    private static RecordActivity Work(Guid account, Guid? fire, int minutes) =>
        new(new(2026, 11, 18), ActivityKind.Support, "帳票を直した", minutes, account, FireId: fire);

    private async Task<Guid> Start(Guid account) =>
        (await _journey.Send(new StartFire(account, new FireStart("帳票が出ない", "outage", new(2026, 11, 16)))))
            .Value
            .Id;
}
