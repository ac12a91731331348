using CsMonolith.Kernel;
using CsMonolith.Platform.Requests;
using CsMonolith.Revenue.Ledger.Facts;
using CsMonolith.Revenue.Ledger.Movements;
using CsMonolith.Revenue.Ledger.Rates;
using CsMonolith.Revenue.Renewals;
using CsMonolith.Revenue.Retention;
using CsMonolith.Revenue.Retention.Churns;
using CsMonolith.Revenue.Retention.Measures;
using CsMonolith.Revenue.Subscriptions;
using CsMonolith.Revenue.Tests.Ledger.Policies;

namespace CsMonolith.Revenue.Tests.Retention.Churns;

public sealed class ChurnReasonTests
{
    private static readonly Month October = new(2026, 10);
    private static readonly DateOnly Start = new(2026, 1, 1);
    private static readonly DateOnly LastDay = new(2026, 10, 14);

    [Fact]
    public async Task A_loss_stands_under_the_reason_of_its_cancellation_and_the_parts_add_up_to_all()
    {
        using var revenue = new RevenueAlone();
        await Cancel(revenue, "price", "300", "価格", avoidable: true);
        await Cancel(revenue, "price too", "200", "価格", avoidable: true);
        await Cancel(revenue, "closed", "100", "廃業", avoidable: false);
        await revenue.Subscribe("silent", "50", Start, LastDay);
        await revenue.Subscribe("stays", "350", Start);

        var churn = (await Ask(revenue)).ShouldHaveSingleItem();

        churn
            .Reasons.Select(line => (line.Reason, line.Avoidable, line.Part.Lost.Minor, line.Part.LostLogos))
            .ShouldBe([("価格", true, 500, 2), ("廃業", false, 100, 1), (null, null, 50, 1)]);
        (churn.All.Lost.Minor, churn.All.LostLogos, churn.All.RevenueChurn.Value, churn.All.LogoChurn.Value).ShouldBe(
            (650, 4, 0.65m, 0.8m)
        );
        (churn.Avoidable.Lost + churn.Unavoidable.Lost + churn.Unsaid.Lost).ShouldBe(churn.All.Lost);
        (churn.Avoidable.RevenueChurn.Value, churn.Unavoidable.LogoChurn.Value, churn.Unsaid.Lost.Minor).ShouldBe(
            (0.5m, 0.2m, 50L)
        );
        var measured = (
            await revenue.Send(
                new GetRetentionMeasures(new RetentionWindow(October, October), "standard", MeasureGroup.None)
            )
        )
            .Value
            .Figures[0];
        (measured.RevenueChurn.Value, measured.LogoChurn.Value).ShouldBe(
            (churn.All.RevenueChurn.Value, churn.All.LogoChurn.Value)
        );
    }

    [Fact]
    public async Task A_recorded_churn_speaks_where_the_subscription_is_silent_but_only_a_near_one()
    {
        using var revenue = new RevenueAlone();
        await revenue.Subscribe("near", "300", Start, LastDay);
        await revenue.Subscribe("far", "200", Start, LastDay);
        await revenue.Send(
            new RecordChurnEvent("C-1", revenue.Account("near"), new(2026, 10, 30), Reason: "競合", Avoidable: true)
        );
        await revenue.Send(
            new RecordChurnEvent("C-2", revenue.Account("far"), new(2026, 8, 1), Reason: "競合", Avoidable: true)
        );

        (await Ask(revenue))[0]
            .Reasons.Select(line => (line.Reason, line.Part.Lost.Minor))
            .ShouldBe([("競合", 300L), (null, 200L)]);
    }

    [Fact]
    public async Task A_lost_renewal_gives_the_reason_and_one_learnt_later_is_not_known_before()
    {
        using var revenue = new RevenueAlone();
        var subscription = await revenue.Subscribe("A", "300", Start, lastPaidDay: LastDay);
        var renewal = (await revenue.Send(new OpenRenewal(subscription.Id))).Value;
        revenue.Time.NoonOf(new(2026, 11, 21));
        (
            await revenue.Send(
                new SettleRenewal(
                    renewal.Id,
                    LastDay,
                    null,
                    null,
                    "機能不足",
                    new IfMatch(renewal.Version),
                    Avoidable: true
                )
            )
        ).Error.ShouldBeNull();

        var now = (await Ask(revenue))[0];
        var before = (
            await revenue.Send(new GetChurnReasons(new RetentionWindow(October, October, KnownOn: new(2026, 11, 20))))
        )
            .Value
            .Currencies[0];

        now.Reasons.ShouldHaveSingleItem().Reason.ShouldBe("機能不足");
        (before.All.Lost, before.Reasons[0].Reason).ShouldBe((now.All.Lost, null));
        (await revenue.Send(new CheckLedger(October, October))).Value.Holds.ShouldBeTrue();
    }

    [Fact]
    public async Task In_a_reporting_currency_the_parts_still_add_up_to_the_minor_unit()
    {
        using var revenue = new RevenueAlone();
        await PolicyTests.Decide(revenue, new(2020, 1, 1), rules => rules with { ReportingCurrency = "USD" });
        await revenue.Send(
            new RecordExchangeRates([
                new ExchangeRateEntry("JPY", "USD", new(2026, 9, 30), 150m),
                new ExchangeRateEntry("JPY", "USD", new(2026, 10, 31), 140m),
            ])
        );
        foreach (var i in Enumerable.Range(0, 7))
        {
            await Cancel(revenue, $"A-{i}", "100", $"理由{i}", avoidable: i % 2 == 0);
        }

        var churn = (await Ask(revenue)).ShouldHaveSingleItem();

        // 700 yen at 150 are 466.67 cents, each part 66.67: rounded one by one they would make 469.
        churn.All.Lost.ShouldBe(Money.Of("4.67", "USD"));
        churn.Reasons.Select(line => line.Part.Lost.Minor).Order().ShouldBe([66, 66, 67, 67, 67, 67, 67]);
    }

    [Fact]
    public async Task Who_came_inside_the_window_and_left_is_no_loss_of_it_and_over_nothing_there_is_no_rate()
    {
        using var revenue = new RevenueAlone();
        await revenue.Subscribe("brief", "300", new(2026, 10, 3), LastDay);

        var churn = (await Ask(revenue)).ShouldHaveSingleItem();

        (churn.All.Lost.Minor, churn.All.LostLogos, churn.All.LogoChurn.Reason, churn.Reasons.Count).ShouldBe(
            (0, 0, "start-is-zero", 0)
        );
    }

    [Fact]
    public async Task Figures_by_product_count_a_customer_once_in_each_and_their_money_adds_up_to_the_whole()
    {
        using var revenue = new RevenueAlone();
        await Sell(revenue, "A", "配車", "300");
        var maps = await Sell(revenue, "A", "地図", "100");
        await Sell(revenue, "B", "地図", "200");
        await revenue.Change(maps, new(2026, 10, 10), "40");

        var measures = (
            await revenue.Send(
                new GetRetentionMeasures(new RetentionWindow(October, October), "standard", MeasureGroup.Product)
            )
        ).Value;

        measures
            .Groups.Select(group => (group.Group, group.Figure.StartLogos, group.Figure.Net.Value))
            .ShouldBe([("地図", 2, 0.8m), ("配車", 1, 1m)]);
        measures.Groups.Sum(group => group.Figure.End.Minor).ShouldBe(measures.Figures[0].End.Minor);
        (
            await revenue.Send(
                new GetRetentionMeasures(
                    new RetentionWindow(October, October, RetentionBasis.AsClosed),
                    "standard",
                    MeasureGroup.Product
                )
            )
        ).Error.ShouldNotBeNull();
    }

    [Fact]
    public async Task Figures_by_partner_put_together_whom_one_partner_looks_after()
    {
        using var revenue = new RevenueAlone();
        var partner = Guid.CreateVersion7();
        revenue.Partners[revenue.Account("A")] = partner;
        await revenue.Subscribe("A", "300", Start);
        await revenue.Subscribe("B", "500", Start);

        var groups = (
            await revenue.Send(
                new GetRetentionMeasures(new RetentionWindow(October, October), "standard", MeasureGroup.Partner)
            )
        )
            .Value
            .Groups;

        groups
            .Select(group => (group.Group, group.Figure.End.Minor))
            .ShouldBe([(partner.ToString(), 300L), (null, 500L)]);
    }

    private static async Task<IReadOnlyList<CurrencyChurn>> Ask(RevenueAlone revenue) =>
        (await revenue.Send(new GetChurnReasons(new RetentionWindow(October, October)))).Value.Currencies;

    private static async Task Cancel(RevenueAlone revenue, string account, string mrr, string reason, bool avoidable)
    {
        var subscription = await revenue.Subscribe(account, mrr, Start);
        (
            await revenue.Send(
                new CancelSubscription(subscription.Id, new(2026, 10, 1), null, LastDay, reason, avoidable)
            )
        ).Error.ShouldBeNull();
    }

    private static async Task<SubscriptionRow> Sell(RevenueAlone revenue, string account, string product, string mrr) =>
        (
            await revenue.Send(
                new OpenSubscription(
                    Guid.NewGuid().ToString(),
                    revenue.Account(account),
                    "Pro",
                    Start,
                    BillingInterval.Month,
                    Money.Of(mrr, "JPY"),
                    Product: product
                )
            )
        ).Value;
}
