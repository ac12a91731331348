using CsMonolith.Kernel;
using CsMonolith.Platform.Requests;
using CsMonolith.Revenue.Contracts;
using CsMonolith.Revenue.Ledger.Facts;
using CsMonolith.Revenue.Renewals;
using CsMonolith.Revenue.Subscriptions;

namespace CsMonolith.Revenue.Tests.Renewals;

public sealed class TermsDueTests
{
    private static readonly DateOnly Spring = new(2026, 3, 31);

    [Fact]
    public async Task A_term_is_due_where_the_next_one_would_begin_within_the_days_and_goes_on_if_its_subscription_does()
    {
        using var revenue = new RevenueAlone();
        revenue.Time.NoonOf(new(2026, 1, 10));
        var kept = await revenue.Subscribe("kept", "1000", new(2025, 7, 1), lastPaidDay: new(2026, 6, 28));
        await revenue.Subscribe("lost", "1000", new(2025, 7, 1), lastPaidDay: new(2026, 3, 31));
        await revenue.Subscribe("later", "1000", new(2025, 7, 1), lastPaidDay: new(2026, 6, 29));
        await revenue.Subscribe("open", "1000", new(2025, 7, 1));
        revenue.Time.NoonOf(new(2026, 6, 1));
        var renewal = (await revenue.Send(new OpenRenewal(kept.Id))).Value;
        (
            await revenue.Send(
                new SettleRenewal(
                    renewal.Id,
                    new(2026, 6, 1),
                    Money.Of("1200", "JPY"),
                    null,
                    null,
                    new IfMatch(renewal.Version)
                )
            )
        ).Error.ShouldBeNull();

        (await revenue.Send(new TermsDue([Spring], Days: 90))).ShouldBe(
            [
                new TermDue(revenue.Account("kept"), Spring, new(2026, 6, 28), WentOn: true),
                new TermDue(revenue.Account("lost"), Spring, new(2026, 3, 31), WentOn: false),
            ],
            ignoreOrder: true
        );
    }

    [Fact]
    public async Task What_is_cancelled_by_the_day_is_due_no_more_and_what_is_cancelled_later_was()
    {
        using var revenue = new RevenueAlone();
        revenue.Time.NoonOf(new(2026, 1, 10));
        var (before, after) = (
            await revenue.Subscribe("before", "1000", new(2025, 5, 1)),
            await revenue.Subscribe("after", "1000", new(2025, 5, 1), lastPaidDay: new(2026, 4, 30))
        );
        await revenue.Send(new CancelSubscription(before.Id, new(2026, 1, 10), null, new(2026, 4, 30)));
        revenue.Time.NoonOf(new(2026, 4, 10));
        await revenue.Send(new CancelSubscription(after.Id, new(2026, 4, 10), null, new(2026, 4, 30)));

        (await revenue.Send(new TermsDue([Spring], Days: 90)))
            .ShouldHaveSingleItem()
            .ShouldBe(new TermDue(revenue.Account("after"), Spring, new(2026, 4, 30), WentOn: false));
    }

    [Fact]
    public async Task What_is_billed_by_the_year_without_an_end_runs_from_anniversary_to_anniversary()
    {
        using var revenue = new RevenueAlone();
        revenue.Time.NoonOf(new(2024, 5, 1));
        await revenue.Send(
            new OpenSubscription(
                "Y-1",
                revenue.Account("yearly"),
                "Pro",
                new(2024, 5, 1),
                BillingInterval.Year,
                Money.Of("1000", "JPY")
            )
        );
        await revenue.Send(
            new OpenSubscription(
                "M-1",
                revenue.Account("monthly"),
                "Pro",
                new(2024, 5, 1),
                BillingInterval.Month,
                Money.Of("1000", "JPY")
            )
        );
        revenue.Time.NoonOf(new(2026, 11, 20));

        (await revenue.Send(new TermsDue([Spring, new(2026, 5, 1)], Days: 90)))
            .ShouldHaveSingleItem()
            .ShouldBe(new TermDue(revenue.Account("yearly"), Spring, new(2026, 4, 30), WentOn: true));
    }

    [Fact]
    public async Task A_subscription_that_began_since_takes_the_place_of_one_that_ends_and_one_that_ran_before_does_not()
    {
        using var revenue = new RevenueAlone();
        revenue.Time.NoonOf(new(2026, 1, 10));
        foreach (var account in new[] { "moved", "beside" })
        {
            await revenue.Subscribe(account, "1000", new(2025, 5, 1), lastPaidDay: new(2026, 4, 30));
        }

        await revenue.Subscribe("beside", "300", new(2025, 5, 1));
        revenue.Time.NoonOf(new(2026, 5, 2));
        await revenue.Subscribe("moved", "1500", new(2026, 5, 1));

        var due = await revenue.Send(new TermsDue([Spring], Days: 90));

        due.ToDictionary(one => one.AccountId, one => one.WentOn)
            .ShouldBe(
                new Dictionary<Guid, bool> { [revenue.Account("moved")] = true, [revenue.Account("beside")] = false },
                ignoreOrder: true
            );
    }

    [Fact]
    public async Task By_a_day_s_knowledge_what_is_learnt_later_changes_nothing()
    {
        using var revenue = new RevenueAlone();
        revenue.Time.NoonOf(new(2026, 1, 10));
        var term = await revenue.Subscribe("A", "1000", new(2025, 5, 1), lastPaidDay: new(2026, 4, 30));
        revenue.Time.NoonOf(new(2026, 7, 2));
        var asked = new TermsDue([Spring], Days: 90, KnownOn: new(2026, 7, 1));
        var before = await revenue.Send(asked);

        var renewal = (await revenue.Send(new OpenRenewal(term.Id))).Value;
        await revenue.Send(
            new SettleRenewal(
                renewal.Id,
                new(2026, 4, 20),
                Money.Of("1000", "JPY"),
                null,
                null,
                new IfMatch(renewal.Version)
            )
        );

        (await revenue.Send(asked)).ShouldBe(before);
        before.ShouldHaveSingleItem().WentOn.ShouldBeFalse();
        (await revenue.Send(asked with { KnownOn = null })).ShouldHaveSingleItem().WentOn.ShouldBeTrue();
    }
}
