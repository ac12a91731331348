using CsMonolith.Kernel;
using CsMonolith.Platform.Permissions;
using CsMonolith.Platform.Tests.Shop;
using MediatR;
using Microsoft.Extensions.DependencyInjection;

namespace CsMonolith.Platform.Tests.Permissions;

public sealed class SecondPersonTests
{
    private static readonly Guid Me = Guid.CreateVersion7();
    private static readonly KnownPerson Self = new(Me, "大野 恵", [Role.CsOps], IsDemo: false);
    private static readonly KnownPerson Leader = new(Guid.CreateVersion7(), "村上 里奈", [Role.Leader], IsDemo: false);
    private static readonly KnownPerson Csm = new(Guid.CreateVersion7(), "佐藤 美咲", [Role.Csm], IsDemo: false);

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task Whoever_else_holds_the_right_must_say_yes_whatever_the_rule(bool isRelaxed)
    {
        var (second, alone) = await Ask(isRelaxed, Self, Leader, Csm);

        second.Needed.ShouldBeTrue();
        second.Others.ShouldBe(["村上 里奈"]);
        alone.ShouldBeNull();
    }

    [Theory]
    [InlineData(false, null)]
    [InlineData(true, "csOps")]
    public async Task Where_nobody_else_holds_the_right_the_recorded_rule_decides(bool isRelaxed, string? noted)
    {
        var (second, alone) = await Ask(isRelaxed, Self, Csm);

        (second.Needed, alone).ShouldBe((!isRelaxed, noted));
        second.Others.ShouldBeEmpty();
    }

    // The rule is asked for a role of trust that holds the right, and for no other.
    private static async Task<(SecondPerson Second, string? Alone)> Ask(bool isRelaxed, params KnownPerson[] people)
    {
        using var shop = new ShopAlone();
        shop.Answers<WhoMaySignIn, IReadOnlyList<KnownPerson>>(_ => people);
        shop.Answers<MayActAlone, bool>(ask => ask.Role != Role.CsOps || (isRelaxed && ask.PersonId == Me));
        shop.SignIn(Me, Role.CsOps);
        var table = PermissionTable.Parse("operation, resource, anyone, csm, leader, cs-ops\nApprove, x, -, -, *, *\n");
        return await shop.InScope(async services =>
        {
            var context = services.GetRequiredService<RequestContext>();
            var policy = new SecondPersonByRule(context, table, services.GetRequiredService<IMediator>());
            return (await policy.For("Approve", CancellationToken.None), context.ActedAloneAs);
        });
    }
}
