namespace CsMonolith.Learning.Additive;

/// <summary>Some interactions boosted on top of the main effects.</summary>
/// <param name="Pairs">The interactions, best ranked first.</param>
/// <param name="LeftLoss">Summed log loss of the rows left out.</param>
internal sealed record PairFit(IReadOnlyList<PairTerm> Pairs, double LeftLoss);

/// <summary>An interaction of two features over their coarse bins.</summary>
/// <param name="First">Index of the first feature.</param>
/// <param name="Second">Index of the second feature, greater than the first.</param>
/// <param name="Grid">Shape (pair bins of First, pair bins of Second), row by row, in log-odds.</param>
internal sealed record PairTerm(int First, int Second, float[] Grid);
