using CsMonolith.Platform.Outbox;
using CsMonolith.Platform.Storage;
using CsMonolith.Platform.Tests.Shop;
using CsMonolith.Testing;
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
        await _shop.InStore(db =>
            db.Set<OutboxRow>().ExecuteUpdateAsync(set => set.SetProperty(row => row.DeliveredAt, (DateTime?)null))
        );

        await _shop.Deliver();

        (await Notes()).ShouldBe(["Aozora"]);
    }

    [Fact]
    public async Task News_of_a_lane_arrives_in_order()
    {
        await _shop.Hear([
            .. Enumerable.Range(0, 30).Select(i => new CustomerRenamed(i % 2 == 0 ? One : Other, $"{i:00}")),
        ]);

        (await Notes()).ShouldBe(Enumerable.Range(0, 30).Select(i => $"{i:00}"));
    }

    [Fact]
    public async Task Poison_holds_back_its_own_lane_only_and_is_given_up_in_the_end()
    {
        await Poison("bad");
        await _shop.Hear(
            new CustomerRenamed(One, "before"),
            new CustomerRenamed(One, "bad"),
            new CustomerRenamed(One, "after"),
            new CustomerRenamed(Other, "free")
        );
        (await Notes()).ShouldBe(["before", "free"], ignoreOrder: true);

        for (var attempt = 2; attempt <= FailedDelivery.MostAttempts; attempt++)
        {
            (await Notes()).ShouldNotContain("after");
            _shop.Time.Pass(TimeSpan.FromMinutes(5));
            await _shop.Deliver();
        }

        (await Notes()).ShouldBe(["before", "free", "after"], ignoreOrder: true);
        var dead = (await FailedDeliveries()).ShouldHaveSingleItem();
        (dead.State, dead.Attempts, dead.Failure).ShouldBe(
            (LetterState.Dead, FailedDelivery.MostAttempts, "InvalidOperationException: This one is poison.")
        );
    }

    [Fact]
    public async Task It_is_given_up_within_two_minutes()
    {
        await Poison("bad");
        await _shop.Hear(new CustomerRenamed(One, "bad"));
        var began = _shop.Time.GetUtcNow();

        while ((await FailedDeliveries()).Single().State != LetterState.Dead)
        {
            _shop.Time.Pass(TimeSpan.FromSeconds(1));
            await _shop.Deliver();
        }

        (_shop.Time.GetUtcNow() - began).ShouldBeInRange(TimeSpan.FromSeconds(40), TimeSpan.FromMinutes(2));
    }

    [Fact]
    public async Task One_listener_that_fails_does_not_hold_back_another()
    {
        await Listen();
        await Poison("bad");

        await _shop.Hear(
            new CustomerRenamed(One, "before"),
            new CustomerRenamed(One, "bad"),
            new CustomerRenamed(One, "after")
        );

        (await Notes()).ShouldBe(
            ["before", "desk: before", "desk: bad", "desk: after"],
            ignoreOrder: true
        );
        (await _shop.InStore(db => db.Set<OutboxRow>().CountAsync(row => row.DeliveredAt == null))).ShouldBe(0);
    }

    [Fact]
    public async Task News_that_comes_later_stands_behind_what_failed()
    {
        await Poison("bad");
        await _shop.Hear(new CustomerRenamed(One, "bad"));
        await _shop.Hear(new CustomerRenamed(One, "later"), new CustomerRenamed(Other, "free"));
        (await Notes()).ShouldBe(["free"]);
        await Poison(null);
        await _shop.Hear(new CustomerRenamed(One, "last"));

        _shop.Time.Pass(TimeSpan.FromMinutes(5));
        await _shop.Deliver();

        (await Notes()).ShouldBe(["free", "bad", "later", "last"]);
        (await FailedDeliveries()).ShouldBeEmpty();
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

    [Fact]
    public async Task Several_dispatchers_keep_the_order_of_each_lane()
    {
        var lanes = Enumerable.Range(0, 20).Select(_ => Guid.CreateVersion7()).ToList();
        await Tell([
            .. Enumerable
                .Range(0, 600)
                .Select(i => new CustomerRenamed(lanes[i % lanes.Count], $"{i % lanes.Count:00} {i:000}")),
        ]);

        await _shop.DeliverTogether(4);

        var notes = await Notes();
        notes.Count.ShouldBe(600);
        foreach (var lane in notes.GroupBy(text => text[..2]))
        {
            lane.ShouldBeInOrder();
        }

        (await _shop.InStore(db => db.Set<LaneClaimRow>().CountAsync())).ShouldBe(0);
    }

    [PostgresFact]
    public async Task News_that_becomes_visible_late_is_delivered_though_later_news_was_first()
    {
        // Two transactions that did not see each other: the first to draw its number is the last to commit.
        await _shop.InStore(async slow =>
        {
            await slow.Transact(
                async () =>
                {
                    slow.Tell(new CustomerRenamed(One, "slow"));
                    await slow.SaveChangesAsync();
                    await _shop.Hear(new CustomerRenamed(One, "quick"));
                },
                CancellationToken.None
            );
            return 0;
        });

        await _shop.Deliver();

        (await Notes()).ShouldBe(["quick", "slow"]);
    }

    private Task<List<string>> Notes() =>
        _shop.InStore(db => db.Notes.OrderBy(note => note.Place).Select(note => note.Text).ToListAsync());

    private Task<List<FailedDelivery>> FailedDeliveries() =>
        _shop.InStore(db => db.Set<FailedDelivery>().OrderBy(letter => letter.Seq).ToListAsync());

    private Task<int> Poison(string? text) => Make(trouble => trouble.PoisonText = text);

    private Task<int> Listen() => Make(trouble => trouble.DeskListens = true);

    private Task<int> Make(Action<Trouble> trouble) =>
        _shop.InScope(services =>
        {
            trouble(services.GetRequiredService<Trouble>());
            return Task.FromResult(0);
        });

    private Task<int> Tell(IReadOnlyList<CustomerRenamed> news) =>
        _shop.InStore(async db =>
        {
            await db.Transact(
                () =>
                {
                    foreach (var one in news)
                    {
                        db.Tell(one);
                    }

                    return Task.CompletedTask;
                },
                CancellationToken.None
            );
            return 0;
        });
}
