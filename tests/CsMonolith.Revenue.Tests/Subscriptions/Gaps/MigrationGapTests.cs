using CsMonolith.Kernel;
using CsMonolith.Platform.Lists;
using CsMonolith.Revenue.Contracts;
using CsMonolith.Revenue.Ledger.Histories;
using CsMonolith.Revenue.Ledger.MonthCloses;
using CsMonolith.Revenue.Ledger.Movements;
using CsMonolith.Revenue.Retention;
using CsMonolith.Revenue.Storage;
using CsMonolith.Revenue.Subscriptions;
using CsMonolith.Revenue.Subscriptions.Gaps;
using Microsoft.EntityFrameworkCore;

namespace CsMonolith.Revenue.Tests.Subscriptions.Gaps;

public sealed class MigrationGapTests
{
    private static readonly Month May = new(2026, 5);

    [Fact]
    public async Task A_declared_migration_is_no_churn_and_no_reactivation_and_only_the_difference_moves()
    {
        using var revenue = new RevenueAlone();
        var (old, next) = await Lapse(revenue, "A", "350");

        var gap = (await revenue.Send(new DeclareMigrationGap(old.Id, next.Id, "billing system replaced"))).Value;

        (gap.FirstDay, gap.LastDay, gap.Reason).ShouldBe(
            (new DateOnly(2026, 5, 1), new DateOnly(2026, 6, 14), "billing system replaced")
        );
        gap.RecordedBy.ShouldNotBeEmpty();
        (await Standing(revenue, "A")).ShouldBe(["2026-01-01 New 300", "2026-06-15 Expansion 50"]);
        var moved = await revenue.InStore(db =>
            db.Set<Movement>().AsNoTracking().SingleAsync(row => row.Kind == MovementKind.Expansion && !row.IsReversal)
        );
        moved.Tags.HasFlag(MovementTags.MigrationGap).ShouldBeTrue();
        (await revenue.Retention(new RetentionWindow(May, May))).Currencies[0].Window.Churn.Minor.ShouldBe(0);
        (await revenue.Send(new CheckLedger(new(2026, 1), new(2026, 10)))).Value.Holds.ShouldBeTrue();
    }

    [Fact]
    public async Task Beside_a_subscription_that_runs_on_it_is_neither_contraction_nor_expansion()
    {
        using var revenue = new RevenueAlone();
        await revenue.Subscribe("A", "1000", new(2026, 1, 1));
        var (old, next) = await Lapse(revenue, "A", "300");

        await revenue.Send(new DeclareMigrationGap(old.Id, next.Id, "x"));

        (await Standing(revenue, "A")).ShouldBe(["2026-01-01 New 1300"]);
    }

    [Fact]
    public async Task A_month_closed_with_the_loss_stays_and_shows_an_adjustment_and_a_void_gives_the_loss_back()
    {
        using var revenue = new RevenueAlone();
        var (old, next) = await Lapse(revenue, "A", "300");
        await revenue.Close(May);
        revenue.Time.Pass(TimeSpan.FromDays(1));

        var gap = (await revenue.Send(new DeclareMigrationGap(old.Id, next.Id, "x"))).Value;

        (await End(revenue, RetentionBasis.AsClosed), await End(revenue, RetentionBasis.Restated)).ShouldBe((0L, 300L));
        (await revenue.Send(new GetMonthAdjustments(May)))
            .Value.Adjustments.ShouldHaveSingleItem()
            .Difference.Minor.ShouldBe(300);

        revenue.Time.Pass(TimeSpan.FromDays(1));
        var taken = (await revenue.Send(new VoidMigrationGap(gap.Id, "they had left"))).Value;

        taken.VoidReason.ShouldBe("they had left");
        (await Standing(revenue, "A")).ShouldBe([
            "2026-01-01 New 300",
            "2026-05-01 Churn 300",
            "2026-06-15 Reactivation 300",
        ]);
        (await revenue.Send(new ListMigrationGaps(ListAsk.Plain)))
            .Value.Items.ShouldHaveSingleItem()
            .VoidedAt.ShouldNotBeNull();
        (await revenue.Send(new VoidMigrationGap(gap.Id, "x"))).Error!.Code.ShouldBe("revenue.migration-gap.voided");
    }

    [Fact]
    public async Task What_is_no_migration_is_refused_with_the_reason()
    {
        using var revenue = new RevenueAlone();
        var (old, next) = await Lapse(revenue, "A", "300");
        var other = await revenue.Subscribe("B", "300", new(2026, 6, 15));
        var dollars = await revenue.Subscribe("A", "3.00", new(2026, 6, 15), currency: "USD");
        var late = await revenue.Subscribe("A", "300", new(2027, 9, 1));
        var running = await revenue.Subscribe("A", "10", new(2026, 2, 1));

        (await Code(revenue, old, other)).ShouldBe("revenue.migration-gap.other-customer");
        (await Code(revenue, old, dollars)).ShouldBe("revenue.subscription.other-currency");
        (await Code(revenue, old, late)).ShouldBe("revenue.migration-gap.too-long");
        (await Code(revenue, running, next)).ShouldBe("revenue.migration-gap.none");
        (await Code(revenue, old, old)).ShouldBe("revenue.migration-gap.none");
        await revenue.Send(new DeclareMigrationGap(old.Id, next.Id, "x"));
        (await Code(revenue, old, next)).ShouldBe("revenue.migration-gap.declared");
        (await revenue.Send(new VoidSubscription(next.Id, "x"))).Error!.Code.ShouldBe(
            "revenue.subscription.takes-over"
        );
    }

    [Fact]
    public async Task Subscriptions_that_nobody_knows_are_named_each_with_its_field()
    {
        using var revenue = new RevenueAlone();

        var refused = (
            await revenue.Send(new DeclareMigrationGap(Guid.CreateVersion7(), Guid.CreateVersion7(), "x"))
        ).Error!;

        refused.Fields.Select(fault => fault.Pointer).ShouldBe(["/fromSubscriptionId", "/toSubscriptionId"]);
    }

    private static async Task<(SubscriptionRow Old, SubscriptionRow Next)> Lapse(
        RevenueAlone revenue,
        string account,
        string mrr
    ) =>
        (
            await revenue.Subscribe(account, "300", new(2026, 1, 1), lastPaidDay: new(2026, 4, 30)),
            await revenue.Subscribe(account, mrr, new(2026, 6, 15))
        );

    private static async Task<string> Code(RevenueAlone revenue, SubscriptionRow from, SubscriptionRow to) =>
        (await revenue.Send(new DeclareMigrationGap(from.Id, to.Id, "x"))).Error!.Code;

    private static async Task<long> End(RevenueAlone revenue, RetentionBasis basis) =>
        (await revenue.Retention(new RetentionWindow(May, May, basis))).Currencies[0].Window.End.Minor;

    private static async Task<IEnumerable<string>> Standing(RevenueAlone revenue, string account) =>
        (
            await revenue.InStore(db =>
                db.Set<Movement>().AsNoTracking().Where(row => row.AccountId == revenue.Account(account)).ToListAsync()
            )
        )
            .GroupBy(row => (row.On, row.Kind))
            .Where(group => group.Sum(row => row.AmountMinor) != 0)
            .OrderBy(group => group.Key.On)
            .Select(group => $"{group.Key.On:yyyy-MM-dd} {group.Key.Kind} {group.Sum(row => row.AmountMinor)}");
}
