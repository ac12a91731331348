using System.Text.Json;
using CsMonolith.Learning.Evaluation;
using CsMonolith.Learning.Runs;
using CsMonolith.Learning.Tables;

namespace CsMonolith.Learning.Tests.Runs;

public sealed class SegmentFiguresTests
{
    [Fact]
    public void Each_level_is_judged_on_its_own_rows_by_the_forecasts_of_the_run()
    {
        var run = Run(levels: 2);

        var levels = SegmentFigures.Of(run);

        levels.Select(level => level.Level).ShouldBe(["l0", "l1"]);
        foreach (var level in levels)
        {
            var own = run
                .Judged.Select((row, i) => (row, i))
                .Where(one => run.Request.Segment!.Text(one.row) == level.Level)
                .ToArray();
            level.Metrics.ShouldBe(
                Metrics.Of(
                    [.. own.Select(one => run.Probabilities[one.i])],
                    [.. own.Select(one => run.Table.Labels[one.row])]
                )
            );
            level.Forecast.ShouldBe(own.Average(one => run.Probabilities[one.i]), 1e-12);
        }
    }

    [Fact]
    public void Without_such_a_column_the_files_are_as_they_were()
    {
        var run = Run(levels: 2);
        var without = run with { Request = run.Request with { Segment = null } };

        JsonDocument
            .Parse(RunFolder.MetricsJson(without))
            .RootElement.TryGetProperty("segments", out _)
            .ShouldBeFalse();
        JsonDocument.Parse(RunFolder.RunJson(without)).RootElement.TryGetProperty("segment", out _).ShouldBeFalse();
        JsonDocument
            .Parse(RunFolder.MetricsJson(run))
            .RootElement.GetProperty("segments")
            .GetProperty("levels")
            .GetArrayLength()
            .ShouldBe(2);
        JsonDocument.Parse(RunFolder.RunJson(run)).RootElement.GetProperty("segment").GetString().ShouldBe("part");
    }

    [Fact]
    public void Too_many_levels_are_refused_by_name() =>
        Should
            .Throw<ArgumentException>(() => SegmentFigures.Of(Run(levels: 21)))
            .Message.ShouldContain("'part' has 21 levels");

    private static TrainingRun Run(int levels)
    {
        var table = Made.Signal(350);
        var parts = new TableBuilder().Category("part");
        for (var row = 0; row < table.Rows; row++)
        {
            parts.Add([$"l{row % levels}"]);
        }

        return TrainingRun.Execute(
            new TrainingRequest("made.csv", "churned", null, null, new()) { Segment = parts.Build().Find("part") },
            table
        );
    }
}
