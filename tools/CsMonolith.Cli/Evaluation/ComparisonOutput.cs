using CsMonolith.Cli.Output;
using CsMonolith.Learning.Evaluation;
using CsMonolith.Learning.Numerics;

namespace CsMonolith.Cli.Evaluation;

/// <summary>Computes the measures of several models on the same rows and prints them.</summary>
internal static class ComparisonOutput
{
    private const double Level = 0.05;

    public static void Print(ConsoleOutput output, ComparedRows rows, double capacity)
    {
        var models = rows
            .Probabilities.Select(
                (p, i) =>
                    new Judged(
                        rows.Names[i],
                        Metrics.Of(p, rows.Labels),
                        CalibrationError.Of(p, rows.Labels, clusters: rows.Groups),
                        p.Average(),
                        Gains.AtCapacity(p, rows.Labels, rows.Values, capacity, clusters: rows.Groups).Value
                    )
            )
            .ToArray();
        var pairs = rows.Probabilities[1..]
            .Select(
                (p, i) =>
                    new Pair(
                        rows.Names[i + 1],
                        PairedComparison.Of(rows.Probabilities[0], p, rows.Labels, rows.Groups),
                        Gains.CaughtMore(
                            rows.Probabilities[0],
                            p,
                            rows.Labels,
                            rows.Values,
                            capacity,
                            clusters: rows.Groups
                        )
                    )
            )
            .ToArray();
        var segments = Segments(rows);
        WriteJson(output, rows, capacity, models, pairs, segments);
        WritePlain(output, rows, models, pairs, segments);
        Talk(output, rows, capacity, segments);
    }

    private static void WriteJson(
        ConsoleOutput output,
        ComparedRows rows,
        double capacity,
        Judged[] models,
        Pair[] pairs,
        Segment[] segments
    ) =>
        output.Json(json =>
        {
            json.WriteNumber("rows", rows.Labels.Length);
            json.WriteNumber("capacity", capacity);
            json.WriteString("worth", rows.Worth);
            json.WriteStartArray("runs");
            for (var i = 0; i < models.Length; i++)
            {
                json.WriteStartObject();
                json.WriteString("run", models[i].Name);
                Figures.Range(json, "rocAuc", models[i].Measures.RocAuc);
                Figures.Number(json, "prAuc", models[i].Measures.PrAuc);
                Figures.Number(json, "logLoss", models[i].Measures.LogLoss);
                Figures.Number(json, "brier", models[i].Measures.Brier);
                Figures.Number(json, "ece", models[i].Measures.Ece);
                Figures.Number(json, "eceByChance", models[i].Calibration.ByChance);
                Figures.Number(json, "forecast", models[i].Forecast);
                Figures.Number(json, "observed", models[i].Measures.BaseRate);
                Figures.Range(json, "caught", models[i].Caught);
                if (i > 0)
                {
                    json.WriteStartObject("againstFirst");
                    Figures.Range(json, "rocAuc", pairs[i - 1].Compared.RocAuc);
                    Figures.Number(json, "rocAucP", pairs[i - 1].Compared.RocAucP);
                    Figures.Range(json, "logLoss", pairs[i - 1].Compared.LogLoss);
                    Figures.Number(json, "logLossP", pairs[i - 1].Compared.LogLossP);
                    Figures.Range(json, "caught", pairs[i - 1].CaughtMore);
                    json.WriteEndObject();
                }

                json.WriteEndObject();
            }

            json.WriteEndArray();
            json.WriteStartArray("segments");
            foreach (var segment in segments)
            {
                json.WriteStartObject();
                json.WriteString("run", segment.Run);
                json.WriteString("column", segment.Column);
                json.WriteString("level", segment.Level);
                json.WriteNumber("rows", segment.Compared.Rows);
                Figures.Range(json, "logLoss", segment.Compared.LogLoss);
                Figures.Number(json, "q", segment.Q);
                json.WriteEndObject();
            }

            json.WriteEndArray();
            json.WriteStartArray("learnedFrom");
            foreach (var (version, trainedTo, count) in rows.Seen)
            {
                json.WriteStartObject();
                json.WriteString("run", version);
                json.WriteString("trainedTo", Day(trainedTo));
                json.WriteNumber("rows", count);
                json.WriteEndObject();
            }

            json.WriteEndArray();
        });

    private static void WritePlain(
        ConsoleOutput output,
        ComparedRows rows,
        Judged[] models,
        Pair[] pairs,
        Segment[] segments
    )
    {
        var caught =
            rows.Worth == ComparedRows.Outcomes
                ? output.Localize(new("caught", "捕捉"))
                : $"{output.Localize(new("caught", "捕捉"))} {rows.Worth}";
        output.Line(
            $"run\tROC AUC\tlog "
                + $"loss\tBrier\tECE\t{output.Localize(new("ECE by chance", "偶然のECE"))}\t{output.Localize(new("forecast", "予測"))}\t{output.Localize(new("observed", "実際"))}\t{caught}"
        );
        foreach (var model in models)
        {
            output.Line(
                string.Join(
                    '\t',
                    model.Name,
                    Figures.Plain(model.Measures.RocAuc.Value),
                    Figures.Plain(model.Measures.LogLoss),
                    Figures.Plain(model.Measures.Brier),
                    Figures.Plain(model.Measures.Ece),
                    Figures.Plain(model.Calibration.ByChance),
                    Figures.Plain(model.Forecast),
                    Figures.Plain(model.Measures.BaseRate),
                    Figures.Plain(model.Caught.Value, "F1")
                )
            );
        }

        foreach (var (name, compared, more) in pairs)
        {
            output.Line(
                $"{name} − {rows.Names[0]}\tROC AUC {Figures.Plain(compared.RocAuc)}\tp "
                    + $"{Figures.Plain(compared.RocAucP)}"
            );
            output.Line(
                $"{name} − {rows.Names[0]}\tlog loss {Figures.Plain(compared.LogLoss)}\tp "
                    + $"{Figures.Plain(compared.LogLossP)}"
            );
            output.Line($"{name} − {rows.Names[0]}\t{caught} {Figures.Plain(more, "F1")}");
        }

        foreach (var segment in segments)
        {
            output.Line(
                $"{segment.Run} − {rows.Names[0]}\t{segment.Column} {segment.Level}\t{segment.Compared.Rows}\tlog "
                    + $"loss {Figures.Plain(segment.Compared.LogLoss)}\tq {Figures.Plain(segment.Q)}"
            );
        }
    }

    private static void Talk(ConsoleOutput output, ComparedRows rows, double capacity, Segment[] segments)
    {
        foreach (var (version, trainedTo, count) in rows.Seen)
        {
            output.Message(
                new(
                    $"{version} learned from rows up to {Day(trainedTo)}: {count} of these {rows.Labels.Length} "
                        + $"rows may be among them and flatter it. Later months are new to both.",
                    $"{version} は {Day(trainedTo)} までの行で学習しています。この {rows.Labels.Length} 行のうち {count} "
                        + $"行は学習に使われた可能性があり、実力より良く見えます。公平に比べるには、より後の月を使ってください。"
                )
            );
        }

        foreach (var segment in segments.Where(segment => segment.Q <= Level))
        {
            output.Message(
                segment.Compared.LogLoss.Value > 0
                    ? new(
                        $"{segment.Run} is worse for {segment.Column} '{segment.Level}' beyond chance.",
                        $"{segment.Run} は {segment.Column}「{segment.Level}」で、偶然の範囲を超えて悪くなっています。"
                    )
                    : new(
                        $"{segment.Run} is better for {segment.Column} '{segment.Level}' beyond chance.",
                        $"{segment.Run} は {segment.Column}「{segment.Level}」で、偶然の範囲を超えて良くなっています。"
                    )
            );
        }

        output.Message(
            rows.Worth == ComparedRows.Outcomes
                ? new(
                    $"Caught: rows with the outcome among the {capacity} with the highest probability.",
                    $"捕捉:確率の高い {capacity} 行のうち、結果が起きた行の数です。"
                )
                : new(
                    $"Caught: {rows.Worth} of the rows with the outcome among the {capacity} with the highest "
                        + $"probability.",
                    $"捕捉:確率の高い {capacity} 行のうち、結果が起きた行の {rows.Worth} の合計です。"
                )
        );
    }

    // Many levels are looked at, so that one of them would differ by chance: q is adjusted over all.
    private static Segment[] Segments(ComparedRows rows)
    {
        var compared = rows
            .Segments.SelectMany(segment =>
                Enumerable
                    .Range(0, segment.Levels.Length)
                    .GroupBy(row => segment.Levels[row], StringComparer.Ordinal)
                    .Where(level => level.Count() >= rows.FewestOfLevel)
                    .OrderBy(level => level.Key, StringComparer.Ordinal)
                    .SelectMany(level =>
                        rows.Names.Skip(1)
                            .Select(
                                (name, i) =>
                                    new Segment(
                                        name,
                                        segment.Column,
                                        level.Key,
                                        PairedComparison.Of(
                                            Pick(rows.Probabilities[0], level),
                                            Pick(rows.Probabilities[i + 1], level),
                                            Pick(rows.Labels, level),
                                            rows.Groups.Length == 0 ? [] : Pick(rows.Groups, level)
                                        ),
                                        1
                                    )
                            )
                    )
            )
            .ToArray();
        var q = FalseDiscoveryRate.Adjusted([.. compared.Select(segment => segment.Compared.LogLossP)]);
        return [.. compared.Select((segment, i) => segment with { Q = q[i] })];
    }

    private static T[] Pick<T>(T[] values, IEnumerable<int> rows) => [.. rows.Select(row => values[row])];

    private static string Day(DateOnly day) => day.ToString("O", System.Globalization.CultureInfo.InvariantCulture);

    /// <param name="Forecast">Mean probability, to be held against the share observed.</param>
    private sealed record Judged(
        string Name,
        MetricSet Measures,
        CalibrationError Calibration,
        double Forecast,
        Interval Caught
    );

    private sealed record Pair(string Name, PairedComparison Compared, Interval CaughtMore);

    private sealed record Segment(string Run, string Column, string Level, PairedComparison Compared, double Q);
}
