using CsMonolith.Learning.Evaluation;
using CsMonolith.Learning.Numerics;
using CsMonolith.Learning.Training;

namespace CsMonolith.Learning.Calibration;

/// <summary>The calibration map that was chosen by out-of-fold log loss.</summary>
/// <param name="Map">Fitted to all rows.</param>
/// <param name="FoldMaps">Shape (folds,): the same kind, fitted without each fold.</param>
/// <param name="LogLoss">Mean log loss of each kind on rows that its map has not seen, simplest kind first.</param>
public sealed record CalibrationChoice(
    CalibrationMap Map,
    IReadOnlyList<CalibrationMap> FoldMaps,
    IReadOnlyList<Candidate> LogLoss
)
{
    /// <summary>Rows of either outcome that isotonic calibration needs.</summary>
    private const int MinForIsotonic = 200;

    private delegate CalibrationMap Fitter(
        ReadOnlySpan<double> logOdds,
        ReadOnlySpan<bool> labels,
        ReadOnlySpan<double> weights
    );

    /// <summary>
    /// Cross-fits every kind of map and keeps the simplest that no other beats by more than a standard error.
    /// </summary>
    /// <param name="logOdds">Shape (rows,): of models that have not seen the row.</param>
    /// <param name="labels">Shape (rows,).</param>
    /// <param name="weights">Shape (rows,): how many rows each counts for.</param>
    /// <param name="folds">Fold of each row.</param>
    /// <param name="affine">
    /// Whether only maps are wanted that scale every contribution alike (none and Platt's).
    /// </param>
    /// <remarks>O(folds × rows log rows).</remarks>
    public static CalibrationChoice Of(
        double[] logOdds,
        bool[] labels,
        double[] weights,
        Folds folds,
        bool affine = false
    )
    {
        ArgumentNullException.ThrowIfNull(logOdds);
        ArgumentNullException.ThrowIfNull(labels);
        ArgumentNullException.ThrowIfNull(weights);
        ArgumentNullException.ThrowIfNull(folds);
        List<Fitter> kinds = [(_, _, _) => Platt.Identity, Platt.Fit];
        var positives = labels.Count(label => label);
        if (!affine)
        {
            kinds.Add(Beta.Fit);
            if (Math.Min(positives, labels.Length - positives) >= MinForIsotonic)
            {
                kinds.Add(Isotonic.Fit);
            }
        }

        var fitted = kinds.Select(fit => CrossFit(fit, logOdds, labels, weights, folds)).ToArray();
        var chosen = fitted[0];
        foreach (var next in fitted[1..])
        {
            if (ClearlyBetter(next.Losses, chosen.Losses))
            {
                chosen = next;
            }
        }

        return new CalibrationChoice(
            chosen.Map,
            chosen.FoldMaps,
            [.. fitted.Select(tried => new Candidate(tried.Kind, tried.Losses.Average()))]
        );
    }

    private static Tried CrossFit(Fitter fit, double[] logOdds, bool[] labels, double[] weights, Folds folds)
    {
        var maps = new CalibrationMap[folds.Count];
        var losses = new double[labels.Length];
        for (var fold = 0; fold < maps.Length; fold++)
        {
            var others = folds.OtherRows(fold);
            maps[fold] = fit(
                Array.ConvertAll(others, row => logOdds[row]),
                Array.ConvertAll(others, row => labels[row]),
                Array.ConvertAll(others, row => weights[row])
            );
            foreach (var row in folds.Rows(fold))
            {
                losses[row] = weights[row] * Logistic.Loss(maps[fold].Apply(logOdds[row]), labels[row]);
            }
        }

        return new Tried(fit(logOdds, labels, weights), maps, losses);
    }

    private static bool ClearlyBetter(double[] losses, double[] than)
    {
        var gains = losses.Zip(than, (loss, other) => other - loss).ToArray();
        var mean = gains.Average();
        var deviation = Math.Sqrt(gains.Sum(gain => (gain - mean) * (gain - mean)) / Math.Max(gains.Length - 1, 1));
        return mean > deviation / Math.Sqrt(gains.Length);
    }

    private sealed record Tried(CalibrationMap Map, CalibrationMap[] FoldMaps, double[] Losses)
    {
        public string Kind => Map.Kind;
    }
}
