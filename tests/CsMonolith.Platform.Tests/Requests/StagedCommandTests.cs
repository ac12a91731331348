using CsMonolith.Kernel;
using CsMonolith.Platform.Permissions;
using CsMonolith.Platform.Requests;
using CsMonolith.Platform.Tests.Shop;
using MediatR;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace CsMonolith.Platform.Tests.Requests;

public sealed class StagedCommandTests : IDisposable
{
    private readonly ShopAlone _shop = new();

    public void Dispose() => _shop.Dispose();

    [Fact]
    public async Task It_leaves_its_effect_and_one_audit_row_together()
    {
        (await _shop.Send(new AdmitCustomer("A1"))).Error.ShouldBeNull();

        (await Customers()).ShouldBe(["A1"]);
        (await Audit()).ShouldBe([nameof(AdmitCustomer)]);
    }

    [Fact]
    public async Task A_refusal_takes_back_what_was_saved()
    {
        (await _shop.Send(new AdmitCustomer("unlucky"))).Error!.Code.ShouldBe("shop.unlucky");

        (await Customers()).ShouldBeEmpty();
        (await Audit()).ShouldBeEmpty();
    }

    [Fact]
    public async Task A_repeat_under_the_same_key_gets_the_first_answer()
    {
        var first = await Send("k", new AdmitCustomer("A1"));

        (await Send("k", new AdmitCustomer("A1"))).Value.ShouldBe(first.Value);

        (await Customers()).ShouldBe(["A1"]);
        (await Audit()).Count.ShouldBe(1);
    }

    [Fact]
    public async Task A_twin_is_refused_and_not_a_fault()
    {
        await _shop.Send(new AdmitCustomer("A1"));

        (await _shop.Send(new AdmitCustomer("A1"))).Error.ShouldBe(PlatformErrors.Twin);
    }

    [Fact]
    public async Task It_needs_permission_like_every_order()
    {
        _shop.SignIn(Guid.CreateVersion7(), Role.Csm);

        (await _shop.Send(new AdmitCustomer("A1"))).Error!.Code.ShouldBe("platform.not-allowed");
    }

    [Fact]
    public Task One_that_succeeds_without_its_transaction_is_a_fault() =>
        Should.ThrowAsync<InvalidOperationException>(() => _shop.Send(new AdmitCustomer("A1", Forgets: true)));

    private Task<Result<Guid>> Send(string key, AdmitCustomer ask) =>
        _shop.InScope(services =>
        {
            services.GetRequiredService<IdempotencyHeader>().Read(key, required: false);
            return services.GetRequiredService<IMediator>().Send(ask);
        });

    private Task<List<string>> Customers() =>
        _shop.InStore(db => db.Customers.Select(customer => customer.ExternalId).ToListAsync());

    private Task<List<string>> Audit() =>
        _shop.InStore(db => db.Set<AuditRow>().Select(row => row.Operation).ToListAsync());
}
