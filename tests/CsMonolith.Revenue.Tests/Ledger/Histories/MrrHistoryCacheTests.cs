using System.Text.Json;
using CsMonolith.Kernel;
using CsMonolith.Platform;
using CsMonolith.Platform.Permissions;
using CsMonolith.Revenue.Ledger.Facts;
using CsMonolith.Revenue.Ledger.Histories;
using CsMonolith.Revenue.Ledger.Merges;
using CsMonolith.Revenue.Ledger.MonthCloses;
using CsMonolith.Revenue.Ledger.Policies;
using CsMonolith.Revenue.Retention;
using CsMonolith.Revenue.Storage;
using CsMonolith.Revenue.Subscriptions;
using CsMonolith.Revenue.Tests.Ledger.Policies;
using CsMonolith.Testing;
using MediatR;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;

namespace CsMonolith.Revenue.Tests.Ledger.Histories;

public sealed class MrrHistoryCacheTests
{
    private static readonly RetentionWindow Window = new(new Month(2026, 6), new Month(2026, 10));

    /// <summary>
    /// The slow twin keeps nothing: it works every history out at each ask. Of earlier days too, which costs only what
    /// was learnt since.
    /// </summary>
    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    public async Task Cached_histories_equal_derived_ones_whatever_was_learnt_in_between(int seed)
    {
        using var revenue = new RevenueAlone();
        revenue.Time.NoonOf(new(2026, 11, 20));
        var (dice, sold) = (new Random(seed), new List<SubscriptionRow>());
        for (var i = 0; i < 60; i++)
        {
            if (sold.Count < 5 || dice.Next(3) == 0)
            {
                sold.Add(
                    await revenue.Subscribe(
                        $"A-{dice.Next(8)}",
                        $"{dice.Next(1, 999)}",
                        new DateOnly(2026, 5, 1).AddDays(dice.Next(150)),
                        currency: dice.Next(4) == 0 ? "USD" : "JPY"
                    )
                );
            }
            else
            {
                var (one, day) = (sold[dice.Next(sold.Count)], new DateOnly(2026, 8, 1).AddDays(dice.Next(90)));
                _ = dice.Next(4) switch
                {
                    0 => (await revenue.Send(new CancelSubscription(one.Id, day, null, day.AddDays(10)))).Error,
                    1 => (await revenue.Send(new PauseSubscription(one.Id, day))).Error,
                    2 => (await revenue.Send(new VoidSubscription(one.Id, "二重登録"))).Error,
                    _ => (await revenue.Change(one, day, $"{dice.Next(1, 999)}")).Error,
                };
            }

            revenue.Time.Pass(TimeSpan.FromHours(7));
            await SayTheSame(revenue);
            await SayTheSame(revenue, new DateOnly(2026, 11, 19).AddDays(dice.Next(20)));
        }

        await FreezesTheSame(revenue);
        await PolicyTests.Decide(
            revenue,
            new(2020, 1, 1),
            rules => rules with { ChurnDating = ChurnDating.AtCancellation }
        );
        await SayTheSame(revenue);
        (await Kept(revenue)).ShouldBeEmpty("other rules begin with an empty cache");
    }

    [Fact]
    public async Task An_import_that_is_undone_is_gone_from_the_cache_as_well()
    {
        using var revenue = new RevenueAlone();
        revenue.Time.NoonOf(new(2026, 11, 20));
        await revenue.Subscribe("A", "100", new(2026, 1, 1));
        var import = await revenue.LoadFile(
            "subscriptions",
            "subscription_id,account_id,start_date,end_date,plan_tier,mrr_amount\nS-9,A,2026-02-01,,Pro,700\n"
        );
        (await revenue.Retention(Window)).Currencies[0].Window.End.Minor.ShouldBe(800);

        await revenue.UndoFile(import);

        (await revenue.Retention(Window)).Currencies[0].Window.End.Minor.ShouldBe(100);
    }

    [Fact]
    public async Task A_full_cache_takes_no_more_accounts_and_figures_stay_right()
    {
        using var revenue = new RevenueAloneAs<ForgetfulRevenue>();
        revenue.Time.NoonOf(new(2026, 11, 20));
        for (var i = 0; i < 5; i++)
        {
            await revenue.Subscribe($"A-{i}", "100", new(2026, 1, 1));
        }

        for (var round = 0; round < 2; round++)
        {
            (await revenue.Retention(Window)).Currencies[0].Window.End.Minor.ShouldBe(500);
        }

        (await Kept(revenue)).Count.ShouldBe(2);
        await revenue.Change(await revenue.Subscribe("A-9", "1", new(2026, 1, 1)), new(2026, 8, 1), "150");
        (await revenue.Retention(Window)).Currencies[0].Window.End.Minor.ShouldBe(650);
        (await Kept(revenue)).Count.ShouldBe(2);
    }

    /// <summary>
    /// On PostgreSQL a transaction that began to write first may commit last: a host that had read on from the largest
    /// number would never hear of it. On SQLite, where one waits for the other, the second change comes after.
    /// </summary>
    [Fact]
    public async Task A_change_that_commits_after_a_later_one_was_read_is_found()
    {
        using var revenue = new RevenueAlone();
        revenue.Time.NoonOf(new(2026, 11, 20));
        var (slow, quick) = (
            await revenue.Subscribe("A", "100", new(2026, 1, 1)),
            await revenue.Subscribe("B", "100", new(2026, 1, 1))
        );
        (await End()).ShouldBe(200);

        await revenue.InScope(async services =>
        {
            await services
                .GetRequiredService<RevenueDb>()
                .Transact(
                    async () =>
                    {
                        (
                            await services
                                .GetRequiredService<IMediator>()
                                .Send(new ChangeSubscription(slow.Id, new(2026, 8, 1), Money.Of("150", "JPY")))
                        ).Error.ShouldBeNull();
                        if (TestDatabase.IsPostgres)
                        {
                            (await revenue.Change(quick, new(2026, 8, 1), "170")).Error.ShouldBeNull();
                        }

                        (await End()).ShouldBe(TestDatabase.IsPostgres ? 270 : 200);
                    },
                    CancellationToken.None
                );
            return 0;
        });

        (await End()).ShouldBe(TestDatabase.IsPostgres ? 320 : 250);

        async Task<long> End() => (await revenue.Retention(Window)).Currencies[0].Window.End.Minor;
    }

    [Fact]
    public async Task A_change_that_is_rolled_back_is_never_cached()
    {
        using var revenue = new RevenueAlone();
        revenue.Time.NoonOf(new(2026, 11, 20));
        var one = await revenue.Subscribe("A", "100", new(2026, 1, 1));
        await SayTheSame(revenue);

        await revenue.InScope(async services =>
        {
            await services
                .GetRequiredService<RevenueDb>()
                .Rehearse(
                    async () =>
                    {
                        (
                            await services
                                .GetRequiredService<IMediator>()
                                .Send(new ChangeSubscription(one.Id, new(2026, 8, 1), Money.Of("150", "JPY")))
                        ).Error.ShouldBeNull();
                        (await revenue.Retention(Window)).Currencies[0].Window.End.Minor.ShouldBe(100);
                    },
                    CancellationToken.None
                );
            return 0;
        });
        (await revenue.Change(one, new(2026, 8, 1), "170")).Error.ShouldBeNull();

        (await revenue.Retention(Window)).Currencies[0].Window.End.Minor.ShouldBe(170);
    }

    [Fact]
    public async Task Only_accounts_that_changed_since_the_last_ask_are_listed()
    {
        using var revenue = new RevenueAlone();
        revenue.Time.NoonOf(new(2026, 11, 20));
        await revenue.Subscribe("A", "100", new(2026, 1, 1));
        var changing = await revenue.Subscribe("B", "100", new(2026, 1, 1));
        var (horizon, none) = await revenue.InStore(db =>
            HistoryVersion.Since(db, since: null, CancellationToken.None)
        );
        none.ShouldBeEmpty();

        await revenue.Change(changing, new(2026, 8, 1), "150");

        var (next, raised) = await revenue.InStore(db => HistoryVersion.Since(db, horizon, CancellationToken.None));
        raised.ShouldContain((changing.AccountId, 2L));
        next.ShouldBeGreaterThanOrEqualTo(horizon);
        if (!TestDatabase.IsPostgres)
        {
            // On PostgreSQL other tests' transactions may hold the horizon back.
            raised.ShouldHaveSingleItem();
            (
                await revenue.InStore(db => HistoryVersion.Since(db, next, CancellationToken.None))
            ).Raised.ShouldBeEmpty();
        }
    }

    [Fact]
    public async Task What_a_host_recorded_whose_clock_is_ahead_counts_once_that_time_has_come()
    {
        using var revenue = new RevenueAlone();
        revenue.Time.NoonOf(new(2026, 11, 20));
        var one = await revenue.Subscribe("A", "100", new(2026, 1, 1));
        revenue.Time.Pass(TimeSpan.FromMinutes(10));
        await revenue.Change(one, new(2026, 8, 1), "150");
        revenue.Time.Pass(TimeSpan.FromMinutes(-5));

        (await revenue.Retention(Window)).Currencies[0].Window.End.Minor.ShouldBe(100);
        revenue.Time.Pass(TimeSpan.FromMinutes(5));

        (await revenue.Retention(Window)).Currencies[0].Window.End.Minor.ShouldBe(150);
    }

    [Fact]
    public async Task An_earlier_day_is_answered_from_the_cache_and_empties_nothing_of_it()
    {
        using var revenue = new RevenueAlone();
        revenue.Time.NoonOf(new(2026, 11, 20));
        await revenue.Subscribe("A", "100", new(2026, 1, 1));
        var changing = await revenue.Subscribe("B", "100", new(2026, 1, 1));
        await SayTheSame(revenue);
        revenue.Time.NoonOf(new(2026, 11, 22));
        await revenue.Change(changing, new(2026, 8, 1), "150");
        await SayTheSame(revenue);
        var before = await Kept(revenue);

        (await revenue.Retention(Window with { KnownOn = new(2026, 11, 21) }))
            .Currencies[0]
            .Window.End.Minor.ShouldBe(200);
        (await revenue.Retention(Window with { KnownOn = new(2026, 11, 22) }))
            .Currencies[0]
            .Window.End.Minor.ShouldBe(250);

        var after = await Kept(revenue);
        before.All(one => ReferenceEquals(one.Value, after[one.Key])).ShouldBeTrue();
    }

    [Fact]
    public async Task Merges_voids_and_other_groups_count_at_once_though_histories_are_cached()
    {
        using var revenue = new RevenueAlone();
        revenue.Time.NoonOf(new(2026, 11, 20));
        var (owner, other) = (Guid.CreateVersion7(), Guid.CreateVersion7());
        var sold = new[]
        {
            await revenue.Subscribe("A", "100", new(2026, 1, 1)),
            await revenue.Subscribe("B", "30", new(2026, 1, 1)),
            await revenue.Subscribe("C", "5", new(2026, 1, 1)),
        };
        revenue.About["A"] = (owner, 1, "製造");
        revenue.About["B"] = (other, 2, "物流");
        revenue.About["C"] = (other, 2, "物流");
        await Ends(mine: 100, tierOne: 100, made: 100, all: 135);

        revenue.About["B"] = (owner, 1, "製造");
        await Ends(mine: 130, tierOne: 130, made: 130, all: 135);

        var merged = await revenue.Send(
            new MergeAccounts(revenue.Account("A"), revenue.Account("C"), new(2026, 9, 1), "同じ会社")
        );
        merged.Error.ShouldBeNull();
        await Ends(mine: 135, tierOne: 135, made: 135, all: 135);

        (await revenue.Send(new VoidSubscription(sold[0].Id, "二重登録"))).Error.ShouldBeNull();
        await Ends(mine: 35, tierOne: 35, made: 35, all: 35);
        await SayTheSame(revenue, new(2026, 11, 19));

        (await revenue.Send(new VoidAccountMerge(merged.Value.Id, "別の会社でした"))).Error.ShouldBeNull();
        await Ends(mine: 30, tierOne: 30, made: 30, all: 35);

        async Task Ends(long mine, long tierOne, long made, long all)
        {
            revenue.Time.Pass(TimeSpan.FromMinutes(1));
            (await End(Window with { OwnerId = owner })).ShouldBe(mine);
            (await End(Window with { Tier = 1 })).ShouldBe(tierOne);
            (await End(Window with { Segment = "industry:製造" })).ShouldBe(made);
            (await End(Window)).ShouldBe(all);
        }

        async Task<long> End(RetentionWindow window) =>
            (await revenue.Retention(window)).Currencies[0].Window.End.Minor;
    }

    [Fact]
    public async Task An_account_is_derived_again_only_after_something_was_learnt_of_it()
    {
        using var revenue = new RevenueAlone();
        revenue.Time.NoonOf(new(2026, 11, 20));
        await revenue.Subscribe("A", "100", new(2026, 1, 1));
        var changing = await revenue.Subscribe("B", "100", new(2026, 1, 1));
        await revenue.Retention(Window);
        var before = await Kept(revenue);

        await revenue.Change(changing, new(2026, 8, 1), "150");
        await revenue.Retention(Window);

        var after = await Kept(revenue);
        ReferenceEquals(after[revenue.Account("A")], before[revenue.Account("A")]).ShouldBeTrue();
        (before[changing.AccountId].Version, after[changing.AccountId].Version).ShouldBe((1, 2));
    }

    // A close takes kept histories; what it freezes is what the facts say, worked out here from all of them.
    private static async Task FreezesTheSame(RevenueAlone revenue)
    {
        (await Kept(revenue)).ShouldNotBeEmpty();
        await revenue.Close(new Month(2026, 10));

        var (frozen, anew) = await revenue.InScope(async services =>
        {
            var rows = await services
                .GetRequiredService<RevenueDb>()
                .Set<ClosedAccountMonth>()
                .AsNoTracking()
                .ToListAsync();
            var facts = await services
                .GetRequiredService<FactReader>()
                .Read(AccountScope.Everything, knownAt: null, CancellationToken.None);
            var histories = facts
                .Select(one => AccountHistory.Of(one.Key, one, RulesInForce.Always(RevenueRules.Founding)))
                .ToList();
            var months = rows.Select(row => Month.Of(row.FirstDay)).Distinct();
            return (
                rows,
                months
                    .SelectMany(month =>
                        histories
                            .Select(one => one.Between(month, month))
                            .Where(window => !window.IsEmpty)
                            .Select(window => ClosedAccountMonth.Of(month, window))
                    )
                    .ToList()
            );
        });
        frozen.Select(Say).ShouldBe(anew.Select(Say), ignoreOrder: true);

        static string Say(ClosedAccountMonth row) =>
            $"{row.FirstDay:O} {row.AccountId} {row.Currency} {row.EndMinor} {row.NewMinor} "
            + $"{row.ReactivationMinor} {row.ExpansionMinor} {row.ContractionMinor} {row.ChurnMinor} "
            + $"{row.Stands} {row.Parts}";
    }

    private static async Task SayTheSame(RevenueAlone revenue, DateOnly? knownOn = null)
    {
        var ask = new GetRetention(Window with { KnownOn = knownOn }, ReactivationRule.Excluded);
        var kept = await revenue.Send(ask);
        var anew = await revenue.InScope(services =>
        {
            services.GetRequiredService<RequestContext>().Scope = PermissionScope.All;
            var cache = new MrrHistoryCache(
                RevenueSettings.From(new ConfigurationBuilder().Build()) with
                {
                    KeptAccounts = 0,
                }
            );
            var histories = ActivatorUtilities.CreateInstance<MrrHistoryReader>(services, cache);
            return new GetRetentionHandler(
                ActivatorUtilities.CreateInstance<RetentionReader>(services, histories)
            ).Handle(ask, CancellationToken.None);
        });

        JsonSerializer
            .Serialize(kept.Value.Currencies, Wire.Json)
            .ShouldBe(JsonSerializer.Serialize(anew.Value.Currencies, Wire.Json), $"{knownOn}");
    }

    private static Task<Dictionary<Guid, MrrHistoryCacheEntry>> Kept<TModule>(RevenueAloneAs<TModule> revenue)
        where TModule : Platform.Modules.IModule, new() =>
        revenue.InScope(services =>
            Task.FromResult(
                services
                    .GetRequiredService<MrrHistoryCache>()
                    .By(RulesInForce.Always(RevenueRules.Founding))
                    .Entries.Where(one => one.Value.Histories is not null)
                    .ToDictionary(one => one.Key, one => one.Value)
            )
        );
}
