using CsMonolith.Access.SavedViews;
using CsMonolith.Kernel;
using CsMonolith.Platform.Lists;
using CsMonolith.Platform.Requests;
using CsMonolith.Platform.Tests.Shop;

namespace CsMonolith.Access.Tests.SavedViews;

public sealed class SavedViewTests : IDisposable
{
    private static readonly Guid Sato = Guid.CreateVersion7();
    private static readonly Guid Tanaka = Guid.CreateVersion7();
    private static readonly CreateSavedView Risky = new("高リスク", "portfolio", "filter[band][eq]=high&sort=name");

    private readonly ShopAlone _shop = new();

    public SavedViewTests() => _shop.SignIn(Sato, Role.CsOps);

    public void Dispose() => _shop.Dispose();

    [Fact]
    public async Task A_view_is_ones_own_until_it_is_shared_and_then_everybody_opens_it()
    {
        var view = (await _shop.Send(Risky)).Value;
        var shared = (await _shop.Send(Risky with { Name = "共有", IsShared = true })).Value;

        _shop.SignIn(Tanaka, Role.Csm);
        var (listed, hidden) = (await Listed(), await _shop.Send(new GetSavedView(view.Id)));

        listed.ShouldHaveSingleItem().ShouldBe(shared with { IsOwn = false });
        hidden.Error!.Code.ShouldBe("saved-view.not-found");
        (await _shop.Send(new GetSavedView(shared.Id))).Value.Address.ShouldBe("filter[band][eq]=high&sort=name");
        _shop.SignIn(Sato, Role.CsOps);
        (await Listed()).Select(one => one.Name).ShouldBe(["高リスク", "共有"], ignoreOrder: true);
    }

    [Fact]
    public async Task Only_its_owner_changes_or_deletes_a_view_and_only_the_version_that_was_read()
    {
        var view = (await _shop.Send(Risky with { IsShared = true })).Value;
        var rename = new SavedViewChanges { Name = Optional.Of<string?>("要注意") };
        _shop.SignIn(Tanaka, Role.Csm);
        (await _shop.Send(new ChangeSavedView(view.Id, rename, new IfMatch(view.Version)))).Error!.Code.ShouldBe(
            "access.saved-view.not-yours"
        );
        (await _shop.Send(new DeleteSavedView(view.Id, new IfMatch(view.Version)))).Error!.Kind.ShouldBe(
            ErrorKind.Forbidden
        );

        _shop.SignIn(Sato, Role.CsOps);
        var changed = (await _shop.Send(new ChangeSavedView(view.Id, rename, new IfMatch(view.Version)))).Value;
        var stale = await _shop.Send(new ChangeSavedView(view.Id, rename, new IfMatch(view.Version)));
        var blind = await _shop.Send(new DeleteSavedView(view.Id, new IfMatch((long?)null)));
        await _shop.Send(new DeleteSavedView(view.Id, new IfMatch(changed.Version)));

        (changed.Name, changed.Address, changed.IsShared).ShouldBe(("要注意", view.Address, true));
        stale.Error!.Kind.ShouldBe(ErrorKind.Stale);
        blind.Error!.Kind.ShouldBe(ErrorKind.PreconditionRequired);
        (await Listed()).ShouldBeEmpty();
    }

    [Fact]
    public async Task What_is_no_name_screen_or_query_is_refused_by_its_field()
    {
        (CreateSavedView View, string Field)[] cases =
        [
            (Risky with { Name = "" }, "/name"),
            (Risky with { Name = new string('あ', 101) }, "/name"),
            (Risky with { Screen = "../x" }, "/screen"),
            (Risky with { Address = "?a=b" }, "/address"),
            (Risky with { Address = "a=b#c" }, "/address"),
            (Risky with { Address = "a=b\u0007" }, "/address"),
            (Risky with { Address = new string('a', 2001) }, "/address"),
        ];
        foreach (var (view, field) in cases)
        {
            (await _shop.Send(view)).Error!.Fields.ShouldContain(fault => fault.Pointer == field, field);
        }

        (await _shop.Send(Risky with { Address = "" })).Error.ShouldBeNull();
    }

    [Fact]
    public async Task A_person_has_at_most_two_hundred()
    {
        for (var i = 0; i < SavedView.MostOfAPerson; i++)
        {
            (await _shop.Send(Risky with { Name = $"{i}" })).Error.ShouldBeNull();
        }

        (await _shop.Send(Risky)).Error!.Code.ShouldBe("access.saved-view.too-many");
        _shop.SignIn(Tanaka, Role.Csm);
        (await _shop.Send(Risky)).Error.ShouldBeNull();
    }

    private async Task<IReadOnlyList<SavedViewRow>> Listed() =>
        (await _shop.Send(new ListSavedViews(ListAsk.Plain))).Value.Items;
}
