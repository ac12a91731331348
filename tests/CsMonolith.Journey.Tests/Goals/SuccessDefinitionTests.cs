using CsMonolith.Journey.Accounts;
using CsMonolith.Journey.Goals;
using CsMonolith.Journey.People;
using CsMonolith.Platform;

namespace CsMonolith.Journey.Tests.Goals;

public sealed class SuccessDefinitionTests : IDisposable
{
    private readonly JourneyAlone _journey = new();

    public void Dispose() => _journey.Dispose();

    [Fact]
    public async Task A_change_of_course_is_a_new_version_and_the_old_one_stays()
    {
        var (sato, account) = (await _journey.Hire("sato"), await _journey.Open("C-1"));
        await _journey.DefineSuccess(account.Id, sato.Id);

        var second = await _journey.Send(new DefineSuccess(account.Id, Agreed(sato.Id) with { Target = 5 }));

        second.Value.Number.ShouldBe(2);
        (await _journey.Send(new ListSuccessDefinitions(account.Id, ListAsk.Plain)))
            .Value.Items.Select(one => (one.Number, one.Target))
            .ShouldBe([(2, 5.0), (1, 10.0)]);
    }

    [Fact]
    public async Task A_partner_names_themselves_or_the_owner_and_learns_of_nobody_else()
    {
        var partner = Guid.CreateVersion7();
        var helper = Person.Hire("helper", "helper@partner.example", [Role.PartnerCsm], isDemo: false, partner);
        await _journey.Hold(helper);
        var (owner, stranger, account) = (
            await _journey.Hire("owner"),
            await _journey.Hire("stranger"),
            await _journey.Open("C-1", partnerId: partner)
        );
        await _journey.Own(account.Id, owner);
        _journey.SignIn(helper.Id, Role.PartnerCsm);

        await _journey.DefineSuccess(account.Id, helper.Id);
        await _journey.DefineSuccess(account.Id, owner.Id);
        (await _journey.Send(new DefineSuccess(account.Id, Agreed(stranger.Id)))).Error!.Code.ShouldBe(
            "journey.person.unknown"
        );
    }

    [Fact]
    public async Task Accounts_without_a_success_definition_are_listed()
    {
        var (sato, with, without) = (
            await _journey.Hire("sato"),
            await _journey.Open("C-1"),
            await _journey.Open("C-2")
        );
        await _journey.DefineSuccess(with.Id, sato.Id);

        (await _journey.Send(new ListAccountsWithoutSuccessDefinition(ListAsk.Plain)))
            .Value.Items.ShouldHaveSingleItem()
            .AccountId.ShouldBe(without.Id);
    }

    [Fact]
    public async Task A_success_definition_is_due_after_it_is_agreed_and_has_owners_on_both_sides()
    {
        var (sato, account) = (await _journey.Hire("sato"), await _journey.Open("C-1"));

        var refused = await _journey.Send(
            new DefineSuccess(account.Id, Agreed(sato.Id) with { DueOn = new(2026, 10, 1), TheirOwner = "" })
        );

        refused.Error!.Fields.Select(fault => fault.Pointer).ShouldBe(["/dueOn", "/theirOwner"], ignoreOrder: true);
        (await _journey.Send(new DefineSuccess(account.Id, Agreed(Guid.NewGuid())))).Error!.Code.ShouldBe(
            "journey.person.unknown"
        );
        (
            await _journey.Send(new DefineSuccess(account.Id, Agreed(sato.Id) with { AgreedOn = new(2026, 11, 21) }))
        ).Error!.Code.ShouldBe("journey.day.not-yet");
        var large = await _journey.Send(
            new DefineSuccess(account.Id, Agreed(sato.Id) with { Baseline = -1.1e15, Target = 1e300 })
        );
        large.Error!.Fields.Select(fault => fault.Pointer).ShouldBe(["/baseline", "/target"], ignoreOrder: true);
        large.Error.Fields[0].Ja.ShouldContain("値が大きすぎます");
    }

    [Fact]
    public async Task Success_definitions_of_accounts_out_of_sight_are_not_found_and_not_listed()
    {
        var (sato, account) = (await _journey.Hire("sato"), await _journey.Open("C-1"));
        _journey.SignIn(sato.Id, Role.Csm);

        (await _journey.Send(new ListSuccessDefinitions(account.Id, ListAsk.Plain))).Error.ShouldBe(
            PlatformErrors.NotFound("account", account.Id)
        );
        (await _journey.Send(new DefineSuccess(account.Id, Agreed(sato.Id)))).Error.ShouldBe(
            PlatformErrors.NotFound("account", account.Id)
        );
        (await _journey.Send(new ListAccountsWithoutSuccessDefinition(ListAsk.Plain))).Value.Items.ShouldBeEmpty();
    }

    private static AgreedSuccess Agreed(Guid owner) =>
        new("残業をなくす", "残業時間", 32, 10, new(2027, 3, 31), owner, "田中", new(2026, 11, 1));
}
