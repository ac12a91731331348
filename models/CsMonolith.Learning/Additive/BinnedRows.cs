using CsMonolith.Learning.Numerics;

namespace CsMonolith.Learning.Additive;

/// <summary>
/// Some rows of a table as bins, column by column, with the log-odds that boosting has reached for each row.
/// </summary>
internal sealed class BinnedRows
{
    /// <param name="all">Shape (features) of (rows of the table,): bins.</param>
    /// <param name="labels">Shape (rows of the table,).</param>
    /// <param name="weights">Shape (rows of the table,); null if all count alike.</param>
    /// <param name="rows">Rows to hold.</param>
    public BinnedRows(byte[][] all, ReadOnlySpan<bool> labels, double[]? weights, int[] rows)
    {
        Weights = weights is null ? null : Array.ConvertAll(rows, row => (float)weights[row]);
        Bins = [.. all.Select(column => Array.ConvertAll(rows, row => column[row]))];
        Labels = new float[rows.Length];
        for (var i = 0; i < rows.Length; i++)
        {
            Labels[i] = labels[rows[i]] ? 1 : 0;
        }

        Scores = new float[rows.Length];
    }

    public int Rows => Labels.Length;

    /// <summary>Shape (features) of (rows,).</summary>
    public byte[][] Bins { get; }

    public float[] Labels { get; }

    /// <summary>Shape (rows,): how many rows each counts for; null if all count alike.</summary>
    public float[]? Weights { get; }

    /// <summary>Log-odds so far.</summary>
    public float[] Scores { get; }

    /// <summary>Adds a step to the scores: <paramref name="values"/>[bin].</summary>
    public void Add(ReadOnlySpan<byte> bins, ReadOnlySpan<float> values)
    {
        var scores = Scores.AsSpan(0, bins.Length);
        for (var row = 0; row < bins.Length; row++)
        {
            scores[row] += values[bins[row]];
        }
    }

    /// <summary>Adds a step over a grid: <paramref name="values"/>[first × along + second].</summary>
    public void Add(ReadOnlySpan<byte> first, ReadOnlySpan<byte> second, int along, ReadOnlySpan<float> values)
    {
        var scores = Scores.AsSpan(0, first.Length);
        second = second[..first.Length];
        for (var row = 0; row < first.Length; row++)
        {
            scores[row] += values[first[row] * along + second[row]];
        }
    }

    /// <summary>Mean log loss of the scores.</summary>
    public double Loss()
    {
        var (loss, rows) = (0.0, 0.0);
        for (var row = 0; row < Labels.Length; row++)
        {
            var weight = Weights?[row] ?? 1;
            loss += weight * Logistic.Loss(Scores[row], Labels[row] > 0);
            rows += weight;
        }

        return loss / rows;
    }

    /// <summary>Weighted share of outcomes.</summary>
    public double BaseRate()
    {
        var (positives, rows) = (0.0, 0.0);
        for (var row = 0; row < Labels.Length; row++)
        {
            var weight = Weights?[row] ?? 1;
            positives += weight * Labels[row];
            rows += weight;
        }

        return positives / rows;
    }
}
