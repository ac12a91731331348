using CsMonolith.Kernel;
using CsMonolith.Revenue.Ledger.Facts;
using CsMonolith.Revenue.Ledger.Histories;
using CsMonolith.Revenue.Renewals;
using CsMonolith.Revenue.Subscriptions;
using CsMonolith.Revenue.Subscriptions.Invoices;

namespace CsMonolith.Revenue.Tests.Renewals;

public sealed class TermScheduleTests
{
    [Theory]
    [InlineData("2024-04-01", 12, "2025-03-31 2026-03-31 2027-03-31 2028-03-31")]
    [InlineData("2024-02-29", 12, "2025-02-27 2026-02-27 2027-02-27 2028-02-28")]
    [InlineData("2026-01-31", 1, "2026-02-27 2026-03-30 2026-04-29 2026-05-30")]
    [InlineData("2026-08-31", 6, "2027-02-27 2027-08-30 2028-02-28 2028-08-30")]
    [InlineData("2026-11-30", 3, "2027-02-27 2027-05-29 2027-08-29 2027-11-29")]
    public void Terms_keep_the_anchor_day_however_many_follow(string start, int months, string ends)
    {
        var first = DateOnly.Parse(start, System.Globalization.CultureInfo.InvariantCulture);
        var schedule = new TermSchedule(Timeline(first), months, []);
        var (found, day) = (new List<string>(), first);
        for (var i = 0; i < 4; i++)
        {
            var end = schedule.LastDay(day)!.Value;
            found.Add($"{end:yyyy-MM-dd}");
            schedule.LastDay(end).ShouldBe(end);
            day = end.AddDays(1);
        }

        string.Join(' ', found).ShouldBe(ends);
    }

    [Fact]
    public void Any_day_lies_in_the_term_that_stepping_through_all_of_them_finds()
    {
        foreach (var start in new DateOnly[] { new(2024, 2, 29), new(2025, 1, 31), new(2025, 6, 1), new(2025, 4, 30) })
        {
            foreach (var months in new[] { 1, 2, 3, 5, 12, 36 })
            {
                var schedule = new TermSchedule(Timeline(start), months, []);
                var (n, end) = (1, start.AddMonths(months).AddDays(-1));
                for (var day = start; day < start.AddYears(7); day = day.AddDays(1))
                {
                    if (end < day)
                    {
                        end = start.AddMonths(++n * months).AddDays(-1);
                    }

                    schedule.LastDay(day).ShouldBe(end, $"{start} by {months} on {day}");
                }
            }
        }
    }

    [Fact]
    public void A_stated_end_takes_the_place_of_the_one_that_follows_and_terms_go_on_from_it()
    {
        var schedule = new TermSchedule(
            Timeline(new(2026, 6, 1)),
            null,
            [new StatedTerm(new(2027, 3, 31), 6, default)]
        );

        schedule.LastDay(new(2026, 7, 1)).ShouldBe(new DateOnly(2027, 3, 31));
        schedule.LastDay(new(2027, 4, 1)).ShouldBe(new DateOnly(2027, 9, 30));
    }

    [Fact]
    public void A_month_to_month_contract_without_a_term_is_never_due() =>
        new TermSchedule(Timeline(new(2026, 6, 1), BillingInterval.Month), null, [])
            .LastDay(new(2026, 7, 1))
            .ShouldBeNull();

    [Theory]
    [InlineData("2027-03-31", 1, "2026-09-30", "2026-12-31")]
    [InlineData("2027-02-27", 29, "2026-08-28", "2026-11-28")]
    [InlineData("2027-02-28", 1, "2026-08-31", "2026-11-30")]
    [InlineData("2027-04-29", 31, "2026-10-30", "2027-01-30")]
    public void Checkpoints_keep_the_anchor_day(string due, int anchor, string six, string three)
    {
        var renewal = new Renewal(
            Guid.CreateVersion7(),
            Guid.CreateVersion7(),
            Guid.CreateVersion7(),
            DateOnly.Parse(due, System.Globalization.CultureInfo.InvariantCulture),
            "JPY",
            new TermTerms(100, 12, default, anchor, RunsOn: true),
            default
        );

        ($"{renewal.Checkpoint(6):yyyy-MM-dd}", $"{renewal.Checkpoint(3):yyyy-MM-dd}").ShouldBe((six, three));
    }

    [Theory]
    [InlineData("2026-01-31", "2026-02-27", 1)]
    [InlineData("2026-02-28", "2026-03-30", 1)]
    [InlineData("2026-02-28", "2026-03-27", 1)]
    [InlineData("2026-04-30", "2026-07-30", 3)]
    [InlineData("2024-02-29", "2025-02-27", 12)]
    [InlineData("2025-02-28", "2028-02-28", 36)]
    public void A_billing_period_between_anchor_days_is_whole_months(string from, string to, int months)
    {
        var invoice = new Invoice(
            Guid.CreateVersion7(),
            "I",
            Guid.CreateVersion7(),
            subscriptionId: null,
            new(2026, 1, 1),
            DateOnly.Parse(from, System.Globalization.CultureInfo.InvariantCulture),
            DateOnly.Parse(to, System.Globalization.CultureInfo.InvariantCulture),
            "JPY",
            netMinor: 36_000,
            taxMinor: 0,
            default
        );

        BilledMonth.MonthlyOf(invoice).CompareTo(new Ratio(36_000 / months, 1)).ShouldBe(0);
    }

    private static SubscriptionTimeline Timeline(DateOnly start, BillingInterval interval = BillingInterval.Year) =>
        new(
            start,
            End: null,
            [
                new SubscriptionFact
                {
                    Id = Guid.CreateVersion7(),
                    SubscriptionId = Guid.CreateVersion7(),
                    AccountId = Guid.CreateVersion7(),
                    Ordinal = 0,
                    Kind = FactKind.Start,
                    EffectiveOn = start,
                    RecordedAt = default,
                    Backfilled = false,
                    Currency = "JPY",
                    MrrMinor = 100,
                    Interval = interval,
                },
            ],
            [],
            Ending: null
        );
}
