using CsMonolith.Kernel;
using CsMonolith.Platform.Lists;
using CsMonolith.Revenue.Contracts;
using CsMonolith.Revenue.Ledger.Histories;
using CsMonolith.Revenue.Ledger.Merges;
using CsMonolith.Revenue.Ledger.MonthCloses;
using CsMonolith.Revenue.Ledger.Movements;
using CsMonolith.Revenue.Retention;
using CsMonolith.Revenue.Storage;
using Microsoft.EntityFrameworkCore;

namespace CsMonolith.Revenue.Tests.Ledger.Merges;

public sealed class AccountMergeTests
{
    private static readonly Month September = new(2026, 9);
    private static readonly Month October = new(2026, 10);

    [Fact]
    public async Task Merged_customers_stand_under_the_survivor_on_both_sides_and_nobody_is_lost_or_won()
    {
        using var revenue = await Two();

        var merge = await Merge(revenue, "A", "B");

        var figure = (await revenue.Retention(new RetentionWindow(October, October)))
            .Currencies.ShouldHaveSingleItem()
            .Window;
        (figure.Start.Minor, figure.New.Minor, figure.Expansion.Minor, figure.Churn.Minor, figure.End.Minor).ShouldBe(
            (800, 0, 100, 0, 900)
        );
        (figure.StartLogos, figure.LostLogos, figure.Grr.Value).ShouldBe((1, 0, 1m));
        var behind = (
            await revenue.Send(new GetRetentionAccounts(new RetentionWindow(October, October)))
        ).Value.Accounts.ShouldHaveSingleItem();
        (behind.AccountId, behind.Start.Minor, behind.End.Minor).ShouldBe((revenue.Account("A"), 800L, 900L));
        merge.VoidedAt.ShouldBeNull();
    }

    [Fact]
    public async Task A_figure_that_was_asked_for_before_follows_the_merge_and_follows_it_back()
    {
        using var revenue = await Two();
        (await Logos()).ShouldBe(2);

        var merge = await Merge(revenue, "A", "B");
        (await Logos()).ShouldBe(1);

        revenue.Time.Pass(TimeSpan.FromDays(1));
        (await revenue.Send(new VoidAccountMerge(merge.Id, "two companies after all"))).Error.ShouldBeNull();
        (await Logos()).ShouldBe(2);

        async Task<int> Logos() =>
            (await revenue.Retention(new RetentionWindow(October, October)))
                .Currencies.ShouldHaveSingleItem()
                .Window.StartLogos;
    }

    [Fact]
    public async Task The_ledger_balances_to_the_minor_unit_before_after_and_when_it_is_taken_back()
    {
        using var revenue = await Two();
        await Holds(revenue, standing: [("A", 600), ("B", 300)]);

        var merge = await Merge(revenue, "A", "B");
        await Holds(revenue, standing: [("A", 900)]);
        var tagged = await revenue.InStore(db =>
            db.Set<Movement>()
                .AsNoTracking()
                .Where(row => row.AccountId == revenue.Account("B") && row.IsReversal)
                .ToListAsync()
        );
        tagged.ShouldNotBeEmpty();
        tagged.ShouldAllBe(row => row.Tags.HasFlag(MovementTags.Merge));

        revenue.Time.Pass(TimeSpan.FromDays(1));
        (await revenue.Send(new VoidAccountMerge(merge.Id, "two companies after all"))).Value.VoidReason.ShouldBe(
            "two companies after all"
        );
        await Holds(revenue, standing: [("A", 600), ("B", 300)]);
        (await revenue.Send(new VoidAccountMerge(merge.Id, "again"))).Error!.Code.ShouldBe("revenue.merge.voided");
    }

    [Fact]
    public async Task What_was_closed_before_stays_and_the_next_close_has_both_under_the_survivor()
    {
        using var revenue = await Two();
        revenue.Time.NoonOf(new(2026, 10, 5));
        await revenue.Close(September);
        var before = await Closed(revenue, September);
        revenue.Time.Pass(TimeSpan.FromDays(1));

        await Merge(revenue, "A", "B");

        (await Closed(revenue, September)).ShouldBeEquivalentTo(before);
        var adjustments = (await revenue.Send(new GetMonthAdjustments(September))).Value.Adjustments;
        adjustments
            .Select(one => (one.AccountId, one.Difference.Minor))
            .ShouldBe([(revenue.Account("A"), 300L), (revenue.Account("B"), -300L)], ignoreOrder: true);

        revenue.Time.NoonOf(new(2026, 11, 5));
        await revenue.Close(October);
        var after = await Closed(revenue, October);
        (
            after.Start.Minor,
            after.Expansion.Minor,
            after.Adjustments.Minor,
            after.Churn.Minor,
            after.End.Minor
        ).ShouldBe((800, 100, 0, 0, 900));
        (after.Grr.Value, after.LostLogos).ShouldBe((1m, 0));
        (await Closed(revenue, September)).ShouldBeEquivalentTo(before);
        var paid = (await revenue.Send(new RetentionAsClosed(September, October))).Accounts.ShouldHaveSingleItem();
        (paid.AccountId, paid.Start.Minor, paid.End.Minor).ShouldBe((revenue.Account("A"), 800L, 900L));
    }

    [Fact]
    public async Task A_late_fact_of_the_absorbed_customer_is_booked_under_the_survivor()
    {
        using var revenue = await Two();
        await Merge(revenue, "A", "B");
        revenue.Time.Pass(TimeSpan.FromDays(1));

        await revenue.Subscribe("B", "50", new(2026, 9, 15));

        await Holds(revenue, standing: [("A", 950)]);
        (await revenue.Send(new RevenuesAsOf(Accounts: null, new(2026, 11, 21))))
            .ShouldHaveSingleItem()
            .Mrr.Minor.ShouldBe(950);
    }

    [Fact]
    public async Task Whoever_was_absorbed_is_not_merged_again_but_whoever_absorbed_may_be()
    {
        using var revenue = await Two();
        await revenue.Subscribe("C", "40", new(2026, 1, 1));
        await Merge(revenue, "A", "B");

        var refused = (
            await revenue.Send(new MergeAccounts(revenue.Account("B"), revenue.Account("C"), new(2026, 11, 1), "x"))
        ).Error!;
        refused.Code.ShouldBe("revenue.merge.absorbed");
        refused.En.ShouldContain(revenue.Account("A").ToString());
        await Merge(revenue, "C", "A");

        await Holds(revenue, standing: [("C", 940)]);
    }

    [Fact]
    public async Task A_customer_that_nobody_knows_is_named_with_its_field_and_a_way_on()
    {
        using var revenue = await Two();
        var stranger = Guid.CreateVersion7();

        var refused = (
            await revenue.Send(new MergeAccounts(revenue.Account("A"), stranger, new(2026, 11, 1), "x"))
        ).Error!;

        var fault = refused.Fields.ShouldHaveSingleItem();
        (
            fault.Pointer,
            fault.En.Contains(stranger.ToString(), StringComparison.Ordinal),
            fault.Ja.Contains("GET /v1/accounts", StringComparison.Ordinal)
        ).ShouldBe(("/absorbedId", true, true));
    }

    [Fact]
    public async Task The_newest_news_of_each_customer_is_what_it_has_now()
    {
        using var revenue = await Two();
        var merge = await Merge(revenue, "A", "B");

        (await Last(revenue, "A"), await Last(revenue, "B")).ShouldBe((900L, 0L));

        revenue.Time.Pass(TimeSpan.FromDays(1));
        await revenue.Send(new VoidAccountMerge(merge.Id, "x"));
        (await Last(revenue, "A"), await Last(revenue, "B")).ShouldBe((600L, 300L));
    }

    [Fact]
    public async Task Whoever_sees_the_survivor_alone_sees_both_and_whoever_sees_the_absorbed_sees_none()
    {
        using var revenue = await Two();
        await Merge(revenue, "A", "B");
        revenue.SignIn(Guid.CreateVersion7(), Role.Csm);

        revenue.InSight.Add(revenue.Account("A"));
        (await revenue.Retention(new RetentionWindow(October, October)))
            .Currencies.ShouldHaveSingleItem()
            .Window.End.Minor.ShouldBe(900);
        revenue.InSight.Clear();
        revenue.InSight.Add(revenue.Account("B"));
        (await revenue.Retention(new RetentionWindow(October, October))).Currencies.ShouldBeEmpty();
    }

    [Fact]
    public async Task Merges_are_listed_with_who_recorded_them_and_why()
    {
        using var revenue = await Two();
        await Merge(revenue, "A", "B");

        var row = (await revenue.Send(new ListAccountMerges(ListAsk.Plain))).Value.Items.ShouldHaveSingleItem();

        (row.SurvivorId, row.AbsorbedId, row.Reason).ShouldBe((revenue.Account("A"), revenue.Account("B"), "merger"));
        row.RecordedBy.ShouldNotBeEmpty();
    }

    // A pays 500 and from October 15 on 600, B pays 300.
    private static async Task<RevenueAlone> Two()
    {
        var revenue = new RevenueAlone();
        revenue.Time.NoonOf(new(2026, 1, 5));
        var subscription = await revenue.Subscribe("A", "500", new(2026, 1, 1));
        await revenue.Subscribe("B", "300", new(2026, 3, 1));
        await revenue.Change(subscription, new(2026, 10, 15), "600");
        revenue.Time.NoonOf(new(2026, 11, 20));
        return revenue;
    }

    private static async Task<AccountMergeRow> Merge(RevenueAlone revenue, string survivor, string absorbed) =>
        (
            await revenue.Send(
                new MergeAccounts(revenue.Account(survivor), revenue.Account(absorbed), new(2026, 10, 1), "merger")
            )
        ).Value;

    private static async Task<RetentionFigure> Closed(RevenueAlone revenue, Month month) =>
        (await revenue.Retention(new RetentionWindow(month, month, RetentionBasis.AsClosed)))
            .Currencies.ShouldHaveSingleItem()
            .Window;

    private static async Task<long> Last(RevenueAlone revenue, string account) =>
        (await revenue.Published<MrrMoved>()).Last(moved => moved.Account == revenue.Account(account)).After.Minor;

    // The facts and the stored rows say the same each month, and so do the rows of each account alone.
    private static async Task Holds(RevenueAlone revenue, params (string Account, long Mrr)[] standing)
    {
        var check = (await revenue.Send(new CheckLedger(new(2026, 1), new(2026, 11)))).Value;
        check.Off.ShouldBeEmpty();
        check.Holds.ShouldBeTrue();
        var rows = await revenue.InStore(db => db.Set<Movement>().AsNoTracking().ToListAsync());
        var sums = rows.GroupBy(row => row.AccountId)
            .Select(group =>
                (
                    group.Key,
                    Mrr: group.Sum(row =>
                        row.Kind is MovementKind.Contraction or MovementKind.Churn ? -row.AmountMinor : row.AmountMinor
                    )
                )
            )
            .Where(one => one.Mrr != 0);
        sums.ShouldBe(standing.Select(one => (revenue.Account(one.Account), one.Mrr)), ignoreOrder: true);
    }
}
