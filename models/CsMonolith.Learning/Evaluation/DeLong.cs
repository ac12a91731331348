namespace CsMonolith.Learning.Evaluation;

/// <summary>
/// The influence of each row on the area under the ROC curve. Standard errors of areas and of their differences follow
/// from it.
/// </summary>
internal static class DeLong
{
    /// <summary>Area and each row's influence on it; the influences sum to 0.</summary>
    /// <param name="scores">Shape (rows,).</param>
    /// <param name="labels">Shape (rows,), with both outcomes.</param>
    /// <remarks>
    /// DeLong, DeLong and Clarke-Pearson, Biometrics 44, 1988, by midranks (Sun and Xu 2014). Summed within clusters,
    /// the influences give Obuchowski's variance for clustered rows (Biometrics 53, 1997). O(rows · log rows).
    /// </remarks>
    public static (double Area, double[] Influence) Of(ReadOnlySpan<double> scores, ReadOnlySpan<bool> labels)
    {
        var positives = new List<int>();
        var negatives = new List<int>();
        for (var row = 0; row < labels.Length; row++)
        {
            (labels[row] ? positives : negatives).Add(row);
        }

        var own = scores.ToArray();
        var all = Metrics.Midranks(own);
        var (amongPositives, amongNegatives) = (
            Metrics.Midranks([.. positives.Select(row => own[row])]),
            Metrics.Midranks([.. negatives.Select(row => own[row])])
        );
        var influence = new double[own.Length];
        var area = 0.0;
        for (var i = 0; i < positives.Count; i++)
        {
            influence[positives[i]] = (all[positives[i]] - amongPositives[i]) / negatives.Count;
            area += influence[positives[i]] / positives.Count;
        }

        for (var i = 0; i < negatives.Count; i++)
        {
            influence[negatives[i]] = 1 - (all[negatives[i]] - amongNegatives[i]) / positives.Count;
        }

        for (var row = 0; row < own.Length; row++)
        {
            influence[row] = (influence[row] - area) / (labels[row] ? positives.Count : negatives.Count);
        }

        return (area, influence);
    }
}
