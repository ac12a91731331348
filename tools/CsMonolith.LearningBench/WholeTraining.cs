using System.Diagnostics;
using System.Globalization;
using System.Text;
using CsMonolith.Learning.Auto;
using CsMonolith.Learning.MlNet.Choice;
using CsMonolith.Learning.Progress;
using CsMonolith.Learning.Runs;
using CsMonolith.Learning.Tables;
using CsMonolith.Learning.Training;

namespace CsMonolith.LearningBench;

/// <summary>
/// What <c>churn train</c> does with defaults, from the file to the report, and how long each stage takes.
/// </summary>
internal static class WholeTraining
{
    public static string Run(int rows, int threads, bool alone, CancellationToken cancellation)
    {
        var folder = Directory.CreateTempSubdirectory("cstrain");
        try
        {
            var path = Path.Combine(folder.FullName, "accounts.csv");
            MixedTable.Write(path, rows);
            var stages = new Stages();
            var (clock, cpu) = (Stopwatch.StartNew(), Environment.CpuUsage.TotalTime);
            var table = CsvTable.Read(path, new CsvLayout("churned")).Table;
            stages.Report(new("read", 1));
            var run = TrainingRun.Execute(
                new TrainingRequest(
                    "accounts.csv",
                    "churned",
                    Time: null,
                    Group: null,
                    new TrainingSettings(Seed: 1, threads)
                ),
                table,
                stages,
                cancellation,
                alone ? new AutoTrainer() : LearnerChoice.Of(LearnerChoice.Auto)
            );
            stages.Report(new("evidence", 1));
            RunFolder.Write(Path.Combine(folder.FullName, "run"), run, cancellation);
            stages.Report(new("report", 1));
            var told = new StringBuilder(
                string.Create(
                    CultureInfo.InvariantCulture,
                    $"{rows} rows x {table.Columns.Count} columns, {clock.Elapsed.TotalSeconds:F1} s, "
                        + $"{(Environment.CpuUsage.TotalTime - cpu).TotalSeconds:F1} CPU s, log loss "
                        + $"{run.Metrics.LogLoss:F4}\n\n"
                )
            );
            told.Append("| stage | s until its last word | CPU s until then |\n|---|---|---|\n").Append(stages);
            foreach (var candidate in run.Trained.Evidence.Candidates)
            {
                told.Append(CultureInfo.InvariantCulture, $"\nlog loss of {candidate.Name}: {candidate.LogLoss:F4}");
            }

            return told.ToString();
        }
        finally
        {
            folder.Delete(recursive: true);
        }
    }

    /// <summary>When each stage last told its progress, since the first did.</summary>
    private sealed class Stages : IProgress<StageProgress>
    {
        private readonly Lock _gate = new();
        private readonly Stopwatch _clock = Stopwatch.StartNew();
        private readonly TimeSpan _cpu = Environment.CpuUsage.TotalTime;
        private readonly List<(string Stage, double Seconds, double CpuSeconds)> _stages = [];

        public void Report(StageProgress value)
        {
            lock (_gate)
            {
                _stages.RemoveAll(known => known.Stage == value.Stage);
                _stages.Add(
                    (value.Stage, _clock.Elapsed.TotalSeconds, (Environment.CpuUsage.TotalTime - _cpu).TotalSeconds)
                );
            }
        }

        public override string ToString() =>
            string.Concat(
                _stages.Select(stage =>
                    string.Create(
                        CultureInfo.InvariantCulture,
                        $"| {stage.Stage} | {stage.Seconds:F1} | {stage.CpuSeconds:F1} |\n"
                    )
                )
            );
    }
}
