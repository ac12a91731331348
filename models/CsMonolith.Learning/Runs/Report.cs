using CsMonolith.Learning.Localization;
using CsMonolith.Learning.Models;

namespace CsMonolith.Learning.Runs;

/// <summary>The report of a run as one HTML page: quality, segments, explanations, data and limits.</summary>
internal static class Report
{
    private const int MostImportant = 20;

    public static string Html(TrainingRun run)
    {
        var page = new ReportPage();
        page.Raw($"<h1>{ReportPage.Encode(run.Request.Label)}</h1>");
        page.Paragraph(
            new(
                $"{run.Request.Source}: {run.Table.Rows} rows, {run.Table.Columns.Count} columns, "
                    + $"{ReportPage.Percent(run.Trained.Model.BaseRate)} with the outcome.",
                $"{run.Request.Source}:{run.Table.Rows} 行、{run.Table.Columns.Count} 列、該当 "
                    + $"{ReportPage.Percent(run.Trained.Model.BaseRate)}。"
            )
        );
        if (run.Trained.Model.Signal == Signal.None)
        {
            page.Paragraph(
                new(
                    "No usable signal: on rows left out, these columns foretell the outcome no better than the "
                        + "overall share. The model gives everybody that share.",
                    "有効な手がかりがありません。これらの列では、全体の割合より良い予測はできませんでした。モデルは全員に同じ確率を返します。"
                ),
                "none"
            );
        }

        Measures(page, run);
        ReportSegments.Apart(page, run);
        ReportCurves.Write(page, run);
        ReportSegments.Write(page, run);
        ImportanceOf(page, run);
        ReportReference.Write(page, run.Reference);
        ReportShapes.Write(page, run);
        Leaks(page, run);
        ReportProfile.Write(page, run.Table);
        Card(page, run);
        return page.Html();
    }

    private static void Measures(ReportPage page, TrainingRun run)
    {
        var metrics = run.Metrics;
        page.Title(new("How good", "予測の良さ"));
        page.Paragraph(
            run.Protocol switch
            {
                Protocol.OutOfFold => new(
                    "Every row was judged by a model that had not seen it.",
                    "どの行も、その行を学習していないモデルで評価しています。"
                ),
                Protocol.OtherCustomers => new(
                    "Customers were judged by a model that had seen no row of theirs.",
                    "その顧客の行を学習していないモデルで評価しています。"
                ),
                _ => new(
                    "The latest period was judged by a model of the earlier ones.",
                    "最新の期間を、それ以前で学習したモデルで評価しています。"
                ),
            }
        );
        page.Table(
            3,
            [new("Measure", "指標"), new("Value", "値"), new("What it says", "意味")],
            [
                Row(
                    new("ROC AUC (95%)", "ROC AUC(95% 区間)"),
                    $"{metrics.RocAuc.Value:F3} ({metrics.RocAuc.Low:F3}–{metrics.RocAuc.High:F3})",
                    new(
                        "Chance that one with the outcome is ranked above one without; 0.5 is a coin.",
                        "該当者が非該当者より上に並ぶ確率。0.5 は当てずっぽう。"
                    )
                ),
                Row(
                    new("Average precision", "平均適合率"),
                    $"{metrics.PrAuc:F3}",
                    new(
                        $"Against {metrics.BaseRate:F3} for a list in any order.",
                        $"無作為な順なら {metrics.BaseRate:F3}。"
                    )
                ),
                Row(
                    new("Log loss", "対数損失"),
                    $"{metrics.LogLoss:F4}",
                    new(
                        $"The base rate alone gives {run.BaseLogLoss:F4}; lower is better.",
                        $"割合だけなら {run.BaseLogLoss:F4}。小さいほど良い。"
                    )
                ),
                Row(
                    new("Brier", "ブライアスコア"),
                    $"{metrics.Brier:F4}",
                    new("Mean squared error of the probabilities.", "確率の平均二乗誤差。")
                ),
                Row(
                    new("Calibration error", "較正誤差"),
                    $"{metrics.Ece:F4}",
                    new("Mean distance between forecast and observed shares.", "予測と実際の割合の平均的なずれ。")
                ),
                Row(
                    new("Lift in the top 10%", "上位 10% のリフト"),
                    $"{metrics.LiftAt10:F2}",
                    new("How many times as many as in a list in any order.", "無作為な順に対する倍率。")
                ),
            ]
        );

        static string[] Row(LocalizedText name, InvariantText value, LocalizedText meaning) =>
            [ReportPage.Both(name), ReportPage.Figure(value), ReportPage.Both(meaning)];
    }

    private static void ImportanceOf(ReportPage page, TrainingRun run)
    {
        var top = run.Importance.Take(MostImportant).ToArray();
        if (top.Length == 0)
        {
            return;
        }

        page.Title(new("What the forecast rests on", "予測の根拠"));
        page.Paragraph(
            new(
                "Rise of the log loss when a column's cells are shuffled, on rows the model has not seen, with 95% "
                    + "intervals. Not the effect of changing it.",
                "未学習の行で、その列を並べ替えたときの対数損失の増加(95% 区間)。列を変えたときの効果ではありません。"
            )
        );
        var (least, most) = (
            Math.Min(top.Min(one => one.LossIncrease.Low), 0),
            Math.Max(top.Max(one => one.LossIncrease.High), 1e-6)
        );
        var chart = new Chart(
            700,
            56 + 22 * top.Length,
            (least, most * 1.04),
            (-top.Length, 0),
            "Importance",
            left: 190
        ).AcrossAxis(new("Rise of the log loss", "対数損失の増加"));
        for (var i = 0; i < top.Length; i++)
        {
            chart.Bar(
                -i - 0.5,
                top[i].LossIncrease.Value,
                top[i].LossIncrease.Low,
                top[i].LossIncrease.High,
                top[i].Feature
            );
        }

        page.Raw(chart.Svg());
    }

    private static void Leaks(ReportPage page, TrainingRun run)
    {
        page.Title(new("Warnings", "注意点"));
        if (run.Findings.Count == 0)
        {
            page.Paragraph(new("None found.", "見つかりませんでした。"));
            return;
        }

        page.Paragraph(
            new(
                "A column that knows too much makes a model look good and fail in service. Leave out what is not "
                    + "known on the day of the forecast.",
                "結果を知りすぎた列があると、検証では良く見えて本番で外れます。予測日に分からない列は除いてください。"
            )
        );
        page.Table(
            3,
            [new("Kind", "種類"), new("Column", "列"), new("Evidence", "根拠")],
            run.Findings.Select(finding =>
                (string[])
                    [
                        $"<code>{ReportPage.Encode(finding.Code)}</code>",
                        ReportPage.Encode(finding.Column),
                        ReportPage.Both(finding.Evidence),
                    ]
            )
        );
    }

    private static void Card(ReportPage page, TrainingRun run)
    {
        page.Title(new("About this model", "このモデルについて"));
        page.Table(
            1,
            [new("Candidate", "候補"), new("Log loss on rows left out", "未学習の行での対数損失")],
            run.Trained.Evidence.Candidates.Select(one =>
                (string[])[ReportPage.Encode(one.Name), ReportPage.Figure($"{one.LogLoss:F4}")]
            )
        );
        var parts = string.Join(
            " + ",
            run.Trained.Model.Parts.Select(part => ReportPage.Figure($"{part.Weight:0.##} × {part.Model.Kind}"))
        );
        page.Paragraph(
            new(
                $"Parts: {(parts.Length > 0 ? parts : "base rate only")}. Seed {run.Request.Settings.Seed}. Data "
                    + $"fingerprint {run.Fingerprint()[..16]}. The same data and seed give the same bytes.",
                $"構成:{(parts.Length > 0 ? parts : "平均の割合のみ")}。乱数の種 {run.Request.Settings.Seed}。データの指紋 "
                    + $"{run.Fingerprint()[..16]}。同じデータと種からは同じファイルができます。"
            )
        );
        page.Raw(
            "<p><a href='MODEL_CARD.md'>MODEL_CARD.md</a> · <a href='metrics.json'>metrics.json</a> · <a "
                + "href='run.json'>run.json</a></p>"
        );
    }
}
