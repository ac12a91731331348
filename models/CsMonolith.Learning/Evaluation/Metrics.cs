using System.Runtime.InteropServices;

namespace CsMonolith.Learning.Evaluation;

/// <summary>Measures of how well probabilities predicted the outcomes.</summary>
/// <param name="Rows">Rows measured.</param>
/// <param name="BaseRate">Share of rows in which the outcome came about.</param>
/// <param name="RocAuc">Area under the ROC curve with its 95% interval; NaN with one outcome only.</param>
/// <param name="PrAuc">Average precision.</param>
/// <param name="LogLoss">Mean log loss, natural logarithm.</param>
/// <param name="Brier">Mean squared error of the probability.</param>
/// <param name="Ece">Expected calibration error over 15 bins of equal width.</param>
/// <param name="LiftAt10">Lift in the 10% of rows with the highest probability.</param>
public sealed record MetricSet(
    int Rows,
    double BaseRate,
    Interval RocAuc,
    double PrAuc,
    double LogLoss,
    double Brier,
    double Ece,
    double LiftAt10
);

/// <summary>An estimate with its 95% interval.</summary>
/// <param name="Value">Estimate.</param>
/// <param name="Low">Lower end.</param>
/// <param name="High">Upper end.</param>
[StructLayout(LayoutKind.Auto)]
public readonly record struct Interval(double Value, double Low, double High);

/// <summary>One row of a calibration table.</summary>
/// <param name="From">Lower edge of the bin.</param>
/// <param name="To">Upper edge of the bin.</param>
/// <param name="Rows">Rows in it.</param>
/// <param name="Forecast">Mean probability.</param>
/// <param name="Observed">Share in which the outcome came about.</param>
[StructLayout(LayoutKind.Auto)]
public readonly record struct CalibrationBin(double From, double To, int Rows, double Forecast, double Observed);

/// <summary>Measures of probabilistic forecasts. Each has a slow twin in the tests.</summary>
public static class Metrics
{
    /// <summary>Bins of <see cref="Ece"/>.</summary>
    public const int EceBins = 15;

    /// <summary>All measures at once. O(rows · log rows).</summary>
    /// <param name="probabilities">Shape (rows,), in [0, 1].</param>
    /// <param name="labels">Shape (rows,).</param>
    /// <exception cref="ArgumentException">Lengths differ or there is no row.</exception>
    public static MetricSet Of(ReadOnlySpan<double> probabilities, ReadOnlySpan<bool> labels)
    {
        Require(probabilities, labels);
        return new MetricSet(
            labels.Length,
            (double)labels.Count(true) / labels.Length,
            RocAuc(probabilities, labels),
            PrAuc(probabilities, labels),
            LogLoss(probabilities, labels),
            Brier(probabilities, labels),
            Ece(probabilities, labels),
            Lift(probabilities, labels, 0.1)
        );
    }

    /// <summary>Area under the ROC curve; ties count half. The interval is DeLong's.</summary>
    /// <param name="scores">Shape (rows,): the higher, the likelier. Any scale.</param>
    /// <param name="labels">Shape (rows,).</param>
    /// <returns>NaN if only one outcome occurs.</returns>
    /// <remarks>
    /// Sun and Xu, Fast implementation of DeLong's algorithm, IEEE Signal Processing Letters 21(11), 2014: structural
    /// components from midranks. O(rows · log rows).
    /// </remarks>
    public static Interval RocAuc(ReadOnlySpan<double> scores, ReadOnlySpan<bool> labels)
    {
        Require(scores, labels);
        var (positives, negatives) = Split(scores, labels);
        if (positives.Length == 0 || negatives.Length == 0)
        {
            return new Interval(double.NaN, double.NaN, double.NaN);
        }

        var all = Midranks([.. positives, .. negatives]);
        var (own, others) = (Midranks(positives), Midranks(negatives));
        var v10 = own.Select((rank, i) => (all[i] - rank) / negatives.Length).ToArray();
        var v01 = others.Select((rank, i) => 1 - (all[positives.Length + i] - rank) / positives.Length).ToArray();
        var area = v10.Average();
        var error = 1.959963984540054 * Math.Sqrt(Variance(v10) / v10.Length + Variance(v01) / v01.Length);
        return new Interval(area, Math.Max(area - error, 0), Math.Min(area + error, 1));
    }

    /// <summary>
    /// Average precision: the mean over positives of the precision at their rank; tied rows share one threshold.
    /// </summary>
    /// <returns>NaN without a positive.</returns>
    public static double PrAuc(ReadOnlySpan<double> scores, ReadOnlySpan<bool> labels)
    {
        Require(scores, labels);
        var order = Descending(scores);
        var all = labels.Count(true);
        var (area, hits, before) = (0.0, 0, 0);
        for (var i = 0; i < order.Length; i++)
        {
            hits += labels[order[i]] ? 1 : 0;
            if (i + 1 < order.Length && scores[order[i]].Equals(scores[order[i + 1]]))
            {
                continue;
            }

            area += (double)(hits - before) / all * hits / (i + 1);
            before = hits;
        }

        return all == 0 ? double.NaN : area;
    }

    /// <summary>Mean log loss; probabilities are held within [1e-15, 1 − 1e-15].</summary>
    public static double LogLoss(ReadOnlySpan<double> probabilities, ReadOnlySpan<bool> labels)
    {
        Require(probabilities, labels);
        var loss = 0.0;
        for (var row = 0; row < labels.Length; row++)
        {
            var p = Math.Clamp(probabilities[row], 1e-15, 1 - 1e-15);
            loss -= Math.Log(labels[row] ? p : 1 - p);
        }

        return loss / labels.Length;
    }

    /// <summary>Brier's score: mean of (p − y)².</summary>
    public static double Brier(ReadOnlySpan<double> probabilities, ReadOnlySpan<bool> labels)
    {
        Require(probabilities, labels);
        var sum = 0.0;
        for (var row = 0; row < labels.Length; row++)
        {
            var error = probabilities[row] - (labels[row] ? 1 : 0);
            sum += error * error;
        }

        return sum / labels.Length;
    }

    /// <summary>
    /// Expected calibration error: |observed − forecast| over 15 bins of equal width, weighted by rows.
    /// </summary>
    public static double Ece(ReadOnlySpan<double> probabilities, ReadOnlySpan<bool> labels)
    {
        var rows = (double)labels.Length;
        return CalibrationTable(probabilities, labels, EceBins)
            .Sum(bin => bin.Rows / rows * Math.Abs(bin.Observed - bin.Forecast));
    }

    /// <summary>
    /// Forecast against observed share in bins of equal width; empty bins are left out. A bin holds its lower edge.
    /// </summary>
    public static IReadOnlyList<CalibrationBin> CalibrationTable(
        ReadOnlySpan<double> probabilities,
        ReadOnlySpan<bool> labels,
        int bins
    )
    {
        Require(probabilities, labels);
        ArgumentOutOfRangeException.ThrowIfLessThan(bins, 1);
        var (rows, sum, hits) = (new int[bins], new double[bins], new int[bins]);
        for (var row = 0; row < labels.Length; row++)
        {
            var bin = Math.Min((int)(probabilities[row] * bins), bins - 1);
            rows[bin]++;
            sum[bin] += probabilities[row];
            hits[bin] += labels[row] ? 1 : 0;
        }

        return
        [
            .. Enumerable
                .Range(0, bins)
                .Where(bin => rows[bin] > 0)
                .Select(bin => new CalibrationBin(
                    (double)bin / bins,
                    (bin + 1.0) / bins,
                    rows[bin],
                    sum[bin] / rows[bin],
                    (double)hits[bin] / rows[bin]
                )),
        ];
    }

    /// <summary>Share of outcomes among the top rows over the share among all rows.</summary>
    /// <param name="scores">Shape (rows,).</param>
    /// <param name="labels">Shape (rows,).</param>
    /// <param name="share">
    /// Share of rows taken from the top, in (0, 1]; at least one row. Rows tied at the edge count in part.
    /// </param>
    /// <returns>NaN without a positive.</returns>
    public static double Lift(ReadOnlySpan<double> scores, ReadOnlySpan<bool> labels, double share)
    {
        Require(scores, labels);
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(share);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(share, 1);
        var order = Descending(scores);
        var wanted = Math.Max(share * order.Length, 1);
        var (hits, taken) = (0.0, 0);
        for (var i = 0; i < order.Length && taken < wanted; )
        {
            var (tied, tiedHits) = (0, 0);
            for (; i < order.Length && scores[order[i]].Equals(scores[order[i - tied]]); i++)
            {
                tied++;
                tiedHits += labels[order[i]] ? 1 : 0;
            }

            hits += tiedHits * Math.Min(1, (wanted - taken) / tied);
            taken += tied;
        }

        return hits / wanted / ((double)labels.Count(true) / labels.Length);
    }

    /// <summary>
    /// Points (false positive rate, true positive rate) of the ROC curve, from (0, 0) to (1, 1); one point for each
    /// distinct score.
    /// </summary>
    public static IReadOnlyList<(double FalsePositive, double TruePositive)> RocCurve(
        ReadOnlySpan<double> scores,
        ReadOnlySpan<bool> labels
    )
    {
        Require(scores, labels);
        var order = Descending(scores);
        var positives = Math.Max(labels.Count(true), 1);
        var negatives = Math.Max(labels.Length - labels.Count(true), 1);
        var (hits, misses) = (0, 0);
        var points = new List<(double FalsePositive, double TruePositive)> { (0, 0) };
        for (var i = 0; i < order.Length; i++)
        {
            hits += labels[order[i]] ? 1 : 0;
            misses += labels[order[i]] ? 0 : 1;
            if (i + 1 == order.Length || !scores[order[i]].Equals(scores[order[i + 1]]))
            {
                points.Add(((double)misses / negatives, (double)hits / positives));
            }
        }

        return points;
    }

    /// <summary>Ranks from 1; ties share the mean of their ranks.</summary>
    internal static double[] Midranks(double[] values)
    {
        var order = Enumerable.Range(0, values.Length).ToArray();
        Array.Sort(values.ToArray(), order);
        var ranks = new double[values.Length];
        for (var i = 0; i < order.Length; )
        {
            var end = i;
            while (end < order.Length && values[order[end]].Equals(values[order[i]]))
            {
                end++;
            }

            for (var j = i; j < end; j++)
            {
                ranks[order[j]] = (i + 1 + end) / 2.0;
            }

            i = end;
        }

        return ranks;
    }

    private static int[] Descending(ReadOnlySpan<double> scores)
    {
        var order = Enumerable.Range(0, scores.Length).ToArray();
        var keys = new double[scores.Length];
        for (var row = 0; row < keys.Length; row++)
        {
            keys[row] = -scores[row];
        }

        Array.Sort(keys, order);
        return order;
    }

    private static (double[] Positives, double[] Negatives) Split(
        ReadOnlySpan<double> scores,
        ReadOnlySpan<bool> labels
    )
    {
        var (positives, negatives) = (new List<double>(), new List<double>());
        for (var row = 0; row < labels.Length; row++)
        {
            (labels[row] ? positives : negatives).Add(scores[row]);
        }

        return ([.. positives], [.. negatives]);
    }

    private static double Variance(double[] values)
    {
        var mean = values.Average();
        return values.Length < 2 ? 0 : values.Sum(value => (value - mean) * (value - mean)) / (values.Length - 1);
    }

    private static void Require(ReadOnlySpan<double> scores, ReadOnlySpan<bool> labels)
    {
        if (scores.Length != labels.Length || scores.Length == 0)
        {
            throw new ArgumentException(
                $"{scores.Length} scores for {labels.Length} labels: as many of each, and at least one.",
                nameof(scores)
            );
        }
    }
}
