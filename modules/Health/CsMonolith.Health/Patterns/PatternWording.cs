using CsMonolith.Health.Snapshots.Features;
using CsMonolith.Health.Snapshots.Outcomes;
using CsMonolith.Learning.Patterns;

namespace CsMonolith.Health.Patterns;

/// <summary>
/// A pattern in the reader's language. A published pattern names columns and outcomes that only its own file knows.
/// </summary>
internal sealed class PatternWording(Pattern pattern, PatternRun run)
{
    private readonly bool _japanese = ProblemAnswers.InJapanese;

    // A file's outcome may bear a catalogued name and mean the opposite of it.
    private readonly OutcomeKind? _kind =
        OutcomeCatalogue.Find(run.Outcome) is { } kind && kind.IsSuccess != run.OutcomeIsLoss ? kind : null;

    public string Condition
    {
        get
        {
            if (pattern.AtLeast is not { } least)
            {
                return pattern.Condition;
            }

            var feature = FeatureCatalogue.Of(pattern.Feature);
            return _japanese
                ? $"{feature.Ja}が{feature.ShowBound(least)}以上"
                : $"{feature.En} at least {feature.ShowBound(least)}";
        }
    }

    public string Verdict =>
        (pattern.Verdict, _japanese) switch
        {
            (Learning.Patterns.Verdict.Raises, true) => $"{Success}割合を上げる",
            (Learning.Patterns.Verdict.Raises, false) => $"raises {Rate}",
            (Learning.Patterns.Verdict.Lowers, true) => $"{Success}割合を下げる",
            (Learning.Patterns.Verdict.Lowers, false) => $"lowers {Rate}",
            (_, true) => $"{Success}割合への影響は判定できない",
            (_, false) => $"cannot tell whether it moves {Rate}",
        };

    private string Success =>
        _kind is not null ? $"{_kind.DidJa}する"
        : run.OutcomeIsLoss ? $"「{run.Outcome}」のない"
        : $"「{run.Outcome}」の";

    private string Rate => _kind?.RateEn ?? $"the share {(run.OutcomeIsLoss ? "without" : "with")} '{run.Outcome}'";

    /// <summary>
    /// How many of those with the condition succeed, how many of those without it, and who is compared with whom.
    /// </summary>
    public string Counts(PatternEvidence evidence)
    {
        var all = evidence.All;
        var (with, yes, without, no) = (all.With, all.WithSuccess, all.Without, all.WithoutSuccess);
        return (_kind, evidence.Counted, _japanese) switch
        {
            ({ } kind, { } of, true) =>
                $"条件ありの{with}期間(各{of.HorizonDays}日、{of.CustomersWith}社)のうち{yes}期間で{kind.DidJa}。"
                    + $"条件なしの{without}期間({of.CustomersWithout}社)では{no}期間。"
                    + "同じティア、同じ四半期に、フェーズに入ってから同じくらい経った顧客どうしの比較。",
            ({ } kind, { } of, false) =>
                $"Of {with} periods of {of.HorizonDays} days with it ({of.CustomersWith} customers) "
                    + $"{yes} ended with the customer having {kind.DidEn}; of {without} without it ({of.CustomersWithout} "
                    + $"customers) {no}. Compared with customers of the same tier in the same quarter of the year, as far "
                    + "into the phase.",
            ({ } kind, null, true) => $"{with}件中{yes}件が{kind.DidJa}。条件なしの{without}件では{no}件。",
            ({ } kind, null, false) => $"{yes} of {with} rows {kind.DidEn}; of the {without} without it, {no} did.",
            (null, _, true) => $"{with}件中{yes}件が{Success}行。そうでない{without}件では{no}件。",
            (null, _, false) => $"{yes} of {with} rows are {(run.OutcomeIsLoss ? "without" : "with")} '{run.Outcome}'; "
                + $"of the {without} to which the condition does not apply, {no} are.",
        };
    }
}
