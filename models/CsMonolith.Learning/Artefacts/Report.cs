using System.Globalization;
using System.Net;
using System.Text;
using CsMonolith.Learning.Additive;
using CsMonolith.Learning.Evaluation;
using CsMonolith.Learning.Tables;
using CsMonolith.Learning.Training;

namespace CsMonolith.Learning.Artefacts;

/// <summary>The run as one page that needs no network: both languages, charts as inline SVG.</summary>
internal static class Report
{
    private const int MostImportant = 20;
    private const int MostShapes = 12;
    private const int MostCurvePoints = 300;

    private const string Head = """
        <!doctype html><html><head><meta charset="utf-8"><meta name="viewport" content="width=device-width"><title>Training report</title><style>
        body{font:15px/1.6 system-ui,"Noto Sans CJK JP",sans-serif;max-width:60rem;margin:1rem auto;padding:0 1rem;color:#1d2733;background:#fff}
        table{border-collapse:collapse}td,th{padding:.2rem .8rem;border-bottom:1px solid #d5dbe3;text-align:left}
        svg{max-width:100%;height:auto}text{font:11px system-ui,sans-serif;fill:#44505e}.area{fill:#f6f8fa}.curve{fill:none;stroke:#1c6dd0;stroke-width:2}
        .even{fill:none;stroke:#9aa5b1;stroke-dasharray:4}.band{fill:#1c6dd0;opacity:.15}.dot{fill:#1c6dd0}.bar{fill:#8db8ec}.error{stroke:#1d2733;stroke-width:1.4}
        .charts{display:flex;flex-wrap:wrap;gap:1rem}figure{margin:0}.none{background:#fff3d6;padding:1rem}
        body:has(#en:checked) [lang=ja],body:has(#ja:checked) [lang=en]{display:none}
        </style></head><body><p><label><input type="radio" name="language" id="ja" checked>日本語</label> <label><input type="radio" name="language" id="en">English</label></p>
        """;

    public static string Html(TrainingRun run)
    {
        var page = new StringBuilder(Head);
        page.Append(CultureInfo.InvariantCulture, $"<h1>{Encode(run.Order.Label)}</h1><p>{Encode(run.Order.Source)} · {run.Table.Rows} × {run.Table.Columns.Count}</p>");
        if (run.Trained.Model.Signal == Signal.None)
        {
            page.Append("<p class='none'>").Append(Both(new(
                "No usable signal: on rows left out, these columns foretell the outcome no better than the overall share. The model gives everybody that share.",
                "有効な手がかりがありません。これらの列では、全体の割合より良い予測はできませんでした。モデルは全員に同じ確率を返します。"))).Append("</p>");
        }

        Measures(page, run);
        Curves(page, run);
        ImportanceOf(page, run);
        Shapes(page, run);
        Leaks(page, run);
        return page.Append("</body></html>\n").ToString();
    }

    private static void Measures(StringBuilder page, TrainingRun run)
    {
        var metrics = run.Metrics;
        Title(page, new("How good", "予測の良さ"));
        page.Append("<p>").Append(Both(run.Protocol == Protocol.OutOfFold
            ? new("Every row was judged by a model that had not seen it.", "どの行も、その行を学習していないモデルで評価しています。")
            : new("The latest period was judged by a model of the earlier ones.", "最新の期間を、それ以前で学習したモデルで評価しています。"))).Append("</p><table>");
        Row(new("ROC AUC (95%)", "ROC AUC(95% 区間)"), $"{metrics.RocAuc.Value:F3} ({metrics.RocAuc.Low:F3}–{metrics.RocAuc.High:F3})");
        Row(new("Average precision", "平均適合率"), $"{metrics.PrAuc:F3}");
        Row(new("Log loss (base rate alone)", "対数損失(割合だけの場合)"), $"{metrics.LogLoss:F4} ({run.Trained.Evidence.Candidates[0].LogLoss:F4})");
        Row(new("Brier", "ブライアスコア"), $"{metrics.Brier:F4}");
        Row(new("Calibration error", "較正誤差"), $"{metrics.Ece:F4}");
        Row(new("Lift in the top 10%", "上位 10% のリフト"), $"{metrics.LiftAt10:F2}");
        page.Append("</table>");

        void Row(Text name, FormattableString value) =>
            page.Append("<tr><th>").Append(Both(name)).Append("</th><td>").Append(value.ToString(CultureInfo.InvariantCulture)).Append("</td></tr>");
    }

    private static void Curves(StringBuilder page, TrainingRun run)
    {
        var labels = run.Judged.Select(row => run.Table.Labels[row]).ToArray();
        page.Append("<div class='charts'>");
        Figure(page, new("ROC curve", "ROC 曲線"), new Chart(300, 260, (0, 1), (0, 1), "ROC").Axes()
            .Line([(0, 0), (1, 1)], "even").Line(Thin([.. Metrics.RocCurve(run.Probabilities, labels).Select(point => (point.FalsePositive, point.TruePositive))]), "curve"));
        var calibration = new Chart(300, 260, (0, 1), (0, 1), "Calibration").Axes().Line([(0, 0), (1, 1)], "even");
        foreach (var bin in Metrics.CalibrationTable(run.Probabilities, labels, 10))
        {
            var (low, high) = Patterns.Effect.Wilson((int)Math.Round(bin.Observed * bin.Rows), bin.Rows);
            calibration.Whisker(bin.Forecast, bin.Observed, low, high);
        }

        Figure(page, new("Calibration: forecast against observed", "較正:予測と実際"), calibration);
        var shares = Enumerable.Range(1, 20).Select(i => i / 20.0).ToArray();
        var lifts = shares.Select(share => Metrics.Lift(run.Probabilities, labels, share)).Select(lift => double.IsNaN(lift) ? 1 : lift).ToArray();
        Figure(page, new("Lift by share of rows taken", "上位からの割合とリフト"), new Chart(300, 260, (0, 1), (0, Math.Max(lifts.Max(), 1.2)), "Lift").Axes()
            .Line([(0, 1), (1, 1)], "even").Line(shares.Zip(lifts), "curve"));
        page.Append("</div>");
    }

    private static void ImportanceOf(StringBuilder page, TrainingRun run)
    {
        var top = run.Importance.Take(MostImportant).ToArray();
        if (top.Length == 0)
        {
            return;
        }

        Title(page, new("What the forecast rests on", "予測の根拠"));
        page.Append("<p>").Append(Both(new(
            "Rise of the log loss when a column's cells are shuffled, on rows the model has not seen, with 95% intervals. Not the effect of changing it.",
            "未学習の行で、その列を並べ替えたときの対数損失の増加(95% 区間)。列を変えたときの効果ではありません。"))).Append("</p>");
        var most = Math.Max(top.Max(one => one.LossIncrease.High), 1e-6);
        var chart = new Chart(640, 44 + 22 * top.Length, (Math.Min(top.Min(one => one.LossIncrease.Low), 0), most * 1.6), (-top.Length, 1), "Importance");
        for (var i = 0; i < top.Length; i++)
        {
            chart.Bar(-i, top[i].LossIncrease.Value, top[i].LossIncrease.Low, top[i].LossIncrease.High, top[i].Feature);
        }

        page.Append(chart.Svg());
    }

    private static void Shapes(StringBuilder page, TrainingRun run)
    {
        if (run.Trained.Model.Parts.Select(part => part.Model).OfType<AdditiveModel>().FirstOrDefault() is not { } model)
        {
            return;
        }

        Title(page, new("Shapes: log-odds by value, with the spread over the bags", "形状:値ごとの対数オッズ(標本のばらつき付き)"));
        page.Append("<div class='charts'>");
        foreach (var one in run.Importance.Take(MostShapes))
        {
            var index = run.Trained.Model.Schema.Features.Select(feature => feature.Name).ToList().IndexOf(one.Feature);
            Figure(page, new(one.Feature, one.Feature), run.Trained.Model.Schema.Features[index] is { Kind: ColumnKind.Category } feature
                ? LevelShape(model, index, feature)
                : NumberShape(model, index, run.Table.Find(one.Feature)!));
        }

        page.Append("</div>");
    }

    private static Chart NumberShape(AdditiveModel model, int index, Column column)
    {
        var cuts = model.Maps[index].Cuts.ToArray();
        var (scores, errors) = (model.Mains[index], model.Errors[index]);
        var known = column.Numbers.ToArray().Where(number => !float.IsNaN(number)).DefaultIfEmpty().ToArray();
        double[] edges = [known.Min(), .. cuts, known.Max()];
        var (upper, middle, lower) = (new List<(double, double)>(), new List<(double, double)>(), new List<(double, double)>());
        for (var bin = 1; bin < scores.Length; bin++)
        {
            foreach (var x in new[] { edges[bin - 1], edges[bin] })
            {
                upper.Add((x, scores[bin] + 2 * errors[bin]));
                middle.Add((x, scores[bin]));
                lower.Add((x, scores[bin] - 2 * errors[bin]));
            }
        }

        return new Chart(300, 200, (edges[0], edges[^1]), (lower.Min(point => point.Item2), upper.Max(point => point.Item2)), column.Name)
            .Axes("0.###").Area(upper, lower).Line(middle, "curve");
    }

    private static Chart LevelShape(AdditiveModel model, int index, Feature feature)
    {
        var (scores, errors) = (model.Mains[index], model.Errors[index]);
        var levels = Enumerable.Range(0, Math.Min(feature.Levels.Count, 8)).ToArray();
        var (low, high) = (levels.Min(level => scores[level + 2] - 2 * errors[level + 2]), levels.Max(level => scores[level + 2] + 2 * errors[level + 2]));
        var chart = new Chart(300, 200, (-0.5, levels.Length - 0.5), (Math.Min(low, 0), Math.Max(high, 0)), feature.Name);
        foreach (var level in levels)
        {
            chart.Whisker(level, scores[level + 2], scores[level + 2] - 2 * errors[level + 2], scores[level + 2] + 2 * errors[level + 2]);
            chart.Note(level, feature.Levels[level] is { Length: > 9 } name ? name[..8] + "…" : feature.Levels[level]);
        }

        return chart;
    }

    private static void Leaks(StringBuilder page, TrainingRun run)
    {
        Title(page, new("Warnings", "注意点"));
        if (run.Findings.Count == 0)
        {
            page.Append("<p>").Append(Both(new("None found.", "見つかりませんでした。"))).Append("</p>");
            return;
        }

        page.Append("<table>");
        foreach (var finding in run.Findings)
        {
            page.Append("<tr><td><code>").Append(Encode(finding.Code)).Append("</code></td><td>").Append(Encode(finding.Column))
                .Append("</td><td>").Append(Both(finding.Evidence)).Append("</td></tr>");
        }

        page.Append("</table>");
    }

    private static void Title(StringBuilder page, Text text) => page.Append("<h2>").Append(Both(text)).Append("</h2>");

    private static void Figure(StringBuilder page, Text caption, Chart chart) =>
        page.Append("<figure>").Append(chart.Svg()).Append("<figcaption>").Append(Both(caption)).Append("</figcaption></figure>");

    private static string Both(Text text) => $"<span lang='ja'>{Encode(text.Ja)}</span><span lang='en'>{Encode(text.En)}</span>";

    private static string Encode(string text) => WebUtility.HtmlEncode(text);

    private static IEnumerable<(double X, double Y)> Thin((double X, double Y)[] points)
    {
        var step = Math.Max(points.Length / MostCurvePoints, 1);
        return points.Where((_, i) => i % step == 0 || i == points.Length - 1);
    }
}
