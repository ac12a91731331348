using CsMonolith.Platform.Outbox;
using CsMonolith.Platform.Storage;
using CsMonolith.Platform.Tests.Shop;
using CsMonolith.Testing;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace CsMonolith.Platform.Tests.Outbox;

public sealed class LanesTests : IDisposable
{
    private readonly ShopAlone _shop = new();

    public void Dispose() => _shop.Dispose();

    [Fact]
    public async Task A_lane_is_held_by_one_worker_at_a_time()
    {
        var (first, second) = (await Claim("a", "b"), await Claim("b", "c"));

        first.Lanes.ShouldBe(["a", "b"], ignoreOrder: true);
        second.Lanes.ShouldBe(["c"]);
    }

    [Fact]
    public async Task A_lane_that_was_given_back_is_free()
    {
        var first = await Claim("a");
        await InPlatform(async db =>
        {
            await db.Transact(() => Lanes.Release(db, first, CancellationToken.None), CancellationToken.None);
            return 0;
        });

        (await Claim("a")).Lanes.ShouldBe(["a"]);
    }

    [Fact]
    public async Task A_claim_that_ran_out_is_taken_over_and_worth_nothing_any_more()
    {
        var sleeper = await Claim("a");
        await Lapse();

        var next = await Claim("a");

        next.Lanes.ShouldBe(["a"]);
        await Should.ThrowAsync<ClaimLostException>(() => Keep(sleeper));
        await Keep(next);
    }

    [Fact]
    public async Task A_claim_that_ran_out_but_that_nobody_took_over_still_holds()
    {
        var slow = await Claim("a");
        await InPlatform(db =>
            db.Set<LaneClaimRow>()
                .ExecuteUpdateAsync(set => set.SetProperty(row => row.Until, row => row.Until.AddHours(-1)))
        );

        await Keep(slow);

        (await Claim("a")).Lanes.ShouldBeEmpty();
    }

    [PostgresFact]
    public async Task A_lane_whose_delivery_is_about_to_commit_is_not_taken_over_though_its_claim_ran_out()
    {
        var slow = await Claim("a");
        await InPlatform(db =>
            db.Set<LaneClaimRow>()
                .ExecuteUpdateAsync(set => set.SetProperty(row => row.Until, row => row.Until.AddHours(-1)))
        );
        await _shop.InScope(async services =>
        {
            var db = services.GetRequiredService<PlatformDb>();
            await db.Transact(
                async () =>
                {
                    await services.GetRequiredService<Lanes>().Keep(db, slow, ["a"], CancellationToken.None);
                    await InPlatform(async other =>
                    {
                        await Lanes.FreeLapsed(other, CancellationToken.None);
                        return 0;
                    });
                    (await Claim("a")).Lanes.ShouldBeEmpty();
                },
                CancellationToken.None
            );
            return 0;
        });
    }

    private Task<LaneClaim> Claim(params string[] lanes) =>
        _shop.InScope(services =>
            services
                .GetRequiredService<Lanes>()
                .Claim(services.GetRequiredService<PlatformDb>(), lanes, CancellationToken.None)
        );

    private Task<int> Keep(LaneClaim claim) =>
        _shop.InScope(async services =>
        {
            var db = services.GetRequiredService<PlatformDb>();
            await db.Transact(
                () => services.GetRequiredService<Lanes>().Keep(db, claim, [.. claim.Lanes], CancellationToken.None),
                CancellationToken.None
            );
            return 0;
        });

    private Task<int> Lapse() =>
        InPlatform(async db =>
        {
            await db.Set<LaneClaimRow>()
                .ExecuteUpdateAsync(set => set.SetProperty(row => row.Until, row => row.Until.AddHours(-1)));
            await Lanes.FreeLapsed(db, CancellationToken.None);
            return 0;
        });

    private Task<T> InPlatform<T>(Func<PlatformDb, Task<T>> act) =>
        _shop.InScope(services => act(services.GetRequiredService<PlatformDb>()));
}
