using CsMonolith.Kernel;
using CsMonolith.Platform.Lists;
using CsMonolith.Revenue.Contracts;
using CsMonolith.Revenue.Ledger.MonthCloses;
using CsMonolith.Revenue.Retention;
using CsMonolith.Revenue.Storage;
using Microsoft.EntityFrameworkCore;

namespace CsMonolith.Revenue.Tests.Ledger.MonthCloses;

public sealed class MonthCloseTests
{
    private static readonly Month May = new(2026, 5);

    [Fact]
    public async Task A_downgrade_of_may_learnt_in_june_leaves_may_as_closed_alters_may_restated_and_is_booked_in_june()
    {
        using var revenue = new RevenueAlone();
        revenue.Time.NoonOf(new(2026, 1, 5));
        var subscription = await revenue.Subscribe("A", "1000", new(2026, 1, 1));
        revenue.Time.NoonOf(new(2026, 6, 5));
        await revenue.Close(May);
        revenue.Time.NoonOf(new(2026, 6, 20));

        await revenue.Change(subscription, new(2026, 5, 10), "700");

        (await End(revenue, RetentionBasis.AsClosed)).ShouldBe(1000);
        (await End(revenue, RetentionBasis.Restated)).ShouldBe(700);
        var adjustment = (await revenue.Send(new GetMonthAdjustments(May))).Value.Adjustments.ShouldHaveSingleItem();
        (adjustment.Before.Minor, adjustment.After.Minor, adjustment.Difference.Minor).ShouldBe((1000L, 700L, -300L));
        adjustment.BookedIn.ShouldBe(new Month(2026, 6));
    }

    [Fact]
    public async Task As_closed_the_next_month_takes_the_late_fact_in_as_an_adjustment()
    {
        using var revenue = new RevenueAlone();
        revenue.Time.NoonOf(new(2026, 1, 5));
        var subscription = await revenue.Subscribe("A", "1000", new(2026, 1, 1));
        revenue.Time.NoonOf(new(2026, 6, 5));
        await revenue.Close(May);
        await revenue.Change(subscription, new(2026, 5, 10), "700");
        revenue.Time.NoonOf(new(2026, 7, 3));
        await revenue.Close(new(2026, 6));

        var june = (await revenue.Retention(new RetentionWindow(new(2026, 6), new(2026, 6), RetentionBasis.AsClosed)))
            .Currencies[0]
            .Window;

        (june.Start.Minor, june.Contraction.Minor, june.Adjustments.Minor, june.End.Minor).ShouldBe(
            (1000L, 0L, -300L, 700L)
        );
    }

    [Fact]
    public async Task A_thousand_later_facts_leave_closed_figures_as_they_are()
    {
        using var revenue = new RevenueAlone();
        var rows = Enumerable.Range(0, 100).Select(i => Row($"S-{i}", $"A-{i}", new(2025, 1, 1), 1000 + i)).ToList();
        await revenue.LoadHistory("subscriptions", rows);
        await revenue.Close(May);
        var before = await Frozen(revenue);
        revenue.Time.Pass(TimeSpan.FromDays(1));

        // Ten new contracts for each account, backdated into the closed months, in daily use and as more history.
        for (var batch = 0; batch < 10; batch++)
        {
            var late = Enumerable
                .Range(0, 100)
                .Select(i => Row($"L-{batch}-{i}", $"A-{i}", new(2025, 2 + batch, 1), 10 * (batch + 1)))
                .ToList();
            await (batch % 2 == 0 ? revenue.LoadHistory("subscriptions", late) : revenue.Load("subscriptions", late));
        }

        (await Frozen(revenue)).ShouldBe(before);
        (await End(revenue, RetentionBasis.AsClosed)).ShouldBe(Enumerable.Range(0, 100).Sum(i => 1000 + i));
        var adjustments = (await revenue.Send(new GetMonthAdjustments(May))).Value.Adjustments;
        adjustments
            .Sum(one => one.Difference.Minor)
            .ShouldBe(await End(revenue, RetentionBasis.Restated) - await End(revenue, RetentionBasis.AsClosed));
    }

    [Fact]
    public async Task Months_are_closed_in_order_from_the_first_with_a_subscription_and_each_is_told()
    {
        using var revenue = new RevenueAlone();
        await revenue.Subscribe("A", "1000", new(2026, 3, 10));

        await revenue.Close(May);

        (await revenue.Published<MonthClosed>())
            .Select(news => news.Month.ToString())
            .ShouldBe(["2026-03", "2026-04", "2026-05"]);
        (await revenue.Send(new ListMonthCloses(ListAsk.Plain)))
            .Value.Items.Select(row => row.Month)
            .ShouldBe([May, new(2026, 4), new(2026, 3)]);
        (await revenue.Send(new LastClosedMonth())).ShouldBe(May);
    }

    [Fact]
    public async Task A_month_that_is_not_over_is_not_closed()
    {
        using var revenue = new RevenueAlone();
        await revenue.Subscribe("A", "1000", new(2026, 3, 10));

        (await revenue.Send(new OrderMonthClose(new(2026, 11)))).Error!.Code.ShouldBe("revenue.month-close.not-over");
    }

    [Fact]
    public async Task A_closed_month_is_not_closed_again_and_the_refusal_names_the_next()
    {
        using var revenue = new RevenueAlone();
        await revenue.Subscribe("A", "1000", new(2026, 3, 10));
        await revenue.Close(May);

        var refused = await revenue.Send(new OrderMonthClose(new(2026, 4)));

        refused.Error!.Code.ShouldBe("revenue.month-close.already-closed");
        refused.Error.En.ShouldContain("2026-06");
    }

    [Fact]
    public async Task Without_subscriptions_or_before_the_first_there_is_nothing_to_close()
    {
        using var revenue = new RevenueAlone();

        (await revenue.Send(new OrderMonthClose(May))).Error!.Code.ShouldBe("revenue.month-close.no-subscriptions");
        await revenue.Subscribe("A", "1000", new(2026, 8, 10));
        (await revenue.Send(new OrderMonthClose(May))).Error!.Code.ShouldBe("revenue.month-close.before-first");
    }

    [Fact]
    public async Task Adjustments_of_an_open_month_are_missing_and_those_out_of_sight_are_left_out()
    {
        using var revenue = new RevenueAlone();
        var (a, b) = (
            await revenue.Subscribe("A", "1000", new(2026, 3, 10)),
            await revenue.Subscribe("B", "1000", new(2026, 3, 10))
        );
        (await revenue.Send(new GetMonthAdjustments(May))).Error!.Code.ShouldBe("revenue.month-close.not-found");
        await revenue.Close(May);
        revenue.Time.Pass(TimeSpan.FromDays(1));
        await revenue.Change(a, new(2026, 5, 1), "900");
        await revenue.Change(b, new(2026, 5, 1), "900");
        revenue.InSight.Add(revenue.Account("B"));
        revenue.SignIn(Guid.CreateVersion7(), Role.Csm);

        (await revenue.Send(new GetMonthAdjustments(May)))
            .Value.Adjustments.ShouldHaveSingleItem()
            .AccountId.ShouldBe(revenue.Account("B"));
    }

    [Fact]
    public async Task Pay_asks_for_retention_as_closed_and_learns_which_month_is_open()
    {
        using var revenue = new RevenueAlone();
        await revenue.Subscribe("A", "1000", new(2026, 3, 10), lastPaidDay: new(2026, 5, 20));
        await revenue.Subscribe("B", "500", new(2026, 5, 10));
        await revenue.Close(May);

        var closed = await revenue.Send(new RetentionAsClosed(new(2026, 4), May));
        var open = await revenue.Send(new RetentionAsClosed(new(2026, 4), new(2026, 7)));

        closed.IsClosed.ShouldBeTrue();
        closed.Accounts.ShouldBe([
            new AccountRetention(revenue.Account("A"), Money.Of("1000", "JPY"), Money.Of("0", "JPY")),
        ]);
        (open.IsClosed, open.OpenMonth).ShouldBe((false, new Month(2026, 6)));
    }

    private static Dictionary<string, object?> Row(string id, string account, DateOnly from, decimal mrr) =>
        new()
        {
            ["externalId"] = id,
            ["accountExternalId"] = account,
            ["startsOn"] = from,
            ["mrr"] = mrr,
        };

    private static async Task<long> End(RevenueAlone revenue, RetentionBasis basis) =>
        (await revenue.Retention(new RetentionWindow(May, May, basis))).Currencies[0].Window.End.Minor;

    private static Task<string> Frozen(RevenueAlone revenue) =>
        revenue.InStore(async db =>
            string.Join(
                '\n',
                (await db.Set<ClosedAccountMonth>().OrderBy(row => row.Id).ToListAsync()).Select(row =>
                    $"{row.Id} {row.FirstDay:o} {row.AccountId} {row.EndMinor} {row.NewMinor} "
                    + $"{row.ExpansionMinor} {row.ContractionMinor} {row.ChurnMinor}"
                )
            )
        );
}
