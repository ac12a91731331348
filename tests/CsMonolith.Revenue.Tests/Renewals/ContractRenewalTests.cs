using CsMonolith.Kernel;
using CsMonolith.Platform.Jobs;
using CsMonolith.Platform.Lists;
using CsMonolith.Platform.Requests;
using CsMonolith.Revenue.Contracts;
using CsMonolith.Revenue.Ledger.Facts;
using CsMonolith.Revenue.Ledger.Merges;
using CsMonolith.Revenue.Ledger.Movements;
using CsMonolith.Revenue.Renewals;
using CsMonolith.Revenue.Storage;
using CsMonolith.Revenue.Subscriptions;
using CsMonolith.Revenue.Subscriptions.Gaps;
using Microsoft.Extensions.DependencyInjection;

namespace CsMonolith.Revenue.Tests.Renewals;

/// <summary>What becomes of a renewal when its contract changes, whoever changes it and by whatever way.</summary>
public sealed class ContractRenewalTests
{
    private const string Headings =
        "subscription_id,account_id,start_date,end_date,plan_tier,mrr_amount,billing_frequency\n";

    [Fact]
    public async Task Every_contract_that_runs_has_its_present_term_on_the_list_from_the_day_on_which_it_is_known()
    {
        using var revenue = new RevenueAlone();
        await revenue.LoadFile(
            "subscriptions",
            Headings
                + "Y,A,2024-04-01,,Pro,100,annual\nM,B,2024-04-01,,Pro,100,monthly\nE,C,2024-04-01,2029-03-31,Pro,100,annual\n"
                + "F,D,2026-12-01,,Pro,100,annual\nO,E,2024-04-01,2026-10-31,Pro,100,annual\n",
            history: true
        );

        (await Terms(revenue)).ShouldBe([
            "A 2025-03-31 Renewed",
            "A 2026-03-31 Renewed",
            "A 2027-03-31 Open",
            "C 2029-03-31 Open",
            "D 2027-11-30 Open",
            "E 2025-03-31 Renewed",
            "E 2026-03-31 Renewed",
        ]);
        (await Sweep(revenue)).Opened.ShouldBe(0);
    }

    [Fact]
    public async Task A_term_that_renews_by_itself_is_renewed_when_its_last_day_is_over_and_the_next_is_listed()
    {
        using var revenue = new RevenueAlone();
        var yearly = await Yearly(revenue, "A", new(2025, 12, 1));
        await revenue.Change(yearly, new(2026, 12, 1), "130");
        revenue.Time.NoonOf(new(2026, 11, 30));
        await Sweep(revenue);
        (await Terms(revenue)).ShouldBe(["A 2026-11-30 Open"]);

        revenue.Time.NoonOf(new(2026, 12, 1));
        await Sweep(revenue);

        (await Terms(revenue)).ShouldBe(["A 2026-11-30 Renewed", "A 2027-11-30 Open"]);
        revenue.Time.NoonOf(new(2026, 11, 29));
        await Sweep(revenue);
        (await Terms(revenue)).ShouldContain("A 2026-11-30 Renewed", "a clock that is set back opens nothing");
        revenue.Time.NoonOf(new(2026, 12, 1));
        var rate = (await revenue.Send(new GetRenewalRates(new(2026, 11), new(2026, 11)))).Value.Currencies[0];
        (rate.GrossRenewalRate.Value, rate.NetRenewalRate.Value, rate.Early, rate.Late).ShouldBe((1m, 1.3m, 0, 0));
    }

    [Fact]
    public async Task The_terms_due_that_Health_learns_from_are_those_of_the_list()
    {
        using var revenue = new RevenueAlone();
        await revenue.LoadFile(
            "subscriptions",
            Headings
                + "Y,A,2024-02-29,,Pro,100,annual\nL,B,2024-05-01,2026-04-30,Pro,100,annual\n"
                + "M,C,2024-05-01,,Pro,100,monthly\nE,D,2025-05-01,2026-08-15,Pro,100,annual\n",
            history: true
        );
        var days = Enumerable.Range(0, 30).Select(month => new DateOnly(2024, 5, 31).AddMonths(month)).ToList();

        var due = (await revenue.Send(new TermsDue(days, Days: 32)))
            .Select(one => (one.AccountId, one.LastDay, one.WentOn))
            .Distinct()
            .Select(one =>
                $"{Name(revenue, one.AccountId)} {one.LastDay:yyyy-MM-dd} {(one.WentOn ? "Renewed" : "Lost")}"
            );

        (await Terms(revenue))
            .Where(term => !term.EndsWith("Open", StringComparison.Ordinal))
            .ShouldBe(due, ignoreOrder: true);
        (await Terms(revenue)).ShouldContain("B 2026-04-30 Lost");
    }

    [Fact]
    public async Task A_file_that_moves_the_end_settles_the_term_and_its_undo_opens_it_again()
    {
        using var revenue = new RevenueAlone();
        await revenue.LoadFile("subscriptions", Headings + "S,A,2026-01-01,2027-01-31,Pro,100,monthly\n");
        var before = await Terms(revenue);

        var longer = await revenue.LoadFile("subscriptions", Headings + "S,A,2026-01-01,2028-01-31,Pro,100,monthly\n");
        var extended = await Terms(revenue);
        (await revenue.UndoFile(longer)).State.ShouldBe(JobState.Succeeded);
        var undone = await Terms(revenue);
        await revenue.LoadFile("subscriptions", Headings + "S,A,2026-01-01,2026-12-31,Pro,100,monthly\n");

        before.ShouldBe(["A 2027-01-31 Open"]);
        extended.ShouldBe(["A 2027-01-31 Renewed", "A 2028-01-31 Open"]);
        undone.ShouldBe(["A 2027-01-31 Open", "A 2028-01-31 Withdrawn"]);
        (await Terms(revenue)).ShouldBe(["A 2026-12-31 Open", "A 2027-01-31 Withdrawn", "A 2028-01-31 Withdrawn"]);
        var sold = (await revenue.Send(new ListSubscriptions(ListAsk.Plain))).Value.Items.ShouldHaveSingleItem();
        await revenue.Send(new CancelSubscription(sold.Id, new(2026, 11, 20), null, new(2026, 11, 30)));
        (await Terms(revenue)).ShouldBe(["A 2026-12-31 Lost", "A 2027-01-31 Withdrawn", "A 2028-01-31 Withdrawn"]);
    }

    [Fact]
    public async Task The_file_that_listed_a_term_is_undone_though_the_talks_have_moved_on()
    {
        using var revenue = new RevenueAlone();
        var file = await revenue.LoadFile("subscriptions", Headings + "S,A,2026-01-01,2027-01-31,Pro,100,monthly\n");
        var listed = (await revenue.Send(new ListRenewals(ListAsk.Plain))).Value.Items.ShouldHaveSingleItem();
        (
            await revenue.Send(new MoveRenewal(listed.Id, RenewalStage.Proposed, new IfMatch(listed.Version)))
        ).Error.ShouldBeNull();

        (await revenue.UndoFile(file)).State.ShouldBe(JobState.Succeeded);

        var gone = (await revenue.Send(new GetRenewal(listed.Id))).Value.Renewal;
        gone.Stage.ShouldBe(RenewalStage.Withdrawn);
        (
            await revenue.Send(
                new SettleRenewal(gone.Id, new(2026, 11, 20), null, null, null, new IfMatch(gone.Version))
            )
        ).Error!.Code.ShouldBe("revenue.renewal.settled");
    }

    [Fact]
    public async Task A_cancellation_within_the_term_is_lost_in_its_due_month_and_the_talks_come_back_with_the_customer()
    {
        using var revenue = new RevenueAlone();
        var yearly = await Yearly(revenue, "A", new(2026, 4, 1));
        var listed = (await revenue.Send(new ListRenewals(ListAsk.Plain))).Value.Items.ShouldHaveSingleItem();
        await revenue.Send(new MoveRenewal(listed.Id, RenewalStage.Proposed, new IfMatch(listed.Version)));

        await revenue.Send(new CancelSubscription(yearly.Id, new(2026, 11, 20), null, new(2026, 12, 31), "予算"));
        var lost = (await revenue.Send(new GetRenewal(listed.Id))).Value.Renewal;
        await revenue.Send(new VoidCancellation(yearly.Id, "継続"));
        var again = (await revenue.Send(new GetRenewal(listed.Id))).Value.Renewal;

        (lost.Stage, lost.DueOn, lost.SettledOn, lost.Reason, lost.IsByContract).ShouldBe(
            (RenewalStage.Lost, new DateOnly(2027, 3, 31), new DateOnly(2026, 11, 20), "予算", true)
        );
        (again.Stage, again.SettledOn, again.Reason, again.IsByContract).ShouldBe(
            (RenewalStage.Proposed, null, null, false)
        );
    }

    [Fact]
    public async Task A_contract_that_others_replace_is_renewed_for_what_they_bring_which_is_divided_once()
    {
        using var revenue = new RevenueAlone();
        foreach (var (name, mrr) in new[] { ("A", "100"), ("A", "60") })
        {
            await revenue.Subscribe(name, mrr, new(2026, 1, 1), lastPaidDay: new(2026, 12, 31));
        }

        await revenue.Subscribe("A", "150", new(2027, 1, 1));

        var rate = (await revenue.Send(new GetRenewalRates(new(2026, 12), new(2026, 12)))).Value.Currencies[0];
        (rate.DueCount, rate.RenewedCount, rate.Due.Minor, rate.Renewed.Minor).ShouldBe((2, 2, 160L, 150L));
        rate.GrossRenewalRate.Value.ShouldBe(0.9375m);
    }

    [Fact]
    public async Task A_declared_migration_renews_the_term_of_the_contract_that_ended()
    {
        using var revenue = new RevenueAlone();
        var old = await revenue.Subscribe("A", "100", new(2026, 1, 1), lastPaidDay: new(2026, 12, 31));
        var next = await revenue.Subscribe("A", "120", new(2027, 2, 1));
        (await Terms(revenue)).ShouldBe(["A 2026-12-31 Open"]);

        var gap = (await revenue.Send(new DeclareMigrationGap(old.Id, next.Id, "移行"))).Value;
        (await Terms(revenue)).ShouldBe(["A 2026-12-31 Renewed"]);
        await revenue.Send(new VoidMigrationGap(gap.Id, "別契約"));

        (await Terms(revenue)).ShouldBe(["A 2026-12-31 Open"]);
    }

    [Fact]
    public async Task A_term_that_ended_without_a_word_stays_open_for_a_while_counts_as_not_renewed_and_may_be_renewed_late()
    {
        using var revenue = new RevenueAlone();
        await revenue.Subscribe("A", "100", new(2026, 1, 1), lastPaidDay: new(2026, 11, 30));
        revenue.Time.NoonOf(new(2026, 12, 5));
        await Sweep(revenue);
        var open = (await revenue.Send(new GetRenewalRates(new(2026, 11), new(2026, 11)))).Value.Currencies[0];
        var risk = (await revenue.Send(new GetArrAtRisk(new(2026, 11), new(2026, 11)))).Value.Totals[0];
        (risk.Renewals, risk.Arr.Minor, risk.Overdue.Minor, risk.KnownLosses.Minor).ShouldBe((0, 0L, 1200L, 0L));

        revenue.Time.NoonOf(new(2027, 3, 15));
        await Sweep(revenue);
        (await Terms(revenue)).ShouldBe(["A 2026-11-30 Lost"]);
        var row = (await revenue.Send(new ListRenewals(ListAsk.Plain))).Value.Items.ShouldHaveSingleItem();
        var late = await revenue.Send(
            new SettleRenewal(row.Id, new(2027, 3, 15), Money.Of("100", "JPY"), null, null, new IfMatch(row.Version))
        );

        (open.PendingCount, open.GrossRenewalRate.Value).ShouldBe((1, 0m));
        (late.Value.Stage, late.Value.SettledOn).ShouldBe((RenewalStage.Renewed, new DateOnly(2027, 3, 15)));
        (await Terms(revenue)).ShouldBe(["A 2026-11-30 Renewed", "A 2027-11-30 Open"]);
    }

    [Fact]
    public async Task What_is_due_follows_the_terms_until_it_is_settled()
    {
        using var revenue = new RevenueAlone();
        var yearly = await Yearly(revenue, "A", new(2026, 4, 1));
        await revenue.Change(yearly, new(2026, 11, 1), "250");

        (await revenue.Send(new ListRenewals(ListAsk.Plain))).Value.Items[0].Due.Minor.ShouldBe(250);
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task What_a_person_recorded_of_a_renewal_is_taken_back_whole(bool renewed)
    {
        using var revenue = new RevenueAlone();
        var sold = await revenue.Subscribe("A", "100", new(2026, 4, 1), lastPaidDay: new(2027, 3, 31));
        var row = (await revenue.Send(new ListRenewals(ListAsk.Plain))).Value.Items.ShouldHaveSingleItem();
        var settled = await revenue.Send(
            new SettleRenewal(
                row.Id,
                new(2026, 11, 20),
                renewed ? Money.Of("130", "JPY") : null,
                null,
                "誤入力",
                new IfMatch(row.Version)
            )
        );

        var reopened = (await revenue.Send(new ReopenRenewal(row.Id, new IfMatch(settled.Value.Version)))).Value;

        (reopened.Stage, reopened.SettledOn, reopened.Renewed).ShouldBe((RenewalStage.Open, null, null));
        (await Terms(revenue))
            .Where(term => !term.EndsWith("Withdrawn", StringComparison.Ordinal))
            .ShouldBe(["A 2027-03-31 Open"]);
        var standing = (await revenue.Send(new GetSubscription(sold.Id))).Value.Subscription;
        standing.LastPaidDay.ShouldBe(new DateOnly(2027, 3, 31));
        (await revenue.Send(new CheckLedger(new(2026, 4), new(2027, 6)))).Value.Holds.ShouldBeTrue();
        (await revenue.Retention(new(new(2027, 3), new(2027, 4)))).Currencies[0].Window.Churn.Minor.ShouldBe(100);
        (await revenue.Send(new ReopenRenewal(row.Id, new IfMatch(reopened.Version)))).Error!.Code.ShouldBe(
            "revenue.renewal.not-settled"
        );
    }

    [Fact]
    public async Task An_outcome_on_which_later_facts_are_built_is_not_taken_back()
    {
        using var revenue = new RevenueAlone();
        var sold = await revenue.Subscribe("A", "100", new(2026, 4, 1), lastPaidDay: new(2027, 3, 31));
        var row = (await revenue.Send(new ListRenewals(ListAsk.Plain))).Value.Items.ShouldHaveSingleItem();
        var settled = await revenue.Send(
            new SettleRenewal(row.Id, new(2026, 11, 20), Money.Of("130", "JPY"), null, null, new IfMatch(row.Version))
        );
        await revenue.Change(sold, new(2027, 6, 1), "200");

        (await revenue.Send(new ReopenRenewal(row.Id, new IfMatch(settled.Value.Version)))).Error!.Code.ShouldBe(
            "revenue.renewal.built-upon"
        );
    }

    [Fact]
    public async Task A_renewal_said_to_be_lost_is_open_again_once_the_contract_runs_on()
    {
        using var revenue = new RevenueAlone();
        await revenue.LoadFile("subscriptions", Headings + "S,A,2026-04-01,2027-03-31,Pro,100,annual\n");
        var row = (await revenue.Send(new ListRenewals(ListAsk.Plain))).Value.Items.ShouldHaveSingleItem();
        await revenue.Send(new SettleRenewal(row.Id, new(2026, 11, 20), null, null, "予算", new IfMatch(row.Version)));
        (await Terms(revenue)).ShouldBe(["A 2027-03-31 Lost"]);

        await revenue.LoadFile("subscriptions", Headings + "S,A,2026-04-01,,Pro,100,annual\n");

        (await Terms(revenue)).ShouldBe(["A 2027-03-31 Open"]);
    }

    private static Task<SweptRenewals> Sweep(RevenueAlone revenue) =>
        revenue.InScope(async services =>
            (
                await new SweepRenewalsHandler(
                    services.GetRequiredService<RevenueDb>(),
                    services.GetRequiredService<RenewalKeeper>(),
                    services.GetRequiredService<MergeReader>()
                ).Handle(new SweepRenewals(services.GetRequiredService<RevenueDb>().Clock.Today), default)
            ).Value
        );

    private static async Task<SubscriptionRow> Yearly(RevenueAlone revenue, string account, DateOnly from) =>
        (
            await revenue.Send(
                new OpenSubscription(
                    Guid.NewGuid().ToString(),
                    revenue.Account(account),
                    "Pro",
                    from,
                    BillingInterval.Year,
                    Money.Of("100", "JPY")
                )
            )
        ).Value;

    private static async Task<IReadOnlyList<string>> Terms(RevenueAlone revenue) =>
        [
            .. (await revenue.Send(new ListRenewals(ListAsk.Plain)))
                .Value.Items.OrderBy(row => Name(revenue, row.AccountId), StringComparer.Ordinal)
                .ThenBy(row => row.DueOn)
                .Select(row => $"{Name(revenue, row.AccountId)} {row.DueOn:yyyy-MM-dd} {row.Stage}"),
        ];

    private static string Name(RevenueAlone revenue, Guid account) =>
        new[] { "A", "B", "C", "D", "E" }.Single(name => revenue.Account(name) == account);
}
