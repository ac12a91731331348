using CsMonolith.Kernel;
using CsMonolith.Platform.Lists;
using CsMonolith.Platform.Storage;
using CsMonolith.Revenue.Ledger.MonthCloses;
using CsMonolith.Revenue.Ledger.Movements;
using CsMonolith.Revenue.Ledger.Rates;
using CsMonolith.Revenue.Retention;
using CsMonolith.Revenue.Retention.Measures;
using CsMonolith.Revenue.Storage;
using CsMonolith.Revenue.Tests.Ledger.Policies;
using Microsoft.EntityFrameworkCore;

namespace CsMonolith.Revenue.Tests.Ledger.MonthCloses;

public sealed class ClosedRateTests
{
    private static readonly Month September = new(2026, 9);
    private static readonly Month October = new(2026, 10);

    [Fact]
    public async Task The_worked_example_stores_what_rates_moved_and_the_month_balances_with_it()
    {
        using var revenue = await Abroad();
        await revenue.Close(October);

        var stored = (await revenue.Send(new ListFxMovements(ListAsk.Plain)))
            .Value.Items.Where(row => row.Month == October)
            .ToList();
        stored.Select(row => (row.AccountId, row.Amount.ToString())).ShouldBe([(revenue.Account("X"), "-500.00 USD")]);
        var check = (await revenue.Send(new CheckLedger(October, October))).Value;
        check.Holds.ShouldBeTrue();
        var month = check.Closed.ShouldHaveSingleItem();
        (
            month.Start.ToMajorString(),
            month.Expansion.ToMajorString(),
            month.Contraction.ToMajorString(),
            month.Fx.ToMajorString(),
            month.End.ToMajorString(),
            month.Difference.Minor
        ).ShouldBe(("12142.86", "357.14", "1000.00", "-500.00", "11000.00", 0L));
    }

    [Fact]
    public async Task A_rate_that_is_corrected_later_changes_what_is_restated_and_nothing_that_is_closed()
    {
        using var revenue = await Abroad();
        await revenue.Close(October);
        var before = await Figure(revenue, RetentionBasis.AsClosed, October);
        revenue.Time.Pass(TimeSpan.FromDays(1));

        await revenue.Send(
            new RecordExchangeRates([
                new("JPY", "USD", new(2026, 9, 30), 100m),
                new("JPY", "USD", new(2026, 10, 31), 200m),
            ])
        );

        (await Figure(revenue, RetentionBasis.AsClosed, October)).ShouldBeEquivalentTo(before);
        (await Figure(revenue, RetentionBasis.Restated, October)).End.ToMajorString().ShouldBe("9250.00");
        (await revenue.Send(new CheckLedger(September, October))).Value.Holds.ShouldBeTrue();
    }

    [Fact]
    public async Task The_next_month_starts_at_the_rate_at_which_the_month_before_was_closed()
    {
        using var revenue = await Abroad();
        revenue.Time.NoonOf(new(2026, 11, 3));
        await revenue.Close(October);
        revenue.Time.NoonOf(new(2026, 12, 3));
        await revenue.Send(
            new RecordExchangeRates([
                new("JPY", "USD", new(2026, 10, 31), 151m),
                new("JPY", "USD", new(2026, 11, 30), 160m),
            ])
        );
        await revenue.Close(new(2026, 11));

        var (october, november) = (
            await Figure(revenue, RetentionBasis.AsClosed, October),
            await Figure(revenue, RetentionBasis.AsClosed, new(2026, 11))
        );

        november.Start.ShouldBe(october.End);
        november.Fx.ToMajorString().ShouldBe("-437.50");
        (await revenue.Send(new CheckLedger(September, new(2026, 11)))).Value.Closed.ShouldAllBe(month =>
            month.Difference.Minor == 0
        );
    }

    [Fact]
    public async Task A_month_is_not_closed_at_a_rate_that_nobody_knows()
    {
        using var revenue = new RevenueAlone();
        await PolicyTests.Decide(revenue, new(2020, 1, 1), rules => rules with { ReportingCurrency = "USD" });
        await revenue.Subscribe("X", "1000000", new(2026, 10, 5));

        (await revenue.Send(new OrderMonthClose(October))).Error.ShouldBeNull();
        var job = await revenue.RunJobs();

        job.State.ShouldBe(JobState.Refused);
        (await revenue.Send(new ListMonthCloses(ListAsk.Plain))).Value.Items.ShouldBeEmpty();
        (await revenue.InStore(db => db.Set<ClosedAccountMonth>().CountAsync())).ShouldBe(0);
    }

    [Fact]
    public async Task Hundreds_of_odd_amounts_in_three_currencies_balance_to_the_cent_every_month()
    {
        using var revenue = new RevenueAlone();
        await PolicyTests.Decide(revenue, new(2020, 1, 1), rules => rules with { ReportingCurrency = "USD" });
        var random = new Random(20261122);
        var days = Enumerable.Range(0, 6).Select(i => new Month(2026, 5).Plus(i - 1).Last).ToList();
        await revenue.Send(
            new RecordExchangeRates([
                .. days.SelectMany(day =>
                    new ExchangeRateEntry[]
                    {
                        new("JPY", "USD", day, 140m + (random.Next(2000) / 100m)),
                        new("USD", "EUR", day, 1m + (random.Next(2000) / 10000m)),
                    }
                ),
            ])
        );
        var rows = Enumerable
            .Range(0, 300)
            .Select(i => new Dictionary<string, object?>
            {
                ["externalId"] = $"S-{i}",
                ["accountExternalId"] = $"A-{i % 200}",
                ["startsOn"] = new DateOnly(2026, 5, 1).AddDays(random.Next(120)),
                ["lastPaidDay"] = random.Next(3) == 0 ? new DateOnly(2026, 9, 1).AddDays(random.Next(60)) : null,
                ["mrr"] = (decimal)random.Next(1, 99_999),
                ["currency"] = (i % 3) switch
                {
                    0 => "JPY",
                    1 => "EUR",
                    _ => "USD",
                },
            })
            .ToList();
        (await revenue.LoadHistory("subscriptions", rows)).ShouldAllBe(outcome =>
            outcome.Fate == Platform.Imports.RowFate.Created
        );

        await revenue.Close(new(2026, 9));

        var check = (await revenue.Send(new CheckLedger(new(2026, 5), new(2026, 9)))).Value;
        check.Closed.Count.ShouldBe(5);
        check.Closed.ShouldAllBe(month => month.Difference.Minor == 0);
        check.Closed.Count(month => month.Fx.Minor != 0).ShouldBeGreaterThan(3);
        check.Holds.ShouldBeTrue();
    }

    [Fact]
    public async Task A_stored_row_that_is_changed_behind_the_ledgers_back_is_shown()
    {
        using var revenue = await Abroad();
        await revenue.Close(October);
        await revenue.InStore(db =>
            db.Set<FxMovement>()
                .ExecuteUpdateAsync(set => set.SetProperty(row => row.AmountMinor, row => row.AmountMinor + 1))
        );

        var check = (await revenue.Send(new CheckLedger(October, October))).Value;

        (check.Holds, check.Closed.ShouldHaveSingleItem().Difference.Minor).ShouldBe((false, 1L));
    }

    private static async Task<MeasureFigure> Figure(RevenueAlone revenue, RetentionBasis basis, Month month) =>
        (
            await revenue.Send(
                new GetRetentionMeasures(new RetentionWindow(month, month, basis), "standard", MeasureGroup.None)
            )
        ).Value.Figures.ShouldHaveSingleItem();

    // A yen and a dollar customer from September 5 on, so that only September and October can be closed.
    private static async Task<RevenueAlone> Abroad()
    {
        var revenue = new RevenueAlone();
        revenue.Time.NoonOf(new(2026, 11, 2));
        await PolicyTests.Decide(revenue, new(2020, 1, 1), rules => rules with { ReportingCurrency = "USD" });
        await revenue.Send(
            new RecordExchangeRates([
                new("JPY", "USD", new(2026, 8, 31), 140m),
                new("JPY", "USD", new(2026, 9, 30), 140m),
                new("JPY", "USD", new(2026, 10, 31), 150m),
            ])
        );
        await revenue.Change(await revenue.Subscribe("X", "1000000", new(2026, 9, 5)), new(2026, 10, 10), "1050000");
        await revenue.Change(
            await revenue.Subscribe("Y", "5000.00", new(2026, 9, 5), currency: "USD"),
            new(2026, 10, 12),
            "4000.00"
        );
        return revenue;
    }
}
