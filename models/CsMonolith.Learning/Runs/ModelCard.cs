using System.Globalization;
using System.Text;
using CsMonolith.Learning.Localization;
using CsMonolith.Learning.Models;

namespace CsMonolith.Learning.Runs;

/// <summary>The model card: purpose, training data, quality and limits of a model.</summary>
internal static class ModelCard
{
    public static string Of(TrainingRun run)
    {
        var text = new StringBuilder();
        var metrics = run.Metrics;
        var evidence = run.Trained.Evidence;
        Line($"# Model card: {run.Request.Label}");
        Line($"");
        Line(
            $"- Data: {run.Request.Source}, {run.Table.Rows} rows, {run.Table.Columns.Count} features, fingerprint "
                + $"`{run.Fingerprint()[..16]}`"
        );
        Line($"- Base rate: {run.Trained.Model.BaseRate:P1}");
        var judgedBy =
            run.Protocol == Protocol.OutOfFold
                ? "every row, by a model that had not seen it"
                : "the latest period, by a model of the earlier ones; this model was then trained on all rows";
        Line($"- Judged by: {judgedBy}");
        Line($"- Parts: {PartsOf(run.Trained.Model)}");
        Line($"- Seed: {run.Request.Settings.Seed}");
        if (run.Request.Weight is { } weight)
        {
            Line($"- Weighted by: {weight}; the figures below count every row once");
        }

        if (run.Request.Settings.Monotone.Count > 0)
        {
            var directions = run
                .Request.Settings.Monotone.OrderBy(one => one.Key, StringComparer.Ordinal)
                .Select(one => $"{one.Key} {(one.Value > 0 ? "rising" : "falling")}");
            Line($"- Held monotone: {string.Join(", ", directions)}");
        }

        Line($"");
        if (run.Trained.Model.Signal == Signal.None)
        {
            Line(
                $"**No usable signal.** On rows left out the columns foretell the label no better than the base "
                    + $"rate. The model gives everybody"
            );
            Line($"{run.Trained.Model.BaseRate:P1} and no reasons. Use it to say how many, never to say who.");
            Line($"");
            Line(
                $"**有効な手がかりがありません。** どの列も平均の割合より良く結果を言い当てません。モデルは全員に同じ確率を返し、理由は示しません。"
            );
            Line($"");
        }

        Line($"| Measure | Value |");
        Line($"| --- | --- |");
        Line($"| ROC AUC | {metrics.RocAuc.Value:F4} ({metrics.RocAuc.Low:F4}–{metrics.RocAuc.High:F4}) |");
        Line($"| Average precision | {metrics.PrAuc:F4} |");
        Line($"| Log loss | {metrics.LogLoss:F4} |");
        Line($"| Brier | {metrics.Brier:F4} |");
        Line($"| Calibration error | {metrics.Ece:F4} |");
        Line($"| Lift in the top 10% | {metrics.LiftAt10:F2} |");
        Line(
            $"| Gain over base rate | {evidence.GainOverBaseRate.Value:F4} "
                + $"({evidence.GainOverBaseRate.Low:F4}–{evidence.GainOverBaseRate.High:F4}) |"
        );
        Line($"");
        Line($"## Warnings");
        Line($"");
        foreach (var finding in run.Findings)
        {
            Line($"- `{finding.Code}` {finding.Column}: {finding.Evidence.En} {finding.Evidence.Ja}");
        }

        Line($"{(run.Findings.Count == 0 ? "None found." : "")}");
        Line($"");
        Line($"## Limits");
        Line($"");
        Line(
            $"A contribution says what the forecast rests on; it is not the effect of changing that column. Rows "
                + $"unlike the training rows get the"
        );
        Line($"forecast of their nearest kin, and unseen levels that of the rare.");
        return text.ToString();

        void Line(InvariantText line) => text.Append(line.Take()).Append('\n');
    }

    private static string PartsOf(ProbabilityModel model) =>
        model.Parts.Count == 0
            ? "base rate only"
            : string.Join(
                " + ",
                model.Parts.Select(part =>
                    string.Create(CultureInfo.InvariantCulture, $"{part.Weight:0.##} × {part.Model.Kind}")
                )
            );
}
