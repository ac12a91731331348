using System.Diagnostics;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using CsMonolith.Faults.Tests;
using CsMonolith.Operations.DeadLetters;
using CsMonolith.Platform.Outbox;
using CsMonolith.Platform.Requests;
using CsMonolith.Platform.Storage;
using CsMonolith.Platform.Tests.Shop;
using Microsoft.EntityFrameworkCore;
using Xunit.Abstractions;

namespace CsMonolith.Operations.Tests.DeadLetters;

/// <summary>News that nobody can read, among much that anybody can.</summary>
public sealed class PoisonTests(ITestOutputHelper output) : IDisposable
{
    private const int Accounts = 60;
    private const int PoisonedAccounts = 5;
    private const int Listeners = 2;
    private static readonly int Events = Rounds.Of(300, 10_000);
    private static readonly IReadOnlyList<Guid> Lanes =
    [
        .. Enumerable.Range(0, Accounts).Select(i => new Guid(i + 1, 0, 0, new byte[8])),
    ];
    private static readonly string[] Poisons =
    [
        "no JSON at all",
        "{}",
        """{"customer":"nobody","name":"x"}""",
        """{"surprise":true}""",
        "[]",
    ];
    private readonly ShopAlone _shop = new();

    public void Dispose() => _shop.Dispose();

    [Fact]
    public async Task Poison_among_much_news_is_given_up_with_its_reason_and_mended_it_ends_as_if_it_had_never_been()
    {
        var (untroubled, usual) = await WithoutPoison();
        await PublishAll();
        var poisoned = await PutPoisonIn();

        var began = Stopwatch.GetTimestamp();
        await _shop.Deliver();
        var lag = Stopwatch.GetElapsedTime(began);
        var healthy = Lanes.Skip(PoisonedAccounts).ToHashSet();
        (await Texts())
            .Count(text => healthy.Contains(Lanes[int.Parse(text[..2])]))
            .ShouldBe(News().Count(news => healthy.Contains(news.Customer)));

        var givenUpAfter = await GiveUp(poisoned.Count * Listeners);
        (await Texts()).Count.ShouldBe(Events - poisoned.Count);
        var dead = await _shop.InStore(db => db.Set<FailedDelivery>().AsNoTracking().ToListAsync());
        dead.ShouldAllBe(letter =>
            letter.State == DeliveryState.Dead
            && letter.Attempts == FailedDelivery.MostAttempts
            && letter.Failure != null
            && letter.Failure.Length > 10
        );
        dead.Count.ShouldBe(poisoned.Count * Listeners);
        dead.Select(letter => letter.Seq).Distinct().ShouldBe(poisoned.Keys, ignoreOrder: true);

        foreach (var letter in dead)
        {
            var mended = JsonSerializer.Deserialize<JsonElement>(poisoned[letter.Seq]);
            (
                await _shop.Send(new MendDeadLetter(letter.Id, mended, "As it was told.", new IfMatch(letter.Version)))
            ).Error.ShouldBeNull();
        }

        await _shop.Send(new ReplayDeadLetters(News: null, Listener: null, AccountId: null, Since: null));
        await _shop.RunJobs();
        await _shop.Deliver();

        Hash(await Texts()).ShouldBe(untroubled);
        output.WriteLine(
            $"{Events} events of {Accounts} accounts, {poisoned.Count} of them poison in {PoisonedAccounts}: the other accounts had theirs after {lag.TotalSeconds:0.00} s"
                + $" (without poison {usual.TotalSeconds:0.00} s); given up after {givenUpAfter.TotalSeconds:0} s by the clock; replayed, the state's hash is that of a run without poison"
        );
    }

    private static IEnumerable<CustomerRenamed> News() =>
        Enumerable
            .Range(0, Events)
            .Select(i => new CustomerRenamed(Lanes[i % Accounts], $"{i % Accounts:00} {i:00000}"));

    private static string Hash(IEnumerable<string> texts) =>
        Convert.ToHexString(
            SHA256.HashData(Encoding.UTF8.GetBytes(string.Join('\n', texts.Order(StringComparer.Ordinal))))
        );

    private static async Task<(string Hash, TimeSpan Took)> WithoutPoison()
    {
        using var healthy = new PoisonTests(new Silence());
        await healthy.PublishAll();
        var began = Stopwatch.GetTimestamp();
        await healthy._shop.Deliver();
        return (Hash(await healthy.Texts()), Stopwatch.GetElapsedTime(began));
    }

    private Task<int> PublishAll() =>
        _shop.InStore(async db =>
        {
            await db.Transact(
                () =>
                {
                    foreach (var news in News())
                    {
                        db.Publish(news);
                    }

                    return Task.CompletedTask;
                },
                CancellationToken.None
            );
            return 0;
        });

    // The first messages of a few accounts are spoilt, each in another way. Answers with what they said.
    private Task<Dictionary<long, string>> PutPoisonIn() =>
        _shop.InStore(async db =>
        {
            var rows = await db.Set<OutboxRow>()
                .AsNoTracking()
                .OrderBy(row => row.Seq)
                .Take(PoisonedAccounts)
                .ToListAsync();
            foreach (var (row, poison) in rows.Zip(Poisons))
            {
                await db.Transact(
                    () =>
                        db.Set<OutboxRow>()
                            .Where(one => one.Seq == row.Seq)
                            .ExecuteUpdateAsync(set => set.SetProperty(one => one.Payload, poison)),
                    CancellationToken.None
                );
            }

            return rows.ToDictionary(row => row.Seq, row => row.Payload);
        });

    // By the shop's clock, which stands still but for this; two minutes at most.
    private async Task<TimeSpan> GiveUp(int letters)
    {
        var began = _shop.Time.GetUtcNow();
        while (
            _shop.Time.GetUtcNow() - began < TimeSpan.FromMinutes(2)
            && await _shop.InStore(db =>
                db.Set<FailedDelivery>().CountAsync(letter => letter.State == DeliveryState.Dead)
            ) < letters
        )
        {
            _shop.Time.Pass(TimeSpan.FromSeconds(4));
            await _shop.Deliver();
        }

        return _shop.Time.GetUtcNow() - began;
    }

    private Task<List<string>> Texts() => _shop.InStore(db => db.Notes.Select(note => note.Text).ToListAsync());

    private sealed class Silence : ITestOutputHelper
    {
        public void WriteLine(string message) { }

        public void WriteLine(string format, params object[] args) { }
    }
}
