using CsMonolith.Kernel;
using CsMonolith.Revenue.Contracts;
using CsMonolith.Revenue.Ledger.Facts;
using CsMonolith.Revenue.Ledger.Histories;
using CsMonolith.Revenue.Ledger.Movements;
using CsMonolith.Revenue.Ledger.Policies;
using CsMonolith.Revenue.Retention;
using CsMonolith.Revenue.Storage;
using FsCheck;
using FsCheck.Fluent;
using Microsoft.EntityFrameworkCore;

namespace CsMonolith.Revenue.Tests.Ledger.Movements;

public sealed class MovementLedgerTests
{
    private static readonly RulesInForce Founding = RulesInForce.Always(RevenueRules.Founding);
    private static readonly AccountCurrency Yen = new(Guid.Parse("0199a000-0000-7000-8000-000000000001"), "JPY");

    [Fact]
    public async Task Movements_are_of_the_account_and_the_day_not_of_the_subscription()
    {
        using var revenue = new RevenueAlone();
        await revenue.Subscribe("A", "300", new(2026, 1, 1), lastPaidDay: new(2026, 5, 31));
        await revenue.Subscribe("A", "500", new(2026, 3, 1));
        await revenue.Subscribe("A", "100", new(2026, 6, 1));

        (await Standing(revenue)).ShouldBe([
            "2026-01-01 New 300",
            "2026-03-01 Expansion 500",
            "2026-06-01 Contraction 200",
        ]);
    }

    [Fact]
    public async Task A_return_after_nothing_is_a_reactivation()
    {
        using var revenue = new RevenueAlone();
        await revenue.Subscribe("A", "300", new(2024, 1, 1), lastPaidDay: new(2024, 5, 31));
        await revenue.Subscribe("A", "500", new(2026, 3, 1));

        (await Standing(revenue)).ShouldBe([
            "2024-01-01 New 300",
            "2024-06-01 Churn 300",
            "2026-03-01 Reactivation 500",
        ]);
    }

    [Fact]
    public async Task A_late_fact_appends_a_reversal_and_its_replacement_and_edits_nothing()
    {
        using var revenue = new RevenueAlone();
        await revenue.Subscribe("A", "300", new(2026, 6, 1));
        var first = (await Rows(revenue)).ShouldHaveSingleItem();
        revenue.Time.Pass(TimeSpan.FromDays(2));

        await revenue.Subscribe("A", "500", new(2026, 3, 1));

        var rows = await Rows(revenue);
        rows.Single(row => row.Id == first.Id).ShouldBeEquivalentTo(first);
        rows.Count(row => row.IsReversal).ShouldBe(1);
        (await Standing(revenue)).ShouldBe(["2026-03-01 New 500", "2026-06-01 Expansion 300"]);
    }

    [Fact]
    public async Task Rows_recorded_by_an_instant_add_up_to_what_was_known_then_whatever_the_order_of_loading()
    {
        using var revenue = new RevenueAlone();
        var random = new Random(20261120);
        for (var batch = 0; batch < 6; batch++)
        {
            var history = batch % 2 == 0;
            var rows = Enumerable
                .Range(0, 15)
                .Select(i => Any(random, $"S-{batch}-{i}", $"A-{random.Next(5)}"))
                .ToList();
            await (history ? revenue.LoadHistory("subscriptions", rows) : revenue.Load("subscriptions", rows));
            revenue.Time.Pass(TimeSpan.FromDays(3));
        }

        var facts = await revenue.InStore(db => db.Set<SubscriptionFact>().AsNoTracking().ToListAsync());
        var ledger = await Rows(revenue);
        foreach (var account in facts.GroupBy(fact => fact.AccountId))
        {
            foreach (var known in account.Select(fact => fact.RecordedAt).Distinct())
            {
                var derived = AccountHistory
                    .Of(Yen, account.Where(fact => fact.RecordedAt <= known), Founding)
                    .Changes.GroupBy(change => (change.On, change.Kind))
                    .ToDictionary(group => group.Key, group => group.Sum(change => change.Size));
                var stored = ledger
                    .Where(row => row.AccountId == account.Key && row.RecordedAt <= known)
                    .GroupBy(row => (row.On, row.Kind))
                    .Select(group => (group.Key, Sum: group.Sum(row => row.AmountMinor)))
                    .Where(group => group.Sum != 0)
                    .ToDictionary(group => group.Key, group => group.Sum);
                stored.ShouldBe(derived, ignoreOrder: true);
            }
        }
    }

    [Fact]
    public void Start_and_movements_make_the_end_over_any_months_of_any_history() =>
        Prop.ForAll<int[]>(numbers =>
            {
                var history = AccountHistory.Of(Yen, Facts(numbers), Founding);
                return Enumerable
                    .Range(0, 30)
                    .All(i =>
                    {
                        var month = new Month(2024, 1).Plus(i);
                        var window = history.Between(month, month.Plus(i % 4));
                        return window.Start
                                + window.New
                                + window.Reactivation
                                + window.Expansion
                                - window.Contraction
                                - window.Churn
                            == window.End;
                    });
            })
            .QuickCheckThrowOnFailure();

    [Fact]
    public void Grr_is_at_most_one_and_at_most_nrr_for_any_histories() =>
        Prop.ForAll<int[], int[]>(
                (one, other) =>
                {
                    var accounts = new[] { one, other }
                        .Select(numbers => AccountHistory.Of(Yen, Facts(numbers), Founding))
                        .ToList();
                    return Enumerable
                        .Range(0, 24)
                        .All(i =>
                        {
                            var month = new Month(2024, 1).Plus(i);
                            var windows = accounts.Select(account => account.Between(month, month.Plus(5))).ToList();
                            var figure = RetentionFigure.Of("JPY", windows, ReactivationRule.Excluded);
                            return figure.Grr.Value is not { } grr
                                || (grr <= 1m && grr <= figure.Nrr.Value && figure.GrrMovementForm.Value <= grr);
                        });
                }
            )
            .QuickCheckThrowOnFailure();

    // Any numbers read as a history: three at a time make a start with an end or a change of one of four subscriptions.
    private static List<SubscriptionFact> Facts(int[] numbers)
    {
        var facts = new List<SubscriptionFact>();
        var subscriptions = Enumerable.Range(0, 4).Select(_ => Guid.CreateVersion7()).ToList();
        for (var i = 0; i + 2 < numbers.Length; i += 3)
        {
            var kind = (FactKind)(((numbers[i] / 4) & int.MaxValue) % 4);
            facts.Add(
                new SubscriptionFact
                {
                    Id = Guid.CreateVersion7(),
                    SubscriptionId = subscriptions[(numbers[i] & int.MaxValue) % 4],
                    AccountId = Yen.AccountId,
                    Ordinal = facts.Count,
                    Kind = facts.Count < 2 ? FactKind.Start : kind,
                    EffectiveOn = new DateOnly(2024, 1, 1).AddDays((numbers[i + 1] & int.MaxValue) % 900),
                    RecordedAt = new DateTime(2026, 1, 1, 0, 0, 0, DateTimeKind.Utc),
                    Backfilled = false,
                    Currency = "JPY",
                    MrrMinor = kind == FactKind.End ? 0 : (numbers[i + 2] & int.MaxValue) % 1000,
                    Interval = BillingInterval.Month,
                }
            );
        }

        return facts;
    }

    private static Dictionary<string, object?> Any(Random random, string id, string account)
    {
        var start = new DateOnly(2024, 1, 1).AddDays(random.Next(800));
        return new()
        {
            ["externalId"] = id,
            ["accountExternalId"] = account,
            ["startsOn"] = start,
            ["mrr"] = (decimal)random.Next(0, 500),
            ["lastPaidDay"] = random.Next(2) == 0 ? null : start.AddDays(random.Next(-5, 400)),
        };
    }

    private static Task<List<Movement>> Rows(RevenueAlone revenue) =>
        revenue.InStore(db => db.Set<Movement>().AsNoTracking().OrderBy(row => row.On).ToListAsync());

    private static async Task<IEnumerable<string>> Standing(RevenueAlone revenue) =>
        (await Rows(revenue))
            .GroupBy(row => (row.On, row.Kind))
            .Where(group => group.Sum(row => row.AmountMinor) != 0)
            .Select(group => $"{group.Key.On:yyyy-MM-dd} {group.Key.Kind} {group.Sum(row => row.AmountMinor)}");
}
