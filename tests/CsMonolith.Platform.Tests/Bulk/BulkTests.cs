using System.Text;
using System.Text.Json;
using CsMonolith.Kernel;
using CsMonolith.Platform.Bulk;
using CsMonolith.Platform.Requests;
using CsMonolith.Platform.Storage;
using CsMonolith.Platform.Tests.Shop;
using MediatR;
using Microsoft.AspNetCore.Http;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace CsMonolith.Platform.Tests.Bulk;

public sealed class BulkTests : IDisposable
{
    private readonly ShopAlone _shop = new();

    public void Dispose() => _shop.Dispose();

    [Fact]
    public async Task One_bad_item_changes_nothing_for_the_others()
    {
        var answer = (await _shop.Send(new OpenCustomers(Of(["A1", "A2", "A1", "A3"])))).Value;

        answer.Items.Select(item => item.Status).ShouldBe([201, 201, 409, 201]);
        (answer.Succeeded, answer.Refused).ShouldBe((3, 1));
        answer.Items[2].Problem!.Extensions["code"].ShouldBe("platform.twin");
        (await Stored()).ShouldBe(["A1", "A2", "A3"]);
        var audit = await _shop.InStore(db => db.Set<AuditRow>().Select(row => row.Operation).ToListAsync());
        audit.ShouldBe([nameof(OpenCustomer), nameof(OpenCustomer), nameof(OpenCustomer)]);
    }

    [Fact]
    public async Task A_thousand_items_keep_their_order()
    {
        var ids = Enumerable.Range(0, 1000).Select(i => $"A{i % 999}").ToList();

        var answer = (await _shop.Send(new OpenCustomers(Of(ids)))).Value;

        answer.Items.Select(item => item.Status).ShouldBe([.. Enumerable.Repeat(201, 999), 409]);
        (await _shop.InStore(db => db.Customers.ToDictionaryAsync(row => row.Id, row => row.ExternalId))).ShouldBe(
            answer.Items.Take(999).Select((item, place) => KeyValuePair.Create(item.Answer, ids[place])).ToDictionary(),
            ignoreOrder: true
        );
    }

    [Fact]
    public async Task An_atomic_call_with_a_bad_item_stores_nothing_and_names_it()
    {
        var refused = await _shop.Send(new OpenCustomers(Of(["A1", "A2", "A1"]) with { Atomic = true }));

        refused.Error!.Code.ShouldBe("platform.bulk-refused");
        refused.Error.Fields.ShouldHaveSingleItem().Pointer.ShouldBe("/items/2");
        (await Stored()).ShouldBeEmpty();
        (await _shop.InStore(db => db.Set<AuditRow>().CountAsync())).ShouldBe(0);
    }

    [Fact]
    public async Task An_item_that_cannot_be_read_is_refused_alone()
    {
        var ask = await Read(
            """{"items":[{"externalId":"A1","name":"Aozora"},{"externalId":"A2","name":"Minato","colour":"red"},{"externalId":3,"name":"x"},null]}"""
        );

        var answer = (await _shop.Send(new OpenCustomers(ask))).Value;

        answer.Items.Select(item => item.Status).ShouldBe([201, 400, 400, 400]);
        JsonSerializer.Serialize(answer.Items[1].Problem, Wire.Json).ShouldContain("/items/1/colour");
        JsonSerializer.Serialize(answer.Items[2].Problem, Wire.Json).ShouldContain("/items/2/externalId");
    }

    [Theory]
    [InlineData("""{"items":[],"colour":"red"}""")]
    [InlineData("""{"items":{}}""")]
    [InlineData("null")]
    [InlineData("")]
    public async Task A_body_that_is_none_is_refused(string body) =>
        (
            await Should.ThrowAsync<BadHttpRequestException>(() => Read(body))
        ).InnerException.ShouldBeAssignableTo<JsonException>();

    [Theory]
    [InlineData(0)]
    [InlineData(1001)]
    public async Task A_call_has_1_to_1000_items(int items) =>
        (await _shop.Send(new OpenCustomers(Of([.. Enumerable.Range(0, items).Select(i => $"A{i}")]))))
            .Error!.Fields.ShouldHaveSingleItem()
            .Pointer.ShouldBe("/items");

    [Fact]
    public async Task A_repeat_gets_the_same_outcomes_and_changes_nothing()
    {
        var first = await Keyed(Of(["A1", "A1"]));

        var second = await Keyed(Of(["A1", "A1"]));

        second.ShouldBe(first);
        (await Stored()).ShouldBe(["A1"]);
    }

    private static BulkAsk<OpenCustomer> Of(IReadOnlyList<string> ids) =>
        new([.. ids.Select(id => new BulkItem<OpenCustomer>(new OpenCustomer(id, "Aozora"), null))], Atomic: false);

    private static async Task<BulkAsk<OpenCustomer>> Read(string body) =>
        (
            await BulkAsk<OpenCustomer>.BindAsync(
                new DefaultHttpContext { Request = { Body = new MemoryStream(Encoding.UTF8.GetBytes(body)) } }
            )
        )!;

    private Task<string> Keyed(BulkAsk<OpenCustomer> bulk) =>
        _shop.InScope(async services =>
        {
            services.GetRequiredService<IdempotencyHeader>().Read("k", required: false);
            return JsonSerializer.Serialize(
                (await services.GetRequiredService<IMediator>().Send(new OpenCustomers(bulk))).Value,
                Wire.Json
            );
        });

    private Task<List<string>> Stored() =>
        _shop.InStore(db => db.Customers.OrderBy(row => row.ExternalId).Select(row => row.ExternalId).ToListAsync());
}
