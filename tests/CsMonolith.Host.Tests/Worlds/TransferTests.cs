using System.Net;
using CsMonolith.Testing;

namespace CsMonolith.Host.Tests.Worlds;

/// <summary>A transfer counts at once: on PostgreSQL also for another host that has remembered who sees what.</summary>
public sealed class TransferTests
{
    private const int Rounds = 12;

    [Fact]
    public async Task The_very_next_request_goes_by_the_new_owner()
    {
        using var database = TestDatabase.Fresh(WholeHost.Modules);
        var time = new FixedTime();
        await using var host = WholeHost.On(database, time);
        var world = new World(host, time);
        await world.Build(World.Familiar);
        await using var second = TestDatabase.IsPostgres ? WholeHost.On(database, time) : null;
        World[] hosts = second is null ? [world] : [world, world.Through(second, time)];
        var account = world.Holdings["own"].Account;

        for (var round = 0; round < Rounds; round++)
        {
            var (old, next) = round % 2 == 0 ? ("csm", "otherCsm") : ("otherCsm", "csm");
            foreach (var each in hosts)
            {
                (await Sees(each, old, account)).ShouldBe((true, true), $"round {round}, before");
                (await Sees(each, next, account)).ShouldBe((false, false), $"round {round}, before");
            }

            time.Pass(TimeSpan.FromSeconds(1));
            await hosts[round % hosts.Length]
                .Do(
                    "csOps",
                    "PUT",
                    $"/v1/accounts/{account}/owner",
                    new { ownerId = world.People[next], from = "2026-11-20" }
                );

            foreach (var each in hosts)
            {
                (await Sees(each, old, account)).ShouldBe((false, false), $"round {round}, after");
                (await Sees(each, next, account)).ShouldBe((true, true), $"round {round}, after");
            }
        }
    }

    private static async Task<(bool Account, bool Subscription)> Sees(World world, string person, Guid account)
    {
        using var client = world.As(person);
        using var got = await client.GetAsync($"/v1/accounts/{account}");
        var subscriptions = await client.GetStringAsync("/v1/subscriptions?limit=200");
        return (
            got.StatusCode == HttpStatusCode.OK,
            subscriptions.Contains(account.ToString(), StringComparison.Ordinal)
        );
    }
}
