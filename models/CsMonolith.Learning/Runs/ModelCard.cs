using System.Globalization;
using System.Text;
using CsMonolith.Learning.Localization;
using CsMonolith.Learning.Models;
using CsMonolith.Learning.References;

namespace CsMonolith.Learning.Runs;

/// <summary>What a card says beside the run itself: whoever trained knows more of the rows than the table tells.</summary>
/// <param name="Title">Title of the card.</param>
/// <param name="Purpose">What the label means.</param>
/// <param name="Facts">Facts about rows and label, in the order of the card.</param>
public sealed record CardContext(
    string Title,
    LocalizedText Purpose,
    IReadOnlyList<(LocalizedText Name, LocalizedText Value)> Facts
);

/// <summary>
/// The model card: purpose, training data, quality, reference and limits of a model. The command line and the host
/// write the same one.
/// </summary>
public static class ModelCard
{
    private const int MostImportant = 10;

    /// <summary>The card as Markdown.</summary>
    /// <param name="run">A whole training.</param>
    /// <param name="context">Null where nothing is known but the table.</param>
    public static string Of(TrainingRun run, CardContext? context = null)
    {
        ArgumentNullException.ThrowIfNull(run);
        var text = new StringBuilder();
        var metrics = run.Metrics;
        var evidence = run.Trained.Evidence;
        Line($"# Model card: {context?.Title ?? run.Request.Label}");
        Line($"");
        if (context is not null)
        {
            Line($"{context.Purpose.En} / {context.Purpose.Ja}");
            Line($"");
        }

        Line(
            $"- Data: {run.Request.Source}, {run.Table.Rows} rows, {run.Table.Columns.Count} features, fingerprint "
                + $"`{run.Fingerprint()[..16]}`"
        );
        Line($"- Base rate: {run.Trained.Model.BaseRate:P1}");
        Line($"- Judged by: {JudgedBy(run)}");
        Line($"- Parts: {PartsOf(run.Trained.Model)}");
        Line($"- Seed: {run.Request.Settings.Seed}");
        foreach (var (name, value) in context?.Facts ?? [])
        {
            Line($"- {name.En} / {name.Ja}: {Once(value)}");
        }

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
        Line($"| Log loss of the base rate | {run.BaseLogLoss:F4} |");
        Line($"| Brier | {metrics.Brier:F4} |");
        Line($"| Calibration error | {metrics.Ece:F4} |");
        Line($"| Lift in the top 10% | {metrics.LiftAt10:F2} |");
        Line(
            $"| Gain over base rate | {evidence.GainOverBaseRate.Value:F4} "
                + $"({evidence.GainOverBaseRate.Low:F4}–{evidence.GainOverBaseRate.High:F4}) |"
        );
        Line($"");
        Reference();
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
        if (context is not null)
        {
            Line($"");
            Line($"## Features");
            Line($"");
            Line($"{string.Join(", ", run.Trained.Model.Schema.Features.Select(feature => feature.Name))}");
        }

        return text.ToString();

        void Reference()
        {
            if (run.Reference is not { } beside)
            {
                return;
            }

            var (ours, theirs, difference) = (beside.Ours, beside.Reference, beside.Difference.LogLoss);
            Line($"## Reference: {beside.Learner}");
            Line($"");
            Line(
                $"Trained on the same rows and folds, judged by the same rows. / 同じ行・同じ分割で学習し、同じ行で検証した参照モデルです。"
            );
            Line($"");
            Line($"| Measure | This model | Reference |");
            Line($"| --- | --- | --- |");
            Line($"| ROC AUC | {ours.RocAuc.Value:F4} | {theirs.RocAuc.Value:F4} |");
            Line($"| Log loss | {ours.LogLoss:F4} | {theirs.LogLoss:F4} |");
            Line($"| Calibration error | {ours.Ece:F4} | {theirs.Ece:F4} |");
            Line($"");
            Line(
                $"The reference's log loss less ours: {difference.Value:F4} ({difference.Low:F4}–{difference.High:F4})"
                    + $"{(beside.IsBetter ? ". **The reference is better beyond chance. / 参照モデルのほうが偶然の範囲を超えて良い結果です。**" : "")}"
            );
            Line($"");
            if (beside.Importance.Count > 0)
            {
                Line($"Most important to the reference (fall of the ROC AUC when permuted): {Leading(beside)}.");
                Line($"");
            }

            foreach (var factor in beside.NotAgreed)
            {
                Line($"- Not agreed / 見立てが分かれる: {ReportReference.Difference(factor).En}");
            }

            Line($"{(beside.NotAgreed.Any() ? "\n" : "")}");
        }

        void Line(InvariantText line) => text.Append(line.Take()).Append('\n');
    }

    private static string JudgedBy(TrainingRun run) =>
        run.Protocol switch
        {
            Protocol.OutOfFold => "every row, by a model that had not seen it",
            Protocol.OtherCustomers => "customers of whom it has seen no row",
            _ when run.Request.Refit =>
                "the latest period, by a model of the earlier ones; this model was then trained on all rows",
            _ => "the latest period, which it has not seen",
        };

    private static string Once(LocalizedText text) => text.En == text.Ja ? text.En : $"{text.En} / {text.Ja}";

    private static string Leading(ReferenceReport beside) =>
        string.Join(
            ", ",
            beside
                .Importance.Take(MostImportant)
                .Select(one => string.Create(CultureInfo.InvariantCulture, $"{one.Feature} {one.AucDrop:F4}"))
        );

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
