using CsMonolith.Learning.Evaluation;
using CsMonolith.Learning.Numerics;
using CsMonolith.Learning.Tables;

namespace CsMonolith.Learning.Auto;

/// <summary>Weights of the learners in a mean of their log-odds.</summary>
/// <param name="Weights">Shape (learners,): at least 0, adding to 1.</param>
/// <param name="FoldWeights">Shape (folds,) of (learners,): found without each fold.</param>
/// <param name="LogOdds">Shape (rows,): blended with weights that have not seen the row.</param>
/// <remarks>
/// Wolpert's stacking (Neural Networks 5, 1992) held to convex weights, as Breiman (Machine Learning 24, 1996) found
/// that it must be. The weights are the mean of those found without each fold, so that a learner that is best by chance
/// in one of them gets little.
/// </remarks>
internal sealed record Blend(double[] Weights, double[][] FoldWeights, double[] LogOdds)
{
    private const int Parts = 20;

    /// <summary>Most rows by which weights are judged; beyond them, every n-th row.</summary>
    private const int MaxRows = 60_000;

    /// <summary>Finds the weights. O(folds × learners² × rows).</summary>
    /// <param name="outOfFold">Shape (learners,) of (rows,): log-odds by models that have not seen the row.</param>
    /// <param name="table">Labels and weights of the rows.</param>
    /// <param name="folds">Fold of each row.</param>
    /// <param name="cancellation">Stops between two steps.</param>
    public static Blend Of(double[][] outOfFold, Table table, Folds folds, CancellationToken cancellation)
    {
        var rowWeights = table.RowWeights();
        var labels = table.Labels.ToArray();
        var every = (table.Rows + MaxRows - 1) / MaxRows;
        var foldWeights = Enumerable
            .Range(0, folds.Count)
            .Select(fold => Search([.. folds.OtherRows(fold).Where((_, i) => i % every == 0)], cancellation))
            .ToArray();
        var weights = Enumerable
            .Range(0, outOfFold.Length)
            .Select(i => foldWeights.Sum(found => found[i]) / folds.Count)
            .ToArray();
        var logOdds = new double[table.Rows];
        for (var row = 0; row < logOdds.Length; row++)
        {
            logOdds[row] = Mix(foldWeights[folds.Of[row]], row);
        }

        return new Blend(weights, foldWeights, logOdds);

        // Moves a twentieth of weight from one learner to another while the loss falls; the loss is convex in the
        // weights.
        double[] Search(int[] rows, CancellationToken stop)
        {
            var losses = Enumerable.Range(0, outOfFold.Length).Select(i => Loss(OnlyWeightOf(i), rows)).ToArray();
            var best = losses.Min();
            var shares = OnlyWeightOf(Array.IndexOf(losses, best));
            for (var improved = true; improved; )
            {
                stop.ThrowIfCancellationRequested();
                improved = false;
                foreach (var tried in Moves(shares))
                {
                    var loss = Loss(tried, rows);
                    if (loss < best)
                    {
                        (best, shares, improved) = (loss, tried, true);
                        break;
                    }
                }
            }

            return shares;
        }

        double Loss(double[] shares, int[] rows)
        {
            var loss = 0.0;
            foreach (var row in rows)
            {
                loss += rowWeights[row] * Logistic.Loss(Mix(shares, row), labels[row]);
            }

            return loss;
        }

        double Mix(double[] shares, int row)
        {
            var sum = 0.0;
            for (var i = 0; i < shares.Length; i++)
            {
                sum += shares[i] * outOfFold[i][row];
            }

            return sum;
        }

        double[] OnlyWeightOf(int learner) => [.. outOfFold.Select((_, i) => i == learner ? 1.0 : 0.0)];
    }

    /// <summary>
    /// The blend with one more learner, whose weight is found without each fold as those of the others were.
    /// O(folds × rows).
    /// </summary>
    /// <param name="another">Shape (rows,): log-odds by models that have not seen the row.</param>
    /// <param name="table">Labels and weights of the rows.</param>
    /// <param name="folds">Fold of each row.</param>
    /// <param name="cancellation">Stops between two steps.</param>
    public Blend With(double[] another, Table table, Folds folds, CancellationToken cancellation)
    {
        var pair = Of([LogOdds, another], table, folds, cancellation);
        return new Blend(
            Beside(Weights, pair.Weights),
            [.. FoldWeights.Select((weights, fold) => Beside(weights, pair.FoldWeights[fold]))],
            pair.LogOdds
        );

        static double[] Beside(double[] weights, double[] shares) =>
            [.. weights.Select(weight => weight * shares[0]), shares[1]];
    }

    private static IEnumerable<double[]> Moves(double[] shares)
    {
        for (var from = 0; from < shares.Length; from++)
        {
            for (var to = 0; to < shares.Length; to++)
            {
                if (from != to && shares[from] > 0.5 / Parts)
                {
                    var moved = shares.ToArray();
                    moved[from] = Math.Round((shares[from] - 1.0 / Parts) * Parts) / Parts;
                    moved[to] = Math.Round((shares[to] + 1.0 / Parts) * Parts) / Parts;
                    yield return moved;
                }
            }
        }
    }
}
