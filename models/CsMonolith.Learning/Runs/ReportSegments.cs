using CsMonolith.Learning.Evaluation;
using CsMonolith.Learning.Localization;
using CsMonolith.Learning.Models;
using CsMonolith.Learning.Tables;

namespace CsMonolith.Learning.Runs;

/// <summary>
/// The report's segments: whether the forecast is right for every kind of customer, forecast against observed within
/// the levels of the columns it rests on.
/// </summary>
internal static class ReportSegments
{
    private const int MostColumns = 6;
    private const int MostLevels = 8;
    private const int MinRows = 30;

    public static void Write(ReportPage page, TrainingRun run)
    {
        if (run.Trained.Model.Signal == Signal.None)
        {
            return;
        }

        var rows = run.Importance.Take(MostColumns).SelectMany(one => Of(run, run.Table.Find(one.Feature)!)).ToList();
        if (rows.Count == 0)
        {
            return;
        }

        page.Title(new("Does it hold for everyone?", "区分ごとの当たり方"));
        page.Paragraph(
            new(
                $"Segments of at least {MinRows} rows. Marked where forecast and observed are further apart than "
                    + $"chance makes them in 99 of 100 segments.",
                $"{MinRows} 行以上の区分です。偶然なら 100 区分に 1 つしか起きないほど、予測と実際が離れた区分に印を付けます。"
            )
        );
        page.Table(
            2,
            [
                new("Column", "列"),
                new("Segment", "区分"),
                new("Rows", "行数"),
                new("Forecast", "予測"),
                new("Observed", "実際"),
                new("ROC AUC", "ROC AUC"),
                new("", ""),
            ],
            rows
        );
    }

    /// <summary>The figures of each level of the segment column.</summary>
    public static void Apart(ReportPage page, TrainingRun run)
    {
        var levels = SegmentFigures.Of(run);
        if (levels.Count == 0)
        {
            return;
        }

        page.Title(new($"Told apart by {run.Request.Segment!.Name}", $"{run.Request.Segment!.Name} ごとの当たり方"));
        page.Paragraph(
            new(
                "The same rows and forecasts as above, each group by itself. A model may be good over all and poor "
                    + "where it matters.",
                "上と同じ行と予測を、区分ごとに評価したものです。全体では良くても、肝心な区分では悪いことがあります。"
            )
        );
        page.Table(
            1,
            [
                new("Group", "区分"),
                new("Rows", "行数"),
                new("Forecast", "予測"),
                new("Observed", "実際"),
                new("ROC AUC (95%)", "ROC AUC(95% 区間)"),
                new("Log loss", "対数損失"),
                new("Calibration error", "較正誤差"),
            ],
            levels.Select(one =>
                (string[])
                    [
                        ReportPage.Both(SegmentFigures.Name(one.Level)),
                        ReportPage.Figure($"{one.Metrics.Rows}"),
                        ReportPage.Percent(one.Forecast),
                        ReportPage.Percent(one.Metrics.BaseRate),
                        double.IsNaN(one.Metrics.RocAuc.Value)
                            ? "–"
                            : ReportPage.Figure(
                                $"{one.Metrics.RocAuc.Value:F3} "
                                    + $"({one.Metrics.RocAuc.Low:F3}–{one.Metrics.RocAuc.High:F3})"
                            ),
                        ReportPage.Figure($"{one.Metrics.LogLoss:F4}"),
                        ReportPage.Figure($"{one.Metrics.Ece:F4}"),
                    ]
            )
        );
    }

    private static IEnumerable<string[]> Of(TrainingRun run, Column column)
    {
        var segments = column.Kind == ColumnKind.Category ? Levels(column) : Quarters(column);
        foreach (var (name, holds) in segments)
        {
            var members = Enumerable.Range(0, run.Judged.Length).Where(i => holds(run.Judged[i])).ToArray();
            if (members.Length < MinRows)
            {
                continue;
            }

            double[] forecast = [.. members.Select(i => run.Probabilities[i])];
            bool[] labels = [.. members.Select(i => run.Table.Labels[run.Judged[i]])];
            var (mean, observed) = (forecast.Average(), labels.Count(label => label) / (double)labels.Length);
            // Range that chance alone would give if every forecast were right.
            var spread = 2.576 * Math.Sqrt(forecast.Sum(p => p * (1 - p))) / forecast.Length;
            var auc =
                labels.Contains(true) && labels.Contains(false) ? Metrics.RocAuc(forecast, labels).Value : double.NaN;
            yield return
            [
                ReportPage.Encode(column.Name),
                ReportPage.Both(name),
                ReportPage.Figure($"{members.Length}"),
                ReportPage.Percent(mean),
                ReportPage.Percent(observed),
                double.IsNaN(auc) ? "–" : ReportPage.Figure($"{auc:F3}"),
                Math.Abs(mean - observed) <= spread
                    ? ""
                    : "<span class='off'>"
                        + ReportPage.Both(mean > observed ? new("too high", "高すぎ") : new("too low", "低すぎ"))
                        + "</span>",
            ];
        }
    }

    private static IEnumerable<(LocalizedText Name, Func<int, bool> Holds)> Levels(Column column)
    {
        var rows = new int[column.Levels.Count];
        foreach (var code in column.Codes)
        {
            if (code >= 0)
            {
                rows[code]++;
            }
        }

        return Enumerable
            .Range(0, rows.Length)
            .OrderByDescending(code => rows[code])
            .ThenBy(code => code)
            .Take(MostLevels)
            .Select(code =>
                (
                    new LocalizedText(column.Levels[code], column.Levels[code]),
                    (Func<int, bool>)(row => column.Codes[row] == code)
                )
            )
            .Append((new("(missing)", "(空欄)"), column.IsMissing));
    }

    private static IEnumerable<(LocalizedText Name, Func<int, bool> Holds)> Quarters(Column column)
    {
        var sorted = column.Numbers.ToArray().Where(number => !float.IsNaN(number)).Order().ToArray();
        if (sorted.Length == 0)
        {
            yield break;
        }

        float[] edges =
        [
            .. new[] { 0, 0.25, 0.5, 0.75, 1 }.Select(share => sorted[(int)(share * (sorted.Length - 1))]).Distinct(),
        ];
        for (var i = 0; i + 1 < edges.Length; i++)
        {
            var (from, to, last) = (edges[i], edges[i + 1], i + 2 == edges.Length);
            var name = ReportPage.Figure($"{from:G5} – {to:G5}");
            yield return (
                new(name, name),
                row => column.Numbers[row] >= from && (column.Numbers[row] < to || last && column.Numbers[row] <= to)
            );
        }

        yield return (new("(missing)", "(空欄)"), column.IsMissing);
    }
}
