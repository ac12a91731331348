using CsMonolith.Learning.Localization;
using CsMonolith.Learning.Patterns;
using CsMonolith.Learning.Tables;

namespace CsMonolith.Learning.Effects;

/// <summary>All estimates of one treatment's effect, the attempts to refute them, and the verdict.</summary>
/// <param name="Stratified">Crude and Mantel-Haenszel's, over the strata.</param>
/// <param name="Adjusted">Doubly robust over all covariates; null without covariates or with too few customers.</param>
/// <param name="Overlap">Null without an adjusted estimate.</param>
/// <param name="Refutations">Attempts to refute it; empty without it.</param>
/// <param name="Sensitivity">Null without it.</param>
/// <param name="Verdict">Raises or lowers only if every estimate and every attempt agrees.</param>
/// <param name="Reasons">Why no more can be said; empty with a verdict.</param>
public sealed record EffectReport(
    Effect Stratified,
    DoublyRobustEffect? Adjusted,
    Overlap? Overlap,
    IReadOnlyList<Refutation> Refutations,
    Sensitivity? Sensitivity,
    Verdict Verdict,
    IReadOnlyList<LocalizedText> Reasons
)
{
    private const double Level = 0.05;

    /// <summary>Estimates the effect, tries to refute it and gives a verdict.</summary>
    /// <param name="covariates">Known before the treatment; labels are the outcome, groups the customers.</param>
    /// <param name="treated">Shape (rows,).</param>
    /// <param name="strata">Shape (rows,): stratum of each row, of any number.</param>
    /// <param name="settings">Null for the defaults.</param>
    /// <param name="cancellation">Stops within a fit.</param>
    /// <exception cref="ArgumentException">No labels, another number of rows, or an empty arm.</exception>
    public static EffectReport Of(
        Table covariates,
        IReadOnlyList<bool> treated,
        IReadOnlyList<int> strata,
        EffectSettings? settings = null,
        CancellationToken cancellation = default
    )
    {
        ArgumentNullException.ThrowIfNull(covariates);
        ArgumentNullException.ThrowIfNull(treated);
        ArgumentNullException.ThrowIfNull(strata);
        settings ??= new EffectSettings();
        var stratified = Effect.Of(Count(covariates, treated, strata));
        if (covariates.Columns.Count == 0 || !ArmFolds.Suffice(covariates, treated, settings.Folds))
        {
            return Judge(new EffectReport(stratified, null, null, [], null, Verdict.CannotTell, []));
        }

        var adjusted = DoublyRobust.Estimate(covariates, treated, settings, cancellation);
        return Judge(
            new EffectReport(
                stratified,
                adjusted,
                Effects.Overlap.Of(covariates, treated, adjusted),
                Refuters.All(covariates, treated, adjusted, settings, cancellation),
                double.IsFinite(adjusted.RiskRatio.Value) ? Effects.Sensitivity.Of(adjusted.RiskRatio) : null,
                Verdict.CannotTell,
                []
            )
        );
    }

    private static EffectReport Judge(EffectReport report)
    {
        var crude = PatternMiner.Judge(report.Stratified, report.Stratified.P, Level);
        var reasons = new List<LocalizedText>();
        if (crude == Verdict.CannotTell)
        {
            reasons.Add(
                new(
                    "Within the strata the interval holds no effect.",
                    "層ごとに比べると、区間が「効果なし」を含みます。"
                )
            );
        }

        if (report.Adjusted is { Difference: { Low: <= 0, High: >= 0 } })
        {
            reasons.Add(
                new(
                    "With all that was known before it, the interval holds no effect.",
                    "事前に分かっていたことを調整すると、区間が「効果なし」を含みます。"
                )
            );
        }

        if (
            report.Adjusted is { Difference.Value: var value }
            && crude != Verdict.CannotTell
            && value > 0 != (crude == Verdict.Raises)
        )
        {
            reasons.Add(new("The two estimates point in opposite directions.", "2 つの推定が逆の向きです。"));
        }

        if (report.Overlap is { Suffices: false })
        {
            reasons.Add(
                new(
                    "The arms hardly overlap: this is an association, not an effect.",
                    "両群の重なりが足りません。効果ではなく関連です。"
                )
            );
        }

        reasons.AddRange(
            report
                .Refutations.Where(one => !one.Withstood)
                .Select(one => new LocalizedText(
                    $"The estimate did not withstand the refuter '{one.Name}': the claim is withdrawn.",
                    $"反証「{one.Name}」に耐えませんでした。主張を取り下げます。"
                ))
        );
        return report with { Verdict = reasons.Count > 0 ? Verdict.CannotTell : crude, Reasons = reasons };
    }

    private static Arms[] Count(Table table, IReadOnlyList<bool> treated, IReadOnlyList<int> strata)
    {
        var arms = new Arms[strata.Count == 0 ? 1 : strata.Max() + 1];
        for (var row = 0; row < table.Rows; row++)
        {
            var hit = table.Labels[row] ? 1 : 0;
            arms[strata[row]] += treated[row] ? new Arms(1, hit, 0, 0) : new Arms(0, 0, 1, hit);
        }

        return arms;
    }
}
