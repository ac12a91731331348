using CsMonolith.Journey.People;
using CsMonolith.Journey.Roles.Chain;
using CsMonolith.Journey.Timeline;

namespace CsMonolith.Journey.Tests.Roles;

public sealed class RoleChainTests : IDisposable
{
    private static readonly DateOnly Today = JourneyAlone.Today;
    private readonly JourneyAlone _journey = new();

    public void Dispose() => _journey.Dispose();

    [Fact]
    public async Task The_chain_holds_who_sold_who_delivers_and_the_owner_as_csm()
    {
        var (account, seller, csm) = (await Open(), await _journey.Hire("seller"), await _journey.Hire("csm"));
        await _journey.Own(account, csm, Today.AddDays(-30));

        var chain = (await Assign(account, ServiceRole.AccountExecutive, seller, Today.AddDays(-90))).Value;

        chain
            .Roles.Select(one => (one.Role, one.PersonName, one.BeforeSale, one.Holds))
            .ShouldBe([(ServiceRole.AccountExecutive, "seller", true, true), (ServiceRole.Csm, "csm", false, true)]);
        chain.Vacant.ShouldBe([ServiceRole.EngagementManager, ServiceRole.TechnicalCs]);
        (await _journey.Send(new RolesHeldOn([account], Today)))
            .Select(one => (one.Role, one.PersonId))
            .ShouldBe([(ServiceRole.AccountExecutive, seller.Id), (ServiceRole.Csm, csm.Id)]);
        (await _journey.Send(new RolesHeldOn([account], Today.AddDays(-60))))
            .ShouldHaveSingleItem()
            .PersonId.ShouldBe(seller.Id);
        (await _journey.Send(new ListTimeline(account, ListAsk.Plain))).Value.Items.ShouldContain(line =>
            line.Kind == RoleChain.AssignedLine
        );
    }

    [Fact]
    public async Task One_person_at_a_time_has_an_exclusive_role_and_several_are_specialists()
    {
        var (account, one, other) = (await Open(), await _journey.Hire("one"), await _journey.Hire("other"));
        await Assign(account, ServiceRole.TechnicalCs, one, Today.AddDays(-10), Today.AddDays(10));

        (await Code(account, ServiceRole.TechnicalCs, other, Today.AddDays(10))).ShouldBe(
            "journey.role-chain.overlaps"
        );
        (await Code(account, ServiceRole.TechnicalCs, other, Today.AddDays(-20), Today.AddDays(-10))).ShouldBe(
            "journey.role-chain.overlaps"
        );
        (await Code(account, ServiceRole.TechnicalCs, other, Today.AddDays(11))).ShouldBeNull();
        (await Code(account, ServiceRole.Specialist, one, Today, topic: "api")).ShouldBeNull();
        (await Code(account, ServiceRole.Specialist, other, Today, topic: "api")).ShouldBeNull();
        (await Code(account, ServiceRole.Specialist, one, Today, topic: "api")).ShouldBe("journey.role-chain.twice");
        (await Code(account, ServiceRole.Specialist, one, Today)).ShouldBe("journey.role-chain.topic");
        (await Code(account, ServiceRole.Trainer, one, Today, topic: "api")).ShouldBe("journey.role-chain.topic");
        (await Code(account, ServiceRole.Csm, one, Today)).ShouldBe("journey.role-chain.csm-is-owner");
        (await Code(account, ServiceRole.Trainer, one, Today, Today.AddDays(-1))).ShouldBe(
            "journey.role-chain.end-before-start"
        );
        (await _journey.Send(Asked(Guid.CreateVersion7()))).Error!.Code.ShouldBe("journey.person.unknown");

        AssignRole Asked(Guid person) => new(account, new NextRole(ServiceRole.Trainer, person, Today));
    }

    [Fact]
    public async Task A_handover_leaves_no_day_without_anybody_and_none_with_two()
    {
        var (account, one, other) = (await Open(), await _journey.Hire("one"), await _journey.Hire("other"));
        var id = (await Assign(account, ServiceRole.AccountExecutive, one, Today.AddDays(-10)))
            .Value
            .Roles[0]
            .Id!
            .Value;

        (await Hand(one, Today)).Error!.Code.ShouldBe("journey.role-chain.same-person");
        var early = (await Hand(other, Today.AddDays(-10))).Error!;
        (early.Code, early.Fields[0].Pointer).ShouldBe(("journey.role-chain.end-before-start", "/on"));
        early.Ja.ShouldContain("引き継ぎ日 2026-11-10 が役割の開始日 2026-11-10 より後ではありません");
        var chain = (await Hand(other, Today)).Value;

        chain
            .Roles.Select(role => (role.PersonName, role.From, role.Until))
            .ShouldBe([("other", Today, null), ("one", Today.AddDays(-10), Today.AddDays(-1))]);
        (await Hand(other, Today)).Error!.Code.ShouldBe("journey.role-chain.ended");
        (await At(Today.AddDays(-1))).ShouldBe(one.Id);
        (await At(Today)).ShouldBe(other.Id);

        Task<Result<AccountRoles>> Hand(Person to, DateOnly on) =>
            _journey.Send(new HandOverRole(account, id, new RoleHandover(to.Id, on)));

        async Task<Guid> At(DateOnly day) =>
            (await _journey.Send(new RolesHeldOn([account], day))).ShouldHaveSingleItem().PersonId;
    }

    [Fact]
    public async Task Somebody_who_has_left_is_flagged_and_their_role_is_vacant()
    {
        var (account, one) = (await Open(), await _journey.Hire("one"));
        await Assign(account, ServiceRole.EngagementManager, one, Today.AddDays(-10));
        await _journey.InStore(async db =>
        {
            var person = (await db.Set<Person>().FindAsync(one.Id))!;
            person.Change(person.Roles, Today, person.PartnerId);
            await db.Transact(() => Task.CompletedTask, CancellationToken.None);
            return 0;
        });

        var chain = (await _journey.Send(new GetAccountRoles(account, AsOf: null))).Value;

        chain.Roles.ShouldHaveSingleItem().HasLeft.ShouldBeTrue();
        chain.Vacant.ShouldContain(ServiceRole.EngagementManager);
        (await _journey.Send(new GetAccountRoles(account, Today.AddDays(-1)))).Value.Vacant.ShouldNotContain(
            ServiceRole.EngagementManager
        );
        (await _journey.Send(new ListRoles(ListAsk.Plain))).Value.Items.ShouldHaveSingleItem().HasLeft.ShouldBeTrue();
    }

    [Fact]
    public async Task A_role_ends_once_and_not_before_it_began()
    {
        var (account, one) = (await Open(), await _journey.Hire("one"));
        var id = (await Assign(account, ServiceRole.Trainer, one, Today)).Value.Roles[0].Id!.Value;

        (await End(id, Today.AddDays(-1))).ShouldBe("journey.role-chain.end-before-start");
        (await End(Guid.CreateVersion7(), Today)).ShouldBe("role-assignment.not-found");
        (await End(id, Today)).ShouldBeNull();
        (await End(id, Today)).ShouldBe("journey.role-chain.ended");

        async Task<string?> End(Guid which, DateOnly last) =>
            (await _journey.Send(new EndRole(account, which, new RoleEnd(last)))).Error?.Code;
    }

    [Theory]
    [InlineData("0001-01-01")]
    [InlineData("1949-12-31")]
    [InlineData("2200-01-02")]
    [InlineData("9999-12-31")]
    public async Task A_day_that_no_role_can_have_is_refused_by_its_field(string text)
    {
        var (account, one, other) = (await Open(), await _journey.Hire("one"), await _journey.Hire("other"));
        var id = (await Assign(account, ServiceRole.Trainer, one, Today)).Value.Roles[0].Id!.Value;
        var day = DateOnly.ParseExact(text, "O", System.Globalization.CultureInfo.InvariantCulture);

        Pointer(await Assign(account, ServiceRole.Partner, one, day)).ShouldBe("/from");
        Pointer(await Assign(account, ServiceRole.Partner, one, Today, day)).ShouldBe("/until");
        Pointer(await _journey.Send(new EndRole(account, id, new RoleEnd(day)))).ShouldBe("/lastDay");
        Pointer(await _journey.Send(new HandOverRole(account, id, new RoleHandover(other.Id, day)))).ShouldBe("/on");

        static string Pointer(Result<AccountRoles> told) => told.Error!.Fields.ShouldHaveSingleItem().Pointer;
    }

    private async Task<Guid> Open() => (await _journey.Open("C-1")).Id;

    private Task<Result<AccountRoles>> Assign(
        Guid account,
        ServiceRole role,
        Person person,
        DateOnly from,
        DateOnly? until = null,
        string? topic = null
    ) => _journey.Send(new AssignRole(account, new NextRole(role, person.Id, from, until, topic)));

    private async Task<string?> Code(
        Guid account,
        ServiceRole role,
        Person person,
        DateOnly from,
        DateOnly? until = null,
        string? topic = null
    ) => (await Assign(account, role, person, from, until, topic)).Error?.Code;
}
