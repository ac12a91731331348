using CsMonolith.Journey.Roles.Charter;

namespace CsMonolith.Journey.Tests.Roles;

public sealed class RoleCharterTests : IDisposable
{
    private static readonly DateOnly Today = JourneyAlone.Today;
    private readonly JourneyAlone _journey = new();

    public void Dispose() => _journey.Dispose();

    [Fact]
    public async Task A_new_installation_has_a_charter_in_which_a_csm_advises_and_does_not_sell()
    {
        var charter = (await _journey.Send(new GetRoleCharter(AsOf: null))).Value;

        (charter.From, charter.Version).ShouldBe((null, 0));
        charter.Lines.Select(line => line.Role).ShouldBe(Enum.GetValues<ServiceRole>());
        charter.Lines.Single(line => line.Role == ServiceRole.Csm).Acts.ShouldBe([ServiceAct.Advise]);
    }

    [Fact]
    public async Task A_charter_is_in_force_from_its_day_and_leaves_the_days_before_as_they_were()
    {
        var changed = (await Set(Today.AddDays(10), Renewing(ServiceRole.Csm))).Value;

        changed.Version.ShouldBe(1);
        changed.History.ShouldHaveSingleItem().Why.ShouldBe("更新はCSMが担う。");
        (await Acts(Today.AddDays(9))).ShouldBe([ServiceAct.Advise]);
        (await Acts(Today.AddDays(10))).ShouldBe([ServiceAct.Renew, ServiceAct.Advise]);
        var asked = await _journey.Send(new RoleCharterOn(Today.AddDays(10)));
        asked.Single(line => line.Role == ServiceRole.Csm).Acts.ShouldBe([ServiceAct.Renew, ServiceAct.Advise]);
    }

    [Fact]
    public async Task Of_two_charters_from_one_day_the_later_one_counts()
    {
        await Set(Today, Renewing(ServiceRole.Csm));
        _journey.Time.NoonOf(Today.AddDays(1));
        await Set(Today.AddDays(1), RoleCharter.Usual, version: 1);

        (await Acts(Today)).ShouldBe([ServiceAct.Renew, ServiceAct.Advise]);
        (await Acts(Today.AddDays(1))).ShouldBe([ServiceAct.Advise]);
    }

    [Fact]
    public async Task No_charter_lies_in_the_past_forgets_a_role_or_leaves_an_act_to_nobody()
    {
        (await Code(Today.AddDays(-1), RoleCharter.Usual)).ShouldBe("journey.role-charter.past");
        (await Set(DateOnly.MaxValue, RoleCharter.Usual)).Error!.Fields[0].Pointer.ShouldBe("/from");
        (await Code(Today, [.. RoleCharter.Usual.Skip(1)])).ShouldBe("journey.role-charter.role-not-once");
        (await Code(Today, [.. RoleCharter.Usual, RoleCharter.Usual[0]])).ShouldBe(
            "journey.role-charter.role-not-once"
        );
        (
            await Code(
                Today,
                [.. RoleCharter.Usual.Select(line => line.Role == ServiceRole.Trainer ? line with { Acts = [] } : line)]
            )
        ).ShouldBeNull();
        (
            await Code(
                Today,
                [
                    .. RoleCharter.Usual.Select(line =>
                        line with
                        {
                            Acts = [.. line.Acts.Where(act => act != ServiceAct.Train)],
                        }
                    ),
                ],
                version: 1
            )
        ).ShouldBe("journey.role-charter.act-without-role");
        (await Code(Today, RoleCharter.Usual, version: 7)).ShouldBe("platform.stale");
    }

    private static IReadOnlyList<CharterLine> Renewing(ServiceRole role) =>
        [
            .. RoleCharter.Usual.Select(line =>
                line.Role == role ? line with { Acts = [ServiceAct.Advise, ServiceAct.Renew] } : line
            ),
        ];

    private async Task<Result<ShownCharter>> Set(DateOnly from, IReadOnlyList<CharterLine> lines, long version = 0) =>
        await _journey.Send(
            new SetRoleCharter(new CharterPlan(from, lines, "更新はCSMが担う。"), new IfMatch(version))
        );

    private async Task<string?> Code(DateOnly from, IReadOnlyList<CharterLine> lines, long version = 0) =>
        (await Set(from, lines, version)).Error?.Code;

    private async Task<IReadOnlyList<ServiceAct>> Acts(DateOnly day) =>
        (await _journey.Send(new GetRoleCharter(day))).Value.Lines.Single(line => line.Role == ServiceRole.Csm).Acts;
}
