using CsMonolith.Learning.Evaluation;
using CsMonolith.Learning.Linear;
using CsMonolith.Learning.Tables;
using CsMonolith.Learning.Training;

namespace CsMonolith.Learning.Tests.Evaluation;

public sealed class SplitsAndCurvesTests
{
    private static readonly AutoTrainer Linear = new([new LinearTrainer()]);

    [Fact]
    public void Each_repeat_judges_every_row_once_and_deals_anew()
    {
        var table = Made.Signal(200);

        var splits = Splits.Repeated(table, folds: 4, repeats: 3, seed: 1);

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
        var table = Months(customers: 30);

        Splits
            .Repeated(table, folds: 3, repeats: 2, seed: 1)
            .ShouldAllBe(split => !Groups(table, split.Training).Intersect(Groups(table, split.Test)).Any());
    }

    [Fact]
    public void What_was_not_decided_by_the_day_is_not_trained_on()
    {
        var table = Months(customers: 40);

        var splits = Splits.Temporal(table, periods: 3, embargoDays: 90);

        splits.Select(split => split.Name).ShouldBe(["2025-10-01", "2025-11-01", "2025-12-01"]);
        foreach (var split in splits)
        {
            var day = split.Test.Select(row => table.Times[row]).Distinct().ShouldHaveSingleItem();
            split.Training.Max(row => table.Times[row]).ShouldBeLessThanOrEqualTo(day.AddDays(-90));
        }
    }

    [Fact]
    public void Strangers_only_leaves_the_judged_customers_out()
    {
        var table = Months(customers: 40)
            .Take([.. Enumerable.Range(0, 480).Where(row => row % 12 < 11 || row % 24 == 11)]);

        var split = Splits.At(table, new DateOnly(2025, 12, 1), embargoDays: 30, strangersOnly: true)!;

        Groups(table, split.Training).Intersect(Groups(table, split.Test)).ShouldBeEmpty();
        Groups(table, split.Training).Distinct().Count().ShouldBe(20);
    }

    [Fact]
    public void More_rows_make_a_better_model()
    {
        var table = Made.Signal(1_600);
        var split = new Split("half", [.. Enumerable.Range(0, 800)], [.. Enumerable.Range(800, 800)]);

        var curve = Curves.Learning(table, split, [1, 0.05, 0.3], part => Linear.Train(part).Model);

        curve.Select(point => point.TrainingRows).ShouldBe([40, 240, 800]);
        curve[2].LogLoss.Value.ShouldBeLessThan(curve[0].LogLoss.Value);
        curve.ShouldAllBe(point => point.LogLoss.Low < point.LogLoss.Value && point.LogLoss.Value < point.LogLoss.High);
    }

    [Fact]
    public void Where_the_world_turns_late_labels_cost()
    {
        var table = Months(customers: 300, turns: true);

        var curve = Curves.LabelDelay(
            table,
            new DateOnly(2025, 12, 1),
            horizonDays: 30,
            [0, 90, 180],
            part => Linear.Train(part).Model
        );

        curve.Select(point => point.DelayDays).ShouldBe([0, 90, 180]);
        curve[2].TrainingRows.ShouldBeLessThan(curve[0].TrainingRows);
        curve[2].LogLoss.Value.ShouldBeGreaterThan(curve[0].LogLoss.Value + 0.01);
    }

    private static string[] Groups(Table table, int[] rows) => [.. rows.Select(row => table.Groups[row])];

    /// <summary>Twelve months of each customer; where the world turns, what kept them in spring drives them away in winter.</summary>
    private static Table Months(int customers, bool turns = false)
    {
        var random = new Random(4);
        var builder = new TableBuilder().Numeric("use");
        for (var row = 0; row < 12 * customers; row++)
        {
            var (use, month) = (random.NextDouble() * 4 - 2, row % 12);
            builder.Add(
                [use],
                random.NextDouble() < Logistic.Sigmoid(use * (turns ? (month - 4) / 3.0 : 1)),
                $"c{row / 12}",
                new DateOnly(2025, month + 1, 1)
            );
        }

        return builder.Build();
    }
}
