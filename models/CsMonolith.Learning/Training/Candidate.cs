namespace CsMonolith.Learning.Training;

/// <summary>A way to forecast that was compared with others, with its loss on held-out rows.</summary>
/// <param name="Name">Name of a learner, kind of a calibration map, <c>blend</c> or <c>base-rate</c>.</param>
/// <param name="LogLoss">Mean log loss out of fold.</param>
public sealed record Candidate(string Name, double LogLoss);
