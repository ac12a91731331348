using CsMonolith.Kernel;
using CsMonolith.Revenue.Retention;
using CsMonolith.Revenue.Value.Acquisition;
using CsMonolith.Revenue.Value.Economics;

namespace CsMonolith.Revenue.Tests.Value.Economics;

public sealed class UnitEconomicsTests
{
    private static readonly Ratio Arpa = new(12_000, 1);
    private static readonly Ratio Margin = new(8, 10);
    private static readonly Ratio TwoPercent = new(2, 100);

    [Fact]
    public void Lifetime_value_payback_and_annual_churn_are_those_of_the_worked_example()
    {
        UnitEconomics.LifetimeValue(Arpa, Margin, TwoPercent).ToDecimalString(2).ShouldBe("480000.00");
        UnitEconomics.LifetimeValue(Arpa, new Ratio(1, 1), TwoPercent).ToDecimalString(2).ShouldBe("600000.00");
        UnitEconomics.ValueWithin(Arpa, Margin, TwoPercent, 60).ToDecimalString(2).ShouldBe("337174.49");
        UnitEconomics.AnnualChurn(TwoPercent).ToDecimalString(6).ShouldBe("0.215283");
        UnitEconomics
            .PaybackMonths(new Ratio(12_000_000, 1), new Ratio(1_500_000, 1), Margin)
            .ToDecimalString(1)
            .ShouldBe("10.0");
    }

    [Fact]
    public void Without_churn_the_lifetime_value_is_undefined_and_that_of_a_horizon_is_not()
    {
        UnitEconomics.LifetimeValue(Arpa, Margin, new Ratio(0, 50)).IsDefined.ShouldBeFalse();
        UnitEconomics.ValueWithin(Arpa, Margin, new Ratio(0, 50), 60).ToDecimalString(0).ShouldBe("576000");
    }

    [Fact]
    public async Task The_ledger_gives_arpa_churn_and_new_revenue_and_a_ratio_over_zero_says_why()
    {
        using var revenue = new RevenueAlone();
        for (var i = 0; i < 4; i++)
        {
            await revenue.Subscribe($"A-{i}", "12000", new(2026, 1, 1), lastPaidDay: i == 0 ? new(2026, 6, 15) : null);
        }

        await revenue.Subscribe("new", "12000", new(2026, 6, 3));
        var window = new RetentionWindow(new(2026, 5), new(2026, 6));

        await revenue.Send(new RecordAcquisitionCost(new(2026, 5), Money.Of("70000", "JPY")));
        await revenue.Send(new RecordAcquisitionCost(new(2026, 6), Money.Of("20000", "JPY")));
        await revenue.Send(new RecordAcquisitionCost(new(2026, 6), Money.Of("6000", "JPY")));

        var economics = (
            await revenue.Send(new GetUnitEconomics(window, 0.8m, 60))
        ).Value.Currencies.ShouldHaveSingleItem();
        var still = (
            await revenue.Send(new GetUnitEconomics(window with { From = new(2026, 7), To = new(2026, 8) }, 0.8m, 60))
        )
            .Value
            .Currencies[0];

        (economics.Customers, economics.Arpa.Value, economics.MonthlyChurn.Value).ShouldBe((4, 12000m, 0.125m));
        (economics.LifetimeValue.Value, economics.PaybackMonths.Value, economics.LtvToCac.Value).ShouldBe(
            (76800m, 10m, 0.8m)
        );
        (still.LifetimeValue.Value, still.LifetimeValue.Reason).ShouldBe((null, "churn-is-zero"));
        (still.PaybackMonths.Reason, still.AcquisitionCost).ShouldBe(("cost-not-recorded", null));
        still.MonthsWithoutCost.ShouldBe([new Month(2026, 7), new Month(2026, 8)]);
    }
}
