using CsMonolith.Learning.Localization;

namespace CsMonolith.Learning.Leaks;

/// <summary>Tells that there are too few rows with the outcome, or too few without, to learn or to judge by.</summary>
internal static class FewOutcomes
{
    public const string Code = "data.few-outcomes";

    /// <summary>Rows of each outcome from which on a model is trained, and figures mean something.</summary>
    public const int Least = 10;

    /// <summary>Of all rows.</summary>
    public static Finding? Find(ReadOnlySpan<bool> labels) =>
        Of(labels) is var (few, which, whichJa)
            ? new(
                Code,
                "",
                new(
                    $"Only {few} of {labels.Length} rows {which}: too few to learn from or to judge by. At least "
                        + $"{Least} rows with the outcome and {Least} without are needed; take a longer time or more "
                        + $"customers.",
                    $"{whichJa}行が {labels.Length} 行中 {few} 行しかなく、学習にも評価にも足りません。該当・非該当とも {Least} 行以上必要です。"
                        + $"期間を延ばすか、顧客を増やしてください。"
                ),
                few
            )
            : null;

    /// <summary>Of the rows by which a model is judged.</summary>
    public static Finding? Judged(ReadOnlySpan<bool> labels) =>
        Of(labels) is var (few, which, whichJa)
            ? new(
                Code,
                "",
                new(
                    $"Only {few} of the {labels.Length} rows that the model is judged by {which}: its figures say "
                        + $"little.",
                    $"評価に使う {labels.Length} 行のうち、{whichJa}行は {few} 行だけです。指標は参考程度に見てください。"
                ),
                few
            )
            : null;

    private static (int Few, string Which, string WhichJa)? Of(ReadOnlySpan<bool> labels)
    {
        var positives = labels.Count(true);
        return positives < Least ? (positives, "have the outcome", "該当")
            : labels.Length - positives < Least ? (labels.Length - positives, "are without the outcome", "非該当")
            : null;
    }
}
