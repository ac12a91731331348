using System.Globalization;
using CsMonolith.Access.Permissions;
using CsMonolith.Kernel;
using CsMonolith.Platform.Permissions;
using CsMonolith.Platform.Tests.Shop;

namespace CsMonolith.Access.Tests.Permissions;

public sealed class ExplainPermissionTests : IDisposable
{
    private static readonly Guid Mine = Guid.CreateVersion7();
    private static readonly Guid Somebody = Guid.CreateVersion7();
    private readonly ShopAlone _shop = new();

    public ExplainPermissionTests()
    {
        _shop.Answers<AccountsInScope, AccountScope>(ask => new AccountScope(All: false, new HashSet<Guid> { Mine }));
        _shop.SignIn(Somebody, Role.Csm);
    }

    public void Dispose() => _shop.Dispose();

    [Fact]
    public async Task The_rule_is_named_with_what_would_widen_it()
    {
        var explained = (
            await _shop.Send(new ExplainPermission("ListCustomers", "accounts", Guid.CreateVersion7()))
        ).Value;

        explained.Reach.ShouldBe(PermissionScope.Own);
        explained.WithinReach.ShouldBe(false);
        explained.Why.ShouldBe(
            "As CSM you reach with ListCustomers: the accounts that one owns today. There is no such account among them."
        );
        explained.Widen.ShouldContain("Ask a leader to hand the account over to you");
        explained.FurtherRoles.ShouldContain(new RoleScope(Role.CsOps, PermissionScope.All));
    }

    [Fact]
    public async Task An_account_within_reach_is_said_to_be() =>
        (await _shop.Send(new ExplainPermission("ListCustomers", "accounts", Mine))).Value.WithinReach.ShouldBe(true);

    [Fact]
    public async Task A_role_that_may_not_is_told_who_may()
    {
        var explained = (await _shop.Send(new ExplainPermission("OpenCustomer", null, null))).Value;

        (explained.Reach, explained.Why).ShouldBe(
            (PermissionScope.None, "None of your roles (CSM) may use OpenCustomer.")
        );
        explained.FurtherRoles.Select(role => role.Role).ShouldBe([Role.CsOps, Role.IntegrationKey]);
    }

    [Fact]
    public async Task The_answer_is_in_the_readers_language()
    {
        CultureInfo.CurrentUICulture = CultureInfo.GetCultureInfo("ja");

        (await _shop.Send(new ExplainPermission("ListCustomers", "accounts", Mine))).Value.Why.ShouldContain(
            "この顧客はその範囲に含まれます"
        );
    }

    [Theory]
    [InlineData("DropEverything", null)]
    [InlineData("ListCustomers", "people")]
    public async Task What_the_table_does_not_know_is_refused(string operation, string? resource) =>
        (await _shop.Send(new ExplainPermission(operation, resource, null))).Error!.Kind.ShouldBe(ErrorKind.Invalid);

    [Fact]
    public async Task The_list_tells_the_whole_table_or_ones_own_part_of_it()
    {
        var all = (await _shop.Send(new ListPermissions(Mine: false))).Value;
        var mine = (await _shop.Send(new ListPermissions(Mine: true))).Value;

        all.Items.ShouldContain(row => row.Operation == "OpenCustomer" && row.Yours == PermissionScope.None);
        mine.Items.ShouldAllBe(row => row.Yours != PermissionScope.None);
        mine.Items.Count.ShouldBeLessThan(all.Items.Count);
        all.Meanings.Single(meaning => meaning.Reach == PermissionScope.Team).Sign.ShouldBe("t");
    }
}
