using CsMonolith.Learning.Leaks;
using CsMonolith.Learning.Tables;

namespace CsMonolith.Learning.Tests.Leaks;

public sealed class LeakDetectorTests
{
    [Fact]
    public void Planted_leaks_are_named_in_every_draw()
    {
        for (var seed = 0; seed < 6; seed++)
        {
            var findings = LeakDetector.Detect(Planted(seed));

            findings
                .Select(finding => (finding.Code, finding.Column))
                .ShouldBe(
                    [
                        ("leak.identifier", "customer_id"),
                        ("leak.constant", "country"),
                        ("leak.copy", "minutes_cost"),
                        ("leak.too-good", "closed_on"),
                        ("leak.afterwards", "closed_on"),
                        ("leak.certain", "cancel_form_opened"),
                        ("leak.afterwards", "cancel_form_opened"),
                        ("leak.too-good", "retention_call"),
                        ("leak.missingness", "retention_call"),
                        ("leak.afterwards", "retention_call"),
                    ],
                    ignoreOrder: true
                );
        }
    }

    [Fact]
    public void Clean_tables_raise_no_alarm()
    {
        var alarms = Enumerable
            .Range(0, 24)
            .Sum(seed =>
                LeakDetector.Detect(Made.Signal(400, (ulong)seed)).Count(finding => finding.Code != "leak.twins")
            );

        alarms.ShouldBe(0);
    }

    [Fact]
    public void A_number_that_grows_out_of_its_range_is_named()
    {
        var builder = new TableBuilder().Numeric("tenure").Category("plan");
        for (var row = 0; row < 300; row++)
        {
            var period = row / 100;
            builder.Add(
                [(double)(row % 50 + 20 * period), period == 2 && row % 5 == 0 ? "new" : "old"],
                label: row % 3 == 0,
                time: new DateOnly(2026, 1 + period, 1)
            );
        }

        LeakDetector
            .Detect(builder.Build())
            .Where(finding => finding.Code == "leak.shift")
            .Select(finding => finding.Column)
            .ShouldBe(["tenure", "plan"]);
    }

    [Fact]
    public void Copies_of_rows_are_counted()
    {
        var builder = new TableBuilder().Numeric("x").Numeric("y").Numeric("z");
        for (var row = 0; row < 200; row++)
        {
            builder.Add(
                [(row < 190 ? row : 3) + 0.5, row < 190 ? row % 2 : 1, row < 190 ? row * 17 % 101 / 7.0 : 51 / 7.0],
                label: row % 3 == 0
            );
        }

        LeakDetector
            .Detect(builder.Build())
            .ShouldContain(finding => finding.Code == "leak.twins" && finding.Evidence.En.StartsWith("10 of 200"));
    }

    [Fact]
    public void A_level_that_splits_two_ways_is_not_scored_by_its_own_rows()
    {
        // Scored by the other rows of its level, each row of a two-level column would be told apart by its own label.
        var random = new Random(1);
        var builder = new TableBuilder().Category("rating");
        for (var row = 0; row < 1_000; row++)
        {
            builder.Add([random.Next(6) == 0 ? "outstanding" : "excellent"], label: random.Next(6) == 0);
        }

        LeakDetector.Detect(builder.Build()).ShouldNotContain(finding => finding.Code == "leak.too-good");
    }

    [Fact]
    public void Every_finding_speaks_both_languages() =>
        LeakDetector
            .Detect(Planted(seed: 1))
            .ShouldAllBe(finding => finding.Evidence.En.Length > 10 && finding.Evidence.Ja.Length > 5);

    private static Table Planted(int seed)
    {
        var random = new Random(seed);
        var builder = new TableBuilder()
            .Numeric("customer_id")
            .Category("country")
            .Numeric("minutes")
            .Numeric("minutes_cost")
            .Numeric("closed_on")
            .Category("cancel_form_opened")
            .Numeric("retention_call")
            .Numeric("age");
        for (var row = 0; row < 600; row++)
        {
            var churned = random.NextDouble() < 0.25;
            var minutes = random.NextDouble() * 300;
            builder.Add(
                [
                    100_000 + row,
                    "JP",
                    minutes,
                    minutes * 0.17 + 3,
                    churned ? 5 + random.NextDouble() : 4.5 + random.NextDouble() * 0.6,
                    churned && random.NextDouble() < 0.6 ? "yes" : "no",
                    churned && random.NextDouble() < 0.8 ? random.NextDouble() : Cell.Missing,
                    20 + random.NextDouble() * 50,
                ],
                label: churned
            );
        }

        return builder.Build();
    }

    [Fact]
    public void A_word_among_numbers_is_named_with_its_row()
    {
        var builder = new TableBuilder().Category("tenure").Category("grade");
        for (var row = 0; row < 100; row++)
        {
            builder.Add(
                [row == 7 ? "twelve" : $"{row % 30}", row % 10 == 0 ? "other" : $"{row % 4}"],
                label: row % 3 == 0
            );
        }

        var found = LeakDetector
            .Detect(builder.Build())
            .Where(finding => finding.Code == "data.mixed")
            .ShouldHaveSingleItem();

        (found.Column, found.Count).ShouldBe(("tenure", 1));
        found.Evidence.En.ShouldContain("'twelve' in row 7");
    }
}
