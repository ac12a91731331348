using CsMonolith.Kernel;
using CsMonolith.Platform.Permissions;
using CsMonolith.Platform.Requests;
using CsMonolith.Platform.Storage;
using CsMonolith.Platform.Tests.Shop;
using Microsoft.EntityFrameworkCore;

namespace CsMonolith.Platform.Tests.Requests;

public sealed class PipelineTests : IDisposable
{
    private readonly ShopAlone _shop = new();

    public void Dispose() => _shop.Dispose();

    [Fact]
    public async Task A_command_leaves_state_news_and_one_audit_row()
    {
        var id = (await _shop.Send(new OpenCustomer("A1", "Aozora"))).Value;

        await _shop.Send(new RenameCustomer(id, "Minato"));

        (await _shop.Published()).ShouldBe([nameof(CustomerRenamed)]);
        var audit = await Audit();
        audit.Select(row => row.Operation).ShouldBe([nameof(OpenCustomer), nameof(RenameCustomer)], ignoreOrder: true);
        audit.ShouldAllBe(row => row.PersonId == _shop.Caller.PersonId);
    }

    [Fact]
    public async Task A_refusal_takes_back_everything_even_what_was_saved()
    {
        var id = (await _shop.Send(new OpenCustomer("A1", "Aozora"))).Value;

        (await _shop.Send(new RenameCustomer(id, "unlucky"))).Error!.Code.ShouldBe("shop.unlucky");

        (await _shop.InStore(db => db.Customers.Select(customer => customer.Name).SingleAsync())).ShouldBe("Aozora");
        (await _shop.Published()).ShouldBeEmpty();
        (await Audit()).Count.ShouldBe(1);
    }

    [Fact]
    public async Task What_makes_no_sense_is_told_in_both_languages_with_pointers()
    {
        var refused = await _shop.Send(new RenameCustomer(Guid.NewGuid(), new string('x', 21), ["", "good"]));

        refused.Error!.Kind.ShouldBe(ErrorKind.Invalid);
        refused.Error.Fields.Select(field => field.Pointer).ShouldBe(["/name", "/reasons/0"]);
        refused.Error.Fields[0].En.ShouldContain("20 characters");
        refused.Error.Fields[0].Ja.ShouldContain("20");
        refused.Error.Fields[0].Ja.ShouldNotBe(refused.Error.Fields[0].En);
        (await Audit()).ShouldBeEmpty();
    }

    [Fact]
    public async Task A_stranger_is_asked_to_sign_in()
    {
        _shop.Caller = Caller.Anonymous;

        (await _shop.Send(new OpenCustomer("A1", "Aozora"))).Error!.Kind.ShouldBe(ErrorKind.Unauthenticated);
    }

    [Fact]
    public async Task A_role_without_the_right_is_refused()
    {
        _shop.SignIn(Guid.CreateVersion7(), Role.Csm);

        (await _shop.Send(new OpenCustomer("A1", "Aozora"))).Error!.Code.ShouldBe("platform.not-allowed");
    }

    [Fact]
    public async Task A_secret_is_not_audited()
    {
        await _shop.Send(new OpenCustomer("A1", "Aozora", Secret: "hush"));

        (await Audit())[0].Request.ShouldBe("""{"externalId":"A1","name":"Aozora"}""");
    }

    [Fact]
    public async Task Of_two_that_create_the_same_thing_the_second_is_refused()
    {
        await _shop.Send(new OpenCustomer("A1", "Aozora"));

        (await _shop.Send(new OpenCustomer("A1", "Minato"))).Error.ShouldBe(PlatformErrors.Twin);
    }

    [Fact]
    public async Task Parallel_writers_all_get_through()
    {
        var opened = await Task.WhenAll(
            Enumerable.Range(0, 40).Select(i => Task.Run(() => _shop.Send(new OpenCustomer($"A{i}", "Aozora"))))
        );

        opened.ShouldAllBe(one => one.Error == null);
        (await _shop.InStore(db => db.Customers.CountAsync())).ShouldBe(40);
        (await Audit()).Count.ShouldBe(40);
    }

    [Fact]
    public async Task Nothing_is_saved_outside_a_transaction() =>
        await Should.ThrowAsync<InvalidOperationException>(() =>
            _shop.InStore(db =>
            {
                db.Customers.Add(new Customer(Guid.CreateVersion7(), "A1", "Aozora"));
                return db.SaveChangesAsync();
            })
        );

    private Task<List<AuditRow>> Audit() => _shop.InStore(db => db.Set<AuditRow>().AsNoTracking().ToListAsync());
}
