using CsMonolith.Kernel;
using CsMonolith.Platform.Imports;
using CsMonolith.Platform.Lists;
using CsMonolith.Revenue.Contracts;
using CsMonolith.Revenue.Ledger.Facts;
using CsMonolith.Revenue.Subscriptions;
using Microsoft.Extensions.DependencyInjection;

namespace CsMonolith.Revenue.Tests.Subscriptions;

public sealed class SubscriptionImportTests
{
    [Fact]
    public async Task A_history_is_recorded_when_it_took_effect_and_marked()
    {
        using var revenue = new RevenueAlone();

        var outcomes = await revenue.LoadHistory(
            "subscriptions",
            Row("S-1", "A", new(2023, 12, 23), 2786, lastPaidDay: new(2024, 4, 12))
        );

        outcomes.ShouldBe([RowOutcome.Created]);
        var id = (await revenue.Send(new ListSubscriptions(ListAsk.Plain))).Value.Items[0].Id;
        var facts = (await revenue.Send(new GetSubscription(id))).Value.Facts;
        facts
            .Select(fact => (fact.EffectiveOn, fact.Backfilled))
            .ShouldBe([(new DateOnly(2023, 12, 23), true), (new DateOnly(2024, 4, 13), true)]);
        facts[1].RecordedAt.ShouldBe(new DateTime(2024, 4, 12, 15, 0, 0, DateTimeKind.Utc));
        (await revenue.Published()).ShouldBe(["SomethingHappened", "SomethingHappened", "MrrMoved"]);
    }

    [Fact]
    public async Task A_row_loaded_again_is_skipped_even_within_one_file()
    {
        using var revenue = new RevenueAlone();
        var row = Row("S-1", "A", new(2026, 1, 1), 2786, lastPaidDay: new(2026, 4, 12));

        (await revenue.Load("subscriptions", row, row)).ShouldBe([RowOutcome.Created, RowOutcome.Skipped]);
        (await revenue.Load("subscriptions", row)).ShouldBe([RowOutcome.Skipped]);
    }

    [Fact]
    public async Task An_undated_change_in_daily_use_holds_from_the_day_on_which_we_learn_it()
    {
        using var revenue = new RevenueAlone();
        await revenue.Load("subscriptions", Row("S-1", "A", new(2026, 1, 1), 1000));
        revenue.Time.NoonOf(new(2026, 11, 25));

        (await revenue.Load("subscriptions", Row("S-1", "A", new(2026, 1, 1), 1500))).ShouldBe([RowOutcome.Updated]);

        var moved = (await revenue.Published<MrrMoved>())[^1];
        (moved.Kind, moved.On, moved.After.Minor).ShouldBe((MovementKind.Expansion, new DateOnly(2026, 11, 25), 1500L));
    }

    [Fact]
    public async Task A_changed_end_replaces_the_old_one()
    {
        using var revenue = new RevenueAlone();
        await revenue.Load("subscriptions", Row("S-1", "A", new(2026, 1, 1), 1000, lastPaidDay: new(2026, 6, 30)));

        var told = (await revenue.Load("subscriptions", Row("S-1", "A", new(2026, 1, 1), 1000))).ShouldHaveSingleItem();

        // What takes a loss back is done, and said.
        (told.Fate, told.Column).ShouldBe((RowFate.Updated, "lastPaidDay"));
        told.En!.ShouldContain("its loss is taken back");
        var standing = await revenue.Send(new RevenuesAsOf(Accounts: null, new(2026, 11, 20)));
        standing.ShouldHaveSingleItem().Mrr.Minor.ShouldBe(1000);
    }

    [Fact]
    public async Task An_unknown_account_is_refused_with_the_remedy()
    {
        using var revenue = new RevenueAlone();

        var outcome = (
            await revenue.Load("subscriptions", Row("S-1", "missing-1", new(2026, 1, 1), 1000))
        ).ShouldHaveSingleItem();

        (outcome.Fate, outcome.Column).ShouldBe((RowFate.Refused, "accountExternalId"));
        outcome.En!.ShouldContain("Import the accounts first");
        outcome.Ja!.ShouldContain("先に顧客を取り込む");
    }

    [Fact]
    public async Task A_row_without_an_amount_or_with_an_unreadable_frequency_is_refused()
    {
        using var revenue = new RevenueAlone();
        var silent = Row("S-1", "A", new(2026, 1, 1), 0);
        silent["mrr"] = null;
        var strange = Row("S-2", "A", new(2026, 1, 1), 10);
        strange["billingFrequency"] = "隔年";

        var outcomes = await revenue.Load("subscriptions", silent, strange);

        outcomes
            .Select(one => (one.Fate, one.Column))
            .ShouldBe([(RowFate.Refused, "amount"), (RowFate.Refused, "billingFrequency")]);
    }

    [Fact]
    public async Task An_end_before_the_start_is_stored_flagged_and_carries_no_revenue()
    {
        using var revenue = new RevenueAlone();

        var outcome = (
            await revenue.LoadHistory(
                "subscriptions",
                Row("S-1", "A", new(2026, 3, 1), 1000, lastPaidDay: new(2026, 2, 1))
            )
        ).ShouldHaveSingleItem();

        (outcome.Fate, outcome.Column).ShouldBe((RowFate.Created, "lastPaidDay"));
        (await revenue.Published<MrrMoved>()).ShouldBeEmpty();
    }

    [Fact]
    public async Task An_amount_with_its_interval_is_normalised_and_a_trial_is_free()
    {
        using var revenue = new RevenueAlone();
        var yearly = Row("S-1", "A", new(2026, 1, 1), 0);
        (yearly["mrr"], yearly["amount"], yearly["billingFrequency"]) = (null, 1_440_000m, "年払い");
        var trial = Row("S-2", "B", new(2026, 1, 1), 999);
        trial["isTrial"] = true;

        await revenue.Load("subscriptions", yearly, trial);

        (await revenue.Send(new ListSubscriptions(ListAsk.Plain)))
            .Value.Items.OrderBy(row => row.ExternalId)
            .Select(row => (row.Mrr.Minor, row.BillingInterval))
            .ShouldBe([(120_000L, BillingInterval.Year), (0L, BillingInterval.Month)]);
    }

    [Fact]
    public async Task The_installations_currency_holds_where_a_file_names_none()
    {
        using var revenue = new RevenueAloneAs<AmericanRevenue>();

        await revenue.Load("subscriptions", Row("S-1", "A", new(2026, 1, 1), 2786));

        (await revenue.Send(new ListSubscriptions(ListAsk.Plain)))
            .Value.Items[0]
            .Mrr.ShouldBe(Money.Of("2786.00", "USD"));
    }

    [Fact]
    public async Task Five_thousand_subscriptions_of_five_hundred_accounts_load_in_batches()
    {
        using var revenue = new RevenueAlone();
        var random = new Random(5000);
        var rows = Enumerable
            .Range(0, 5000)
            .Select(i =>
            {
                var start = new DateOnly(2023, 1, 1).AddDays(random.Next(730));
                return Row(
                    $"S-{i}",
                    $"A-{random.Next(500)}",
                    start,
                    random.Next(10, 3000),
                    random.Next(10) == 0 ? start.AddDays(random.Next(1, 200)) : null
                );
            })
            .ToList();

        foreach (var batch in rows.Chunk(500))
        {
            (await revenue.LoadHistory("subscriptions", batch)).ShouldAllBe(outcome => outcome.Fate == RowFate.Created);
        }

        var stood = await revenue.Send(new RevenuesAsOf(Accounts: null, new(2026, 11, 20)));
        stood
            .Sum(one => one.Mrr.Minor)
            .ShouldBe(rows.Where(row => row["lastPaidDay"] is null).Sum(row => (long)(decimal)row["mrr"]!));
    }

    [Fact]
    public async Task Revenue_says_what_it_holds_about_accounts()
    {
        using var revenue = new RevenueAlone();
        await revenue.Subscribe("A", "1000", new(2026, 1, 1));

        var held = await revenue.InScope(services =>
            services.GetServices<IHoldsAccountFacts>().Single().About([revenue.Account("A")], CancellationToken.None)
        );
        var none = await revenue.InScope(services =>
            services.GetServices<IHoldsAccountFacts>().Single().About([revenue.Account("B")], CancellationToken.None)
        );

        held!.Value.En.ShouldBe("1 subscriptions and 0 churn events");
        none.ShouldBeNull();
    }

    [Fact]
    public async Task A_column_that_is_not_in_the_file_says_nothing()
    {
        using var revenue = new RevenueAlone();
        await revenue.LoadHistory(
            "subscriptions",
            Row("K1-a", "A", new(2025, 1, 1), 50000, lastPaidDay: new(2025, 6, 30))
        );
        var slim = new Dictionary<string, object?>
        {
            ["externalId"] = "K1-a",
            ["accountExternalId"] = "A",
            ["startsOn"] = new DateOnly(2025, 1, 1),
            ["mrr"] = 50000m,
        };

        (await revenue.Load("subscriptions", slim)).ShouldBe([RowOutcome.Skipped]);

        var stored = (await revenue.Send(new ListSubscriptions(ListAsk.Plain))).Value.Items[0];
        (stored.LastPaidDay, stored.Plan, stored.Seats, stored.AutoRenew).ShouldBe(
            (new DateOnly(2025, 6, 30), "Enterprise", 14, true)
        );
        slim.Remove("mrr");
        (await revenue.Load("subscriptions", slim)).ShouldBe([RowOutcome.Skipped]);
    }

    [Fact]
    public async Task A_row_that_takes_back_a_loss_is_flagged_and_a_later_cancellation_is_taken()
    {
        using var revenue = new RevenueAlone();
        await revenue.Load("subscriptions", Row("K4-a", "A", new(2026, 1, 1), 1000));
        var id = (await revenue.Send(new ListSubscriptions(ListAsk.Plain))).Value.Items[0].Id;
        (
            await revenue.Send(new CancelSubscription(id, new(2026, 11, 1), null, new(2026, 12, 31)))
        ).Error.ShouldBeNull();

        var outcome = (await revenue.Load("subscriptions", Row("K4-a", "A", new(2026, 1, 1), 1000))).Single();

        (outcome.Fate, outcome.Column).ShouldBe((RowFate.Updated, "lastPaidDay"));
        outcome.En!.ShouldContain("'K4-a' was to end on 2026-12-31 and runs on now");
        (await revenue.Send(new ListSubscriptions(ListAsk.Plain))).Value.Items[0].LastPaidDay.ShouldBeNull();
        (
            await revenue.Send(new CancelSubscription(id, new(2026, 11, 20), null, new(2027, 3, 31)))
        ).Error.ShouldBeNull();
    }

    [Fact]
    public async Task An_end_on_the_day_on_which_the_next_contract_begins_is_asked_about()
    {
        using var revenue = new RevenueAlone();

        var outcomes = await revenue.LoadHistory(
            "subscriptions",
            Row("E1-a", "A", new(2024, 4, 30), 10000, lastPaidDay: new(2025, 4, 30)),
            Row("E1-b", "A", new(2025, 4, 30), 10000),
            Row("E2-a", "B", new(2024, 4, 30), 10000, lastPaidDay: new(2025, 4, 29)),
            Row("E2-b", "B", new(2025, 4, 30), 10000)
        );

        outcomes.Select(outcome => outcome.Column).ShouldBe(["lastPaidDay", "startsOn", null, null]);
        outcomes[0].En!.ShouldContain("is 2025-04-30 still paid by both?");
    }

    [Fact]
    public async Task What_is_billed_every_half_year_counts_a_sixth_of_it_a_month()
    {
        using var revenue = new RevenueAlone();
        var row = Row("H-1", "A", new(2026, 1, 1), 0);
        row.Remove("mrr");
        (row["amount"], row["billingFrequency"]) = (6000m, "半年払い");

        (await revenue.Load("subscriptions", row)).Single().Fate.ShouldBe(RowFate.Created);

        (await revenue.Send(new ListSubscriptions(ListAsk.Plain))).Value.Items[0].Mrr.Major.ShouldBe(1000m);
    }

    private static Dictionary<string, object?> Row(
        string id,
        string account,
        DateOnly from,
        decimal mrr,
        DateOnly? lastPaidDay = null
    ) =>
        new()
        {
            ["externalId"] = id,
            ["accountExternalId"] = account,
            ["startsOn"] = from,
            ["lastPaidDay"] = lastPaidDay,
            ["plan"] = "Enterprise",
            ["seats"] = 14L,
            ["mrr"] = mrr,
            ["autoRenew"] = true,
        };
}
