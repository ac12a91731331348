namespace CsMonolith.Learning.Numerics;

/// <summary>
/// The share of false findings among those called findings, held to a level when many hypotheses are tested.
/// </summary>
/// <remarks>Benjamini and Hochberg, Controlling the false discovery rate, JRSS B 57, 1995.</remarks>
public static class FalseDiscoveryRate
{
    /// <summary>Benjamini and Hochberg's adjusted p-values, in the order given.</summary>
    public static IReadOnlyList<double> Adjusted(IReadOnlyList<double> pValues)
    {
        ArgumentNullException.ThrowIfNull(pValues);
        var order = Enumerable.Range(0, pValues.Count).OrderByDescending(i => pValues[i]).ToArray();
        var adjusted = new double[pValues.Count];
        var least = 1.0;
        for (var i = 0; i < order.Length; i++)
        {
            least = Math.Min(least, pValues[order[i]] * order.Length / (order.Length - i));
            adjusted[order[i]] = least;
        }

        return adjusted;
    }
}
