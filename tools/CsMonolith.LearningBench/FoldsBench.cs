using System.Diagnostics;
using System.Globalization;
using System.Text;
using System.Text.Json;
using CsMonolith.Learning.Evaluation;
using CsMonolith.Learning.Tables;
using CsMonolith.Learning.Training;

namespace CsMonolith.LearningBench;

/// <summary>Accuracy over the folds of some tables: what is trained with defaults here, beside XGBoost and scikit-learn on the same rows.</summary>
/// <remarks>A table is <c>NAME.csv</c> with the label <c>churned</c>; its folds are column <c>r0</c> of <c>folds/NAME.csv</c>, one row for each of its rows.</remarks>
internal static class FoldsBench
{
    private static readonly JsonSerializerOptions Web = new(JsonSerializerDefaults.Web);

    public static async Task<string> Run(string folder, string[] names, int threads, string? peers, CancellationToken cancellation)
    {
        var text = new StringBuilder("| table | learner | log loss | ROC AUC | pooled ECE | CPU s a fit |\n|---|---|---|---|---|---|\n");
        foreach (var name in names)
        {
            Tell(Ours(folder, name, threads, cancellation));
            if (peers is not null)
            {
                (await Peers(folder, name, threads, peers, cancellation)).ForEach(Tell);
            }

            void Tell(Accuracy one) => text.Append(
                CultureInfo.InvariantCulture, $"| {name} | {one.Peer} | {one.LogLoss:F4} | {one.Auc:F4} | {one.Ece:F4} | {one.FitCpu:F1} |\n");
        }

        return text.ToString().TrimEnd();
    }

    private static Accuracy Ours(string folder, string name, int threads, CancellationToken cancellation)
    {
        var table = CsvTable.Read(Path.Combine(folder, $"{name}.csv"), new CsvLayout("churned")).Table;
        var of = CsvTable.Read(Path.Combine(folder, "folds", $"{name}.csv"), new CsvLayout()).Table.Find("r0")!.Numbers.ToArray();
        var (losses, areas, probabilities, labels, cpu) = (new List<double>(), new List<double>(), new List<double>(), new List<bool>(), 0.0);
        foreach (var fold in of.Where(fold => fold >= 0).Distinct().Order())
        {
            var test = table.Take([.. Enumerable.Range(0, table.Rows).Where(row => of[row] == fold)]);
            var training = table.Take([.. Enumerable.Range(0, table.Rows).Where(row => of[row] != fold)]);
            ProbabilityModel? model = null;
            cpu += Timing.Of(() => model = new AutoTrainer().Train(training, new TrainingSettings(Seed: 1, threads), progress: null, cancellation).Model).Cpu;
            var scored = model!.Score(test, cancellation).Probabilities;
            losses.Add(Metrics.LogLoss(scored, test.Labels));
            areas.Add(Metrics.RocAuc(scored, test.Labels).Value);
            probabilities.AddRange(scored);
            labels.AddRange(test.Labels);
        }

        return new Accuracy("ours", losses.Average(), areas.Average(), Metrics.Ece([.. probabilities], [.. labels]), cpu / losses.Count);
    }

    private static async Task<List<Accuracy>> Peers(string folder, string name, int threads, string script, CancellationToken cancellation)
    {
        var start = new ProcessStartInfo("/usr/bin/python3", [script, folder, name, threads.ToString(CultureInfo.InvariantCulture)])
        {
            RedirectStandardOutput = true, UseShellExecute = false,
        };
        using var process = Process.Start(start)!;
        var told = await process.StandardOutput.ReadToEndAsync(cancellation);
        await process.WaitForExitAsync(cancellation);
        return [.. told.Split('\n', StringSplitOptions.RemoveEmptyEntries).Select(line => JsonSerializer.Deserialize<Accuracy>(line, Web)!)];
    }

    /// <param name="Peer">Learner's name; <c>ours</c> is this library's.</param>
    /// <param name="LogLoss">Mean over folds.</param>
    /// <param name="Auc">Mean over folds.</param>
    /// <param name="Ece">Of all folds' rows together, 15 bins.</param>
    /// <param name="FitCpu">Processor seconds of a fit.</param>
    private sealed record Accuracy(string Peer, double LogLoss, double Auc, double Ece, double FitCpu);
}
