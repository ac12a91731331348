using CsMonolith.Platform.Outbox;
using CsMonolith.Platform.Storage;
using CsMonolith.Platform.Tests.Shop;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace CsMonolith.Platform.Tests.Outbox;

public sealed class DispatcherTests : IDisposable
{
    private static readonly Guid One = Guid.CreateVersion7();
    private static readonly Guid Other = Guid.CreateVersion7();
    private readonly ShopAlone _shop = new();

    public void Dispose() => _shop.Dispose();

    [Fact]
    public async Task News_takes_effect_once_however_often_it_is_delivered()
    {
        await _shop.Hear(new CustomerRenamed(One, "Aozora"));
        await _shop.InStore(db => db.Set<OutboxRow>().ExecuteUpdateAsync(set => set.SetProperty(row => row.DeliveredAt, (DateTime?)null)));

        await _shop.Deliver();

        (await Notes()).ShouldBe(["Aozora"]);
    }

    [Fact]
    public async Task News_of_a_lane_arrives_in_order()
    {
        await _shop.Hear([.. Enumerable.Range(0, 30).Select(i => new CustomerRenamed(i % 2 == 0 ? One : Other, $"{i:00}"))]);

        (await Notes()).ShouldBe(Enumerable.Range(0, 30).Select(i => $"{i:00}"));
    }

    [Fact]
    public async Task Poison_holds_back_its_own_lane_only_and_is_given_up_in_the_end()
    {
        await Poison("bad");
        await _shop.Hear(new CustomerRenamed(One, "before"), new CustomerRenamed(One, "bad"), new CustomerRenamed(One, "after"), new CustomerRenamed(Other, "free"));
        (await Notes()).ShouldBe(["before", "free"], ignoreOrder: true);

        for (var attempt = 2; attempt <= Dispatcher.MostAttempts; attempt++)
        {
            (await Notes()).ShouldNotContain("after");
            _shop.Time.Pass(TimeSpan.FromMinutes(5));
            await _shop.Deliver();
        }

        await _shop.Deliver();
        (await Notes()).ShouldBe(["before", "free", "after"], ignoreOrder: true);
        var dead = await _shop.InStore(db => db.Set<OutboxRow>().SingleAsync(row => row.DeadAt != null));
        (dead.Attempts, dead.Failure).ShouldBe((Dispatcher.MostAttempts, "WhenCustomerRenamed: This one is poison."));
    }

    [Fact]
    public async Task A_reaction_that_recovers_takes_the_lane_on_in_order()
    {
        await Poison("bad");
        await _shop.Hear(new CustomerRenamed(One, "bad"), new CustomerRenamed(One, "after"));
        await Poison(null);
        _shop.Time.Pass(TimeSpan.FromMinutes(5));

        await _shop.Deliver();

        (await Notes()).ShouldBe(["bad", "after"]);
    }

    private Task<List<string>> Notes() => _shop.InStore(db => db.Notes.OrderBy(note => note.Place).Select(note => note.Text).ToListAsync());

    private Task<int> Poison(string? text) => _shop.InScope(services =>
    {
        services.GetRequiredService<Trouble>().PoisonText = text;
        return Task.FromResult(0);
    });
}
