using CsMonolith.Learning.Evaluation;
using CsMonolith.Learning.Patterns;

namespace CsMonolith.Learning.Runs;

/// <summary>The report's curves: ranking, calibration, and outcomes caught by a team of given capacity.</summary>
internal static class ReportCurves
{
    private const int MostPoints = 300;
    private static readonly double[] Shares = [0.01, 0.02, 0.05, 0.1, 0.15, 0.2, 0.3, 0.5];

    public static void Write(ReportPage page, TrainingRun run)
    {
        bool[] labels = [.. run.Judged.Select(row => run.Table.Labels[row])];
        if (!labels.Contains(true) || !labels.Contains(false))
        {
            return;
        }

        var ranked = Enumerable
            .Range(0, labels.Length)
            .OrderByDescending(i => run.Probabilities[i])
            .ThenBy(i => i)
            .Select(i => labels[i])
            .ToArray();
        page.Charts([
            (
                new(
                    "ROC: the further above the dashed line, the better the ranking.",
                    "ROC 曲線:点線から上に離れるほど、並び順が良い。"
                ),
                Roc(run, labels)
            ),
            (
                new(
                    "Precision and recall; the dashed line is a list in any order.",
                    "適合率と再現率。点線は無作為な順の場合。"
                ),
                PrecisionRecall(ranked)
            ),
            (
                new(
                    "Calibration in tenths with 95% intervals; grey bars say how many rows.",
                    "較正(十等分、95% 区間)。灰色の棒は行数。"
                ),
                Calibration(run, labels)
            ),
            (
                new(
                    "Gain: share of all with the outcome that the top of the list holds.",
                    "ゲイン:上位に含まれる該当者の割合。"
                ),
                Gain(ranked)
            ),
            (
                new("Lift: how many times as many as in a list in any order.", "リフト:無作為な順に対する倍率。"),
                Lift(run, labels)
            ),
        ]);
        Capacity(page, run, ranked);
    }

    private static Chart Roc(TrainingRun run, bool[] labels) =>
        new Chart(300, 280, (0, 1), (0, 1), "ROC")
            .AcrossAxis(new("False positive rate", "偽陽性率"))
            .UpAxis(new("True positive rate", "真陽性率"))
            .Line([(0, 0), (1, 1)], "even")
            .Line(
                Thin([
                    .. Metrics
                        .RocCurve(run.Probabilities, labels)
                        .Select(point => (point.FalsePositive, point.TruePositive)),
                ]),
                "curve"
            );

    private static Chart PrecisionRecall(bool[] ranked)
    {
        var positives = ranked.Count(label => label);
        var points = new List<(double X, double Y)>();
        for (var (row, hits) = (0, 0); row < ranked.Length; row++)
        {
            hits += ranked[row] ? 1 : 0;
            if (ranked[row])
            {
                points.Add(((double)hits / positives, (double)hits / (row + 1)));
            }
        }

        var rate = (double)positives / ranked.Length;
        return new Chart(300, 280, (0, 1), (0, 1), "Precision and recall")
            .AcrossAxis(new("Recall", "再現率"))
            .UpAxis(new("Precision", "適合率"))
            .Line([(0, rate), (1, rate)], "even")
            .Line(Thin([.. points]), "curve");
    }

    private static Chart Calibration(TrainingRun run, bool[] labels)
    {
        var bins = Metrics.CalibrationTable(run.Probabilities, labels, 10);
        var most = Math.Clamp(1.1 * bins.Max(bin => Math.Max(bin.Forecast, IntervalOf(bin).High)), 0.05, 1);
        var chart = new Chart(300, 280, (0, most), (0, most), "Calibration")
            .AcrossAxis(new("Forecast probability", "予測確率"))
            .UpAxis(new("Observed share", "実際の割合"));
        var counts = new int[30];
        foreach (var probability in run.Probabilities)
        {
            counts[Math.Min((int)(probability / most * counts.Length), counts.Length - 1)]++;
        }

        for (var i = 0; i < counts.Length; i++)
        {
            chart.Count(most * i / counts.Length, most * (i + 1) / counts.Length, (double)counts[i] / counts.Max());
        }

        chart.Line([(0, 0), (most, most)], "even");
        foreach (var bin in bins)
        {
            var (low, high) = IntervalOf(bin);
            chart.Whisker(bin.Forecast, bin.Observed, low, high);
        }

        return chart;
    }

    private static Chart Gain(bool[] ranked)
    {
        var positives = ranked.Count(label => label);
        var points = new List<(double X, double Y)> { (0, 0) };
        for (var (row, hits) = (0, 0); row < ranked.Length; row++)
        {
            hits += ranked[row] ? 1 : 0;
            points.Add(((row + 1.0) / ranked.Length, (double)hits / positives));
        }

        return new Chart(300, 280, (0, 1), (0, 1), "Gain")
            .AcrossAxis(new("Share of rows from the top", "上位からの割合"))
            .UpAxis(new("Share caught", "捉えた割合"))
            .Line([(0, 0), (1, 1)], "even")
            .Line(Thin([.. points]), "curve");
    }

    private static Chart Lift(TrainingRun run, bool[] labels)
    {
        var shares = Enumerable.Range(1, 40).Select(i => i / 40.0).ToArray();
        var lifts = shares
            .Select(share => Metrics.Lift(run.Probabilities, labels, share))
            .Select(lift => double.IsNaN(lift) ? 1 : lift)
            .ToArray();
        return new Chart(300, 280, (0, 1), (0, Math.Max(lifts.Max() * 1.05, 1.2)), "Lift")
            .AcrossAxis(new("Share of rows from the top", "上位からの割合"))
            .UpAxis(new("Lift", "リフト"))
            .Line([(0, 1), (1, 1)], "even")
            .Line(shares.Zip(lifts), "curve");
    }

    private static void Capacity(ReportPage page, TrainingRun run, bool[] ranked)
    {
        var positives = ranked.Count(label => label);
        var falling = run.Probabilities.OrderDescending().ToArray();
        page.Title(new("If the team can look after so many", "対応できる件数ごとの効果"));
        page.Paragraph(
            new(
                "Take the rows with the highest probability. Caught: those among them with the outcome. The "
                    + "interval is of the share of hits.",
                "確率の高い順に取った場合。捉えた数は、その中の該当者です。区間は的中率の 95% 区間です。"
            )
        );
        page.Table(
            1,
            [
                new("Share", "割合"),
                new("Rows", "件数"),
                new("From probability", "確率の下限"),
                new("Caught", "捉えた数"),
                new("Of all", "全該当者に対して"),
                new("Hits (95%)", "的中率(95% 区間)"),
                new("Lift", "リフト"),
            ],
            Shares.Select(share =>
            {
                var rows = Math.Clamp((int)Math.Round(share * ranked.Length), 1, ranked.Length);
                var hits = ranked.AsSpan(0, rows).Count(true);
                var (low, high) = Effect.Wilson(hits, rows);
                return (string[])
                    [
                        ReportPage.Percent(share),
                        ReportPage.Figure($"{rows}"),
                        ReportPage.Figure($"{falling[rows - 1]:F3}"),
                        ReportPage.Figure($"{hits}"),
                        ReportPage.Percent((double)hits / positives),
                        $"{ReportPage.Percent((double)hits / rows)} "
                            + $"({ReportPage.Percent(low)}–{ReportPage.Percent(high)})",
                        ReportPage.Figure($"{(double)hits / rows * ranked.Length / positives:F2}"),
                    ];
            })
        );
    }

    private static (double Low, double High) IntervalOf(CalibrationBin bin) =>
        Effect.Wilson((int)Math.Round(bin.Observed * bin.Rows), bin.Rows);

    private static IEnumerable<(double X, double Y)> Thin((double X, double Y)[] points)
    {
        var step = Math.Max(points.Length / MostPoints, 1);
        return points.Where((_, i) => i % step == 0 || i == points.Length - 1);
    }
}
