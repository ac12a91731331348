using CsMonolith.Kernel;
using CsMonolith.Platform.Lists;
using CsMonolith.Revenue.Retention;
using CsMonolith.Revenue.Value.Acquisition;
using CsMonolith.Revenue.Value.Economics;

namespace CsMonolith.Revenue.Tests.Value.Acquisition;

public sealed class AcquisitionCostTests
{
    private static readonly Month October = new(2026, 10);

    [Fact]
    public async Task A_corrected_cost_counts_by_its_last_version_and_keeps_the_others_with_who_and_when()
    {
        using var revenue = new RevenueAlone();
        var cost = (await revenue.Send(new RecordAcquisitionCost(October, Money.Of("900", "JPY"), "広告"))).Value;
        await revenue.Send(new RecordAcquisitionCost(October, Money.Of("50", "JPY")));
        revenue.Time.Pass(TimeSpan.FromDays(1));

        var corrected = (
            await revenue.Send(new CorrectAcquisitionCost(cost.Id, Money.Of("700", "JPY"), "請求書の訂正"))
        ).Value;

        (corrected.Id, corrected.Revision, corrected.Month).ShouldBe((cost.Id, 2, October));
        var history = (await revenue.Send(new GetAcquisitionCost(cost.Id))).Value;
        history
            .Versions.Select(one => (one.Revision, one.Amount.Minor, one.Note))
            .ShouldBe([(1, 900, "広告"), (2, 700, "請求書の訂正")]);
        history.Versions.ShouldAllBe(one => one.RecordedBy != "");
        (history.Versions[1].RecordedAt - history.Versions[0].RecordedAt).ShouldBe(TimeSpan.FromDays(1));
        (await revenue.Send(new ListAcquisitionCosts(ListAsk.Plain)))
            .Value.Items.Select(one => one.Amount.Minor)
            .Order()
            .ShouldBe([50, 700]);
    }

    [Fact]
    public async Task Payback_rests_on_the_costs_that_were_known()
    {
        using var revenue = new RevenueAlone();
        await revenue.Subscribe("A", "1000", new(2026, 10, 5));
        var day = revenue.Time.GetUtcNow();
        var cost = (await revenue.Send(new RecordAcquisitionCost(October, Money.Of("8000", "JPY")))).Value;
        revenue.Time.Pass(TimeSpan.FromDays(2));
        await revenue.Send(new CorrectAcquisitionCost(cost.Id, Money.Of("4000", "JPY"), "訂正"));

        (await Payback(new RetentionWindow(October, October))).ShouldBe((5m, null));
        (
            await Payback(
                new RetentionWindow(October, October, KnownOn: DateOnly.FromDateTime(day.AddDays(1).UtcDateTime))
            )
        ).ShouldBe((10m, null));

        async Task<(decimal?, string?)> Payback(RetentionWindow window)
        {
            var one = (await revenue.Send(new GetUnitEconomics(window, 0.8m, 60))).Value.Currencies[0];
            return (one.PaybackMonths.Value, one.PaybackMonths.Reason);
        }
    }

    [Fact]
    public async Task Some_customers_have_no_payback_since_costs_are_those_of_the_company()
    {
        using var revenue = new RevenueAlone();
        revenue.About["A"] = (null, 2, null);
        await revenue.Subscribe("A", "1000", new(2026, 10, 5));
        await revenue.Send(new RecordAcquisitionCost(October, Money.Of("8000", "JPY")));

        var economics = (
            await revenue.Send(new GetUnitEconomics(new RetentionWindow(October, October, Tier: 2), 0.8m, 60))
        )
            .Value
            .Currencies[0];

        (economics.PaybackMonths.Reason, economics.LtvToCac.Reason, economics.AcquisitionCost).ShouldBe(
            ("cost-of-whole-company", "cost-of-whole-company", null)
        );
    }

    [Fact]
    public async Task A_month_ahead_a_negative_cost_another_currency_the_same_amount_and_a_missing_cost_are_refused()
    {
        using var revenue = new RevenueAlone();
        var cost = (await revenue.Send(new RecordAcquisitionCost(October, Money.Of("900", "JPY")))).Value;

        (await revenue.Send(new RecordAcquisitionCost(new(2027, 10), Money.Of("900", "JPY"))))
            .Error!.Fields[0]
            .Pointer.ShouldBe("/month");
        (await revenue.Send(new RecordAcquisitionCost(October, Money.Of("-1", "JPY")))).Error!.Code.ShouldBe(
            "platform.invalid"
        );
        (await Correct(cost.Id, "9.00", "USD")).Fields[0].Pointer.ShouldBe("/amount/currency");
        (await Correct(cost.Id, "900", "JPY")).Code.ShouldBe("revenue.acquisition-cost.same");
        (await Correct(Guid.CreateVersion7(), "1", "JPY")).Code.ShouldBe("acquisition-cost.not-found");
        (await revenue.Send(new GetAcquisitionCost(Guid.CreateVersion7()))).Error!.Code.ShouldBe(
            "acquisition-cost.not-found"
        );

        async Task<Error> Correct(Guid id, string amount, string currency) =>
            (await revenue.Send(new CorrectAcquisitionCost(id, Money.Of(amount, currency), "訂正"))).Error!;
    }
}
