using CsMonolith.Learning.Numerics;

namespace CsMonolith.Learning.Calibration;

/// <summary>
/// Isotonic calibration: a rising, piecewise linear map through knots, constant beyond the outermost knots.
/// </summary>
/// <remarks>
/// Zadrozny and Elkan, KDD 2002: blocks of the pool-adjacent-violators algorithm. A block's knot stands at its mean
/// score; straight lines between knots keep the order of rows within a block, which steps would lose.
/// </remarks>
public sealed record Isotonic : CalibrationMap
{
    /// <summary>Most knots of a map.</summary>
    internal const int MaxKnots = 2_000;

    private readonly double[] _at;
    private readonly double[] _to;

    /// <param name="at">Shape (knots,): log-odds, rising.</param>
    /// <param name="to">Shape (knots,): calibrated log-odds, not falling.</param>
    /// <exception cref="ArgumentException">
    /// No knots, not as many of the one as of the other, or out of order.
    /// </exception>
    public Isotonic(ReadOnlySpan<double> at, ReadOnlySpan<double> to)
    {
        if (at.IsEmpty || at.Length != to.Length || at.Length > MaxKnots || !InOrder(at, to))
        {
            throw new ArgumentException("Knots rise and their values do not fall.", nameof(at));
        }

        (_at, _to) = (at.ToArray(), to.ToArray());
    }

    /// <inheritdoc/>
    public override string Kind => "isotonic";

    /// <summary>Shape (knots,): log-odds at which the map bends.</summary>
    public ReadOnlySpan<double> At => _at;

    /// <summary>Shape (knots,): calibrated log-odds there.</summary>
    public ReadOnlySpan<double> To => _to;

    /// <inheritdoc/>
    public bool Equals(Isotonic? other) =>
        other is not null && At.SequenceEqual(other.At) && To.SequenceEqual(other.To);

    /// <inheritdoc/>
    public override int GetHashCode() => HashCode.Combine(_at.Length, _at[0], _to[^1]);

    /// <inheritdoc/>
    public override double Apply(double logOdds)
    {
        if (!(logOdds > _at[0]))
        {
            return _to[0];
        }

        if (logOdds >= _at[^1])
        {
            return _to[^1];
        }

        var found = Array.BinarySearch(_at, logOdds);
        var low = found >= 0 ? found : ~found - 1;
        return _to[low] + (_to[low + 1] - _to[low]) * (logOdds - _at[low]) / (_at[low + 1] - _at[low]);
    }

    /// <summary>Fits to log-odds of rows that the model has not seen. O(rows log rows).</summary>
    /// <param name="logOdds">Shape (rows,), at least one.</param>
    /// <param name="labels">Shape (rows,).</param>
    /// <param name="weights">Shape (rows,): how many rows each counts for.</param>
    public static Isotonic Fit(ReadOnlySpan<double> logOdds, ReadOnlySpan<bool> labels, ReadOnlySpan<double> weights)
    {
        var rows = new Block[labels.Length];
        var all = default(Block);
        for (var row = 0; row < rows.Length; row++)
        {
            rows[row] = new Block(weights[row] * logOdds[row], weights[row], labels[row] ? weights[row] : 0);
            all += rows[row];
        }

        var (at, to) = (new List<double>(), new List<double>());
        foreach (var block in Pool(logOdds.ToArray(), rows))
        {
            // One row's worth of the base rate, so that a pure block is not certain.
            var value = Logistic.LogOdds((block.Positives + all.Rate) / (block.Rows + 1));
            if (at.Count == 0 || block.Mean > at[^1])
            {
                at.Add(block.Mean);
                to.Add(to.Count > 0 ? Math.Max(value, to[^1]) : value);
            }
        }

        return new Isotonic([.. Subsampled(at)], [.. Subsampled(to)]);
    }

    private static List<Block> Pool(double[] scores, Block[] rows)
    {
        Array.Sort(scores, rows);
        var blocks = new List<Block>();
        for (var row = 0; row < scores.Length; )
        {
            // Rows of one score are one block from the start: their order is chance.
            var block = default(Block);
            var score = scores[row];
            for (; row < scores.Length && scores[row] == score; row++)
            {
                block += rows[row];
            }

            while (blocks.Count > 0 && blocks[^1].Rate >= block.Rate)
            {
                block += blocks[^1];
                blocks.RemoveAt(blocks.Count - 1);
            }

            blocks.Add(block);
        }

        return blocks;
    }

    private static IEnumerable<double> Subsampled(List<double> all) =>
        all.Count <= MaxKnots
            ? all
            : Enumerable.Range(0, MaxKnots).Select(i => all[(int)((long)i * (all.Count - 1) / (MaxKnots - 1))]);

    private static bool InOrder(ReadOnlySpan<double> at, ReadOnlySpan<double> to)
    {
        for (var i = 0; i < at.Length; i++)
        {
            if (
                !double.IsFinite(at[i])
                || !double.IsFinite(to[i])
                || i > 0 && (at[i] <= at[i - 1] || to[i] < to[i - 1])
            )
            {
                return false;
            }
        }

        return true;
    }

    private readonly record struct Block(double Scores, double Rows, double Positives)
    {
        public double Rate => Positives / Rows;

        public double Mean => Scores / Rows;

        public static Block operator +(Block one, Block other) =>
            new(one.Scores + other.Scores, one.Rows + other.Rows, one.Positives + other.Positives);
    }
}
