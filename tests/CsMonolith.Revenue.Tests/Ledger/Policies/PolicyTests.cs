using CsMonolith.Kernel;
using CsMonolith.Platform.Lists;
using CsMonolith.Platform.Storage;
using CsMonolith.Revenue.Ledger.Histories;
using CsMonolith.Revenue.Ledger.MonthCloses;
using CsMonolith.Revenue.Ledger.Movements;
using CsMonolith.Revenue.Ledger.Policies;
using CsMonolith.Revenue.Retention;
using CsMonolith.Revenue.Subscriptions;

namespace CsMonolith.Revenue.Tests.Ledger.Policies;

public sealed class PolicyTests
{
    private static readonly Month June = new(2026, 6);

    [Fact]
    public async Task A_churn_falls_on_the_day_after_the_paid_term_or_on_the_cancellation_by_the_policy_of_the_day()
    {
        using var revenue = new RevenueAlone();
        var subscription = await revenue.Subscribe("A", "1000", new(2025, 1, 1));
        await revenue.Send(
            new CancelSubscription(subscription.Id, new(2026, 6, 15), new(2026, 6, 1), new(2026, 12, 31))
        );
        (await Churns(revenue)).ShouldBe([new DateOnly(2027, 1, 1)]);

        await Decide(revenue, new(2027, 1, 1), rules => rules with { ChurnDating = ChurnDating.AtCancellation });

        (await Churns(revenue)).ShouldBe([new DateOnly(2026, 6, 15)]);
        (await Churn(revenue, June)).ShouldBe(1000);
        (await revenue.Send(new CheckLedger(new(2026, 1), new(2027, 3)))).Value.Holds.ShouldBeTrue();
    }

    [Fact]
    public async Task A_policy_leaves_closed_months_as_they_are_and_its_effect_is_an_adjustment()
    {
        using var revenue = new RevenueAlone();
        var subscription = await revenue.Subscribe("A", "1000", new(2025, 1, 1));
        await revenue.Send(new CancelSubscription(subscription.Id, new(2026, 6, 15), null, new(2026, 12, 31)));
        await revenue.Close(June);
        revenue.Time.Pass(TimeSpan.FromDays(1));

        await Decide(revenue, new(2020, 1, 1), rules => rules with { ChurnDating = ChurnDating.AtCancellation });

        (await revenue.Retention(new RetentionWindow(June, June, RetentionBasis.AsClosed)))
            .Currencies[0]
            .Window.End.Minor.ShouldBe(1000);
        (await revenue.Retention(new RetentionWindow(June, June))).Currencies[0].Window.End.Minor.ShouldBe(0);
        var adjustment = (await revenue.Send(new GetMonthAdjustments(June))).Value.Adjustments.ShouldHaveSingleItem();
        adjustment.Difference.Minor.ShouldBe(-1000);
    }

    [Fact]
    public async Task A_version_from_the_same_day_stands_in_place_of_the_one_before_and_both_are_listed()
    {
        using var revenue = new RevenueAlone();
        await Decide(revenue, new(2026, 4, 1), rules => rules with { GraceDays = 3 });
        revenue.Time.Pass(TimeSpan.FromDays(2));
        await Decide(revenue, new(2026, 4, 1), rules => rules with { GraceDays = 9 });

        (await revenue.Send(new GetRevenueRules(new(2026, 4, 1), null))).Value.Rules.GraceDays.ShouldBe(9);
        (await revenue.Send(new GetRevenueRules(new(2026, 3, 31), null))).Value.Rules.GraceDays.ShouldBe(0);
        var before = (
            await revenue.Send(
                new GetRevenueRules(
                    new(2026, 4, 1),
                    KnownOn: DateOnly.FromDateTime(revenue.Time.GetUtcNow().UtcDateTime.AddDays(-1))
                )
            )
        ).Value;
        before.Rules.GraceDays.ShouldBe(3);
        (before.FiscalYear, before.FiscalYearFrom).ShouldBe((2026, new DateOnly(2026, 4, 1)));
        (await revenue.Send(new ListRevenuePolicies(ListAsk.Plain))).Value.Items.Count.ShouldBe(2);
    }

    [Fact]
    public async Task Rules_that_hold_already_and_rules_out_of_bounds_are_refused()
    {
        using var revenue = new RevenueAlone();

        var same = await revenue.Send(new RecordRevenuePolicy(new(2026, 4, 1), RevenueRules.Founding, "x"));
        var wrong = await revenue.Send(
            new RecordRevenuePolicy(
                new(2026, 4, 1),
                RevenueRules.Founding with
                {
                    FiscalYearStartMonth = 13,
                    ReportingCurrency = "XXX",
                },
                "x"
            )
        );

        same.Error!.Code.ShouldBe("revenue.policy.same");
        wrong
            .Error!.Fields.Select(field => field.Pointer)
            .ShouldBe(["/rules/reportingCurrency", "/rules/fiscalYearStartMonth"], ignoreOrder: true);
    }

    [Fact]
    public async Task A_gap_within_the_grace_is_joined_and_one_day_more_is_a_churn_and_a_return()
    {
        using var revenue = new RevenueAlone();
        await Decide(revenue, new(2020, 1, 1), rules => rules with { GraceDays = 3 });
        await revenue.Subscribe("A", "1000", new(2026, 1, 1), lastPaidDay: new(2026, 5, 31));
        await revenue.Subscribe("A", "1200", new(2026, 6, 4));
        await revenue.Subscribe("B", "500", new(2026, 1, 1), lastPaidDay: new(2026, 5, 31));
        await revenue.Subscribe("B", "500", new(2026, 6, 5));

        var figure = (await revenue.Retention(new RetentionWindow(June, June))).Currencies[0].Window;

        (figure.Expansion.Minor, figure.Churn.Minor, figure.Reactivation.Minor).ShouldBe((200L, 500L, 500L));
        (await revenue.Send(new ListMovements(ListAsk.Plain))).Value.Items.ShouldContain(row =>
            row.AccountId == revenue.Account("A")
            && row.Tags.Contains(MovementTags.MigrationGap)
            && row.Amount.Minor == 200
        );
    }

    [Fact]
    public async Task A_return_after_the_reactivation_window_is_new_business()
    {
        using var revenue = new RevenueAlone();
        await Decide(revenue, new(2020, 1, 1), rules => rules with { ReactivationWindowDays = 90 });
        foreach (
            var (account, back) in new[] { ("soon", new DateOnly(2026, 6, 29)), ("late", new DateOnly(2026, 6, 30)) }
        )
        {
            await revenue.Subscribe(account, "1000", new(2025, 1, 1), lastPaidDay: new(2026, 3, 30));
            await revenue.Subscribe(account, account == "soon" ? "10" : "300", back);
        }

        var figure = (await revenue.Retention(new RetentionWindow(June, June), ReactivationRule.Netted))
            .Currencies[0]
            .Window;

        (figure.Reactivation.Minor, figure.New.Minor).ShouldBe((10L, 300L));
    }

    internal static async Task Decide(RevenueAlone revenue, DateOnly from, Func<RevenueRules, RevenueRules> change)
    {
        var rules = (await revenue.Send(new GetRevenueRules(from, null))).Value.Rules;
        (await revenue.Send(new RecordRevenuePolicy(from, change(rules), "test"))).Error.ShouldBeNull();
        (await revenue.RunJobs()).State.ShouldBe(JobState.Succeeded);
        revenue.Time.Pass(TimeSpan.FromMinutes(1));
    }

    private static async Task<IEnumerable<DateOnly>> Churns(RevenueAlone revenue) =>
        (await revenue.Send(new ListMovements(ListAsk.Plain)))
            .Value.Items.Where(row => row.Kind == Contracts.MovementKind.Churn)
            .GroupBy(row => row.On)
            .Where(day => day.Sum(row => row.Amount.Minor) != 0)
            .Select(day => day.Key);

    private static async Task<long> Churn(RevenueAlone revenue, Month month) =>
        (await revenue.Retention(new RetentionWindow(month, month))).Currencies[0].Window.Churn.Minor;
}
