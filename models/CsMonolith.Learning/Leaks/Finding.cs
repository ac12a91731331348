using CsMonolith.Learning.Localization;
using CsMonolith.Learning.Tables;

namespace CsMonolith.Learning.Leaks;

/// <summary>
/// A warning about a column or about rows that may make a model look better than it will be in service.
/// </summary>
/// <param name="Code">Stable code such as <c>leak.too-good</c>.</param>
/// <param name="Column">The column; empty if the finding is about rows.</param>
/// <param name="Evidence">What was seen, with figures.</param>
/// <param name="Count">Rows that bear the evidence.</param>
/// <param name="Statistic">
/// The figure that was judged: an AUC, a share, a correlation or a p-value, as the evidence says; NaN if a count says
/// all.
/// </param>
public sealed record Finding(
    string Code,
    string Column,
    LocalizedText Evidence,
    int Count = 0,
    double Statistic = double.NaN
);
