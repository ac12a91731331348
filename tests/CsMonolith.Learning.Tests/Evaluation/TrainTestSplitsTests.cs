using CsMonolith.Learning.Evaluation;
using CsMonolith.Learning.Tables;

namespace CsMonolith.Learning.Tests.Evaluation;

public sealed class TrainTestSplitsTests
{
    [Fact]
    public void Each_repeat_tests_every_row_once_with_other_folds()
    {
        var table = Made.Signal(200);

        var splits = TrainTestSplits.Repeated(table, folds: 4, repeats: 3, seed: 1);

        splits.Count.ShouldBe(12);
        foreach (var repeat in splits.Chunk(4))
        {
            repeat.SelectMany(split => split.Test).Order().ShouldBe(Enumerable.Range(0, 200));
            repeat.ShouldAllBe(split =>
                !split.Training.Intersect(split.Test).Any() && split.Training.Length + split.Test.Length == 200
            );
        }

        splits[0].Test.ShouldNotBe(splits[4].Test);
    }

    [Fact]
    public void A_repeat_never_parts_a_customers_rows()
    {
        var table = Made.Months(customers: 30);

        TrainTestSplits
            .Repeated(table, folds: 3, repeats: 2, seed: 1)
            .ShouldAllBe(split => !Groups(table, split.Training).Intersect(Groups(table, split.Test)).Any());
    }

    [Fact]
    public void Rows_whose_label_was_unknown_on_the_day_are_not_trained_on()
    {
        var table = Made.Months(customers: 40);

        var splits = TrainTestSplits.Temporal(table, periods: 3, embargoDays: 90);

        splits.Select(split => split.Name).ShouldBe(["2025-10-01", "2025-11-01", "2025-12-01"]);
        foreach (var split in splits)
        {
            var day = split.Test.Select(row => table.Times[row]).Distinct().ShouldHaveSingleItem();
            split.Training.Max(row => table.Times[row]).ShouldBeLessThanOrEqualTo(day.AddDays(-90));
        }
    }

    [Fact]
    public void New_customers_only_leaves_test_customers_out_of_training()
    {
        var table = Made.Months(customers: 40)
            .Take([.. Enumerable.Range(0, 480).Where(row => row % 12 < 11 || row % 24 == 11)]);

        var split = TrainTestSplits.At(table, new DateOnly(2025, 12, 1), embargoDays: 30, newCustomersOnly: true)!;

        Groups(table, split.Training).Intersect(Groups(table, split.Test)).ShouldBeEmpty();
        Groups(table, split.Training).Distinct().Count().ShouldBe(20);
    }

    private static string[] Groups(Table table, int[] rows) => [.. rows.Select(row => table.Groups[row])];
}
