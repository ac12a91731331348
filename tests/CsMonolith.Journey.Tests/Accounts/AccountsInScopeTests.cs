using CsMonolith.Journey.People;

namespace CsMonolith.Journey.Tests.Accounts;

public sealed class AccountsInScopeTests : IDisposable
{
    private readonly JourneyAlone _journey = new();

    public void Dispose() => _journey.Dispose();

    [Fact]
    public async Task One_s_own_accounts_are_those_owned_today()
    {
        var (sato, suzuki) = (await _journey.Hire("sato"), await _journey.Hire("suzuki"));
        var (mine, theirs) = (await _journey.Open("C-1"), await _journey.Open("C-2"));
        await _journey.Own(mine.Id, sato);
        await _journey.Own(theirs.Id, suzuki);

        (await Scope(sato.Id, PermissionScope.Own)).ShouldBe([mine.Id]);
    }

    [Fact]
    public async Task A_transfer_counts_at_once()
    {
        var (sato, suzuki) = (await _journey.Hire("sato"), await _journey.Hire("suzuki"));
        var account = await _journey.Open("C-1");
        await _journey.Own(account.Id, sato, new(2026, 4, 1));
        (await Scope(sato.Id, PermissionScope.Own)).ShouldBe([account.Id]);

        await _journey.Own(account.Id, suzuki);

        (await Scope(sato.Id, PermissionScope.Own)).ShouldBeEmpty();
        (await Scope(suzuki.Id, PermissionScope.Own)).ShouldBe([account.Id]);
    }

    [Fact]
    public async Task A_planned_transfer_counts_from_its_day()
    {
        var (sato, suzuki) = (await _journey.Hire("sato"), await _journey.Hire("suzuki"));
        var account = await _journey.Open("C-1");
        await _journey.Own(account.Id, sato);
        await _journey.Own(account.Id, suzuki, new(2026, 12, 1));
        (await Scope(suzuki.Id, PermissionScope.Own)).ShouldBeEmpty();

        _journey.Time.NoonOf(new(2026, 12, 1));

        (await Scope(suzuki.Id, PermissionScope.Own)).ShouldBe([account.Id]);
        (await Scope(sato.Id, PermissionScope.Own)).ShouldBeEmpty();
    }

    [Fact]
    public async Task A_team_s_accounts_are_seen_by_its_leader_and_members()
    {
        var (leader, sato, suzuki, other) = (
            await _journey.Hire("leader", Role.Leader),
            await _journey.Hire("sato"),
            await _journey.Hire("suzuki"),
            await _journey.Hire("other")
        );
        await _journey.Send(
            new CreateTeam(
                "東",
                leader.Id,
                [new TeamMember(sato.Id, new(2026, 4, 1)), new TeamMember(suzuki.Id, new(2026, 4, 1))]
            )
        );
        var (one, two, three) = (await _journey.Open("C-1"), await _journey.Open("C-2"), await _journey.Open("C-3"));
        await _journey.Own(one.Id, sato);
        await _journey.Own(two.Id, suzuki);
        await _journey.Own(three.Id, other);

        (await Scope(leader.Id, PermissionScope.Team)).ShouldBe([one.Id, two.Id], ignoreOrder: true);
        (await Scope(sato.Id, PermissionScope.Team)).ShouldBe([one.Id, two.Id], ignoreOrder: true);
        (await Scope(other.Id, PermissionScope.Team)).ShouldBe([three.Id]);
    }

    [Fact]
    public async Task Joining_a_team_counts_at_once()
    {
        var (leader, sato) = (await _journey.Hire("leader", Role.Leader), await _journey.Hire("sato"));
        var team = (await _journey.Send(new CreateTeam("東", leader.Id))).Value;
        var account = await _journey.Open("C-1");
        await _journey.Own(account.Id, sato);
        (await Scope(leader.Id, PermissionScope.Team)).ShouldBeEmpty();

        await _journey.Send(
            new SetTeamMembers(
                team.Id,
                new TeamRoster([new TeamMember(sato.Id, JourneyAlone.Today)]),
                new IfMatch(team.Version)
            )
        );

        (await Scope(leader.Id, PermissionScope.Team)).ShouldBe([account.Id]);
    }

    [Fact]
    public async Task A_partner_s_people_see_the_partner_s_accounts_only()
    {
        var partner = Guid.NewGuid();
        var helper = Person.Hire("helper", "helper@partner.example", [Role.PartnerCsm], isDemo: false, partner);
        await _journey.Hold(helper);
        var account = await _journey.Open("C-1", partnerId: partner);
        await _journey.Open("C-2", partnerId: Guid.NewGuid());
        await _journey.Open("C-3");

        (await Scope(helper.Id, PermissionScope.Partner)).ShouldBe([account.Id]);
    }

    [Fact]
    public async Task The_scope_self_holds_no_account()
    {
        var sato = await _journey.Hire("sato");
        await _journey.Own((await _journey.Open("C-1")).Id, sato);

        (await Scope(sato.Id, PermissionScope.Self)).ShouldBeEmpty();
        (await Scope(null, PermissionScope.Own)).ShouldBeEmpty();
        (await _journey.Send(new AccountsInScope(sato.Id, PermissionScope.Masked))).All.ShouldBeTrue();
    }

    private async Task<IReadOnlySet<Guid>> Scope(Guid? person, PermissionScope scope) =>
        (await _journey.Send(new AccountsInScope(person, scope))).Accounts;
}
