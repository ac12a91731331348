using CsMonolith.Kernel;
using CsMonolith.Revenue.Contracts;
using CsMonolith.Revenue.Ledger.Facts;
using CsMonolith.Revenue.Retention.Churns;
using CsMonolith.Revenue.Subscriptions;

namespace CsMonolith.Revenue.Tests.Subscriptions;

public sealed class AnswerTests
{
    [Fact]
    public async Task What_an_account_looked_like_on_a_day_is_told_from_what_was_known_then()
    {
        using var revenue = new RevenueAlone();
        revenue.Time.NoonOf(new(2026, 1, 5));
        var first = await Open(revenue, "S-1", BillingInterval.Year, seats: 10, autoRenew: true);
        await Open(revenue, "S-2", BillingInterval.Month, seats: 5, autoRenew: false);
        revenue.Time.NoonOf(new(2026, 6, 20));
        await revenue.Send(new ChangeSubscription(first.Id, new(2026, 5, 10), Money.Of("1500", "JPY"), Seats: 20));
        await revenue.Send(new CancelSubscription(first.Id, new(2026, 6, 20), null, new(2026, 9, 30)));

        var before = (
            await revenue.Send(new RevenuesAsOf([revenue.Account("A")], new(2026, 6, 19)))
        ).ShouldHaveSingleItem();
        var after = (
            await revenue.Send(new RevenuesAsOf([revenue.Account("A")], new(2026, 6, 20)))
        ).ShouldHaveSingleItem();
        var ended = (await revenue.Send(new RevenuesAsOf(Accounts: null, new(2026, 10, 1)))).ShouldHaveSingleItem();

        before.ShouldBe(
            new RevenueAsOf(
                revenue.Account("A"),
                Money.Of("2000", "JPY"),
                2,
                15,
                0.5,
                0.5,
                0,
                0,
                0,
                new DateOnly(2026, 1, 1),
                null,
                0
            )
        );
        after.ShouldBe(
            new RevenueAsOf(
                revenue.Account("A"),
                Money.Of("2500", "JPY"),
                2,
                25,
                0.5,
                0.5,
                1,
                0,
                0,
                new DateOnly(2026, 1, 1),
                new DateOnly(2026, 9, 30),
                0
            )
        );
        ended.ShouldBe(
            new RevenueAsOf(
                revenue.Account("A"),
                Money.Of("1000", "JPY"),
                1,
                5,
                0,
                0,
                0,
                1,
                1,
                new DateOnly(2026, 1, 1),
                null,
                0
            )
        );
    }

    [Fact]
    public async Task Seen_from_later_a_day_has_what_had_taken_effect_by_it_and_no_end_that_was_decided_since()
    {
        using var revenue = new RevenueAlone();
        revenue.Time.NoonOf(new(2026, 1, 5));
        var first = await Open(revenue, "S-1", BillingInterval.Year, seats: 10, autoRenew: true);
        revenue.Time.NoonOf(new(2026, 6, 20));
        await revenue.Send(new ChangeSubscription(first.Id, new(2026, 5, 10), Money.Of("1500", "JPY"), Seats: 20));
        await revenue.Send(new ChangeSubscription(first.Id, new(2026, 6, 20), Money.Of("9000", "JPY")));
        await revenue.Send(new CancelSubscription(first.Id, new(2026, 6, 20), null, new(2026, 9, 30)));

        var then = await On(new(2026, 5, 31), knownOn: null);
        var later = await On(new(2026, 5, 31), new(2026, 6, 20));

        (then.Mrr, then.Seats, then.NextEndOn).ShouldBe((Money.Of("1000", "JPY"), 10, null));
        (later.Mrr, later.Seats, later.NextEndOn).ShouldBe((Money.Of("1500", "JPY"), 20, null));
        (await On(new(2026, 5, 31), new(2026, 6, 19))).ShouldBe(then);

        async Task<RevenueAsOf> On(DateOnly day, DateOnly? knownOn) =>
            (await revenue.Send(new RevenuesAsOf([revenue.Account("A")], day, knownOn))).ShouldHaveSingleItem();
    }

    [Fact]
    public async Task Churn_events_count_from_the_day_on_which_they_were_recorded()
    {
        using var revenue = new RevenueAlone();
        await revenue.Subscribe("A", "1000", new(2026, 1, 1));
        revenue.Time.NoonOf(new(2026, 11, 22));
        await revenue.Send(new RecordChurnEvent("C-1", revenue.Account("A"), new(2026, 11, 1)));
        await revenue.Send(new RecordChurnEvent("C-2", revenue.Account("A"), new(2026, 11, 2), IsReactivation: true));

        (await revenue.Send(new RevenuesAsOf(Accounts: null, new(2026, 11, 21))))
            .ShouldHaveSingleItem()
            .ChurnEventsSoFar.ShouldBe(0);
        (await revenue.Send(new RevenuesAsOf(Accounts: null, new(2026, 11, 22))))
            .ShouldHaveSingleItem()
            .ChurnEventsSoFar.ShouldBe(1);
    }

    [Fact]
    public async Task An_account_is_absent_until_its_first_subscription_has_begun_and_is_known()
    {
        using var revenue = new RevenueAlone();
        await revenue.Subscribe("A", "1000", new(2026, 12, 1));

        (await revenue.Send(new RevenuesAsOf(Accounts: null, new(2026, 11, 30)))).ShouldBeEmpty();
        (await revenue.Send(new RevenuesAsOf(Accounts: null, new(2026, 12, 1)))).ShouldHaveSingleItem();
    }

    [Fact]
    public async Task The_home_of_a_subscription_is_found_by_its_external_id()
    {
        using var revenue = new RevenueAlone();
        await revenue.Subscribe("A", "1000", new(2026, 1, 1), lastPaidDay: new(2026, 12, 31));

        var homes = await revenue.Send(new SubscriptionHomes(["S-1", "nobody's"]));

        homes
            .ShouldHaveSingleItem()
            .Value.ShouldBe(new SubscriptionHome(revenue.Account("A"), new(2026, 1, 1), new(2026, 12, 31)));
    }

    private static async Task<SubscriptionRow> Open(
        RevenueAlone revenue,
        string id,
        BillingInterval interval,
        int seats,
        bool autoRenew
    ) =>
        (
            await revenue.Send(
                new OpenSubscription(
                    id,
                    revenue.Account("A"),
                    "Pro",
                    new(2026, 1, 1),
                    interval,
                    Money.Of("1000", "JPY"),
                    Seats: seats,
                    AutoRenew: autoRenew
                )
            )
        ).Value;
}
