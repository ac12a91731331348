namespace CsMonolith.Learning.References;

/// <summary>How much worse rows are told apart when a feature's cells change places between them.</summary>
/// <param name="Feature">Feature's name.</param>
/// <param name="AucDrop">
/// Mean fall of the ROC AUC over the permutations; around 0 for a feature that does not matter.
/// </param>
/// <param name="StandardError">Of that mean, over the permutations.</param>
public sealed record FactorImportance(string Feature, double AucDrop, double StandardError);
