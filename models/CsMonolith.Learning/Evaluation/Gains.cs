using System.Runtime.InteropServices;
using CsMonolith.Learning.Numerics;

namespace CsMonolith.Learning.Evaluation;

/// <summary>How much of what was lost is found among the rows with the highest probability.</summary>
/// <param name="Share">Share of rows taken from the top, in (0, 1].</param>
/// <param name="Gain">Share of all outcomes found among them.</param>
/// <param name="Lift">Gain over share.</param>
[StructLayout(LayoutKind.Auto)]
public readonly record struct GainPoint(double Share, double Gain, double Lift);

/// <summary>What a team of a given size would have caught.</summary>
/// <param name="Capacity">Rows that the team can look after.</param>
/// <param name="Hits">Of those, rows with the outcome; rows tied at the edge count in part.</param>
/// <param name="Precision">Hits over capacity.</param>
/// <param name="Recall">Hits over all rows with the outcome.</param>
/// <param name="Value">
/// Value of the rows with the outcome that were caught, in the values' unit, with a 95% bootstrap interval.
/// </param>
/// <param name="ShareOfValue">
/// The same over the value of all rows with the outcome, with a 95% bootstrap interval.
/// </param>
public sealed record CapacityCatch(
    double Capacity,
    double Hits,
    double Precision,
    double Recall,
    Interval Value,
    Interval ShareOfValue
);

/// <summary>Gain, lift and value caught by taking rows from the top.</summary>
public static class Gains
{
    private const int Draws = 300;

    /// <summary>The gain curve at twentieths of the rows.</summary>
    /// <param name="scores">Shape (rows,).</param>
    /// <param name="labels">Shape (rows,), with at least one outcome, else the points are NaN.</param>
    public static IReadOnlyList<GainPoint> Curve(ReadOnlySpan<double> scores, ReadOnlySpan<bool> labels)
    {
        var points = new GainPoint[20];
        for (var i = 0; i < points.Length; i++)
        {
            var share = (i + 1) / 20.0;
            var lift = Metrics.Lift(scores, labels, share);
            points[i] = new GainPoint(share, lift * Math.Max(share, 1.0 / scores.Length), lift);
        }

        return points;
    }

    /// <summary>What is caught when the team takes as many rows as it can from the top.</summary>
    /// <param name="scores">
    /// Shape (rows,): the order in which rows are taken, such as the probability, or probability × value.
    /// </param>
    /// <param name="labels">Shape (rows,).</param>
    /// <param name="values">Shape (rows,): what each row is worth, at least 0; empty counts each as 1.</param>
    /// <param name="capacity">Rows that the team can take, above 0; more than there are takes all.</param>
    /// <param name="seed">Seed of the bootstrap.</param>
    /// <param name="clusters">Shape (rows,) or empty.</param>
    /// <exception cref="ArgumentException">Lengths differ or there is no row.</exception>
    /// <remarks>
    /// A bootstrap draw is another portfolio of the same size, of which the team takes as many. O(draws × rows · log
    /// rows).
    /// </remarks>
    public static CapacityCatch AtCapacity(
        ReadOnlySpan<double> scores,
        ReadOnlySpan<bool> labels,
        ReadOnlySpan<double> values,
        double capacity,
        ulong seed = 1,
        ReadOnlySpan<string> clusters = default
    )
    {
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(capacity);
        if (scores.Length != labels.Length || scores.Length == 0 || values.Length > 0 && values.Length != scores.Length)
        {
            throw new ArgumentException("As many scores as labels and values, and at least one.", nameof(scores));
        }

        var (s, y) = (scores.ToArray(), labels.ToArray());
        double[] v = values.Length > 0 ? values.ToArray() : [.. Enumerable.Repeat(1.0, s.Length)];
        var taken = Math.Min(capacity, s.Length);
        var draws = Clusters.Of(s.Length, clusters);
        var all = Enumerable.Range(0, s.Length).ToArray();
        var hits = Caught(all, s, y, [.. Enumerable.Repeat(1.0, s.Length)], taken);
        return new CapacityCatch(
            taken,
            hits,
            hits / taken,
            hits / y.Count(label => label),
            draws.Bootstrap(rows => Caught(rows, s, y, v, taken), SplitMix.For(seed, "caught"), Draws),
            draws.Bootstrap(
                rows => Caught(rows, s, y, v, taken) / rows.Sum(row => y[row] ? v[row] : 0),
                SplitMix.For(seed, "caught-share"),
                Draws
            )
        );
    }

    /// <summary>What one order of the rows catches beyond another, with as many taken from the top of either.</summary>
    /// <param name="first">Shape (rows,).</param>
    /// <param name="second">Shape (rows,).</param>
    /// <param name="labels">Shape (rows,).</param>
    /// <param name="values">Shape (rows,), at least 0; empty counts each as 1.</param>
    /// <param name="capacity">Rows that the team can take, above 0.</param>
    /// <param name="seed">Seed of the bootstrap.</param>
    /// <param name="clusters">Shape (rows,) or empty.</param>
    /// <returns>
    /// Second less first in the values' unit, with a 95% bootstrap interval over the same draws for both.
    /// </returns>
    /// <exception cref="ArgumentException">Lengths differ or there is no row.</exception>
    public static Interval CaughtMore(
        ReadOnlySpan<double> first,
        ReadOnlySpan<double> second,
        ReadOnlySpan<bool> labels,
        ReadOnlySpan<double> values,
        double capacity,
        ulong seed = 1,
        ReadOnlySpan<string> clusters = default
    )
    {
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(capacity);
        if (
            first.Length != labels.Length
            || second.Length != labels.Length
            || labels.Length == 0
            || values.Length > 0 && values.Length != labels.Length
        )
        {
            throw new ArgumentException(
                "As many scores of either as labels and values, and at least one.",
                nameof(first)
            );
        }

        var (a, b, y) = (first.ToArray(), second.ToArray(), labels.ToArray());
        double[] v = values.Length > 0 ? values.ToArray() : [.. Enumerable.Repeat(1.0, y.Length)];
        return Clusters
            .Of(y.Length, clusters)
            .Bootstrap(
                rows =>
                    Caught(rows, b, y, v, Math.Min(capacity, y.Length))
                    - Caught(rows, a, y, v, Math.Min(capacity, y.Length)),
                SplitMix.For(seed, "caught-more"),
                Draws
            );
    }

    private static double Caught(int[] rows, double[] scores, bool[] labels, double[] values, double capacity)
    {
        int[] order = [.. rows.OrderByDescending(row => scores[row])];
        var (caught, taken) = (0.0, 0);
        for (var i = 0; i < order.Length && taken < capacity; )
        {
            var (tied, tiedValue) = (0, 0.0);
            for (; i < order.Length && scores[order[i]].Equals(scores[order[i - tied]]); i++)
            {
                tied++;
                tiedValue += labels[order[i]] ? values[order[i]] : 0;
            }

            caught += tiedValue * Math.Min(1, (capacity - taken) / tied);
            taken += tied;
        }

        return caught;
    }
}
