using System.Text.Json;
using CsMonolith.Learning.Evaluation;
using CsMonolith.Learning.Localization;
using CsMonolith.Learning.Tables;

namespace CsMonolith.Learning.Runs;

/// <summary>Quality of a run within one level of its segment column.</summary>
/// <param name="Level">As the file has it; empty where the cell is.</param>
/// <param name="Forecast">Mean probability; calibrated if near the share observed.</param>
/// <param name="Metrics">On the judged rows of the level. ROC AUC is NaN where they have one outcome only.</param>
public sealed record SegmentFigures(string Level, double Forecast, MetricSet Metrics)
{
    /// <summary>Most levels that a segment column may have.</summary>
    public const int MostLevels = 20;

    /// <summary>
    /// Each level of the run's segment column that has judged rows, by name; none without such a column. O(judged).
    /// </summary>
    /// <exception cref="ArgumentException">The column has more than <see cref="MostLevels"/> levels.</exception>
    public static IReadOnlyList<SegmentFigures> Of(TrainingRun run)
    {
        ArgumentNullException.ThrowIfNull(run);
        if (run.Request.Segment is not { } segment)
        {
            return [];
        }

        var levels = Enumerable
            .Range(0, run.Judged.Length)
            .GroupBy(i => segment.Text(run.Judged[i]), StringComparer.Ordinal)
            .OrderBy(level => level.Key, StringComparer.Ordinal)
            .ToList();
        if (levels.Count > MostLevels)
        {
            throw new ArgumentException(
                $"Column '{segment.Name}' has {levels.Count} levels: figures are told apart by at most {MostLevels}.",
                nameof(run)
            );
        }

        return [.. levels.Select(level => Of(run, level.Key, [.. level]))];
    }

    /// <summary>A level in words.</summary>
    internal static LocalizedText Name(string level) =>
        level.Length == 0 ? new("(missing)", "(空欄)") : new(level, level);

    /// <summary>Writes <c>segments</c> as a property of the present object; nothing without such a column.</summary>
    public static void Write(Utf8JsonWriter json, TrainingRun run)
    {
        ArgumentNullException.ThrowIfNull(json);
        ArgumentNullException.ThrowIfNull(run);
        if (run.Request.Segment is not { } segment)
        {
            return;
        }

        json.WriteStartObject("segments");
        json.WriteString("column", segment.Name);
        json.WriteStartArray("levels");
        foreach (var one in Of(run))
        {
            json.WriteStartObject();
            json.WriteString("level", one.Level);
            RunFolder.WriteNumber(json, "forecast", one.Forecast);
            RunFolder.WriteMetrics(json, one.Metrics);
            json.WriteEndObject();
        }

        json.WriteEndArray();
        json.WriteEndObject();
    }

    private static SegmentFigures Of(TrainingRun run, string level, int[] members)
    {
        double[] forecast = [.. members.Select(i => run.Probabilities[i])];
        bool[] labels = [.. members.Select(i => run.Table.Labels[run.Judged[i]])];
        return new SegmentFigures(level, forecast.Average(), Evaluation.Metrics.Of(forecast, labels));
    }
}
