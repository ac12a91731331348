using CsMonolith.Platform.Storage;
using CsMonolith.Platform.Tests.Shop;
using CsMonolith.Testing;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace CsMonolith.Platform.Tests.Storage;

/// <summary>What a context that only reads answers, though its statements are used again and again.</summary>
public sealed class PreparedReadsTests : IDisposable
{
    private readonly ShopAlone _shop = new();

    public void Dispose() => _shop.Dispose();

    [Fact]
    public async Task A_statement_that_comes_again_takes_its_new_values()
    {
        await Open("A", "B", "C");

        using var reader = await Rent();

        foreach (var wanted in new[] { "A", "B", "C", "A" })
        {
            (
                await reader
                    .Db.Customers.Where(customer => customer.ExternalId == wanted)
                    .Select(customer => customer.ExternalId)
                    .ToListAsync()
            ).ShouldBe([wanted]);
        }
    }

    [Fact]
    public async Task A_set_of_ids_is_one_statement_whatever_its_size()
    {
        await Open("A", "B", "C");

        using var reader = await Rent();

        foreach (var wanted in new string[][] { ["A"], ["A", "B", "C"], [], ["C", "B"] })
        {
            (
                await reader
                    .Db.Customers.Where(customer => wanted.Contains(customer.ExternalId))
                    .Select(customer => customer.ExternalId)
                    .Order()
                    .ToListAsync()
            ).ShouldBe(wanted.Order());
        }
    }

    [SqliteFact("PostgreSQL reads one answer at a time on a connection.")]
    public async Task The_same_statement_may_run_within_itself()
    {
        await Open("A", "B", "C");
        using var reader = await Rent();
        var names = reader
            .Db.Customers.OrderBy(customer => customer.ExternalId)
            .Select(customer => customer.ExternalId);

        var pairs = new List<string>();
        await foreach (var outer in names.AsAsyncEnumerable())
        {
            await foreach (var inner in names.AsAsyncEnumerable())
            {
                pairs.Add(outer + inner);
            }
        }

        pairs.ShouldBe(["AA", "AB", "AC", "BA", "BB", "BC", "CA", "CB", "CC"]);
        (await names.ToListAsync()).ShouldBe(["A", "B", "C"]);
    }

    [Fact]
    public async Task What_was_written_meanwhile_is_seen()
    {
        await Open("A");
        using var reader = await Rent();
        (await reader.Db.Customers.CountAsync()).ShouldBe(1);

        await Open("B");

        (await reader.Db.Customers.CountAsync()).ShouldBe(2);
    }

    [Fact]
    public async Task A_reading_that_is_broken_off_leaves_the_next_one_whole()
    {
        await Open("A", "B", "C");
        using var reader = await Rent();
        var names = reader
            .Db.Customers.OrderBy(customer => customer.ExternalId)
            .Select(customer => customer.ExternalId);

        await foreach (var first in names.AsAsyncEnumerable())
        {
            first.ShouldBe("A");
            break;
        }

        (await names.ToListAsync()).ShouldBe(["A", "B", "C"]);
    }

    private Task<Readers<ShopDb>.Reader> Rent() =>
        _shop.InScope(services => Task.FromResult(services.GetRequiredService<Readers<ShopDb>>().Rent()));

    private Task Open(params string[] ids) =>
        _shop.Hold([.. ids.Select(id => (object)new Customer(Guid.CreateVersion7(), id, id))]);
}
