using System.CommandLine;
using System.Globalization;
using CsMonolith.Cli.Host;
using CsMonolith.Cli.Talk;
using CsMonolith.Learning.Evaluation;
using CsMonolith.Learning.Tables;

namespace CsMonolith.Cli.Commands;

/// <summary><c>churn compare RUN RUN... [--on FILE.csv --label churned]</c>: holds runs against the first of them, row by row.</summary>
internal static class Compare
{
    private const int MaxLines = 10_000_000;

    public static Command Command(Surroundings surroundings)
    {
        var runs = new Argument<string[]>("RUN") { Description = "Run folders; the others are held against the first", Arity = new ArgumentArity(2, 50) };
        var file = new Option<string?>("--on") { Description = "File to judge by; without it, the rows that the runs were judged by" };
        var label = new Option<string?>("--label") { Description = "Column with the 0/1 outcome of --on" };
        var (time, group, encoding) = (Shared.Time(), Shared.Group(), Shared.Encoding());
        var value = new Option<string?>("--value") { Description = "Column of --on that says what a row is worth" };
        var by = new Option<string?>("--by") { Description = "Column of --on whose levels are compared one by one" };
        var capacity = new Option<double?>("--capacity") { Description = "Rows that the team can look after; a tenth of them if absent" };
        var command = new Command("compare", "Hold runs against each other on the same rows") { runs, file, label, time, group, encoding, value, by, capacity };
        command.SetAction((parsed, _) => ChurnTool.Speak(surroundings, parsed, teller =>
        {
            var names = parsed.GetValue(runs)!;
            var rows = parsed.GetValue(file) is { } path
                ? OnFile(names, path, new CsvLayout(parsed.GetValue(label), parsed.GetValue(time), parsed.GetValue(group), Encoding: parsed.GetValue(encoding)!), parsed.GetValue(value), parsed.GetValue(by), teller)
                : AsJudged(names, parsed.GetValue(value) ?? parsed.GetValue(by));
            Tell(teller, names, rows, parsed.GetValue(capacity) ?? Math.Max(1, Math.Round(rows.Labels.Length / 10.0)));
            return Task.FromResult(ExitCode.Ok);
        }));
        return command;
    }

    private static Judged OnFile(string[] runs, string path, CsvLayout layout, string? value, string? by, Teller teller)
    {
        if (layout.Label is null)
        {
            throw new Complaint(ExitCode.Usage, "usage.label", new("--on needs --label.", "--on には --label が必要です。"));
        }

        var read = Shared.Read(path, layout, teller);
        double[][] probabilities = [.. runs.Select(run => Shared.Model(Path.Combine(run, "model.json")).Score(read.Table, teller.Cancellation).Probabilities)];
        return new Judged(
            probabilities, read.Table.Labels.ToArray(), read.Table.Groups.ToArray(),
            value is null ? [] : Columns.Numbers(read, value), by is null ? [] : Columns.Texts(read, by));
    }

    // Runs of other data were judged by other rows, and a difference would mean nothing.
    private static Judged AsJudged(string[] runs, string? column)
    {
        if (column is not null)
        {
            throw new Complaint(ExitCode.Usage, "usage.on", new("--value and --by need --on.", "--value と --by には --on が必要です。"));
        }

        var read = runs.Select(run => (Run: run, Lines: Predictions(run), Data: Fingerprint(run))).ToArray();
        foreach (var other in read[1..])
        {
            if (other.Data != read[0].Data || !other.Lines.Select(line => (line.Row, line.Label)).SequenceEqual(read[0].Lines.Select(line => (line.Row, line.Label))))
            {
                throw new Complaint(ExitCode.Data, "compare.rows", new(
                    $"'{other.Run}' was judged by other rows than '{read[0].Run}': give --on FILE.csv with rows that neither was trained from.",
                    $"「{other.Run}」は「{read[0].Run}」と別の行で評価されています。どちらの学習にも使っていない行を --on FILE.csv で指定してください。"));
            }
        }

        return new Judged([.. read.Select(one => one.Lines.Select(line => line.Probability).ToArray())], [.. read[0].Lines.Select(line => line.Label)], [], [], []);
    }

    private static string? Fingerprint(string run)
    {
        using var json = RunFiles.Json(run, "run.json");
        return HostClient.TextOf(json.RootElement, "fingerprint");
    }

    private static (int Row, double Probability, bool Label)[] Predictions(string run)
    {
        var lines = System.Text.Encoding.UTF8.GetString(RunFiles.Bytes(run, "predictions.csv")).Split('\n', MaxLines, StringSplitOptions.RemoveEmptyEntries)[1..];
        return [.. lines.Select((line, i) => line.Split(',') is [var row, var probability, var label]
            && int.TryParse(row, CultureInfo.InvariantCulture, out var index) && double.TryParse(probability, CultureInfo.InvariantCulture, out var p) && p is >= 0 and <= 1
            && label is "0" or "1"
            ? (index, p, label == "1")
            : throw new Complaint(ExitCode.Model, "run.file", new(
                $"predictions.csv of '{run}', line {i + 2}, '{line}': row,probability,label is expected; train again.",
                $"「{run}」の predictions.csv {i + 2} 行目「{line}」:row,probability,label の形ではありません。学習し直してください。")))];
    }

    private static void Tell(Teller teller, string[] names, Judged rows, double capacity)
    {
        var measures = rows.Probabilities.Select(p => Metrics.Of(p, rows.Labels)).ToArray();
        var caught = rows.Probabilities.Select(p => Gains.AtCapacity(p, rows.Labels, rows.Values, capacity, clusters: rows.Groups)).ToArray();
        var pairs = rows.Probabilities[1..].Select(p => PairedComparison.Of(rows.Probabilities[0], p, rows.Labels, rows.Groups)).ToArray();
        var segments = Segments(names, rows);
        teller.Object(json =>
        {
            json.WriteNumber("rows", rows.Labels.Length);
            json.WriteNumber("capacity", capacity);
            json.WriteStartArray("runs");
            for (var i = 0; i < names.Length; i++)
            {
                json.WriteStartObject();
                json.WriteString("run", names[i]);
                Figures.Range(json, "rocAuc", measures[i].RocAuc);
                Figures.Number(json, "prAuc", measures[i].PrAuc);
                Figures.Number(json, "logLoss", measures[i].LogLoss);
                Figures.Number(json, "brier", measures[i].Brier);
                Figures.Number(json, "ece", measures[i].Ece);
                Figures.Range(json, "caught", caught[i].Value);
                if (i > 0)
                {
                    json.WriteStartObject("againstFirst");
                    Figures.Range(json, "rocAuc", pairs[i - 1].RocAuc);
                    Figures.Number(json, "rocAucP", pairs[i - 1].RocAucP);
                    Figures.Range(json, "logLoss", pairs[i - 1].LogLoss);
                    Figures.Number(json, "logLossP", pairs[i - 1].LogLossP);
                    json.WriteEndObject();
                }

                json.WriteEndObject();
            }

            json.WriteEndArray();
            json.WriteStartArray("segments");
            foreach (var (run, level, compared) in segments)
            {
                json.WriteStartObject();
                json.WriteString("run", run);
                json.WriteString("level", level);
                json.WriteNumber("rows", compared.Rows);
                Figures.Range(json, "logLoss", compared.LogLoss);
                json.WriteEndObject();
            }

            json.WriteEndArray();
        });
        teller.Plain("run\tROC AUC\tlog loss\tBrier\tECE\tcaught");
        for (var i = 0; i < names.Length; i++)
        {
            teller.Plain($"{names[i]}\t{Figures.Plain(measures[i].RocAuc.Value)}\t{Figures.Plain(measures[i].LogLoss)}\t{Figures.Plain(measures[i].Brier)}\t{Figures.Plain(measures[i].Ece)}\t{Figures.Plain(caught[i].Value.Value, "F1")}");
        }

        for (var i = 1; i < names.Length; i++)
        {
            teller.Plain($"{names[i]} − {names[0]}\tROC AUC {Figures.Plain(pairs[i - 1].RocAuc)}\tp {Figures.Plain(pairs[i - 1].RocAucP)}");
            teller.Plain($"{names[i]} − {names[0]}\tlog loss {Figures.Plain(pairs[i - 1].LogLoss)}\tp {Figures.Plain(pairs[i - 1].LogLossP)}");
        }

        foreach (var (run, level, compared) in segments)
        {
            teller.Plain($"{run} − {names[0]}\t{level}\t{compared.Rows}\tlog loss {Figures.Plain(compared.LogLoss)}");
        }
    }

    private static (string Run, string Level, PairedComparison Compared)[] Segments(string[] names, Judged rows) =>
    [
        .. Enumerable.Range(0, rows.Segments.Length).GroupBy(row => rows.Segments[row], StringComparer.Ordinal).OrderBy(level => level.Key, StringComparer.Ordinal)
            .SelectMany(level => names.Skip(1).Select((name, i) => (name, level.Key, PairedComparison.Of(
                Pick(rows.Probabilities[0], level), Pick(rows.Probabilities[i + 1], level), Pick(rows.Labels, level),
                rows.Groups.Length == 0 ? [] : Pick(rows.Groups, level))))),
    ];

    private static T[] Pick<T>(T[] values, IEnumerable<int> rows) => [.. rows.Select(row => values[row])];

    /// <param name="Probabilities">Shape (runs) of (rows,).</param>
    /// <param name="Labels">Shape (rows,).</param>
    /// <param name="Groups">Shape (rows,) or empty; likewise the next two.</param>
    private sealed record Judged(double[][] Probabilities, bool[] Labels, string[] Groups, double[] Values, string[] Segments);
}
