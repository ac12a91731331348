using CsMonolith.Platform.Jobs;
using CsMonolith.Platform.Storage;
using CsMonolith.Revenue.Contracts;
using CsMonolith.Revenue.Ledger.Facts;
using CsMonolith.Revenue.Ledger.Histories;
using CsMonolith.Revenue.Ledger.Movements;
using CsMonolith.Revenue.Ledger.Policies;
using Microsoft.EntityFrameworkCore;

namespace CsMonolith.Revenue.Tests.Subscriptions;

public sealed class UndoTests
{
    private const string Headings = "subscription_id,account_id,start_date,end_date,plan_tier,mrr_amount\n";

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task What_a_later_file_built_on_stands_by_itself_when_the_earlier_is_taken_back(bool history)
    {
        using var revenue = new RevenueAlone();
        var first = await revenue.LoadFile(
            "subscriptions",
            Headings + "S-1,A,2024-01-01,2025-03-31,Pro,100\nS-2,B,2024-02-01,,Pro,50\n",
            history
        );
        revenue.Time.Pass(TimeSpan.FromHours(1));
        await revenue.LoadFile("subscriptions", Headings + "S-3,A,2024-06-01,,Pro,300\n", history);

        (await revenue.UndoFile(first)).State.ShouldBe(JobState.Succeeded);

        (await Standing(revenue)).ShouldBe(["2024-06-01 New 300"]);
        await LedgerSaysWhatTheFactsSay(revenue);
        var last = (await revenue.Published<MrrMoved>()).Last(moved => moved.AccountId == revenue.Account("A"));
        (last.Kind, last.Before.Minor, last.After.Minor).ShouldBe((MovementKind.New, 0L, 300L));
    }

    [Fact]
    public async Task A_file_that_built_on_another_is_taken_back_to_what_stood_before()
    {
        using var revenue = new RevenueAlone();
        await revenue.LoadFile("subscriptions", Headings + "S-1,A,2024-06-01,,Pro,100\n", history: true);
        var second = await revenue.LoadFile(
            "subscriptions",
            Headings + "S-2,A,2024-01-01,2024-12-31,Pro,300\n",
            history: true
        );

        (await revenue.UndoFile(second)).State.ShouldBe(JobState.Succeeded);

        (await Standing(revenue)).ShouldBe(["2024-06-01 New 100"]);
        await LedgerSaysWhatTheFactsSay(revenue);
    }

    [Fact]
    public async Task Files_taken_back_in_the_order_in_which_they_were_loaded_leave_nothing()
    {
        using var revenue = new RevenueAlone();
        var first = await revenue.LoadFile(
            "subscriptions",
            Headings + "S-1,A,2024-01-01,2024-12-31,Pro,100\n",
            history: true
        );
        var second = await revenue.LoadFile("subscriptions", Headings + "S-2,A,2024-06-01,,Pro,300\n", history: true);

        await revenue.UndoFile(first);
        (await revenue.UndoFile(second)).State.ShouldBe(JobState.Succeeded);

        (await Standing(revenue)).ShouldBeEmpty();
    }

    private static async Task LedgerSaysWhatTheFactsSay(RevenueAlone revenue)
    {
        var facts = await revenue.InStore(db => db.Set<SubscriptionFact>().AsNoTracking().ToListAsync());
        var rows = await revenue.InStore(db => db.Set<Movement>().AsNoTracking().ToListAsync());
        var rules = RulesInForce.Always(RevenueRules.Founding);
        foreach (var known in facts.Select(fact => fact.RecordedAt).Distinct())
        {
            var derived = facts
                .Where(fact => fact.RecordedAt <= known)
                .GroupBy(fact => fact.AccountId)
                .SelectMany(account =>
                    AccountHistory
                        .Of(new AccountCurrency(account.Key, "JPY"), account, rules)
                        .Changes.Select(change => (account.Key, change.On, change.Kind, change.Size))
                );
            var stored = rows.Where(row => row.RecordedAt <= known)
                .GroupBy(row => (row.AccountId, row.On, row.Kind))
                .Select(group =>
                    (group.Key.AccountId, group.Key.On, group.Key.Kind, Size: group.Sum(row => row.AmountMinor))
                )
                .Where(row => row.Size != 0);
            stored.ShouldBe(derived, ignoreOrder: true);
        }
    }

    private static async Task<IEnumerable<string>> Standing(RevenueAlone revenue) =>
        (await revenue.InStore(db => db.Set<Movement>().AsNoTracking().ToListAsync()))
            .GroupBy(row => (row.On, row.Kind))
            .Where(group => group.Sum(row => row.AmountMinor) != 0)
            .OrderBy(group => group.Key.On)
            .Select(group => $"{group.Key.On:yyyy-MM-dd} {group.Key.Kind} {group.Sum(row => row.AmountMinor)}");
}
