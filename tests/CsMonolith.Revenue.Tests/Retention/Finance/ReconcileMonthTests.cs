using CsMonolith.Kernel;
using CsMonolith.Revenue.Retention;
using CsMonolith.Revenue.Retention.Finance;
using CsMonolith.Revenue.Subscriptions;

namespace CsMonolith.Revenue.Tests.Retention.Finance;

public sealed class ReconcileMonthTests
{
    private static readonly Month October = new(2026, 10);
    private static readonly DateOnly Start = new(2026, 1, 1);

    [Fact]
    public async Task Every_difference_has_a_cause_and_causes_and_customers_add_up_to_it()
    {
        using var revenue = new RevenueAlone();
        revenue.Time.NoonOf(new(2026, 11, 5));
        foreach (var account in new[] { "agrees", "late", "annual", "rounded", "odd", "ours only" })
        {
            await revenue.Subscribe(account, "1000", Start);
        }

        var leaving = await revenue.Subscribe("dated", "1000", Start);
        await revenue.Send(new CancelSubscription(leaving.Id, new(2026, 10, 15), null, new(2026, 12, 31)));
        var paused = await revenue.Subscribe("paused", "700", Start);
        await revenue.Send(new PauseSubscription(paused.Id, new(2026, 10, 20)));
        await revenue.Change(await revenue.Subscribe("not booked yet", "1000", Start), new(2026, 10, 20), "1500");
        await revenue.Close(October);
        revenue.Time.NoonOf(new(2026, 11, 10));
        await revenue.Subscribe("late", "250", new(2026, 10, 1));

        var reconciled = (
            await revenue.Send(
                new ReconcileMonth(
                    October,
                    [
                        Line("agrees", "1000"),
                        Line("late", "1250"),
                        Line("annual", "12000"),
                        Line("rounded", "1001"),
                        Line("odd", "777"),
                        Line("dated", "0"),
                        Line("paused", "700"),
                        Line("not booked yet", "1000"),
                        Line("missing-9", "40"),
                        Line("theirs only", "60"),
                    ]
                )
            )
        ).Value;

        reconciled.Basis.ShouldBe(RetentionBasis.AsClosed);
        var yen = reconciled.Currencies.ShouldHaveSingleItem();
        yen.Customers.ToDictionary(one => one.AccountExternalId, one => (one.Cause, one.Difference.Minor))
            .ShouldBe(
                new Dictionary<string, (DifferenceCause, long)>
                {
                    ["late"] = (DifferenceCause.LearntAfterClose, 250),
                    ["annual"] = (DifferenceCause.Annual, 11_000),
                    ["rounded"] = (DifferenceCause.Rounding, 1),
                    ["odd"] = (DifferenceCause.Unexplained, -223),
                    ["ours only"] = (DifferenceCause.MissingThere, -1000),
                    ["dated"] = (DifferenceCause.Dating, -1000),
                    ["paused"] = (DifferenceCause.Pause, 700),
                    ["not booked yet"] = (DifferenceCause.MonthBefore, -500),
                    ["missing-9"] = (DifferenceCause.UnknownCustomer, 40),
                    ["theirs only"] = (DifferenceCause.MissingHere, 60),
                },
                ignoreOrder: true
            );
        (yen.Agreeing, yen.Theirs - yen.Ours).ShouldBe((1, yen.Difference));
        yen.Causes.Sum(one => one.Difference.Minor).ShouldBe(yen.Difference.Minor);
        yen.Customers.Sum(one => one.Difference.Minor).ShouldBe(yen.Difference.Minor);
    }

    [Fact]
    public async Task What_was_billed_explains_a_difference_where_contracts_say_something_else()
    {
        using var revenue = new RevenueAlone();
        foreach (var account in new[] { "yearly", "part", "credited", "once" })
        {
            await revenue.Subscribe(account, "1000", Start);
        }

        await revenue.LoadFile(
            "invoices",
            "invoice_id,account_id,issue_date,period_from,period_to,amount\n"
                + "I-1,yearly,2026-04-01,2026-04-01,2027-03-31,10800\n"
                + "I-2,part,2026-10-20,2026-10-20,2026-11-08,600\n"
                + "I-3,credited,2026-10-01,2026-10-01,2026-10-31,1000\nI-4,credited,2026-10-05,2026-10-01,2026-10-31,-250\n"
                + "I-5,once,2026-10-05,,,300\n"
        );

        var reconciled = (
            await revenue.Send(
                new ReconcileMonth(
                    October,
                    [Line("yearly", "900"), Line("part", "913"), Line("credited", "750"), Line("once", "300")]
                )
            )
        ).Value;

        // 600 for 20 days is 600 × 30.4375 / 20 = 913.125 a month.
        reconciled
            .Currencies.ShouldHaveSingleItem()
            .Customers.ToDictionary(one => one.AccountExternalId, one => one.Cause)
            .ShouldBe(
                new Dictionary<string, DifferenceCause>
                {
                    ["yearly"] = DifferenceCause.Invoiced,
                    ["part"] = DifferenceCause.Invoiced,
                    ["credited"] = DifferenceCause.Invoiced,
                    ["once"] = DifferenceCause.Unexplained,
                },
                ignoreOrder: true
            );
    }

    [Fact]
    public async Task An_open_month_is_compared_with_what_is_known_now_and_each_currency_by_itself()
    {
        using var revenue = new RevenueAlone();
        await revenue.Subscribe("A", "1000", Start);
        await revenue.Subscribe("A", "10.00", Start, currency: "USD");

        var reconciled = (
            await revenue.Send(
                new ReconcileMonth(October, [Line("A", "1000"), new FinanceLine("A", Money.Of("11.00", "USD"))])
            )
        ).Value;

        reconciled.Basis.ShouldBe(RetentionBasis.Restated);
        reconciled
            .Currencies.Select(one => (one.Currency, one.Difference.Minor))
            .ShouldBe([("JPY", 0L), ("USD", 100L)]);
    }

    [Fact]
    public async Task A_customer_twice_in_the_list_is_refused_with_its_line()
    {
        using var revenue = new RevenueAlone();

        var refused = await revenue.Send(new ReconcileMonth(October, [Line("A", "1"), Line("B", "1"), Line("A", "2")]));

        refused.Error!.Fields.ShouldHaveSingleItem().Pointer.ShouldBe("/lines/2");
    }

    private static FinanceLine Line(string account, string mrr) => new(account, Money.Of(mrr, "JPY"));
}
