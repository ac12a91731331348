using CsMonolith.Learning.Evaluation;
using CsMonolith.Learning.Numerics;
using CsMonolith.Learning.Tables;

namespace CsMonolith.Learning.Training;

/// <summary>
/// Scores of rows by models that were fitted without them, and their log losses. Every mean is weighted by the rows'
/// weights.
/// </summary>
internal static class OutOfFold
{
    /// <summary>Shape (rows,): each row's log-odds by the model of its fold.</summary>
    public static double[] LogOdds(CrossFit fit, Table aligned, Folds folds)
    {
        var logOdds = new double[aligned.Rows];
        for (var fold = 0; fold < folds.Count; fold++)
        {
            var rows = folds.Rows(fold);
            var scores = new double[rows.Length];
            Array.Fill(scores, fit.FoldModels[fold].Intercept);
            fit.FoldModels[fold].Score(aligned.Take(rows), 0, 1, scores);
            for (var i = 0; i < rows.Length; i++)
            {
                logOdds[rows[i]] = scores[i];
            }
        }

        return logOdds;
    }

    /// <summary>Shape (rows,): log-odds of the base rate of the rows outside each row's fold.</summary>
    public static double[] BaseRates(Table table, Folds folds)
    {
        var weights = table.RowWeights();
        var (rows, positives) = (new double[folds.Count], new double[folds.Count]);
        for (var row = 0; row < weights.Length; row++)
        {
            rows[folds.Of[row]] += weights[row];
            positives[folds.Of[row]] += table.Labels[row] ? weights[row] : 0;
        }

        var (all, total) = (positives.Sum(), rows.Sum());
        var ofFold = Enumerable
            .Range(0, folds.Count)
            .Select(fold => Logistic.LogOdds((all - positives[fold]) / Math.Max(total - rows[fold], 1e-9)))
            .ToArray();
        return [.. folds.Of.ToArray().Select(fold => ofFold[fold])];
    }

    /// <summary>
    /// Mean of loss(baseline) − loss(chosen) with a normal interval; rows of one group count as one draw.
    /// </summary>
    public static Interval PairedGain(double[] baseline, double[] chosen, Table table)
    {
        var groups =
            table.Groups.Length > 0 ? Folds.Numbered(table.Groups.ToArray()) : [.. Enumerable.Range(0, table.Rows)];
        var sums = new double[groups.Max() + 1];
        var sizes = new double[sums.Length];
        var weights = table.RowWeights();
        for (var row = 0; row < table.Rows; row++)
        {
            sums[groups[row]] +=
                weights[row]
                * (Logistic.Loss(baseline[row], table.Labels[row]) - Logistic.Loss(chosen[row], table.Labels[row]));
            sizes[groups[row]] += weights[row];
        }

        var mean = sums.Sum() / table.Rows;
        var squares = sums.Select((sum, group) => (sum - sizes[group] * mean) * (sum - sizes[group] * mean)).Sum();
        var error = Math.Sqrt(squares * sums.Length / Math.Max(sums.Length - 1, 1)) / table.Rows;
        return new Interval(mean, mean - 1.96 * error, mean + 1.96 * error);
    }

    /// <summary>Mean log loss.</summary>
    public static double MeanLoss(ReadOnlySpan<double> logOdds, Table table)
    {
        var weights = table.RowWeights();
        var loss = 0.0;
        for (var row = 0; row < logOdds.Length; row++)
        {
            loss += weights[row] * Logistic.Loss(logOdds[row], table.Labels[row]);
        }

        return loss / logOdds.Length;
    }

    /// <summary>Share of outcomes.</summary>
    public static double BaseRate(Table table)
    {
        var weights = table.RowWeights();
        var positives = 0.0;
        for (var row = 0; row < weights.Length; row++)
        {
            positives += table.Labels[row] ? weights[row] : 0;
        }

        return positives / weights.Length;
    }
}
