using CsMonolith.Platform.Permissions;
using CsMonolith.Platform.Storage;
using CsMonolith.Platform.Tests.Shop;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace CsMonolith.Platform.Tests.Permissions;

public sealed class AccessVersionsTests : IDisposable
{
    private static readonly DateOnly Today = new(2026, 11, 20);
    private readonly ShopAlone _shop = new();

    public void Dispose() => _shop.Dispose();

    [Fact]
    public async Task A_version_is_never_older_than_the_question_however_many_ask_at_once()
    {
        var committed = 0L;

        await Task.WhenAll(
            Enumerable
                .Range(0, 12)
                .Select(_ =>
                    Task.Run(async () =>
                    {
                        for (var i = 0; i < 20; i++)
                        {
                            await Move(AccessVersionRow.SignIn);
                            var least = Interlocked.Increment(ref committed);
                            (await Read()).ShouldBeGreaterThanOrEqualTo(least);
                        }
                    })
                )
        );

        (await Read()).ShouldBe(240);
    }

    [Fact]
    public async Task A_move_that_is_taken_back_leaves_the_version()
    {
        var before = await Read();

        await _shop.InStore(async db =>
        {
            await db.Rehearse(() => db.Move(AccessVersionRow.Scope, CancellationToken.None), CancellationToken.None);
            return 0;
        });

        (await Read()).ShouldBe(before);
    }

    [Fact]
    public void What_is_remembered_holds_for_its_version_and_day_only()
    {
        var known = new Remembered<string, int>(most: 10);
        known.Keep("sato", version: 3, Today, 42);

        known.TryGet("sato", 3, Today, out var answer).ShouldBeTrue();
        answer.ShouldBe(42);
        known.TryGet("sato", 4, Today, out _).ShouldBeFalse();
        known.TryGet("sato", 3, Today.AddDays(1), out _).ShouldBeFalse();
        known.TryGet("suzuki", 3, Today, out _).ShouldBeFalse();
    }

    [Fact]
    public void No_more_is_remembered_than_allowed()
    {
        var known = new Remembered<int, int>(most: 10);

        for (var i = 0; i < 25; i++)
        {
            known.Keep(i, version: 1, Today, i);
        }

        Enumerable.Range(0, 25).Count(i => known.TryGet(i, 1, Today, out _)).ShouldBeInRange(1, 10);
    }

    [Fact]
    public async Task A_kept_reader_sees_what_was_committed_since()
    {
        var customer = new Customer(Guid.CreateVersion7(), "1", "Alpha");
        (await Names()).ShouldBeEmpty();

        await _shop.Hold(customer);

        (await Names()).ShouldBe(["Alpha"]);
    }

    private Task<IReadOnlyList<string>> Names() =>
        _shop.InScope<IReadOnlyList<string>>(async services =>
        {
            using var reader = services.GetRequiredService<Readers<ShopDb>>().Rent();
            return await reader.Db.Set<Customer>().Select(one => one.Name).ToListAsync();
        });

    private Task Move(string version) =>
        _shop.InStore(async db =>
        {
            await db.Transact(() => db.Move(version, CancellationToken.None), CancellationToken.None);
            return 0;
        });

    private Task<long> Read() =>
        _shop.InScope(async services => await services.GetRequiredService<AccessNow>().Version());
}
