using System.Reflection;
using CsMonolith.Access;
using CsMonolith.Kernel;
using CsMonolith.Operations;
using CsMonolith.Platform.Permissions;

namespace CsMonolith.Platform.Tests.Permissions;

public sealed class PermissionTableTests
{
    private static readonly Assembly Shop = typeof(Shop.ShopModule).Assembly;

    [Fact]
    public void The_parts_of_modules_are_one_table()
    {
        var table = PermissionTable.Of(typeof(AccessModule).Assembly, typeof(OperationsModule).Assembly);

        table.Find("StartSession")!.Anonymous.ShouldBeTrue();
        table.Find("GetJob")!.Resource.ShouldBe("jobs");
    }

    [Fact]
    public void Operations_without_a_row_are_found()
    {
        var access = typeof(AccessModule).Assembly;
        var table = PermissionTable.Of(access);

        table.Lacking(access).ShouldBeEmpty();
        table.Lacking(access, Shop).ShouldContain("OpenCustomer");
    }

    [Fact]
    public void A_module_that_is_joined_twice_is_refused() =>
        Should
            .Throw<FormatException>(() =>
                PermissionTable.Of(typeof(AccessModule).Assembly, typeof(AccessModule).Assembly)
            )
            .Message.ShouldContain("stands there twice");

    [Fact]
    public void A_row_for_an_operation_that_its_module_does_not_have_is_refused() =>
        Should
            .Throw<FormatException>(() => PermissionTable.Of(Shop))
            .Message.ShouldEndWith("there is no operation DropEverything.");

    [Fact]
    public void An_operation_without_a_row_is_nobodys() =>
        PermissionTable
            .Parse("operation, resource, anyone, csm")
            .ScopeOf(new Caller(null, "root", [Role.Admin, Role.CsOps]), "DropEverything")
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
