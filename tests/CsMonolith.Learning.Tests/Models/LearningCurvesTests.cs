using CsMonolith.Learning.Auto;
using CsMonolith.Learning.Evaluation;
using CsMonolith.Learning.Linear;
using CsMonolith.Learning.Models;
using CsMonolith.Learning.Tables;

namespace CsMonolith.Learning.Tests.Models;

public sealed class LearningCurvesTests
{
    private static readonly AutoTrainer Linear = new([new LinearTrainer()]);

    [Fact]
    public void More_training_rows_lower_the_log_loss()
    {
        var table = Made.Signal(1_600);
        var split = new TrainTestSplit("half", [.. Enumerable.Range(0, 800)], [.. Enumerable.Range(800, 800)]);

        var curve = LearningCurves.Learning(table, split, [1, 0.05, 0.3], part => Linear.Train(part).Model);

        curve.Select(point => point.TrainingRows).ShouldBe([40, 240, 800]);
        curve[2].LogLoss.Value.ShouldBeLessThan(curve[0].LogLoss.Value);
        curve.ShouldAllBe(point => point.LogLoss.Low < point.LogLoss.Value && point.LogLoss.Value < point.LogLoss.High);
    }

    [Fact]
    public void Late_labels_cost_quality_where_the_relation_changes_over_time()
    {
        var table = Made.Months(customers: 300, turns: true);

        var curve = LearningCurves.LabelDelay(
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
}
