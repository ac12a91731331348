namespace CsMonolith.Learning.Additive;

/// <summary>The nearest shape that only rises or only falls.</summary>
/// <remarks>
/// Pool adjacent violators: the least squared distance over the rows (Barlow et al., Statistical Inference under Order
/// Restrictions, 1972). O(bins).
/// </remarks>
internal static class MonotoneShape
{
    /// <summary>Weight of a bin without rows, so that it follows its neighbours.</summary>
    private const double Least = 1e-6;

    /// <param name="scores">Shape (bins,), in rising order of the number.</param>
    /// <param name="rows">Shape (bins,): rows in each.</param>
    /// <param name="direction">1 to rise, −1 to fall.</param>
    /// <returns>Shape (bins,).</returns>
    public static float[] Of(ReadOnlySpan<float> scores, ReadOnlySpan<double> rows, int direction)
    {
        var blocks = new List<(double Sum, double Weight, int Bins, float Only)>();
        for (var bin = 0; bin < scores.Length; bin++)
        {
            var weight = Math.Max(rows[bin], Least);
            var block = (Sum: direction * scores[bin] * weight, Weight: weight, Bins: 1, Only: scores[bin]);
            while (blocks.Count > 0 && blocks[^1].Sum / blocks[^1].Weight > block.Sum / block.Weight)
            {
                var before = blocks[^1];
                block = (before.Sum + block.Sum, before.Weight + block.Weight, before.Bins + block.Bins, float.NaN);
                blocks.RemoveAt(blocks.Count - 1);
            }

            blocks.Add(block);
        }

        return
        [
            .. blocks.SelectMany(block =>
                Enumerable.Repeat(
                    block.Bins == 1 ? block.Only : (float)(direction * block.Sum / block.Weight),
                    block.Bins
                )
            ),
        ];
    }
}
