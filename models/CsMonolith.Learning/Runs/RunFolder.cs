using System.Buffers;
using System.Globalization;
using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;
using CsMonolith.Learning.Artefacts;
using CsMonolith.Learning.Evaluation;
using CsMonolith.Learning.Leaks;

namespace CsMonolith.Learning.Runs;

/// <summary>Writes a training run as a folder of plain files that a person or the host can read.</summary>
/// <remarks>
/// run.json says from what, metrics.json how well, model.json is the model, report.html and MODEL_CARD.md are for
/// readers, splits.csv and predictions.csv let anybody check the figures. But for what run.json tells of its origin, no
/// file holds a clock time, a path or a number of threads: same data and seed, same bytes.
/// </remarks>
public static class RunFolder
{
    private static readonly JsonWriterOptions Indented = new()
    {
        Indented = true,
        Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
    };

    /// <summary>Names of the files.</summary>
    public static IReadOnlyList<string> Files { get; } =
    ["run.json", "model.json", "metrics.json", "report.html", "MODEL_CARD.md", "splits.csv", "predictions.csv"];

    /// <summary>Writes the folder; it appears whole or not at all.</summary>
    /// <param name="path">A folder that does not exist, or one left by an earlier run, which is replaced.</param>
    /// <param name="run">What to write.</param>
    /// <param name="cancellation">Before the folder appears, nothing is left behind.</param>
    /// <param name="origin">When and by what it was made, for run.json; null tells nothing of it.</param>
    /// <exception cref="IOException">The folder holds something else than a run, or cannot be written.</exception>
    public static void Write(
        string path,
        TrainingRun run,
        CancellationToken cancellation = default,
        RunOrigin? origin = null
    )
    {
        ArgumentNullException.ThrowIfNull(run);
        Place(path, draft => Fill(draft, run, origin, cancellation), cancellation);
    }

    /// <summary>Fills a folder beside the path, which takes its place whole or not at all.</summary>
    internal static void Place(string path, Action<string> fill, CancellationToken cancellation)
    {
        var target = Path.TrimEndingDirectorySeparator(Path.GetFullPath(path));
        var parent = Path.GetDirectoryName(target) ?? throw new IOException("A run cannot be written to the root.");
        if (
            Directory.Exists(target)
            && Directory.EnumerateFileSystemEntries(target).Any()
            && !File.Exists(Path.Combine(target, "run.json"))
        )
        {
            throw new IOException($"'{path}' holds other files: choose a new folder.");
        }

        Directory.CreateDirectory(parent);
        // Beside the target, so that the last step is a rename: a copy could be seen half done.
        var draft = Path.Combine(parent, $".{Path.GetFileName(target)}.partial");
        try
        {
            Remove(draft);
            Directory.CreateDirectory(draft);
            fill(draft);
            cancellation.ThrowIfCancellationRequested();
            Remove(target);
            Directory.Move(draft, target);
        }
        finally
        {
            Remove(draft);
        }
    }

    /// <summary>run.json: what the model was trained from.</summary>
    /// <param name="run">The run.</param>
    /// <param name="origin">When and by what it was made; null tells nothing of it.</param>
    public static byte[] RunJson(TrainingRun run, RunOrigin? origin = null) =>
        Json(json =>
        {
            ArgumentNullException.ThrowIfNull(run);
            json.WriteNumber("format", ModelFile.Format);
            WriteOrigin(json, origin);
            json.WriteString("source", run.Request.Source);
            json.WriteString("label", run.Request.Label);
            json.WriteString("time", run.Request.Time);
            json.WriteString("group", run.Request.Group);
            json.WriteString("weight", run.Request.Weight);
            if (run.Request.Segment is { } segment)
            {
                json.WriteString("segment", segment.Name);
            }

            WriteLayout(json, run.Request);
            var (from, to) = Span(run.Table.Times);
            json.WriteString("trainedFrom", from);
            json.WriteString("trainedTo", to);
            json.WriteStartObject("monotone");
            foreach (
                var (feature, sign) in run.Request.Settings.Monotone.OrderBy(one => one.Key, StringComparer.Ordinal)
            )
            {
                json.WriteNumber(feature, sign);
            }

            json.WriteEndObject();
            json.WriteString("learner", run.Request.Learner);
            json.WriteNumber("seed", run.Request.Settings.Seed);
            json.WriteNumber("rows", run.Table.Rows);
            json.WriteNumber(
                "features",
                run.Table.Columns.Count - run.Findings.Count(finding => finding.Code == CertainLeak.LeftOut)
            );
            json.WriteString("fingerprint", run.Fingerprint());
            json.WriteString("folds", run.Trained.Evidence.Folds.Kind.ToString().ToLowerInvariant());
            json.WriteStartArray("findings");
            foreach (var finding in run.Findings)
            {
                json.WriteStartObject();
                json.WriteString("code", finding.Code);
                json.WriteString("column", finding.Column);
                json.WriteString("evidence", finding.Evidence.En);
                json.WriteString("evidenceJa", finding.Evidence.Ja);
                json.WriteEndObject();
            }

            json.WriteEndArray();
        });

    private static void WriteOrigin(Utf8JsonWriter json, RunOrigin? origin)
    {
        if (origin is null)
        {
            return;
        }

        json.WriteStartObject("made");
        json.WriteString("at", origin.At.ToString("yyyy-MM-ddTHH:mm:ssZ", CultureInfo.InvariantCulture));
        json.WriteNumber("seconds", Math.Round(origin.Seconds, 1));
        json.WriteString("by", origin.Program);
        json.WriteString("commit", origin.Commit);
        if (origin.HasChanges is { } changes)
        {
            json.WriteBoolean("changes", changes);
        }

        json.WriteEndObject();
    }

    // What differs from what a reader does by itself, so that the run can be repeated.
    private static void WriteLayout(Utf8JsonWriter json, TrainingRequest request)
    {
        if (request.KeepsLeaks)
        {
            json.WriteBoolean("keepsLeaks", value: true);
        }

        if (request.Layout is not { } layout)
        {
            return;
        }

        if (layout.Positive is { } positive)
        {
            json.WriteString("positive", positive);
        }

        if (layout.AsOf is { } day)
        {
            json.WriteString("asOf", day.ToString("O", CultureInfo.InvariantCulture));
        }

        foreach (var (name, columns) in new[] { ("exclude", layout.Exclude), ("only", layout.Only) })
        {
            if (columns.Count == 0)
            {
                continue;
            }

            json.WriteStartArray(name);
            foreach (var column in columns)
            {
                json.WriteStringValue(column);
            }

            json.WriteEndArray();
        }
    }

    // First and last day that the rows speak of. Days that are all the first of their month stand for months.
    private static (string? From, string? To) Span(ReadOnlySpan<DateOnly> times)
    {
        if (times.IsEmpty)
        {
            return default;
        }

        var (first, last, months) = (DateOnly.MaxValue, DateOnly.MinValue, true);
        foreach (var day in times)
        {
            (first, last, months) = (day < first ? day : first, day > last ? day : last, months && day.Day == 1);
        }

        return (Day(first), Day(months ? last.AddMonths(1).AddDays(-1) : last));

        static string Day(DateOnly day) => day.ToString("O", System.Globalization.CultureInfo.InvariantCulture);
    }

    /// <summary>metrics.json: how well it does on rows that it has not seen.</summary>
    public static byte[] MetricsJson(TrainingRun run) =>
        Json(json =>
        {
            ArgumentNullException.ThrowIfNull(run);
            json.WriteString("protocol", run.ProtocolName);
            json.WriteString("signal", run.Trained.Model.Signal.ToString().ToLowerInvariant());
            WriteMetrics(json, run.Metrics);
            SegmentFigures.Write(json, run);
            json.WriteStartArray("candidates");
            foreach (var candidate in run.Trained.Evidence.Candidates)
            {
                json.WriteStartObject();
                json.WriteString("name", candidate.Name);
                json.WriteNumber("logLoss", candidate.LogLoss);
                json.WriteEndObject();
            }

            json.WriteEndArray();
            WriteInterval(json, "gainOverBaseRate", run.Trained.Evidence.GainOverBaseRate);
            json.WriteStartArray("importance");
            foreach (var one in run.Importance)
            {
                json.WriteStartObject();
                json.WriteString("feature", one.Feature);
                WriteInterval(json, "size", one.Size);
                WriteInterval(json, "lossIncrease", one.LossIncrease);
                json.WriteEndObject();
            }

            json.WriteEndArray();
            WriteNumber(json, "baseLogLoss", run.BaseLogLoss);
            ReferenceFigures.Write(json, run.Reference);
        });

    /// <summary>Writes the measures as properties of the present object. An undefined one is null.</summary>
    public static void WriteMetrics(Utf8JsonWriter json, MetricSet metrics)
    {
        ArgumentNullException.ThrowIfNull(json);
        ArgumentNullException.ThrowIfNull(metrics);
        json.WriteNumber("rows", metrics.Rows);
        WriteNumber(json, "baseRate", metrics.BaseRate);
        WriteInterval(json, "rocAuc", metrics.RocAuc);
        WriteNumber(json, "prAuc", metrics.PrAuc);
        WriteNumber(json, "logLoss", metrics.LogLoss);
        WriteNumber(json, "brier", metrics.Brier);
        WriteNumber(json, "ece", metrics.Ece);
        WriteNumber(json, "liftAt10", metrics.LiftAt10);
    }

    /// <summary>Writes value, low and high as an object.</summary>
    internal static void WriteInterval(Utf8JsonWriter json, string name, Interval interval)
    {
        json.WriteStartObject(name);
        WriteNumber(json, "value", interval.Value);
        WriteNumber(json, "low", interval.Low);
        WriteNumber(json, "high", interval.High);
        json.WriteEndObject();
    }

    internal static void WriteNumber(Utf8JsonWriter json, string name, double number)
    {
        if (double.IsFinite(number))
        {
            json.WriteNumber(name, number);
        }
        else
        {
            json.WriteNull(name);
        }
    }

    private static void Fill(string folder, TrainingRun run, RunOrigin? origin, CancellationToken cancellation)
    {
        File.WriteAllBytes(Path.Combine(folder, "run.json"), RunJson(run, origin));
        File.WriteAllBytes(Path.Combine(folder, "model.json"), ModelFile.Write(run.Trained.Model));
        File.WriteAllBytes(Path.Combine(folder, "metrics.json"), MetricsJson(run));
        File.WriteAllText(Path.Combine(folder, "report.html"), Report.Html(run));
        File.WriteAllText(Path.Combine(folder, "MODEL_CARD.md"), ModelCard.Of(run));
        cancellation.ThrowIfCancellationRequested();
        File.WriteAllText(Path.Combine(folder, "splits.csv"), SplitsOf(run));
        File.WriteAllText(Path.Combine(folder, "predictions.csv"), Predictions(run));
    }

    private static string SplitsOf(TrainingRun run)
    {
        var part = new string[run.Table.Rows];
        Array.Fill(part, run.HoldOut is null ? "judged" : "training");
        foreach (var row in run.HoldOut?.Test ?? [])
        {
            part[row] = "judged";
        }

        foreach (var row in run.HoldOut?.Unused ?? [])
        {
            part[row] = "unused";
        }

        var text = new StringBuilder("row,fold,part\n");
        for (var row = 0; row < part.Length; row++)
        {
            text.Append(CultureInfo.InvariantCulture, $"{row},{run.Trained.Evidence.Folds.Of[row]},{part[row]}\n");
        }

        return text.ToString();
    }

    private static string Predictions(TrainingRun run)
    {
        var text = new StringBuilder("row,probability,label\n");
        for (var i = 0; i < run.Judged.Length; i++)
        {
            text.Append(
                CultureInfo.InvariantCulture,
                $"{run.Judged[i]},{run.Probabilities[i]:R},{(run.Table.Labels[run.Judged[i]] ? 1 : 0)}\n"
            );
        }

        return text.ToString();
    }

    private static byte[] Json(Action<Utf8JsonWriter> write)
    {
        var buffer = new ArrayBufferWriter<byte>();
        using (var json = new Utf8JsonWriter(buffer, Indented))
        {
            json.WriteStartObject();
            write(json);
            json.WriteEndObject();
        }

        return buffer.WrittenSpan.ToArray();
    }

    private static void Remove(string folder)
    {
        if (Directory.Exists(folder))
        {
            Directory.Delete(folder, recursive: true);
        }
    }
}
