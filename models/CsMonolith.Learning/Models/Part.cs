using CsMonolith.Learning.Training;

namespace CsMonolith.Learning.Models;

/// <summary>One learner of a blended model, with its weight in the mean of log-odds.</summary>
/// <param name="Weight">Weight in log-odds, in (0, 1]; the weights of all parts add to 1.</param>
/// <param name="Model">The fitted learner.</param>
public sealed record Part(double Weight, IModel Model);
