using CsMonolith.Journey.People;
using CsMonolith.Platform;

namespace CsMonolith.Journey.Tests.People;

public sealed class PeopleTests : IDisposable
{
    private readonly JourneyAlone _journey = new();

    public void Dispose() => _journey.Dispose();

    [Fact]
    public async Task The_first_person_of_an_empty_installation_sets_everything_up()
    {
        var first = await _journey.Send(new OpenFirstAdmin("管理 花子"));

        first!.Roles.ShouldBe([Role.Admin, Role.CsOps]);
        (await _journey.Send(new OpenFirstAdmin("二人目"))).ShouldBeNull();
        (await _journey.Send(new WhoMaySignIn())).ShouldHaveSingleItem().Name.ShouldBe("管理 花子");
    }

    [Fact]
    public async Task Somebody_is_known_until_they_leave()
    {
        var sato = await _journey.Hire("sato");
        (await _journey.Send(new WhoIs(sato.Id)))!.Name.ShouldBe("sato");

        _journey.SignIn(null, Role.Admin);
        await _journey.Send(
            new ChangePerson(
                sato.Id,
                new PersonChanges { LeftOn = Given.Of<DateOnly?>(JourneyAlone.Today) },
                new IfMatch(1)
            )
        );

        (await _journey.Send(new WhoIs(sato.Id))).ShouldBeNull();
        (await _journey.Send(new WhoMaySignIn())).ShouldBeEmpty();
    }

    [Fact]
    public async Task An_address_belongs_to_one_person_whatever_its_spelling()
    {
        _journey.SignIn(null, Role.Admin);
        await _journey.Send(new CreatePerson("佐藤", "Sato@example.co.jp", [Role.Csm]));

        var twin = await _journey.Send(new CreatePerson("佐藤", "sato@EXAMPLE.co.jp", [Role.Csm]));

        twin.Error!.Code.ShouldBe("journey.person.email-taken");
    }

    [Fact]
    public async Task A_person_without_roles_or_with_a_broken_address_is_refused()
    {
        _journey.SignIn(null, Role.Admin);

        var refused = await _journey.Send(new CreatePerson("佐藤", "nowhere", []));

        refused.Error!.Fields.Select(fault => fault.Pointer).ShouldBe(["/email", "/roles"], ignoreOrder: true);
    }

    [Fact]
    public async Task Nobody_changes_their_own_roles()
    {
        var admin = await _journey.Hire("admin", Role.Admin);
        _journey.SignIn(admin.Id, Role.Admin);

        var changed = await _journey.Send(
            new ChangePerson(
                admin.Id,
                new PersonChanges { Roles = Given.Of<IReadOnlyList<Role>>([Role.Admin, Role.Finance]) },
                new IfMatch(1)
            )
        );

        changed.Error!.Code.ShouldBe("journey.person.own-roles");
    }

    [Fact]
    public async Task A_change_needs_the_version_that_was_read()
    {
        var sato = await _journey.Hire("sato");
        _journey.SignIn(null, Role.Admin);
        var changes = new PersonChanges { Roles = Given.Of<IReadOnlyList<Role>>([Role.Leader]) };

        (await _journey.Send(new ChangePerson(sato.Id, changes, new IfMatch((long?)null)))).Error.ShouldBe(
            PlatformErrors.IfMatchMissing
        );
        (await _journey.Send(new ChangePerson(sato.Id, changes, new IfMatch(7)))).Error!.Code.ShouldBe(
            "platform.stale"
        );
        var changed = (await _journey.Send(new ChangePerson(sato.Id, changes, new IfMatch(1)))).Value;

        (changed.Version, changed.Roles.ShouldHaveSingleItem()).ShouldBe((2, Role.Leader));
    }

    [Fact]
    public async Task A_customer_success_manager_hires_nobody()
    {
        _journey.SignIn(null, Role.Csm);

        (await _journey.Send(new CreatePerson("友人", "friend@example.co.jp", [Role.Admin]))).Error!.Code.ShouldBe(
            "platform.not-allowed"
        );
    }

    [Fact]
    public async Task People_are_listed_by_name()
    {
        await _journey.Hire("suzuki");
        await _journey.Hire("sato");

        (await _journey.Send(new ListPeople(ListAsk.Plain)))
            .Value.Items.Select(person => person.Name)
            .ShouldBe(["sato", "suzuki"]);
    }

    [Fact]
    public async Task A_team_has_the_members_of_the_day()
    {
        var (leader, now, past) = (
            await _journey.Hire("leader", Role.Leader),
            await _journey.Hire("now"),
            await _journey.Hire("past")
        );
        var team = (await _journey.Send(new CreateTeam("東", leader.Id))).Value;

        var staffed = await _journey.Send(
            new SetTeamMembers(
                team.Id,
                new TeamRoster([
                    new TeamMember(now.Id, new(2026, 4, 1)),
                    new TeamMember(past.Id, new(2025, 4, 1), new(2026, 3, 31)),
                ]),
                new IfMatch(team.Version)
            )
        );

        staffed.Value.Version.ShouldBe(2);
        (await _journey.Send(new TeamMembers(team.Id))).ShouldBe([now.Id]);
        (await _journey.Send(new TeamMembers(null))).ShouldBe([now.Id, past.Id], ignoreOrder: true);
        (await _journey.Send(new ListTeams(ListAsk.Plain)))
            .Value.Items.ShouldHaveSingleItem()
            .Members.Count.ShouldBe(2);
    }

    [Fact]
    public async Task A_membership_does_not_end_before_it_begins()
    {
        var sato = await _journey.Hire("sato");

        var formed = await _journey.Send(
            new CreateTeam("東", sato.Id, [new TeamMember(sato.Id, new(2026, 4, 1), new(2026, 3, 1))])
        );

        formed.Error!.Code.ShouldBe("journey.team.period-backwards");
    }

    [Fact]
    public async Task Somebody_unknown_does_not_join_a_team()
    {
        var sato = await _journey.Hire("sato");
        var team = (await _journey.Send(new CreateTeam("東", sato.Id))).Value;

        var staffed = await _journey.Send(
            new SetTeamMembers(
                team.Id,
                new TeamRoster([new TeamMember(Guid.NewGuid(), new(2026, 4, 1))]),
                new IfMatch(team.Version)
            )
        );

        staffed.Error!.Fields.ShouldHaveSingleItem().Pointer.ShouldBe("/members/0/personId");
    }

    [Fact]
    public async Task Names_are_told_of_those_who_are_known()
    {
        var sato = await _journey.Hire("sato");

        var names = await _journey.Send(new PeopleNames([sato.Id, Guid.NewGuid()]));

        names.ShouldBe(new Dictionary<Guid, string> { [sato.Id] = "sato" });
    }
}
