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
        var weight = Shared.Weight();
        var monotone = new Option<string?>("--monotone")
        {
            Description = "Columns of numbers along which forecasts may only rise (+1) or fall (-1), such as \"price=+1,logins=-1\"; every learner obeys",
        };
        var folder = new Option<string>("--out") { Description = "Folder for the run", Required = true };
        var resume = new Option<bool>("--resume") { Description = "Go on from what an interrupted training to the same folder had finished; the run is the same to the byte" };
        var command = new Command("train", "Train a model and leave a run folder") { file, label, folder, time, group, weight, monotone, resume, encoding, seed, threads };
        command.SetAction((parsed, _) => ChurnTool.Speak(surroundings, parsed, teller =>
        {
            var layout = new CsvLayout(parsed.GetValue(label), parsed.GetValue(time), parsed.GetValue(group), parsed.GetValue(weight), parsed.GetValue(encoding)!, FindsGroup: true);
            var path = parsed.GetValue(file)!;
            var read = Shared.Read(path, layout, teller);
            var settings = new TrainingSettings(parsed.GetValue(seed), parsed.GetValue(threads)) { Monotone = Directions(parsed.GetValue(monotone), read) };
            var order = new RunOrder(Path.GetFileName(path), layout.Label!, read.TimeColumn, read.GroupColumn, settings) { Weight = layout.Weight };
            var run = Execute(order, read, parsed.GetValue(folder)!, parsed.GetValue(resume), teller);
            Tell(teller, run, parsed.GetValue(folder)!);
            return Task.FromResult(ExitCode.Ok);
        }));
        return command;
    }

    private static TrainingRun Execute(RunOrder order, CsvRead read, string folder, bool resume, Teller teller)
    {
        TrainingRun run;
        var target = Path.TrimEndingDirectorySeparator(Path.GetFullPath(folder));
        var checkpoints = new Checkpoints(Path.Combine(Path.GetDirectoryName(target) ?? target, $".{Path.GetFileName(target)}.checkpoint"));
        if (!resume)
        {
            checkpoints.Clear();
        }

        try
        {
            using var progress = teller.Progress();
            run = TrainingRun.Execute(order, read.Table, progress, teller.Cancellation, checkpoints.Trainer(), read.Dates);
        }
        catch (OperationCanceledException)
        {
            teller.Talk(new(
                "What the learners had finished is kept: the same line with --resume goes on from there.",
                "学習済みの段階は保存してあります。同じコマンドに --resume を付けると続きから再開します。"));
            throw;
        }

        RunFolder.Write(folder, run, teller.Cancellation);
        checkpoints.Clear();
        return run;
    }

    /// <summary>Reads <c>price=+1,logins=-1</c>.</summary>
    private static Dictionary<string, int> Directions(string? asked, CsvRead read)
    {
        var directions = new Dictionary<string, int>(StringComparer.Ordinal);
        foreach (var (name, sign) in asked is null ? [] : Signs.Of("--monotone", asked))
        {
            if (sign == 0)
            {
                throw Signs.Senseless("--monotone", name);
            }

            if (Columns.Named(read, name).Kind != ColumnKind.Numeric)
            {
                throw new Complaint(ExitCode.Usage, "usage.monotone", new(
                    $"Forecasts cannot rise or fall along '{name}', which holds text: leave it out of --monotone.",
                    $"列「{name}」は文字の列のため、単調性を指定できません。--monotone から外してください。"));
            }

            directions[name] = sign;
        }

        return directions;
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
