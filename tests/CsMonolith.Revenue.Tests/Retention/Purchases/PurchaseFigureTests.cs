using System.Globalization;
using CsMonolith.Kernel;
using CsMonolith.Revenue.Ledger.Merges;
using CsMonolith.Revenue.Retention;
using CsMonolith.Revenue.Retention.Purchases;
using CsMonolith.Revenue.Subscriptions.Purchases;

namespace CsMonolith.Revenue.Tests.Retention.Purchases;

public sealed class PurchaseFigureTests
{
    private static readonly Month October = new(2026, 10);

    [Fact]
    public async Task Purchases_of_each_month_stand_beside_mrr_with_amount_customers_and_repeat_rate()
    {
        using var revenue = new RevenueAlone();
        await revenue.Subscribe("A", "1000", new(2026, 1, 1));
        await Buy(revenue, "A", new(2026, 9, 5), "300");
        await Buy(revenue, "A", new(2026, 10, 5), "200");
        await Buy(revenue, "B", new(2026, 10, 6), "70");
        await Buy(revenue, "B", new(2026, 10, 6), "30");
        await Buy(revenue, "C", new(2026, 10, 7), "500");
        await Buy(revenue, "C", new(2026, 11, 1), "900");

        var yen = (await Figures(revenue, new(new Month(2026, 9), October))).ShouldHaveSingleItem();

        yen.Months.Select(month => $"{month.Month} {Show(month.Figure)} | {month.Mrr.Minor}")
            .ShouldBe([
                "2026-09 300 of 1 by 1, 0 again by 0: 0.000000 | 1000",
                "2026-10 800 of 4 by 3, 230 again by 2: 0.666667 | 1000",
            ]);
        Show(yen.Window).ShouldBe("1100 of 5 by 3, 230 again by 2: 0.666667");
        (await revenue.Retention(new RetentionWindow(October, October)))
            .Currencies.ShouldHaveSingleItem()
            .Window.End.Minor.ShouldBe(1000);
    }

    [Fact]
    public async Task Currencies_stand_apart_and_a_month_without_purchases_says_why_it_has_no_rate()
    {
        using var revenue = new RevenueAlone();
        await revenue.Subscribe("A", "1000", new(2026, 1, 1));
        await Buy(revenue, "A", new(2026, 9, 5), "3.000", "KWD");
        await Buy(revenue, "A", new(2026, 10, 5), "1.250", "KWD");

        var figures = await Figures(revenue, new(October, October));

        figures
            .Select(one => (one.Currency, Show(one.Window)))
            .ShouldBe([
                ("JPY", "0 of 0 by 0, 0 again by 0: no-customers"),
                ("KWD", "1250 of 1 by 1, 1250 again by 1: 1.000000"),
            ]);
    }

    [Fact]
    public async Task Merged_customers_are_one_and_those_out_of_sight_or_learnt_later_are_left_out()
    {
        using var revenue = new RevenueAlone();
        await Buy(revenue, "old", new(2026, 9, 5), "100");
        await Buy(revenue, "new", new(2026, 10, 5), "100");
        await Buy(revenue, "hidden", new(2026, 10, 5), "100");
        var before = DateOnly.FromDateTime(revenue.Time.GetUtcNow().UtcDateTime);
        revenue.Time.Pass(TimeSpan.FromDays(2));
        await revenue.Send(
            new MergeAccounts(revenue.Account("new"), revenue.Account("old"), new(2026, 10, 20), "合併")
        );
        await Buy(revenue, "new", new(2026, 10, 6), "50");

        var known = (await Figures(revenue, new(October, October, KnownOn: before))).Single();
        revenue.InSight.Add(revenue.Account("new"));
        revenue.SignIn(Guid.CreateVersion7(), Role.Csm);
        var seen = (await Figures(revenue, new(October, October))).Single();

        Show(known.Window).ShouldBe("200 of 2 by 2, 0 again by 0: 0.000000");
        Show(seen.Window).ShouldBe("150 of 2 by 1, 150 again by 1: 1.000000");
    }

    private static async Task<IReadOnlyList<CurrencyPurchases>> Figures(RevenueAlone revenue, RetentionWindow window) =>
        (await revenue.Send(new GetPurchaseFigures(window))).Value.Currencies;

    private static async Task Buy(
        RevenueAlone revenue,
        string account,
        DateOnly on,
        string amount,
        string currency = "JPY"
    ) =>
        (
            await revenue.Send(
                new RecordPurchase(null, revenue.Account(account), "研修", on, Money.Of(amount, currency))
            )
        ).Error.ShouldBeNull();

    private static string Show(PurchaseFigure figure) =>
        $"{figure.Amount.Minor} of {figure.Purchases} by {figure.Customers}, {figure.RepeatAmount.Minor} again by "
        + $"{figure.RepeatCustomers}: {figure.RepeatRate.Value?.ToString("F6", CultureInfo.InvariantCulture) ?? figure.RepeatRate.Reason}";
}
