using CsMonolith.Learning.Evaluation;
using CsMonolith.Learning.Leaks;
using CsMonolith.Learning.Tables;

namespace CsMonolith.Learning.Runs;

/// <summary>What a reader of the figures must know about the rows that were held out.</summary>
/// <remarks>Codes: <c>accounts-on-both-sides</c> and <c>not-split-by-time</c>.</remarks>
internal static class HoldOutFindings
{
    public static IEnumerable<Finding> Of(HoldOut split, Table table)
    {
        if (!split.ByTime)
        {
            yield return new Finding(
                "not-split-by-time",
                "",
                new(
                    "There are too few periods to test on later ones, so a part of the customers was held out "
                        + "instead. How the model ages is unknown.",
                    "期間が足りず後の期間で検証できないため、顧客の一部を検証に回しました。時間がたったときの当たり具合は分かりません。"
                )
            );
        }

        if (table.Groups.Length == 0)
        {
            yield break;
        }

        var groups = table.Groups.ToArray();
        var learned = split.Training.Select(row => groups[row]).ToHashSet(StringComparer.Ordinal);
        var both = split.Test.Select(row => groups[row]).Distinct(StringComparer.Ordinal).Count(learned.Contains);
        if (both > 0)
        {
            yield return new Finding(
                "accounts-on-both-sides",
                "",
                new(
                    $"{both} customers are learned from in early periods and tested in later ones: the figures hold "
                        + "for known customers rather than new ones.",
                    $"{both}社が、前の期間では学習に、後の期間では検証に使われています。数字は新しい顧客ではなく既知の顧客についてのものです。"
                ),
                both
            );
        }
    }
}
