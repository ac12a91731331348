using CsMonolith.Journey.Accounts.Contacts;
using CsMonolith.Journey.Activities;
using CsMonolith.Journey.Goals;
using CsMonolith.Journey.People;
using CsMonolith.Journey.Phases;
using CsMonolith.Journey.Timeline;
using CsMonolith.Platform;

namespace CsMonolith.Journey.Tests.Activities;

public sealed class ActivityTests : IDisposable
{
    private readonly JourneyAlone _journey = new();

    public void Dispose() => _journey.Dispose();

    [Fact]
    public async Task An_activity_with_a_channel_is_a_contact_too()
    {
        var account = await _journey.Open("C-1");

        await _journey.Send(
            Work(account.Id) with
            {
                Channel = ContactChannel.Visit,
                Proactive = true,
                Outcome = ContactOutcome.Stayed,
                SignalKind = "churn-score",
                SignalOn = new(2026, 11, 14),
                Note = "内々の話",
            }
        );

        var contact = (
            await _journey.Send(new ListContacts(account.Id, ListAsk.Plain))
        ).Value.Items.ShouldHaveSingleItem();
        (contact.Channel, contact.Outcome, contact.BecauseOfScore).ShouldBe(
            (ContactChannel.Visit, ContactOutcome.Stayed, true)
        );
        (await _journey.Published<CustomerContacted>())
            .ShouldHaveSingleItem()
            .ShouldBe(
                new CustomerContacted(account.Id, new(2026, 11, 18), _journey.Caller.PersonId, true, true, "stayed")
            );
        (await _journey.Send(new AccountsAsOf([account.Id], JourneyAlone.Today)))
            .ShouldHaveSingleItem()
            .LastContactOn.ShouldBe(new(2026, 11, 18));
        (await _journey.Send(new ListTimeline(account.Id, ListAsk.Plain)))
            .Value.Items.Single(line => line.Kind == "contact")
            .Text.ShouldNotContain("内々");
    }

    [Fact]
    public async Task A_recorded_contact_is_an_activity_too()
    {
        var account = await _journey.Open("C-1");
        await _journey.Send(
            new RecordContact(account.Id, new(2026, 11, 18), ContactChannel.Call, true, false, ContactOutcome.Reached)
        );

        var activity = (await List()).ShouldHaveSingleItem();
        (activity.Kind, activity.Channel, activity.Proactive, activity.Minutes).ShouldBe(
            (ActivityKind.Contact, ContactChannel.Call, true, null)
        );
    }

    [Fact]
    public async Task Work_without_a_channel_is_no_contact()
    {
        var account = await _journey.Open("C-1");

        await _journey.Send(Work(account.Id));

        (await _journey.Send(new ListContacts(account.Id, ListAsk.Plain))).Value.Items.ShouldBeEmpty();
        (await _journey.Published()).ShouldNotContain(nameof(CustomerContacted));
        (await _journey.Send(new AccountsAsOf([account.Id], JourneyAlone.Today)))
            .ShouldHaveSingleItem()
            .LastContactOn.ShouldBeNull();
        (await _journey.Send(new ListTimeline(account.Id, ListAsk.Plain))).Value.Items.ShouldContain(line =>
            line.Kind == "activity"
        );
    }

    [Fact]
    public async Task The_phase_is_that_of_the_day_and_the_lead_time_that_of_the_signal()
    {
        var sato = await _journey.Hire("sato");
        var account = await _journey.Open("C-1");
        await _journey.DefineSuccess(account.Id, sato.Id);
        await _journey.Send(new EnterPhase(account.Id, new PhaseEntry("introduction", new(2026, 10, 1))));
        await _journey.Send(new EnterPhase(account.Id, new PhaseEntry("operation", new(2026, 11, 18))));

        await _journey.Send(Work(account.Id) with { On = new(2026, 11, 17) });
        var second = await _journey.Send(
            Work(account.Id) with
            {
                On = new(2026, 11, 18),
                SignalKind = "usage-drop",
                SignalOn = new(2026, 11, 14),
            }
        );

        second.Value.LeadDays.ShouldBe(4);
        (await List()).Select(activity => activity.Phase).ShouldBe(["operation", "introduction"]);
    }

    [Fact]
    public async Task What_makes_no_sense_is_refused()
    {
        var (mine, other) = ((await _journey.Open("C-1")).Id, (await _journey.Open("C-2")).Id);
        var sato = await _journey.Hire("sato");
        await _journey.DefineSuccess(other, sato.Id);
        var goal = (await _journey.Send(new ListSuccessDefinitions(other, ListAsk.Plain))).Value.Items.Single().Id;

        (await Code(Work(mine) with { On = new(2026, 11, 21) })).ShouldBe("journey.day.not-yet");
        (await Code(Work(mine) with { GoalId = goal })).ShouldBe("journey.goal.unknown");
        (await Code(Work(mine) with { PersonId = Guid.CreateVersion7() })).ShouldBe("journey.person.unknown");
        (await Code(Work(mine) with { SignalKind = "ticket", SignalOn = new(2026, 11, 19) })).ShouldBe(
            "journey.activity.signal-after"
        );
        (await Fields(Work(mine) with { SignalKind = "ticket" })).ShouldBe(["/signalOn"]);
        (await Fields(Work(mine) with { Channel = ContactChannel.Call })).ShouldBe(["/proactive"]);
        (await Fields(Work(mine) with { Minutes = 0 })).ShouldBe(["/minutes"]);
        (await List()).ShouldBeEmpty();

        async Task<string> Code(RecordActivity ask) => (await _journey.Send(ask)).Error!.Code;

        async Task<IEnumerable<string>> Fields(RecordActivity ask) =>
            (await _journey.Send(ask)).Error!.Fields.Select(field => field.Pointer);
    }

    [Fact]
    public async Task Work_for_no_account_is_its_person_s_and_their_leader_s()
    {
        var (sato, suzuki, boss) = (
            await _journey.Hire("sato"),
            await _journey.Hire("suzuki"),
            await _journey.Hire("boss", Role.Leader)
        );
        var team = new Team(Guid.CreateVersion7(), "東", boss.Id);
        team.Staff([new TeamMember(sato.Id, new(2026, 1, 1)), new TeamMember(suzuki.Id, new(2026, 1, 1))]);
        await _journey.Hold(team);
        _journey.SignIn(sato.Id, Role.Csm);
        (await _journey.Send(Work(account: null))).Value.ById.ShouldBe(sato.Id);

        (await List()).Count.ShouldBe(1);
        _journey.SignIn(suzuki.Id, Role.Csm);
        (await List()).ShouldBeEmpty();
        (await _journey.Send(Work(account: null) with { PersonId = sato.Id })).Error!.Code.ShouldBe(
            "journey.work.not-yours"
        );
        _journey.SignIn(boss.Id, Role.Leader);
        (await List()).Count.ShouldBe(1);
    }

    [Fact]
    public async Task A_partner_reads_their_own_notes_and_not_ours()
    {
        var partner = Guid.CreateVersion7();
        var helper = Person.Hire("helper", "helper@partner.example", [Role.PartnerCsm], isDemo: false, partner);
        await _journey.Hold(helper);
        var account = await _journey.Open("C-1", partnerId: partner);
        await _journey.Send(Work(account.Id) with { Note = "内々の話" });
        _journey.SignIn(helper.Id, Role.PartnerCsm);
        await _journey.Send(Work(account.Id) with { Note = "先方の話" });

        (await List()).Select(activity => activity.Note).ShouldBe([null, "先方の話"], ignoreOrder: true);
    }

    [Fact]
    public async Task Another_s_account_is_not_found()
    {
        var sato = await _journey.Hire("sato");
        var account = await _journey.Open("C-1");
        await _journey.Send(Work(account.Id));
        _journey.SignIn(sato.Id, Role.Csm);

        (await _journey.Send(Work(account.Id))).Error.ShouldBe(PlatformErrors.NotFound("account", account.Id));
        (await List()).ShouldBeEmpty();
    }

    [Fact]
    public async Task Hours_without_a_goal_and_the_reactive_share_are_told_by_person_role_and_month()
    {
        var sato = await _journey.Hire("sato", Role.Csm, Role.Leader);
        var account = await _journey.Open("C-1");
        await _journey.Own(account.Id, sato);
        await _journey.DefineSuccess(account.Id, sato.Id);
        var goal = (await _journey.Send(new ListSuccessDefinitions(account.Id, ListAsk.Plain))).Value.Items.Single().Id;
        _journey.SignIn(sato.Id, Role.Leader);
        await _journey.Send(Work(account.Id) with { Minutes = 60, GoalId = goal, Proactive = true });
        await _journey.Send(Work(account.Id) with { Minutes = 30, Proactive = false });
        await _journey.Send(
            Work(account.Id) with
            {
                On = new(2026, 10, 5),
                Minutes = 30,
                SignalKind = "ticket",
                SignalOn = new(2026, 10, 2),
            }
        );

        var figures = (await _journey.Send(new GetActivityFigures(new(2026, 10), new(2026, 11)))).Value;

        figures.Total.ShouldBe(new ActivityFigure(120, 60, 0.5m, 2, 1, 0.5m, 1, 3m));
        figures
            .People.Select(row => (row.Month, row.PersonId, row.Figure.Minutes))
            .ShouldBe([(new Month(2026, 10), sato.Id, 30), (new Month(2026, 11), sato.Id, 90)]);
        figures.People[0].Figure.ReactiveShare.ShouldBeNull();
        figures
            .Roles.Select(row => (row.Month, row.Role))
            .ShouldBe(
                [
                    (new Month(2026, 10), Role.Csm),
                    (new Month(2026, 10), Role.Leader),
                    (new Month(2026, 11), Role.Csm),
                    (new Month(2026, 11), Role.Leader),
                ],
                ignoreOrder: true
            );
        (await _journey.Send(new GetActivityFigures(new(2026, 11), new(2026, 10)))).Error!.Code.ShouldBe(
            "journey.activity.period"
        );
    }

    [Fact]
    public async Task What_was_recorded_later_was_not_known_on_the_day()
    {
        var account = await _journey.Open("C-1");
        await _journey.Send(Work(account.Id) with { Minutes = 60 });
        _journey.Time.NoonOf(new(2026, 12, 5));
        await _journey.Send(Work(account.Id) with { Minutes = 30 });

        (await Minutes(knownOn: null)).ShouldBe(60);
        (await Minutes(knownOn: new(2026, 12, 5))).ShouldBe(90);

        async Task<long> Minutes(DateOnly? knownOn) =>
            (await _journey.Send(new ActivityTimesBetween(new(2026, 11, 1), new(2026, 11, 30), knownOn))).Sum(time =>
                time.Minutes
            );
    }

    private static RecordActivity Work(Guid? account) =>
        new(new(2026, 11, 18), ActivityKind.Training, "配車表の作り方を教えた", 90, account, With: ["田中"]);

    private async Task<IReadOnlyList<ShownActivity>> List() =>
        (await _journey.Send(new ListActivities(ListAsk.Plain))).Value.Items;
}
