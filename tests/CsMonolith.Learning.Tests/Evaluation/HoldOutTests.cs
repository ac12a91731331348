using CsMonolith.Learning.Evaluation;
using CsMonolith.Learning.Tables;

namespace CsMonolith.Learning.Tests.Evaluation;

public sealed class HoldOutTests
{
    /// <summary>What the host asks for: known customers, an embargo as long as a label looks ahead.</summary>
    private static readonly HoldOutSettings Known = new()
    {
        TestShare = 0.25,
        EmbargoDays = 90,
        KnownCustomers = true,
        OrByCustomer = true,
    };

    [Fact]
    public void The_latest_period_is_held_out_with_customers_that_training_never_saw()
    {
        var builder = new TableBuilder().Numeric("x");
        for (var row = 0; row < 400; row++)
        {
            builder.Add(
                [(double)row],
                label: row % 3 == 0,
                group: $"c{row % 50}",
                time: new DateOnly(2026, 1 + row / 100, 1)
            );
        }

        var table = builder.Build();
        var split = HoldOut.Of(table, seed: 1)!;

        split.Test.ShouldAllBe(row => row >= 300);
        split.Training.ShouldAllBe(row => row < 300);
        split
            .Test.Select(row => table.Groups[row])
            .Intersect(split.Training.Select(row => table.Groups[row]))
            .ShouldBeEmpty();
        (split.Test.Length + split.Training.Length + split.Unused.Length).ShouldBe(400);
    }

    [Fact]
    public void No_label_that_is_learned_looks_into_the_days_of_the_test()
    {
        var table = Year();

        var split = HoldOut.Of(table, seed: 1, Known with { TestFrom = new DateOnly(2025, 10, 1) })!;

        split.Test.Select(row => table.Times[row]).Min().ShouldBe(new DateOnly(2025, 10, 31));
        split.Training.Select(row => table.Times[row]).Max().ShouldBe(new DateOnly(2025, 7, 31));
        (split.Embargoed, split.Unused.Length, split.ByTime).ShouldBe((8, 8, true));
    }

    [Fact]
    public void The_newest_quarter_of_the_rows_is_the_test_of_known_customers()
    {
        var table = Year();

        var split = HoldOut.Of(table, seed: 1, Known)!;

        split.Test.Select(row => table.Times[row]).Min().ShouldBe(new DateOnly(2025, 10, 31));
        split
            .Test.Select(row => table.Groups[row])
            .Distinct()
            .Order(StringComparer.Ordinal)
            .ShouldBe(["c0", "c1", "c2", "c3"]);
    }

    [Fact]
    public void One_day_alone_is_split_by_customer_where_that_is_asked()
    {
        var builder = new TableBuilder().Numeric("x");
        for (var row = 0; row < 40; row++)
        {
            builder.Add([(double)row], label: row % 2 == 0, group: $"c{row}", time: new DateOnly(2026, 1, 31));
        }

        var table = builder.Build();
        var split = HoldOut.Of(table, seed: 1, Known)!;

        (split.Training.Length, split.Test.Length, split.ByTime).ShouldBe((30, 10, false));
        HoldOut.Of(table, seed: 1).ShouldBeNull();
        HoldOut.Of(table, seed: 1, Known with { TestFrom = new DateOnly(2026, 1, 1) }).ShouldBeNull();
    }

    private static Table Year()
    {
        var builder = new TableBuilder().Numeric("x");
        for (var month = 1; month <= 12; month++)
        {
            for (var customer = 0; customer < 4; customer++)
            {
                builder.Add(
                    [(double)customer],
                    label: customer % 2 == 0,
                    group: $"c{customer}",
                    time: new DateOnly(2025, month, DateTime.DaysInMonth(2025, month))
                );
            }
        }

        return builder.Build();
    }
}
