using CsMonolith.Kernel;
using CsMonolith.Platform.Lists;
using CsMonolith.Revenue.Ledger.Facts;
using CsMonolith.Revenue.Ledger.Histories;
using CsMonolith.Revenue.Ledger.Movements;
using CsMonolith.Revenue.Ledger.Policies;
using CsMonolith.Revenue.Retention;
using CsMonolith.Revenue.Subscriptions;
using CsMonolith.Revenue.Tests.Ledger.Policies;

namespace CsMonolith.Revenue.Tests.Subscriptions;

public sealed class PauseTests
{
    private static readonly Month October = new(2026, 10);

    [Theory]
    [InlineData(false, 0.9, 0.9)]
    [InlineData(true, 1.0, 1.0)]
    public async Task One_pause_of_ten_customers_costs_its_revenue_but_no_customer_or_nothing_by_policy(
        bool keepMrr,
        double nrr,
        double grr
    )
    {
        using var revenue = await Ten(keepMrr);

        var figure = (await revenue.Retention(new RetentionWindow(October, October))).Currencies[0].Window;

        (figure.Nrr.Value, figure.Grr.Value, figure.LogoChurn.Value).ShouldBe(((decimal)nrr, (decimal)grr, 0m));
        (figure.Churn.Minor, figure.Parts.Pause.Minor).ShouldBe((0L, keepMrr ? 0L : -100L));
    }

    [Fact]
    public async Task A_pause_of_ninety_days_loses_the_customer_without_further_revenue()
    {
        using var revenue = await Ten(keepMrr: false);

        var months = (await revenue.Retention(new RetentionWindow(October, new(2027, 1)))).Currencies[0].Months;

        months.Select(one => one.Figure.LostLogos).ShouldBe([0, 0, 0, 1]);
        months[3].Figure.Churn.Minor.ShouldBe(0);
        (await revenue.Send(new ListMovements(ListAsk.Plain))).Value.Items.ShouldContain(row =>
            row.On == new DateOnly(2027, 1, 3)
            && row.Kind == Contracts.MovementKind.Churn
            && row.Amount.Minor == 0
            && row.Tags.Contains(MovementTags.Pause)
        );
    }

    [Fact]
    public async Task A_resumption_in_time_is_an_expansion_and_a_late_one_a_reactivation()
    {
        using var revenue = new RevenueAlone();
        foreach (
            var (account, back) in new[] { ("soon", new DateOnly(2026, 8, 1)), ("late", new DateOnly(2026, 9, 30)) }
        )
        {
            var one = await revenue.Subscribe(account, "100", new(2026, 1, 1));
            (await revenue.Send(new PauseSubscription(one.Id, new(2026, 7, 1)))).Error.ShouldBeNull();
            (await revenue.Send(new ResumeSubscription(one.Id, back))).Error.ShouldBeNull();
        }

        var figure = (await revenue.Retention(new RetentionWindow(new(2026, 7), new(2026, 9)))).Currencies[0].Window;

        (figure.Contraction.Minor, figure.Expansion.Minor, figure.Reactivation.Minor, figure.End.Minor).ShouldBe(
            (200L, 100L, 100L, 200L)
        );
        (await revenue.Send(new CheckLedger(new(2026, 1), October))).Value.Holds.ShouldBeTrue();
    }

    [Fact]
    public async Task A_voided_subscription_never_was_and_stays_on_record()
    {
        using var revenue = new RevenueAlone();
        var wrong = await revenue.Subscribe("A", "100", new(2026, 1, 1));
        await revenue.Subscribe("B", "70", new(2026, 1, 1));
        revenue.Time.Pass(TimeSpan.FromDays(1));

        await revenue.Send(new VoidSubscription(wrong.Id, "entered twice"));

        (await revenue.Retention(new RetentionWindow(October, October))).Currencies[0].Window.Start.Minor.ShouldBe(70);
        (await revenue.Send(new ListMovements(ListAsk.Plain))).Value.Items.ShouldContain(row =>
            row.AccountId == revenue.Account("A")
            && row.IsReversal
            && row.Tags.Contains(MovementTags.Void)
            && row.Amount.Minor == -100
        );
        (await revenue.Send(new GetSubscription(wrong.Id)))
            .Value.Facts.Select(fact => fact.Kind)
            .ShouldBe([FactKind.Start, FactKind.Voided]);
        (await revenue.Change(wrong, new(2026, 5, 1), "300")).Error!.Code.ShouldBe("revenue.subscription.voided");
    }

    [Fact]
    public async Task A_price_rise_is_an_expansion_that_figures_tell_apart()
    {
        using var revenue = new RevenueAlone();
        var one = await revenue.Subscribe("A", "100", new(2026, 1, 1));
        await revenue.Send(
            new ChangeSubscription(one.Id, new(2026, 10, 1), Money.Of("110", "JPY"), Cause: FactCause.PriceRise)
        );
        await revenue.Change(await revenue.Subscribe("B", "100", new(2026, 1, 1)), new(2026, 10, 1), "130");

        var figure = (await revenue.Retention(new RetentionWindow(October, October))).Currencies[0].Window;

        (figure.Expansion.Minor, figure.Parts.PriceRise.Minor).ShouldBe((40L, 10L));
    }

    [Theory]
    [InlineData(FreeDowngradeRule.LogoLost, 1)]
    [InlineData(FreeDowngradeRule.LogoStays, 0)]
    public async Task A_change_to_a_free_plan_loses_the_revenue_and_by_policy_the_customer(object rule, int lost)
    {
        using var revenue = new RevenueAlone();
        await PolicyTests.Decide(
            revenue,
            new(2020, 1, 1),
            rules => rules with { FreeDowngrade = (FreeDowngradeRule)rule, GraceDays = 1 }
        );
        await revenue.Change(await revenue.Subscribe("A", "100", new(2026, 1, 1)), new(2026, 10, 9), "0");

        var figure = (await revenue.Retention(new RetentionWindow(October, October))).Currencies[0].Window;

        (figure.Churn.Minor, figure.Parts.FreeDowngrade.Minor, figure.LostLogos).ShouldBe((100L, -100L, lost));
    }

    [Fact]
    public async Task A_second_pause_and_a_resumption_without_one_are_refused()
    {
        using var revenue = new RevenueAlone();
        var one = await revenue.Subscribe("A", "100", new(2026, 1, 1));
        (await revenue.Send(new ResumeSubscription(one.Id, new(2026, 7, 1)))).Error!.Code.ShouldBe(
            "revenue.subscription.not-paused"
        );
        await revenue.Send(new PauseSubscription(one.Id, new(2026, 7, 1)));

        (await revenue.Send(new PauseSubscription(one.Id, new(2026, 8, 1)))).Error!.Code.ShouldBe(
            "revenue.subscription.paused"
        );
    }

    private static async Task<RevenueAlone> Ten(bool keepMrr)
    {
        var revenue = new RevenueAlone();
        if (keepMrr)
        {
            await PolicyTests.Decide(revenue, new(2020, 1, 1), rules => rules with { Pause = PauseRule.KeepMrr });
        }

        for (var i = 0; i < 10; i++)
        {
            var one = await revenue.Subscribe($"A-{i}", "100", new(2026, 1, 1));
            if (i == 0)
            {
                (await revenue.Send(new PauseSubscription(one.Id, new(2026, 10, 5)))).Error.ShouldBeNull();
            }
        }

        return revenue;
    }
}
