using CsMonolith.Learning.Tables;

namespace CsMonolith.Learning.Models;

/// <summary>Forecasts of many rows, with the cells that the model did not know.</summary>
/// <param name="LogOdds">Shape (rows,).</param>
/// <param name="Probabilities">Shape (rows,), in (0, 1).</param>
/// <param name="InputGaps">The features that have missing or unseen cells, with their counts.</param>
public sealed record Scores(double[] LogOdds, double[] Probabilities, IReadOnlyList<InputGap> InputGaps);
