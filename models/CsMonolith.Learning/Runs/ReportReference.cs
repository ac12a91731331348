using CsMonolith.Learning.Evaluation;
using CsMonolith.Learning.Localization;
using CsMonolith.Learning.References;

namespace CsMonolith.Learning.Runs;

/// <summary>The part of the report that puts the reference beside the model.</summary>
internal static class ReportReference
{
    private const int MostImportant = 20;

    public static void Write(ReportPage page, ReferenceReport? report)
    {
        if (report is null)
        {
            return;
        }

        var difference = report.Difference.LogLoss;
        page.Title(new("Beside the reference", "参照モデルとの比較"));
        page.Paragraph(
            new(
                $"{report.Learner} was trained on the same rows and folds and judged by the same rows. Its log loss "
                    + $"less ours: {Figure(difference)}.",
                $"{report.Learner} を同じ行・同じ分割で学習し、同じ行で評価しました。対数損失の差(参照 − 本モデル):{Figure(difference)}。"
            )
        );
        if (report.IsBetter)
        {
            page.Paragraph(
                new(
                    "The reference is better beyond chance: look for what this model misses before it is used.",
                    "参照モデルのほうが偶然の範囲を超えて良い結果です。使う前に、本モデルが見落としているものを調べてください。"
                ),
                "none"
            );
        }

        page.Table(
            1,
            [new("Measure", "指標"), new("This model", "本モデル"), new("Reference", "参照モデル")],
            [
                Row(new("ROC AUC", "ROC AUC"), report.Ours.RocAuc.Value, report.Reference.RocAuc.Value),
                Row(new("Log loss", "対数損失"), report.Ours.LogLoss, report.Reference.LogLoss),
                Row(new("Brier", "ブライアスコア"), report.Ours.Brier, report.Reference.Brier),
                Row(new("Calibration error", "較正誤差"), report.Ours.Ece, report.Reference.Ece),
            ]
        );
        Factors(page, report);
    }

    /// <summary>In what the two learners differ about a factor.</summary>
    public static LocalizedText Difference(FactorAgreement factor)
    {
        var (ours, reference) = (Figure(factor.Ours), Figure(factor.Reference));
        return factor.Verdict == FactorVerdict.OppositeDirections
            ? new(
                $"{factor.Feature}: from {factor.From} to {factor.To} the probability changes by {ours} here and by "
                    + $"{reference} in the reference.",
                $"{factor.Feature}:{factor.From} から {factor.To} で、確率の変化は本モデル {ours}、参照モデル {reference} です。"
            )
            : new(
                $"{factor.Feature}: place {factor.OurRank} by importance here, {factor.ReferenceRank} in the reference.",
                $"{factor.Feature}:重要度の順位は本モデル {factor.OurRank} 位、参照モデル {factor.ReferenceRank} 位です。"
            );
    }

    private static void Factors(ReportPage page, ReferenceReport report)
    {
        if (report.Importance.Count == 0)
        {
            return;
        }

        var ours = report.OurImportance.ToDictionary(one => one.Feature, StringComparer.Ordinal);
        var verdicts = report.Factors.ToDictionary(one => one.Feature, StringComparer.Ordinal);
        page.Paragraph(
            new(
                "Permutation importance as ML.NET measures it: fall of the ROC AUC when a column's cells are shuffled.",
                "ML.NET の順列重要度:列を並べ替えたときの ROC AUC の低下。"
            )
        );
        page.Table(
            2,
            [
                new("Column", "列"),
                new("Agreement", "見立て"),
                new("This model", "本モデル"),
                new("Reference", "参照モデル"),
            ],
            report
                .Importance.Take(MostImportant)
                .Select(one =>
                    (string[])
                        [
                            ReportPage.Encode(one.Feature),
                            AgreementOf(verdicts.GetValueOrDefault(one.Feature)),
                            ours.TryGetValue(one.Feature, out var own) ? ReportPage.Figure($"{own.AucDrop:F4}") : "–",
                            ReportPage.Figure($"{one.AucDrop:F4}"),
                        ]
                )
        );
        foreach (var factor in report.NotAgreed)
        {
            page.Paragraph(Difference(factor), "none");
        }
    }

    private static string AgreementOf(FactorAgreement? factor) =>
        factor is null ? "–"
        : factor.Verdict == FactorVerdict.Agreed ? ReportPage.Both(new("agreed", "一致"))
        : ReportPage.Both(new("not agreed", "見立てが分かれる"));

    private static string[] Row(LocalizedText name, double ours, double reference) =>
        [ReportPage.Both(name), Number(ours), Number(reference)];

    private static string Number(double figure) => double.IsFinite(figure) ? ReportPage.Figure($"{figure:F4}") : "–";

    private static string Figure(Interval interval) =>
        ReportPage.Figure($"{interval.Value:F4} ({interval.Low:F4}–{interval.High:F4})");
}
