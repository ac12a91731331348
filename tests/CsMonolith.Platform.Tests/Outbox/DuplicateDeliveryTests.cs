using CsMonolith.Faults.Tests;
using CsMonolith.Platform.Outbox;
using CsMonolith.Platform.Storage;
using CsMonolith.Platform.Tests.Shop;
using Microsoft.EntityFrameworkCore;
using Xunit.Abstractions;

namespace CsMonolith.Platform.Tests.Outbox;

/// <summary>
/// The same news, over and over, from eight dispatchers at once: a reaction that adds a row each time adds it once.
/// </summary>
public sealed class DuplicateDeliveryTests(ITestOutputHelper output) : IDisposable
{
    private const int Dispatchers = 8;
    private const int DeliveriesOfEach = 10;
    private static readonly int Events = Rounds.Of(200, 10_000);
    private readonly ShopAlone _shop = new();

    public void Dispose() => _shop.Dispose();

    [Fact]
    public async Task News_that_is_delivered_ten_times_takes_effect_once()
    {
        var lanes = Enumerable.Range(0, 50).Select(_ => Guid.CreateVersion7()).ToList();
        await _shop.InStore(async db =>
        {
            await db.Transact(
                () =>
                {
                    foreach (var i in Enumerable.Range(0, Events))
                    {
                        db.Publish(new CustomerRenamed(lanes[i % lanes.Count], $"{i % lanes.Count:00} {i:00000}"));
                    }

                    return Task.CompletedTask;
                },
                CancellationToken.None
            );
            return 0;
        });

        var again = Redeliver();
        while (!again.IsCompleted)
        {
            await _shop.DeliverTogether(Dispatchers);
        }

        var deliveries = Events + await again;
        await _shop.DeliverTogether(Dispatchers);

        var notes = await _shop.InStore(db =>
            db.Notes.OrderBy(note => note.Place).Select(note => note.Text).ToListAsync()
        );
        var doubled = notes.Count - notes.Distinct().Count();
        output.WriteLine(
            $"{Events} events, {deliveries} deliveries by {Dispatchers} dispatchers: {notes.Distinct().Count()} effects, {doubled} doubled, {Events - notes.Distinct().Count()} lost"
        );
        deliveries.ShouldBe(Events * DeliveriesOfEach);
        doubled.ShouldBe(0);
        notes.Count.ShouldBe(Events);
        foreach (var lane in notes.GroupBy(text => text[..2]))
        {
            lane.ShouldBeInOrder();
        }
    }

    // Marks every row undelivered nine times, shuffled and in small lots, each time once it has been delivered again.
    private async Task<int> Redeliver()
    {
        var chance = new Random(6);
        var marked = 0;
        for (var round = 1; round < DeliveriesOfEach; round++)
        {
            var all = await _shop.InStore(db => db.Set<OutboxRow>().Select(row => row.Seq).ToListAsync());
            var left = all.OrderBy(_ => chance.Next()).ToHashSet();
            while (left.Count > 0)
            {
                foreach (var lot in left.Chunk(97).ToList())
                {
                    var delivered = await Mark(lot);
                    marked += delivered.Count;
                    left.ExceptWith(delivered);
                }

                await Task.Delay(5);
            }
        }

        return marked;
    }

    private Task<List<long>> Mark(long[] lot) =>
        _shop.InStore(async db =>
        {
            var delivered = new List<long>();
            await db.Transact(
                async () =>
                {
                    delivered = await db.Set<OutboxRow>()
                        .Where(row => lot.Contains(row.Seq) && row.DeliveredAt != null)
                        .Select(row => row.Seq)
                        .ToListAsync();
                    await db.Set<OutboxRow>()
                        .Where(row => delivered.Contains(row.Seq))
                        .ExecuteUpdateAsync(set => set.SetProperty(row => row.DeliveredAt, (DateTime?)null));
                },
                CancellationToken.None
            );
            return delivered;
        });
}
