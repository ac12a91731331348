using CsMonolith.Learning.Evaluation;
using CsMonolith.Learning.Numerics;

namespace CsMonolith.Learning.Trees;

/// <summary>
/// Fits of several tree settings on the same folds, and the choice of the one or two with the least out-of-fold loss.
/// </summary>
/// <param name="labels">Shape (rows,): 0 or 1.</param>
/// <param name="weights">Shape (rows,); null for 1 each.</param>
/// <param name="folds">Fold of each row.</param>
/// <param name="candidates">Number of tree settings that are tried.</param>
internal sealed class TreeChoice(float[] labels, float[]? weights, Folds folds, int candidates)
{
    /// <summary>Share of the loss that a second configuration must save to be worth as many trees again.</summary>
    private const double WorthTwo = 0.002;

    /// <summary>Shape (candidates,) of (folds,): the k-th was fitted without the rows of fold k.</summary>
    public Boosted[][] Fits { get; } = [.. Enumerable.Range(0, candidates).Select(_ => new Boosted[folds.Count])];

    /// <summary>The candidate with the least loss on the first folds; the first candidate if none was judged.</summary>
    public int Best(int judged) =>
        Enumerable
            .Range(0, candidates)
            .MinBy(candidate => judged == 0 ? candidate : Loss(judged, candidate, candidate));

    /// <summary>The best candidate, with the one beside which it does best if their mean is better by enough.</summary>
    public int[] BestTwo()
    {
        var best = Best(folds.Count);
        var second = Enumerable.Range(0, candidates).MinBy(candidate => Loss(folds.Count, best, candidate));
        return Loss(folds.Count, best, second) < (1 - WorthTwo) * Loss(folds.Count, best, best)
            ? [best, second]
            : [best];
    }

    // Of the mean of two candidates' log-odds; of one beside itself, its own.
    private double Loss(int judged, int first, int second)
    {
        var loss = 0.0;
        for (var fold = 0; fold < judged; fold++)
        {
            var rows = folds.Rows(fold);
            var (one, other) = (Fits[first][fold].LeftScores, Fits[second][fold].LeftScores);
            for (var i = 0; i < rows.Length; i++)
            {
                loss += (weights?[rows[i]] ?? 1) * Logistic.Loss(((double)one[i] + other[i]) / 2, labels[rows[i]] > 0);
            }
        }

        return loss;
    }
}
