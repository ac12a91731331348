using System.CommandLine;
using System.Globalization;
using CsMonolith.Cli.Talk;
using CsMonolith.Learning.Artefacts;
using CsMonolith.Learning.Tables;
using CsMonolith.Learning.Training;

namespace CsMonolith.Cli.Commands;

/// <summary><c>churn train FILE.csv --label churned --out DIR</c>: trains with nothing else to choose and leaves a run folder.</summary>
internal static class Train
{
    public static Command Command(Surroundings surroundings)
    {
        var (file, label, time, group) = (Shared.Csv(), Shared.Label(), Shared.Time(), Shared.Group());
        var encoding = Shared.Encoding();
        var (seed, threads) = (Shared.Seed(), Shared.Threads());
        var folder = new Option<string>("--out") { Description = "Folder for the run", Required = true };
        var command = new Command("train", "Train a model and leave a run folder") { file, label, folder, time, group, encoding, seed, threads };
        command.SetAction((parsed, _) => ChurnTool.Speak(surroundings, parsed, teller =>
        {
            var layout = new CsvLayout(parsed.GetValue(label), parsed.GetValue(time), parsed.GetValue(group), Encoding: parsed.GetValue(encoding)!);
            var path = parsed.GetValue(file)!;
            var read = Shared.Read(path, layout, teller);
            var order = new RunOrder(
                Path.GetFileName(path), layout.Label!, read.TimeColumn, layout.Group, new TrainingSettings(parsed.GetValue(seed), parsed.GetValue(threads)));
            TrainingRun run;
            using (var progress = teller.Progress())
            {
                run = TrainingRun.Execute(order, read.Table, progress, teller.Cancellation);
            }

            RunFolder.Write(parsed.GetValue(folder)!, run, teller.Cancellation);
            Tell(teller, run, parsed.GetValue(folder)!);
            return Task.FromResult(ExitCode.Ok);
        }));
        return command;
    }

    private static void Tell(Teller teller, TrainingRun run, string folder)
    {
        foreach (var finding in run.Findings)
        {
            teller.Talk(new($"warning {finding.Code} {finding.Column}: {finding.Evidence.En}", $"注意 {finding.Code} {finding.Column}:{finding.Evidence.Ja}"));
        }

        if (run.Trained.Model.Signal == Signal.None)
        {
            teller.Talk(new(
                "No usable signal: these columns foretell the outcome no better than the overall share. The model gives everybody that share.",
                "有効な手がかりがありません(no usable signal)。全体の割合より良い予測はできないため、全員に同じ確率を返します。"));
        }

        teller.Object(json =>
        {
            json.WriteString("run", folder);
            json.WriteString("signal", run.Trained.Model.Signal.ToString().ToLowerInvariant());
            json.WriteString("protocol", run.Protocol == Protocol.OutOfFold ? "out-of-fold" : "latest-period");
            json.WriteStartObject("metrics");
            RunFolder.WriteMetrics(json, run.Metrics);
            json.WriteEndObject();
            Check.WriteFindings(json, run.Findings);
        });
        teller.Plain(string.Create(CultureInfo.InvariantCulture, $"ROC AUC\t{run.Metrics.RocAuc.Value:F4}"));
        teller.Plain(string.Create(CultureInfo.InvariantCulture, $"log loss\t{run.Metrics.LogLoss:F4}"));
        teller.Plain($"report\t{Path.Combine(folder, "report.html")}");
    }
}
