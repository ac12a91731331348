namespace CsMonolith.Learning.Models;

/// <summary>The amount that one feature adds to one row's log-odds.</summary>
/// <param name="Feature">Feature's name.</param>
/// <param name="Value">The cell as text; empty if missing.</param>
/// <param name="LogOdds">
/// Its contribution, after calibration. An interaction is shared equally by its two features.
/// </param>
public readonly record struct Contribution(string Feature, string Value, double LogOdds);

/// <summary>
/// Why a row has its probability: the base log-odds plus all contributions are the row's log-odds, to within 1e-9.
/// </summary>
/// <param name="BaseLogOdds">
/// Log-odds of the average training row; before calibration where that is a contribution of its own.
/// </param>
/// <param name="Contributions">
/// Ordered by falling absolute value; empty if the model found no signal. The contribution of a non-affine calibration
/// map comes last, as <see cref="CalibrationTerm"/>: what it adds to the sum of the others. An affine map needs no such
/// term, since it scales every contribution.
/// </param>
/// <param name="LogOdds">Calibrated log-odds.</param>
/// <param name="Probability">Their probability, in (0, 1).</param>
public sealed record Explanation(
    double BaseLogOdds,
    IReadOnlyList<Contribution> Contributions,
    double LogOdds,
    double Probability
)
{
    /// <summary>
    /// Name under which a non-affine calibration map contributes. No feature of such a model may have this name.
    /// </summary>
    public const string CalibrationTerm = "calibration";
}
