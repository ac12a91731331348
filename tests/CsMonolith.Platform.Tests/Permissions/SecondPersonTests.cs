using CsMonolith.Kernel;
using CsMonolith.Platform.Permissions;
using CsMonolith.Platform.Tests.Shop;
using MediatR;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;

namespace CsMonolith.Platform.Tests.Permissions;

public sealed class SecondPersonTests
{
    private static readonly Guid Me = Guid.CreateVersion7();
    private static readonly KnownPerson Self = new(Me, "大野 恵", [Role.CsOps], IsDemo: false);
    private static readonly KnownPerson Leader = new(Guid.CreateVersion7(), "村上 里奈", [Role.Leader], IsDemo: false);
    private static readonly KnownPerson Csm = new(Guid.CreateVersion7(), "佐藤 美咲", [Role.Csm], IsDemo: false);

    [Theory]
    [InlineData(null)]
    [InlineData("true")]
    public async Task Whoever_else_holds_the_right_must_say_yes_whatever_the_setting(string? onePerson)
    {
        var second = await Ask(onePerson, Self, Leader, Csm);

        second.Needed.ShouldBeTrue();
        second.Others.ShouldBe(["村上 里奈"]);
    }

    [Theory]
    [InlineData(null, true)]
    [InlineData("true", false)]
    public async Task Where_nobody_else_holds_the_right_the_setting_decides(string? onePerson, bool needed)
    {
        var second = await Ask(onePerson, Self, Csm);

        second.Needed.ShouldBe(needed);
        second.Others.ShouldBeEmpty();
    }

    private static async Task<SecondPerson> Ask(string? onePerson, params KnownPerson[] people)
    {
        using var shop = new ShopAlone();
        shop.Answers<WhoMaySignIn, IReadOnlyList<KnownPerson>>(_ => people);
        shop.SignIn(Me, Role.CsOps);
        var configuration = new ConfigurationBuilder()
            .AddInMemoryCollection(new Dictionary<string, string?> { ["Approvals:OnePerson"] = onePerson })
            .Build();
        var table = PermissionTable.Parse("operation, resource, anyone, csm, leader, cs-ops\nApprove, x, -, -, *, *\n");
        return await shop.InScope(services =>
            new SecondPersonSetting(
                configuration,
                services.GetRequiredService<RequestContext>(),
                table,
                services.GetRequiredService<IMediator>()
            ).For("Approve", CancellationToken.None)
        );
    }
}
