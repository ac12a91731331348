using CsMonolith.Kernel;
using CsMonolith.Revenue.Ledger.Facts;
using CsMonolith.Revenue.Subscriptions;

namespace CsMonolith.Revenue.Tests.Subscriptions;

public sealed class MrrNormalisationTests
{
    public static TheoryData<string, string, int, int?, int?, string> Lines =>
        new()
        {
            { "1440.00", nameof(BillingInterval.Year), 10, null, null, "108.00" },
            { "30.00", nameof(BillingInterval.Month), 0, 10, 30, "90.00" },
            { "90.00", nameof(BillingInterval.Quarter), 0, null, null, "30.00" },
            { "100.00", nameof(BillingInterval.Week), 0, null, null, "434.82" },
        };

    [Theory]
    [MemberData(nameof(Lines))]
    public async Task A_line_becomes_the_monthly_amount_of_the_worked_example(
        string amount,
        string interval,
        int discount,
        int? charged,
        int? period,
        string monthly
    )
    {
        using var revenue = new RevenueAlone();
        var line = new SubscriptionLine(
            Money.Of(amount, "USD"),
            Enum.Parse<BillingInterval>(interval),
            discount,
            Tax: null,
            charged,
            period
        );

        var opened = await revenue.Send(
            new OpenSubscription("S-1", revenue.Account("A"), "Pro", new(2026, 4, 1), line.Interval, Line: line)
        );

        opened.Value.Mrr.ShouldBe(Money.Of(monthly, "USD"));
    }

    [Fact]
    public void Tax_inside_the_amount_is_taken_out_before_it_is_spread()
    {
        var line = new SubscriptionLine(
            Money.Of("1320000", "JPY"),
            BillingInterval.Year,
            Tax: Money.Of("120000", "JPY")
        );

        MrrNormalisation.MonthlyOf(line).ShouldBe(Money.Of("100000", "JPY"));
    }

    [Fact]
    public void A_half_is_rounded_up_once_at_the_end() =>
        MrrNormalisation
            .MonthlyOf(new SubscriptionLine(Money.Of("30", "JPY"), BillingInterval.Year))
            .ShouldBe(Money.Of("3", "JPY"));

    [Fact]
    public void A_discount_above_one_hundred_percent_is_no_discount() =>
        Should.Throw<ArgumentOutOfRangeException>(() =>
            MrrNormalisation.MonthlyOf(
                new SubscriptionLine(Money.Of("30", "JPY"), BillingInterval.Year, DiscountPercent: 101)
            )
        );
}
