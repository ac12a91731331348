using CsMonolith.Learning.Evaluation;
using CsMonolith.Learning.Numerics;

namespace CsMonolith.Learning.Drift;

/// <summary>Expected quality of a calibrated model on rows whose labels are not known yet.</summary>
/// <param name="BaseRate">
/// Share of outcomes to expect, with the range in which 95% of months fall by chance alone.
/// </param>
/// <param name="RocAuc">Area to expect; NaN if one outcome alone is likely.</param>
/// <param name="LogLoss">Mean log loss to expect.</param>
/// <param name="Brier">Brier's score to expect.</param>
public sealed record ExpectedQuality(Interval BaseRate, Interval RocAuc, Interval LogLoss, Interval Brier)
{
    private const int Draws = 200;
    private const int MaxRows = 20_000;

    /// <summary>Draws the labels from the model's own probabilities: confidence-based performance estimation.</summary>
    /// <param name="probabilities">Shape (rows,), calibrated, at least one.</param>
    /// <param name="seed">Seed of the draws, and of the sample if there are more than 20,000 rows.</param>
    /// <remarks>
    /// Right as long as the probabilities stay calibrated, so that it sees a change of the customers but not one of
    /// what makes them leave: that is seen only when labels come, by holding them against the interval. NannyML calls
    /// it CBPE. O(draws × rows · log rows).
    /// </remarks>
    public static ExpectedQuality Of(ReadOnlySpan<double> probabilities, ulong seed = 1)
    {
        ArgumentOutOfRangeException.ThrowIfZero(probabilities.Length, nameof(probabilities));
        var random = SplitMix.For(seed, "expected-quality");
        var rows = Enumerable.Range(0, probabilities.Length).ToArray();
        random.Shuffle(rows);
        var kept = new double[Math.Min(rows.Length, MaxRows)];
        for (var i = 0; i < kept.Length; i++)
        {
            kept[i] = probabilities[rows[i]];
        }

        var figures = new (double Rate, double Auc, double Loss, double Brier)[Draws];
        var labels = new bool[kept.Length];
        for (var draw = 0; draw < Draws; draw++)
        {
            for (var row = 0; row < labels.Length; row++)
            {
                labels[row] = (random.Next() >> 11) * (1.0 / (1UL << 53)) < kept[row];
            }

            figures[draw] = (
                labels.Count(label => label) / (double)labels.Length,
                Metrics.RocAuc(kept, labels).Value,
                Metrics.LogLoss(kept, labels),
                Metrics.Brier(kept, labels)
            );
        }

        return new ExpectedQuality(
            Range([.. figures.Select(one => one.Rate)]),
            Range([.. figures.Select(one => one.Auc)]),
            Range([.. figures.Select(one => one.Loss)]),
            Range([.. figures.Select(one => one.Brier)])
        );
    }

    private static Interval Range(double[] values)
    {
        double[] sorted = [.. values.Where(double.IsFinite).Order()];
        return sorted.Length == 0
            ? new Interval(double.NaN, double.NaN, double.NaN)
            : new Interval(
                sorted.Average(),
                sorted[(int)(0.025 * sorted.Length)],
                sorted[(int)Math.Min(0.975 * sorted.Length, sorted.Length - 1)]
            );
    }
}
