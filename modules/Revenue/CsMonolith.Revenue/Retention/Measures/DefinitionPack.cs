using CsMonolith.Revenue.Ledger.Policies;
using CsMonolith.Revenue.Ledger.Rates;

namespace CsMonolith.Revenue.Retention.Measures;

/// <summary>What a rate is a share of.</summary>
internal enum MeasureBase
{
    /// <summary>Customers with MRR at the start of the window.</summary>
    Cohort,

    /// <summary>Terms that end in the window.</summary>
    RenewalBase,
}

/// <summary>How losses are taken in the gross rate.</summary>
internal enum GrossForm
{
    /// <summary>Per customer the smaller of start and end.</summary>
    Endpoint,

    /// <summary>
    /// Start less every contraction and churn on the way, though the customer grew in the same window.
    /// </summary>
    Movements,
}

/// <summary>
/// A set of definitions under one name. Everything in which two firms' figures differ is a field of it, so that a gap
/// between two packs has named causes.
/// </summary>
/// <param name="Code">Stable.</param>
/// <param name="ChurnDating">Instead of the policy's; absent, the policy decides.</param>
/// <param name="Pause">Instead of the policy's; absent, the policy decides.</param>
internal sealed record DefinitionPack(
    string Code,
    string En,
    string Ja,
    MeasureBase Base,
    ReactivationRule Reactivation,
    GrossForm Gross,
    FxBasis Fx,
    ChurnDating? ChurnDating,
    PauseRule? Pause
)
{
    /// <summary>1, or of one that the company recorded anew the number of the recording.</summary>
    public int Version { get; init; } = 1;

    /// <summary>The packs of the house.</summary>
    public static IReadOnlyList<DefinitionPack> All { get; } =
    [
        new(
            "standard",
            "Standards-board cohort",
            "標準定義(コホート)",
            MeasureBase.Cohort,
            ReactivationRule.Excluded,
            GrossForm.Endpoint,
            FxBasis.Constant,
            null,
            null
        ),
        new(
            "movements",
            "Movement style, reactivation netted",
            "増減方式(復活を相殺)",
            MeasureBase.Cohort,
            ReactivationRule.Netted,
            GrossForm.Movements,
            FxBasis.Reported,
            null,
            null
        ),
        new(
            "cash",
            "Dated at cancellation, pauses kept",
            "解約受付日基準(休止は継続扱い)",
            MeasureBase.Cohort,
            ReactivationRule.Excluded,
            GrossForm.Endpoint,
            FxBasis.Constant,
            Ledger.Policies.ChurnDating.AtCancellation,
            PauseRule.KeepMrr
        ),
        new(
            "renewal-base",
            "Renewal base",
            "更新対象ベース",
            MeasureBase.RenewalBase,
            ReactivationRule.Excluded,
            GrossForm.Endpoint,
            FxBasis.Constant,
            null,
            null
        ),
    ];
}
