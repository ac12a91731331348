namespace CsMonolith.Learning.Models;

/// <summary>Whether the columns predict the label better than the base rate does.</summary>
public enum Signal
{
    /// <summary>
    /// Not better than the base rate on held-out rows: the model gives every row the base rate and no contributions.
    /// </summary>
    None,

    /// <summary>Better than the base rate on held-out rows.</summary>
    Found,
}
