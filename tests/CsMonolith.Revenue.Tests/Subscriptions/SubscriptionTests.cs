using CsMonolith.Kernel;
using CsMonolith.Platform.Lists;
using CsMonolith.Revenue.Contracts;
using CsMonolith.Revenue.Ledger.Facts;
using CsMonolith.Revenue.Ledger.Movements;
using CsMonolith.Revenue.Ledger.Policies;
using CsMonolith.Revenue.Retention;
using CsMonolith.Revenue.Subscriptions;

namespace CsMonolith.Revenue.Tests.Subscriptions;

public sealed class SubscriptionTests
{
    [Fact]
    public async Task Opening_a_subscription_moves_the_accounts_mrr_and_tells_the_news()
    {
        using var revenue = new RevenueAlone();

        await revenue.Subscribe("A", "1000", new(2026, 11, 1));

        (await revenue.Published()).ShouldBe(["MrrMoved", "SomethingHappened"]);
        (await revenue.Published<MrrMoved>()).ShouldBe([
            new MrrMoved(
                revenue.Account("A"),
                MovementKind.New,
                Money.Of("0", "JPY"),
                Money.Of("1000", "JPY"),
                new(2026, 11, 1)
            ),
        ]);
    }

    [Fact]
    public async Task A_trial_carries_no_revenue()
    {
        using var revenue = new RevenueAlone();

        var opened = await revenue.Send(
            new OpenSubscription(
                "S-1",
                revenue.Account("A"),
                "Pro",
                new(2026, 11, 1),
                BillingInterval.Month,
                Money.Of("1000", "JPY"),
                IsTrial: true
            )
        );

        opened.Value.Mrr.Minor.ShouldBe(0);
        (await revenue.Published()).ShouldBeEmpty();
    }

    [Fact]
    public async Task An_external_id_is_given_once()
    {
        using var revenue = new RevenueAlone();
        var ask = new OpenSubscription(
            "S-1",
            revenue.Account("A"),
            "Pro",
            new(2026, 11, 1),
            BillingInterval.Month,
            Money.Of("1000", "JPY")
        );
        await revenue.Send(ask);

        (await revenue.Send(ask)).Error!.Code.ShouldBe("revenue.external-id-taken");
    }

    [Fact]
    public async Task Neither_a_monthly_amount_nor_a_line_is_refused()
    {
        using var revenue = new RevenueAlone();

        var refused = await revenue.Send(
            new OpenSubscription("S-1", revenue.Account("A"), "Pro", new(2026, 11, 1), BillingInterval.Month)
        );

        refused.Error!.Code.ShouldBe("revenue.subscription.mrr-or-line");
    }

    [Fact]
    public async Task An_account_that_nobody_knows_is_missing()
    {
        using var revenue = new RevenueAlone();

        var refused = await revenue.Send(
            new OpenSubscription(
                "S-1",
                Guid.CreateVersion7(),
                "Pro",
                new(2026, 11, 1),
                BillingInterval.Month,
                Money.Of("1", "JPY")
            )
        );

        refused.Error!.Fields.ShouldHaveSingleItem().Pointer.ShouldBe("/accountId");
    }

    [Fact]
    public async Task A_change_in_another_currency_or_before_the_start_is_refused()
    {
        using var revenue = new RevenueAlone();
        var subscription = await revenue.Subscribe("A", "1000", new(2026, 4, 1));

        (
            await revenue.Send(new ChangeSubscription(subscription.Id, new(2026, 5, 1), Money.Of("10.00", "USD")))
        ).Error!.Code.ShouldBe("revenue.subscription.other-currency");
        (await revenue.Change(subscription, new(2026, 3, 1), "1200")).Error!.Code.ShouldBe(
            "revenue.subscription.outside-term"
        );
    }

    [Fact]
    public async Task A_cancelled_subscription_is_not_cancelled_again()
    {
        using var revenue = new RevenueAlone();
        var subscription = await revenue.Subscribe("A", "1000", new(2026, 4, 1));
        var ask = new CancelSubscription(subscription.Id, new(2026, 6, 15), null, new(2026, 12, 31));
        await revenue.Send(ask);

        (await revenue.Send(ask)).Error!.Code.ShouldBe("revenue.subscription.cancelled");
    }

    [Theory]
    [InlineData(nameof(ChurnDating.AtServiceEnd), "2027-01")]
    [InlineData(nameof(ChurnDating.AtCancellation), "2026-06")]
    [InlineData(nameof(ChurnDating.AtNotice), "2026-05")]
    public async Task Paid_to_december_and_cancelled_in_june_churns_when_the_policy_says(string policy, string month)
    {
        using var revenue = new RevenueAlone();
        var subscription = await revenue.Subscribe("A", "1000", new(2026, 1, 1));
        await revenue.Send(
            new CancelSubscription(subscription.Id, new(2026, 6, 15), new(2026, 5, 20), new(2026, 12, 31))
        );

        var report = await revenue.Retention(
            new RetentionWindow(new(2026, 5), new(2027, 1), ChurnDating: Enum.Parse<ChurnDating>(policy))
        );

        report.Currencies[0].Months.Single(one => one.Figure.Churn.Minor == 1000).Month.ToString().ShouldBe(month);
    }

    [Fact]
    public async Task The_ledger_dates_the_churn_on_the_day_after_the_last_paid_one()
    {
        using var revenue = new RevenueAlone();
        var subscription = await revenue.Subscribe("A", "1000", new(2026, 1, 1));

        await revenue.Send(
            new CancelSubscription(subscription.Id, new(2026, 6, 15), new(2026, 5, 20), new(2026, 12, 31))
        );

        var churn = (await revenue.Send(new ListMovements(ListAsk.Plain))).Value.Items[0];
        (churn.Kind, churn.On).ShouldBe((MovementKind.Churn, new DateOnly(2027, 1, 1)));
    }

    [Fact]
    public async Task A_subscription_out_of_sight_answers_exactly_like_a_missing_one()
    {
        using var revenue = new RevenueAlone();
        var (mine, other) = (
            await revenue.Subscribe("A", "1000", new(2026, 4, 1)),
            await revenue.Subscribe("B", "1000", new(2026, 4, 1))
        );
        revenue.InSight.Add(revenue.Account("A"));
        revenue.SignIn(Guid.CreateVersion7(), Role.Csm);

        (await revenue.Send(new GetSubscription(other.Id))).Error.ShouldBe(
            Platform.PlatformErrors.NotFound("subscription", other.Id),
            new Comparison()
        );
        (await revenue.Send(new GetSubscription(mine.Id))).Value.Facts.ShouldHaveSingleItem();
        (await revenue.Send(new ListSubscriptions(ListAsk.Plain)))
            .Value.Items.ShouldHaveSingleItem()
            .Id.ShouldBe(mine.Id);
        (await revenue.Send(new ListMovements(ListAsk.Plain)))
            .Value.Items.ShouldHaveSingleItem()
            .AccountId.ShouldBe(revenue.Account("A"));
    }

    private sealed class Comparison : IEqualityComparer<Error?>
    {
        public bool Equals(Error? x, Error? y) => (x?.Kind, x?.Code, x?.En, x?.Ja) == (y?.Kind, y?.Code, y?.En, y?.Ja);

        public int GetHashCode(Error? obj) => 0;
    }
}
