using System.Diagnostics;
using System.Globalization;
using System.Text;
using System.Text.Json;
using CsMonolith.Learning.Auto;
using CsMonolith.Learning.Calibration;
using CsMonolith.Learning.Evaluation;
using CsMonolith.Learning.MlNet.Choice;
using CsMonolith.Learning.Models;
using CsMonolith.Learning.Tables;
using CsMonolith.Learning.Training;

namespace CsMonolith.LearningBench;

/// <summary>
/// Accuracy over the folds of some tables: what is trained with defaults here, or one learner of it alone, beside
/// XGBoost and scikit-learn on the same rows.
/// </summary>
/// <remarks>
/// A table is <c>NAME.csv</c> with the label <c>churned</c>; its folds are column <c>r0</c> of <c>folds/NAME.csv</c>,
/// one row for each of its rows. A learner alone is fitted with the folds that it stops early on, and neither blended
/// nor calibrated.
/// </remarks>
internal static class FoldsBench
{
    private const string Auto = "auto";
    private const int InnerFolds = 8;
    private const int MinLevelRows = 5;

    private static readonly JsonSerializerOptions Web = new(JsonSerializerDefaults.Web);

    /// <summary>What may be measured: the whole, and each learner alone.</summary>
    public static string[] Learners { get; } = [Auto, .. AutoTrainer.Learners.Select(learner => learner.Name)];

    public static async Task<string> Run(
        string folder,
        string[] names,
        string learner,
        bool alone,
        int threads,
        string? peers,
        CancellationToken cancellation
    )
    {
        // Compiled before it is timed, as the peers are.
        Fit(MadeTable.Rows(0, 1_000), learner, alone, new TrainingSettings(Seed: 1, threads), cancellation);
        var text = new StringBuilder(
            "| table | learner | log loss | ROC AUC | pooled ECE | CPU s a fit |\n|---|---|---|---|---|---|\n"
        );
        foreach (var name in names)
        {
            Tell(Ours(folder, name, learner, alone, threads, cancellation));
            if (peers is not null)
            {
                (await Peers(folder, name, threads, peers, cancellation)).ForEach(Tell);
            }

            void Tell(Accuracy one) =>
                text.Append(
                    CultureInfo.InvariantCulture,
                    $"| {name} | {one.Peer} | {one.LogLoss:F4} | {one.Auc:F4} | {one.Ece:F4} | {one.FitCpu:F1} |\n"
                );
        }

        return text.ToString().TrimEnd();
    }

    private static Accuracy Ours(
        string folder,
        string name,
        string learner,
        bool alone,
        int threads,
        CancellationToken cancellation
    )
    {
        var table = CsvTable.Read(Path.Combine(folder, $"{name}.csv"), new CsvLayout("churned")).Table;
        var of = CsvTable
            .Read(Path.Combine(folder, "folds", $"{name}.csv"), new CsvLayout())
            .Table.Find("r0")!
            .Numbers.ToArray();
        var (losses, areas, probabilities, labels, cpu) = (
            new List<double>(),
            new List<double>(),
            new List<double>(),
            new List<bool>(),
            0.0
        );
        foreach (var fold in of.Where(fold => fold >= 0).Distinct().Order())
        {
            var test = table.Take([.. Enumerable.Range(0, table.Rows).Where(row => of[row] == fold)]);
            var training = table.Take([.. Enumerable.Range(0, table.Rows).Where(row => of[row] != fold)]);
            ProbabilityModel? model = null;
            cpu += Timing
                .Of(() => model = Fit(training, learner, alone, new TrainingSettings(Seed: 1, threads), cancellation))
                .Cpu;
            var scored = model!.Score(test, cancellation).Probabilities;
            losses.Add(Metrics.LogLoss(scored, test.Labels));
            areas.Add(Metrics.RocAuc(scored, test.Labels).Value);
            probabilities.AddRange(scored);
            labels.AddRange(test.Labels);
        }

        return new Accuracy(
            learner == Auto ? "ours" : $"ours, {learner} alone",
            losses.Average(),
            areas.Average(),
            Metrics.Ece([.. probabilities], [.. labels]),
            cpu / losses.Count
        );
    }

    private static ProbabilityModel Fit(
        Table training,
        string learner,
        bool alone,
        TrainingSettings settings,
        CancellationToken cancellation
    )
    {
        if (learner == Auto)
        {
            var trainer = alone ? new AutoTrainer() : LearnerChoice.Of(LearnerChoice.Auto);
            return trainer.Train(training, settings, progress: null, cancellation).Model;
        }

        var schema = Schema.Of(training, MinLevelRows);
        var model = AutoTrainer
            .Learners.First(one => one.Name == learner)
            .Fit(
                schema.Align(training),
                Folds.Assign(training, InnerFolds, settings.Seed),
                settings,
                progress: null,
                cancellation
            )
            .Model;
        return new ProbabilityModel(
            schema,
            Signal.Found,
            [new Part(1, model)],
            Platt.Identity,
            training.Labels.Count(true) / (double)training.Rows
        );
    }

    private static async Task<List<Accuracy>> Peers(
        string folder,
        string name,
        int threads,
        string script,
        CancellationToken cancellation
    )
    {
        var start = new ProcessStartInfo(
            "/usr/bin/python3",
            [script, folder, name, threads.ToString(CultureInfo.InvariantCulture)]
        )
        {
            RedirectStandardOutput = true,
            UseShellExecute = false,
        };
        using var process = Process.Start(start)!;
        var told = await process.StandardOutput.ReadToEndAsync(cancellation);
        await process.WaitForExitAsync(cancellation);
        return
        [
            .. told.Split('\n', StringSplitOptions.RemoveEmptyEntries)
                .Select(line => JsonSerializer.Deserialize<Accuracy>(line, Web)!),
        ];
    }

    /// <param name="Peer">Learner's name; <c>ours</c> is this library's.</param>
    /// <param name="LogLoss">Mean over folds.</param>
    /// <param name="Auc">Mean over folds.</param>
    /// <param name="Ece">Of all folds' rows together, 15 bins.</param>
    /// <param name="FitCpu">Processor seconds of a fit.</param>
    private sealed record Accuracy(string Peer, double LogLoss, double Auc, double Ece, double FitCpu);
}
