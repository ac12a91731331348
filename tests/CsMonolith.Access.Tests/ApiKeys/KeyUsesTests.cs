using CsMonolith.Access.ApiKeys;
using CsMonolith.Access.Storage;
using CsMonolith.Platform.Permissions;
using CsMonolith.Platform.Storage;
using CsMonolith.Platform.Tests.Shop;
using MediatR;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace CsMonolith.Access.Tests.ApiKeys;

public sealed class KeyUsesTests : IDisposable
{
    private readonly ShopAlone _shop = new();
    private readonly ApiKey _key = new()
    {
        Id = Guid.CreateVersion7(),
        Name = "till",
        ScopeWords = "customers",
    };

    public void Dispose() => _shop.Dispose();

    [Fact]
    public async Task A_use_is_written_down_later_and_the_last_one_counts()
    {
        var prefix = await Hold();
        var first = _shop.Time.GetUtcNow().UtcDateTime;

        await _shop.InScope(services =>
        {
            var uses = services.GetRequiredService<KeyUses>();
            uses.Note(prefix, first);
            uses.Note(prefix, first.AddSeconds(1));
            return Task.FromResult(0);
        });
        (await LastUse()).ShouldBeNull();
        await WriteDown();

        (await LastUse()).ShouldBe(first.AddSeconds(1));
    }

    [Fact]
    public async Task A_later_use_that_another_host_wrote_stays()
    {
        var prefix = await Hold();
        var now = _shop.Time.GetUtcNow().UtcDateTime;
        await Note(prefix, now);
        await WriteDown();

        await Note(prefix, now.AddHours(-1));
        await WriteDown();

        (await LastUse()).ShouldBe(now);
    }

    [Fact]
    public async Task A_job_has_the_rights_of_its_key_until_the_key_is_revoked()
    {
        var prefix = await Hold();

        var machine = await Machine();
        _key.RevokedAt = _shop.Time.GetUtcNow().UtcDateTime;
        await InStore(db =>
            db.Set<ApiKey>().ExecuteUpdateAsync(set => set.SetProperty(key => key.RevokedAt, _key.RevokedAt))
        );

        (machine!.Actor, machine.Key!.Scopes.Single()).ShouldBe(($"key:{prefix}", "customers"));
        (await Machine()).ShouldBeNull();
    }

    private async Task<string> Hold()
    {
        var now = _shop.Time.GetUtcNow().UtcDateTime;
        _key.CreatedAt = now;
        var text = _key.NewSecret(now, now.AddYears(1));
        return await _shop.InScope(async services =>
        {
            var db = services.GetRequiredService<AccessDb>();
            await db.Transact(
                () =>
                {
                    db.Set<ApiKey>().Add(_key);
                    return Task.CompletedTask;
                },
                CancellationToken.None
            );
            return KeyText.PrefixOf(text)!;
        });
    }

    private Task<int> Note(string prefix, DateTime at) =>
        _shop.InScope(services =>
        {
            services.GetRequiredService<KeyUses>().Note(prefix, at);
            return Task.FromResult(0);
        });

    private Task<int> WriteDown() =>
        _shop.InScope(async services =>
        {
            await services.GetRequiredService<KeyUses>().WriteDown(CancellationToken.None);
            return 0;
        });

    private Task<DateTime?> LastUse() =>
        InStore(db => db.Set<ApiKeySecret>().Select(secret => secret.LastUsedAt).SingleAsync());

    private Task<Caller?> Machine() =>
        _shop.InScope(services => services.GetRequiredService<IMediator>().Send(new MachineOf(_key.Id)));

    private Task<T> InStore<T>(Func<AccessDb, Task<T>> look) =>
        _shop.InScope(services => look(services.GetRequiredService<AccessDb>()));
}
