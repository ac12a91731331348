using CsMonolith.Kernel;
using CsMonolith.Platform.Permissions;

namespace CsMonolith.Platform.Tests.Permissions;

public sealed class PermissionTableTests
{
    [Fact]
    public void Every_operation_of_the_platform_has_a_row()
    {
        var operations = typeof(PlatformModule)
            .Assembly.GetTypes()
            .Where(type =>
                type is { IsAbstract: false, IsInterface: false } && type.IsAssignableTo(typeof(IOperation))
            );

        operations.Where(type => PermissionTable.OfTheHouse.Find(type.Name) is null).ShouldBeEmpty();
    }

    [Fact]
    public void Operations_without_a_row_are_found()
    {
        PermissionTable.OfTheHouse.Lacking(typeof(PlatformModule).Assembly).ShouldBeEmpty();

        // The house's own table knows nothing of the shop.
        PermissionTable.OfTheHouse.Lacking(typeof(Shop.ShopModule).Assembly).ShouldContain("OpenCustomer");
    }

    [Fact]
    public void An_operation_without_a_row_is_nobodys() =>
        PermissionTable
            .OfTheHouse.ScopeOf(new Caller(null, "root", [Role.Admin, Role.CsOps]), "DropEverything")
            .ShouldBe(PermissionScope.None);

    [Fact]
    public void Of_several_roles_the_furthest_reach_counts()
    {
        var table = PermissionTable.Parse("operation, resource, anyone, csm, leader\nGetThing, things, -, o, t");

        table.ScopeOf(new Caller(null, "both", [Role.Csm, Role.Leader]), "GetThing").ShouldBe(PermissionScope.Team);
        table.ScopeOf(Caller.Anonymous, "GetThing").ShouldBe(PermissionScope.None);
    }

    [Fact]
    public void A_key_reaches_as_far_as_both_its_role_and_its_scopes_allow()
    {
        var table = PermissionTable.Parse(
            "operation, resource, anyone, csm, integration-key\nGetThing, things, -, *, *\nGetPay, pay, -, *, -\nGetJob, jobs, -, s, s"
        );
        var things = Caller.Machine(
            "till",
            new KeyGrant(Guid.Empty, "abcdefgh", new HashSet<string> { "things", "pay" })
        );
        var others = Caller.Machine("till", new KeyGrant(Guid.Empty, "abcdefgh", new HashSet<string> { "others" }));

        (table.ScopeOf(things, "GetThing"), table.ScopeOf(others, "GetThing")).ShouldBe(
            (PermissionScope.All, PermissionScope.None)
        );
        (table.ScopeOf(things, "GetPay"), table.ScopeOf(others, "GetJob")).ShouldBe(
            (PermissionScope.None, PermissionScope.Self)
        );
        (table.MissingScope(others, "GetThing"), table.MissingScope(things, "GetPay")).ShouldBe(("things", null));
        table.KeyScopes.ShouldBe(["things"]);
    }

    [Theory]
    [InlineData("GetThing, things, -")]
    [InlineData("GetThing, things, -, ?")]
    [InlineData("GetThing, things, -, o\nGetThing, things, -, o")]
    public void A_malformed_table_is_refused(string rows) =>
        Should.Throw<FormatException>(() => PermissionTable.Parse("operation, resource, anyone, csm\n" + rows));
}
