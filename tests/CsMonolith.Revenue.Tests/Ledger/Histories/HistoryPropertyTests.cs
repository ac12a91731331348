using CsMonolith.Kernel;
using CsMonolith.Revenue.Contracts;
using CsMonolith.Revenue.Ledger.Facts;
using CsMonolith.Revenue.Ledger.Histories;
using CsMonolith.Revenue.Ledger.Policies;
using CsMonolith.Revenue.Retention;
using Xunit.Abstractions;

namespace CsMonolith.Revenue.Tests.Ledger.Histories;

/// <summary>What must hold for any history. Each seed is one: 1,000 in every run, 20,000 with TEST_NIGHTLY=1.</summary>
public sealed class HistoryPropertyTests(ITestOutputHelper output)
{
    private static readonly int Histories = Environment.GetEnvironmentVariable("TEST_NIGHTLY") == "1" ? 20_000 : 1_000;

    [Fact]
    public void Start_and_movements_make_the_end_over_any_months() =>
        Each(
            (_, account) =>
                Enumerable
                    .Range(0, 30)
                    .All(i => Levels(account.Between(new Month(2024, 1).Plus(i), new Month(2024, 1).Plus(i + (i % 4)))))
        );

    [Fact]
    public void A_level_is_what_the_subscriptions_carry_that_day_where_nothing_is_joined_or_grouped() =>
        Each(
            (seed, _) =>
            {
                var history = new RandomHistory(seed);
                var rules = history.Rules.With(rule => rule with { GraceDays = 0, GroupingDays = 1 });
                var account = AccountHistory.Of(history.AccountCurrency, history.Facts, rules);
                var timelines = history
                    .Facts.GroupBy(fact => fact.SubscriptionId)
                    .Select(one => SubscriptionTimeline.Of(one, rules))
                    .OfType<SubscriptionTimeline>()
                    .ToList();
                return Enumerable
                    .Range(0, 60)
                    .Select(i => new DateOnly(2023, 12, 20).AddDays(i * 23))
                    .All(day => account.At(day).Minor == timelines.Sum(timeline => timeline.MrrOn(day)));
            }
        );

    [Fact]
    public void Deltas_are_those_of_the_slow_twin_that_takes_every_day_by_itself() =>
        Each(
            (seed, _) =>
            {
                var history = new RandomHistory(seed);
                return history
                    .Facts.GroupBy(fact => fact.SubscriptionId)
                    .All(one =>
                        MrrHistory.Deltas(one, history.Rules).SequenceEqual(SlowTimeline.Deltas(one, history.Rules))
                    );
            }
        );

    [Fact]
    public void A_window_is_what_is_added_up_from_all_changes_and_levels() =>
        Each(
            (seed, account) =>
                Enumerable
                    .Range(0, 12)
                    .All(i =>
                    {
                        var (from, to) = (
                            new Month(2024, 1).Plus(i * 3),
                            new Month(2024, 1).Plus((i * 3) + (seed % 14))
                        );
                        var (window, inside) = (
                            account.Between(from, to),
                            account.Changes.Where(change => change.On >= from.First && change.On <= to.Last).ToList()
                        );
                        long Of(MovementKind kind) =>
                            inside.Where(change => change.Kind == kind).Sum(change => change.Size);
                        long At(DateOnly day) => account.Levels.LastOrDefault(level => level.From <= day).Minor;
                        return (
                                window.Start,
                                window.New,
                                window.Reactivation,
                                window.Expansion,
                                window.Contraction,
                                window.Churn,
                                window.End,
                                window.Parts
                            )
                            == (
                                At(from.First.AddDays(-1)),
                                Of(MovementKind.New),
                                Of(MovementKind.Reactivation),
                                Of(MovementKind.Expansion),
                                Of(MovementKind.Contraction),
                                Of(MovementKind.Churn),
                                At(to.Last),
                                inside.Aggregate(default(PartSizes), (sum, change) => sum + change.Parts)
                            );
                    })
        );

    [Fact]
    public void Months_in_one_sweep_are_the_windows_of_each_by_itself() =>
        Each(
            (seed, account) =>
            {
                var months = Month.Between(new Month(2023, 11).Plus(seed % 7), new Month(2026, 3)).ToList();
                var (swept, single) = (
                    months.ConvertAll(_ => new RetentionTotals()),
                    months.ConvertAll(_ => new RetentionTotals())
                );
                account.AddTo([.. swept], [.. months.Select(month => (month.First, month.Last))]);
                var next = 0;
                return months
                    .Zip(swept, single)
                    .All(one =>
                    {
                        one.Third.Add(account.Between(one.First, one.First));
                        return one.Second.IsEmpty == one.Third.IsEmpty
                            && one.Second.Figure("JPY", ReactivationRule.Netted)
                                == one.Third.Figure("JPY", ReactivationRule.Netted)
                            && account.At(one.First.Last, ref next) == account.At(one.First.Last);
                    });
            }
        );

    [Fact]
    public void Packed_points_keep_every_level_and_change() =>
        Each(
            (seed, account) =>
            {
                var history = new RandomHistory(seed);
                var levels = MrrHistory.Levels(history.Facts, history.Rules);
                return account.Levels.SequenceEqual(levels)
                    && account.Changes.SequenceEqual(SlowTimeline.Changes(levels, history.Rules))
                    && (account.Began, account.At(new(2025, 5, 17)))
                        == (MovedFirst(account)?.On, SlowTimeline.At(levels, new(2025, 5, 17)));
            }
        );

    [Fact]
    public void Grr_is_at_most_one_at_most_nrr_and_at_least_its_movement_form() =>
        Each(
            (_, account) =>
                Enumerable
                    .Range(0, 24)
                    .All(i =>
                    {
                        var figure = RetentionFigure.Of(
                            "JPY",
                            [account.Between(new Month(2024, 1).Plus(i), new Month(2024, 6).Plus(i))],
                            ReactivationRule.Excluded
                        );
                        return figure.Grr.Value is not { } grr
                            || (grr <= 1m && grr <= figure.Nrr.Value && figure.GrrMovementForm.Value <= grr);
                    })
        );

    [Fact]
    public void What_was_known_at_an_instant_never_changes_whatever_is_recorded_later() =>
        Each(
            (seed, _) =>
            {
                var history = new RandomHistory(seed);
                var close = history.Facts[history.Facts.Count / 2].RecordedAt;
                var later = history.Facts.Append(
                    RandomHistory.Fact(
                        history.AccountCurrency,
                        Guid.CreateVersion7(),
                        0,
                        FactKind.Start,
                        new(2024, 1, 1),
                        close.AddDays(9),
                        777
                    )
                );
                var after = AccountHistory.Of(
                    history.AccountCurrency,
                    later.Where(fact => fact.RecordedAt <= close),
                    history.Rules
                );
                return Same(history.Known(close), after);
            }
        );

    [Fact]
    public void The_order_of_arrival_changes_nothing_in_what_is_known_at_the_end() =>
        Each(
            (seed, account) =>
            {
                var history = new RandomHistory(seed);
                var shuffled = history.Facts.ToArray();
                new Random(seed).Shuffle(shuffled);
                return Same(account, AccountHistory.Of(history.AccountCurrency, shuffled, history.Rules));
            }
        );

    [Fact]
    public void A_change_split_in_two_inside_the_grouping_window_is_the_same_movement() =>
        Each(
            (seed, _) =>
            {
                var random = new Random(seed);
                var (accountCurrency, subscription, at) = (
                    new AccountCurrency(Guid.CreateVersion7(), "JPY"),
                    Guid.CreateVersion7(),
                    new DateTime(2026, 1, 1, 0, 0, 0, DateTimeKind.Utc)
                );
                var (day, window) = (new DateOnly(2024, 1, 1).AddDays(random.Next(100, 400)), random.Next(1, 8));
                var rules = RulesInForce.Always(RevenueRules.Founding with { GroupingDays = window });
                SubscriptionFact Of(int ordinal, FactKind kind, DateOnly on, long mrr) =>
                    RandomHistory.Fact(accountCurrency, subscription, ordinal, kind, on, at, mrr);
                var (start, last) = (
                    Of(0, FactKind.Start, new(2024, 1, 1), random.Next(1, 1000)),
                    random.Next(1, 1000)
                );
                var whole = AccountHistory.Of(accountCurrency, [start, Of(1, FactKind.Change, day, last)], rules);
                var split = AccountHistory.Of(
                    accountCurrency,
                    [
                        start,
                        Of(1, FactKind.Change, day, random.Next(1001, 2000)),
                        Of(2, FactKind.Change, day.AddDays(random.Next(window)), last),
                    ],
                    rules
                );

                // Where the change ends where it began, the split one is none at all.
                return whole.Changes.SequenceEqual(split.Changes);
            }
        );

    private void Each(Func<int, AccountHistory, bool> holds)
    {
        for (var seed = 0; seed < Histories; seed++)
        {
            var history = new RandomHistory(seed);
            holds(seed, AccountHistory.Of(history.AccountCurrency, history.Facts, history.Rules))
                .ShouldBeTrue($"history {seed}");
        }

        output.WriteLine($"{Histories:N0} histories");
    }

    private static MrrChange? MovedFirst(AccountHistory account) =>
        account
            .Changes.Where(change => change.Kind == MovementKind.New)
            .Select(change => (MrrChange?)change)
            .FirstOrDefault();

    private static bool Levels(AccountWindow window) =>
        window.Start + window.New + window.Reactivation + window.Expansion - window.Contraction - window.Churn
        == window.End;

    private static bool Same(AccountHistory one, AccountHistory other) =>
        one.Levels.SequenceEqual(other.Levels) && one.Changes.SequenceEqual(other.Changes);
}
