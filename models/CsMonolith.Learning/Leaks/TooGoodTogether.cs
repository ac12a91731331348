using CsMonolith.Learning.Localization;
using CsMonolith.Learning.Tables;

namespace CsMonolith.Learning.Leaks;

/// <summary>Doubts a model that is better than facts known beforehand let models be.</summary>
internal static class TooGoodTogether
{
    /// <summary>From this area on held-out rows are hardly ever ordered by facts that were known beforehand.</summary>
    private const double Doubtful = 0.98;

    private const int MinOutcomes = 10;
    private const int Named = 3;

    /// <param name="rocAuc">On rows that the model had not seen.</param>
    /// <param name="table">Labelled rows: their columns are named by how well each orders the label.</param>
    /// <param name="findings">What was found already: where a column is doubted by itself, no more is said.</param>
    public static Finding? Find(double rocAuc, Table table, IReadOnlyList<Finding> findings)
    {
        var labels = table.Labels.ToArray();
        if (
            !(rocAuc >= Doubtful)
            || Math.Min(labels.Count(label => label), labels.Count(label => !label)) < MinOutcomes
            || findings.Any(finding => finding.Code is "leak.too-good" or "leak.certain" or "leak.after-event")
        )
        {
            return null;
        }

        var strongest = table
            .Columns.Select(column => (column.Name, Auc: SingleColumn.Auc(column, labels)))
            .OrderByDescending(column => column.Auc)
            .Take(Named)
            .ToList();
        var names = string.Join(", ", strongest.Select(column => column.Name));
        return new Finding(
            "leak.too-good-together",
            strongest[0].Name,
            new(
                Figure(
                    $"The model orders rows that it has not seen with an AUC of {rocAuc:F3}. Facts known beforehand hardly "
                        + $"ever do: see whether one of these may be known only afterwards: {names}."
                ),
                Figure(
                    $"学習に使わない行での AUC が {rocAuc:F3} です。事前に分かることだけでここまで当たるのはまれです。"
                        + $"結果の後に分かる値がないか確かめてください:{names}"
                )
            ),
            table.Rows,
            rocAuc
        );
    }

    private static string Figure(InvariantText text) => text.Take();
}
