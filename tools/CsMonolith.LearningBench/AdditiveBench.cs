using System.Globalization;
using CsMonolith.Learning.Additive;
using CsMonolith.Learning.Evaluation;
using CsMonolith.Learning.Training;

namespace CsMonolith.LearningBench;

/// <summary>The additive model alone: its fit, its scoring of many rows, and one row in process.</summary>
internal static class AdditiveBench
{
    private const int TrainingRows = 50_000;
    private const int Passes = 5;

    public static string Run(int rows, int threads, CancellationToken cancellation)
    {
        var training = MadeTable.Rows(0, TrainingRows);
        var settings = new TrainingSettings(Seed: 1, threads);
        IModel? model = null;
        var (_, fitCpu) = Timing.Of(() =>
            model = new AdditiveTrainer()
                .Fit(training, Folds.Assign(training, count: 8, seed: 1), settings, progress: null, cancellation)
                .Model
        );
        var test = MadeTable.Rows(TrainingRows, rows);
        var scores = new double[rows];
        var passes = Enumerable
            .Range(0, Passes)
            .Select(_ => Timing.Of(() => Scoring.All(model!, test, scores, threads)))
            .Skip(1)
            .ToArray();
        var (single, allocated) = Scoring.OneByOne(model!, test);
        var (wall, cpu) = (passes.Min(pass => pass.Wall), passes.Min(pass => pass.Cpu));
        return string.Create(
            CultureInfo.InvariantCulture,
            $"""
            | additive, {MadeTable.Columns} columns, {threads} threads | |
            |---|---|
            | fit of {TrainingRows} rows, 8 bags, CPU s | {fitCpu:F1} |
            | AUC on {rows} rows | {Metrics.RocAuc(scores, test.Labels).Value:F5} |
            | rows scored a second | {rows / wall:F0} |
            | rows a CPU second | {rows / cpu:F0} |
            | one row in process, CPU µs | {single:F2} |
            | bytes allocated by a row | {allocated:F1} |
            """
        );
    }
}
