using CsMonolith.Kernel;
using CsMonolith.Revenue.Amounts;
using CsMonolith.Revenue.Ledger.Policies;
using CsMonolith.Revenue.Retention;

namespace CsMonolith.Revenue.Tests.Retention;

public sealed class RetentionTests
{
    private static readonly Month October = new(2026, 10);

    [Fact]
    public async Task Six_customers_of_every_sort_give_the_figures_of_the_worked_example()
    {
        using var revenue = await WorkedExample();

        var figure = (await revenue.Retention(new RetentionWindow(October, October)))
            .Currencies.ShouldHaveSingleItem()
            .Window;

        (figure.Start, figure.End).ShouldBe((Money.Of("2000", "JPY"), Money.Of("2200", "JPY")));
        (figure.New, figure.Reactivation).ShouldBe((Money.Of("400", "JPY"), Money.Of("150", "JPY")));
        (figure.Expansion, figure.Contraction, figure.Churn).ShouldBe(
            (Money.Of("300", "JPY"), Money.Of("350", "JPY"), Money.Of("300", "JPY"))
        );
        figure.Adjustments.Minor.ShouldBe(0);
        (figure.Nrr.Value, figure.Grr.Value, figure.GrrMovementForm.Value).ShouldBe((0.825m, 0.725m, 0.675m));
        (figure.LogoChurn.Value, figure.StartLogos, figure.LostLogos).ShouldBe((0.25m, 4, 1));
    }

    [Fact]
    public async Task With_reactivation_netted_the_same_customers_give_ninety_percent()
    {
        using var revenue = await WorkedExample();

        var report = await revenue.Retention(new RetentionWindow(October, October), ReactivationRule.Netted);

        report.Currencies[0].Window.Nrr.Value.ShouldBe(0.9m);
        report.Reactivation.ShouldBe(ReactivationRule.Netted);
    }

    [Fact]
    public async Task The_closed_month_gives_the_same_figures_and_the_accounts_behind_them()
    {
        using var revenue = await WorkedExample();
        await revenue.Close(October);

        var window = new RetentionWindow(October, October, RetentionBasis.AsClosed);
        var figure = (await revenue.Retention(window, ReactivationRule.Netted)).Currencies[0].Window;
        var accounts = (await revenue.Send(new GetRetentionAccounts(window))).Value.Accounts;

        (figure.Nrr.Value, figure.Grr.Value, figure.GrrMovementForm.Value, figure.LogoChurn.Value).ShouldBe(
            (0.9m, 0.725m, 0.675m, 0.25m)
        );
        accounts
            .ToDictionary(account => account.AccountId, account => account.Kind)
            .ShouldBe(
                new Dictionary<Guid, RetentionAccountKind>
                {
                    [revenue.Account("A")] = RetentionAccountKind.Expanded,
                    [revenue.Account("B")] = RetentionAccountKind.Contracted,
                    [revenue.Account("C")] = RetentionAccountKind.Churned,
                    [revenue.Account("D")] = RetentionAccountKind.Reactivated,
                    [revenue.Account("E")] = RetentionAccountKind.New,
                    [revenue.Account("F")] = RetentionAccountKind.Contracted,
                },
                ignoreOrder: true
            );
    }

    [Fact]
    public async Task A_published_example_of_one_million_gives_110_and_95_percent()
    {
        using var revenue = new RevenueAlone();
        await revenue.Subscribe("lost", "25000", new(2026, 1, 1), lastPaidDay: new(2026, 10, 15));
        await revenue.Change(await revenue.Subscribe("smaller", "100000", new(2026, 1, 1)), new(2026, 10, 10), "75000");
        await revenue.Change(await revenue.Subscribe("larger", "500000", new(2026, 1, 1)), new(2026, 10, 10), "650000");
        await revenue.Subscribe("same", "375000", new(2026, 1, 1));

        var figure = (await revenue.Retention(new RetentionWindow(October, October))).Currencies[0].Window;

        (figure.Start.ToMajorString(), figure.Nrr.Value, figure.Grr.Value).ShouldBe(("1000000", 1.1m, 0.95m));
    }

    [Fact]
    public async Task A_published_example_of_one_hundred_gives_gross_churn_of_20_and_net_churn_of_10_percent()
    {
        using var revenue = new RevenueAlone();
        await revenue.Subscribe("lost", "10", new(2026, 1, 1), lastPaidDay: new(2026, 10, 15));
        await revenue.Change(await revenue.Subscribe("smaller", "40", new(2026, 1, 1)), new(2026, 10, 10), "30");
        await revenue.Change(await revenue.Subscribe("larger", "50", new(2026, 1, 1)), new(2026, 10, 10), "60");

        var figure = (await revenue.Retention(new RetentionWindow(October, October))).Currencies[0].Window;

        (figure.Grr.Value, figure.Nrr.Value).ShouldBe((0.8m, 0.9m));
    }

    [Fact]
    public async Task A_subscription_paid_to_the_last_day_of_a_month_counts_in_it_and_churns_in_the_next()
    {
        using var revenue = new RevenueAlone();
        await revenue.Subscribe("A", "1000", new(2026, 1, 1), lastPaidDay: new(2026, 9, 30));

        var months = (await revenue.Retention(new RetentionWindow(new(2026, 9), October))).Currencies[0].Months;

        (months[0].Figure.End.Minor, months[0].Figure.Churn.Minor).ShouldBe((1000L, 0L));
        (months[1].Figure.End.Minor, months[1].Figure.Churn.Minor).ShouldBe((0L, 1000L));
    }

    [Fact]
    public async Task A_ratio_over_a_zero_start_is_null_with_its_reason()
    {
        using var revenue = new RevenueAlone();
        await revenue.Subscribe("A", "1000", new(2026, 10, 5));

        var figure = (await revenue.Retention(new RetentionWindow(October, October))).Currencies[0].Window;

        figure.Nrr.ShouldBe(new RatioFigure(Value: null, "start-is-zero"));
    }

    [Fact]
    public async Task Unlike_currencies_are_never_added()
    {
        using var revenue = new RevenueAlone();
        await revenue.Subscribe("A", "1000", new(2026, 1, 1));
        await revenue.Subscribe("A", "20.00", new(2026, 1, 1), currency: "USD");

        var report = await revenue.Retention(new RetentionWindow(October, October));

        report.Currencies.Select(one => one.Window.End.ToString()).ShouldBe(["1000 JPY", "20.00 USD"]);
    }

    [Fact]
    public async Task A_figure_can_be_asked_for_an_owner_a_tier_or_a_segment()
    {
        using var revenue = new RevenueAlone();
        var sato = Guid.CreateVersion7();
        revenue.About["A"] = (sato, 1, "製造");
        revenue.About["B"] = (null, 2, "小売");
        await revenue.Subscribe("A", "1000", new(2026, 1, 1));
        await revenue.Subscribe("B", "70", new(2026, 1, 1));

        async Task<long> End(RetentionWindow window) =>
            (await revenue.Retention(window)).Currencies[0].Window.End.Minor;

        (await End(new RetentionWindow(October, October, OwnerId: sato))).ShouldBe(1000);
        (await End(new RetentionWindow(October, October, Tier: 2))).ShouldBe(70);
        (await End(new RetentionWindow(October, October, Segment: "industry:小売"))).ShouldBe(70);
    }

    [Fact]
    public async Task A_csm_sees_the_figures_of_their_own_accounts_only()
    {
        using var revenue = new RevenueAlone();
        await revenue.Subscribe("A", "1000", new(2026, 1, 1));
        await revenue.Subscribe("B", "70", new(2026, 1, 1));
        revenue.InSight.Add(revenue.Account("B"));
        revenue.SignIn(Guid.CreateVersion7(), Role.Csm);

        var report = await revenue.Retention(new RetentionWindow(October, October));
        var accounts = await revenue.Send(new GetRetentionAccounts(new RetentionWindow(October, October)));

        report.Currencies[0].Window.End.Minor.ShouldBe(70);
        accounts.Value.Accounts.ShouldHaveSingleItem().AccountId.ShouldBe(revenue.Account("B"));
    }

    [Fact]
    public async Task A_window_that_ends_before_it_begins_is_refused()
    {
        using var revenue = new RevenueAlone();

        var refused = await revenue.Send(
            new GetRetention(new RetentionWindow(October, new(2026, 9)), ReactivationRule.Excluded)
        );

        refused.Error!.Code.ShouldBe("platform.invalid");
    }

    [Fact]
    public async Task An_open_month_has_no_closed_figures_and_the_refusal_names_it()
    {
        using var revenue = await WorkedExample();
        await revenue.Close(new(2026, 9));

        var refused = await revenue.Send(
            new GetRetention(new RetentionWindow(October, October, RetentionBasis.AsClosed), ReactivationRule.Excluded)
        );

        refused.Error!.Code.ShouldBe("revenue.month-close.open");
        refused.Error.En.ShouldContain("2026-10");
    }

    [Fact]
    public async Task What_was_frozen_at_a_close_takes_no_other_churn_dating()
    {
        using var revenue = await WorkedExample();
        await revenue.Close(October);
        var window = new RetentionWindow(October, October, RetentionBasis.AsClosed, ChurnDating.AtNotice);

        (await revenue.Send(new GetRetentionAccounts(window))).Error!.Code.ShouldBe(
            "revenue.retention.closed-as-it-was"
        );
    }

    private static async Task<RevenueAlone> WorkedExample()
    {
        var revenue = new RevenueAlone();
        var start = new DateOnly(2026, 1, 1);
        await revenue.Change(await revenue.Subscribe("A", "1000", start), new(2026, 10, 4), "1200");
        await revenue.Change(await revenue.Subscribe("B", "500", start), new(2026, 10, 6), "300");
        await revenue.Subscribe("C", "300", start, lastPaidDay: new(2026, 10, 14));
        await revenue.Subscribe("D", "90", new(2025, 1, 1), lastPaidDay: new(2025, 6, 30));
        await revenue.Subscribe("D", "150", new(2026, 10, 10));
        await revenue.Subscribe("E", "400", new(2026, 10, 5));
        var f = await revenue.Subscribe("F", "200", start);
        await revenue.Change(f, new(2026, 10, 8), "300");
        await revenue.Change(f, new(2026, 10, 20), "150");
        return revenue;
    }
}
