using System.Globalization;
using CsMonolith.Learning.Evaluation;
using CsMonolith.Learning.Localization;

namespace CsMonolith.Learning.Leaks;

/// <summary>Tells the leaks that are almost certainly ones, so that a training leaves them out by itself.</summary>
internal static class CertainLeak
{
    /// <summary>Code of the finding that a column was left out.</summary>
    public const string LeftOut = "leak.left-out";

    /// <summary>No single fact that was known beforehand orders an outcome so well.</summary>
    private const double Auc = 0.97;

    /// <summary>The same where the column's name speaks of the end of the relationship.</summary>
    private const double NamedAuc = 0.9;

    /// <summary>Names of the columns, in the order of the findings.</summary>
    public static IReadOnlyList<string> Columns(IReadOnlyList<Finding> findings) =>
        [.. findings.Where(IsCertain).Select(finding => finding.Column).Distinct(StringComparer.Ordinal)];

    /// <summary>What is told of a column that was left out: the model's figures with and without.</summary>
    /// <param name="column">The column.</param>
    /// <param name="with">Figures of the model that knows all columns.</param>
    /// <param name="without">Figures of the model that is handed over.</param>
    public static Finding Told(string column, MetricSet with, MetricSet without) =>
        new(
            LeftOut,
            column,
            new(
                $"It is almost certainly known only afterwards and is left out. With what is left out the ROC AUC "
                    + $"would be {Figure(with.RocAuc.Value)} and the log loss {Figure(with.LogLoss)}; without it they "
                    + $"are {Figure(without.RocAuc.Value)} and {Figure(without.LogLoss)}. churn train --keep-leaks "
                    + $"keeps it.",
                $"結果の後にしか分からない値とみてほぼ間違いないため、除きました。除いた列を使うと ROC AUC {Figure(with.RocAuc.Value)}、"
                    + $"対数損失 {Figure(with.LogLoss)}、使わないと ROC AUC {Figure(without.RocAuc.Value)}、対数損失 "
                    + $"{Figure(without.LogLoss)} です。残すには churn train --keep-leaks を使います。"
            ),
            without.Rows,
            with.RocAuc.Value
        );

    private static bool IsCertain(Finding finding) =>
        finding.Code switch
        {
            "leak.too-good" => finding.Statistic >= Auc,
            "leak.afterwards" => finding.Statistic >= NamedAuc,
            "leak.future" => finding.Column.Length > 0,
            _ => false,
        };

    private static string Figure(double number) =>
        double.IsFinite(number) ? number.ToString("F4", CultureInfo.InvariantCulture) : "-";
}
