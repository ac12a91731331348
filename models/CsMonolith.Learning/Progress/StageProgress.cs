namespace CsMonolith.Learning.Progress;

/// <summary>How far a long task has come: reading a file, fitting a learner, measuring importance.</summary>
/// <param name="Stage">
/// Name of the stage, which never changes: <c>read</c>, <c>linear</c>, <c>additive</c>, <c>trees</c>, <c>importance</c>
/// or <c>patterns</c>.
/// </param>
/// <param name="Fraction">Share of the stage that is done, in [0, 1].</param>
public readonly record struct StageProgress(string Stage, double Fraction);
