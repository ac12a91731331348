using System.Globalization;
using CsMonolith.Learning.Additive;
using CsMonolith.Learning.Evaluation;
using CsMonolith.Learning.Tables;
using CsMonolith.Learning.Training;

namespace CsMonolith.LearningBench;

/// <summary>The additive model alone: its fit, its scoring of many rows, and one row in process.</summary>
internal static class AdditiveBench
{
    private const int TrainingRows = 50_000;
    private const int Passes = 5;
    private const int Singles = 200_000;

    public static string Run(int rows, int threads, CancellationToken cancellation)
    {
        var training = MadeTable.Rows(0, TrainingRows);
        var settings = new TrainingSettings(Seed: 1, threads);
        IModel? model = null;
        var (_, fitCpu) = Timing.Of(() =>
            model = new AdditiveTrainer().Fit(training, Folds.Deal(training, count: 8, seed: 1), settings, progress: null, cancellation).Model);
        var test = MadeTable.Rows(TrainingRows, rows);
        var scores = new double[rows];
        var passes = Enumerable.Range(0, Passes).Select(_ => Timing.Of(() => Scoring.All(model!, test, scores, threads))).Skip(1).ToArray();
        var one = new double[1];
        Timing.Of(() => ScoreOneByOne(model!, test, one));
        var before = GC.GetAllocatedBytesForCurrentThread();
        var (_, singles) = Timing.Of(() => ScoreOneByOne(model!, test, one));
        var allocated = GC.GetAllocatedBytesForCurrentThread() - before;
        var (wall, cpu) = (passes.Min(pass => pass.Wall), passes.Min(pass => pass.Cpu));
        return string.Create(CultureInfo.InvariantCulture,
            $"""
            | additive, {MadeTable.Columns} columns, {threads} threads | |
            |---|---|
            | fit of {TrainingRows} rows, 8 bags, CPU s | {fitCpu:F1} |
            | AUC on {rows} rows | {Metrics.RocAuc(scores, test.Labels).Value:F5} |
            | rows scored a second | {rows / wall:F0} |
            | rows a CPU second | {rows / cpu:F0} |
            | one row in process, CPU µs | {singles / Singles * 1e6:F2} |
            | bytes allocated by a row | {allocated / Singles} |
            """);
    }

    private static void ScoreOneByOne(IModel model, Table test, double[] one)
    {
        for (var row = 0; row < Singles; row++)
        {
            model.Score(test, row % test.Rows, 1, one);
        }
    }
}
