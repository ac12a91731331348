using System.Runtime.Intrinsics;

namespace CsMonolith.Learning.Additive;

/// <summary>Fits the small trees that one boosting step adds.</summary>
/// <remarks>
/// A histogram cell is (gradient, hessian): G = Σ(y − p), H = Σp(1 − p). A leaf's value is G/(H + λ) and a tree's gain
/// is the sum of G²/(H + λ) over its leaves: Chen and Guestrin, XGBoost, KDD 2016, equations 5 and 6, signs turned
/// round.
/// </remarks>
internal static class Cuts
{
    /// <summary>Score of a leaf: G²/(H + λ).</summary>
    public static double Score(Vector128<double> sum, double l2) => sum[0] * sum[0] / (sum[1] + l2);

    /// <summary>
    /// Finds the up to two cuts that gain most, greedily: the best cut, then the better cut of one of its sides.
    /// </summary>
    /// <param name="histogram">Shape (bins,), in the order in which bins may be parted.</param>
    /// <param name="l2">λ above 0, in units of hessian.</param>
    /// <param name="minHessian">Hessian that each leaf must keep.</param>
    /// <param name="first">OUT: last bin left of the lower cut, −1 if there is none.</param>
    /// <param name="second">OUT: last bin left of the upper cut, −1 if there is none.</param>
    /// <returns>Gain over no cut at all, 0 if there is none. Of equal cuts the lowest.</returns>
    /// <remarks>O(bins) time, no allocation. Its slow twin sums every leaf afresh.</remarks>
    public static double BestThree(
        ReadOnlySpan<Vector128<double>> histogram,
        double l2,
        double minHessian,
        out int first,
        out int second
    )
    {
        (first, second) = (-1, -1);
        var (cut, gain) = BestCut(histogram, l2, minHessian);
        if (cut < 0)
        {
            return 0;
        }

        var (left, leftGain) = BestCut(histogram[..(cut + 1)], l2, minHessian);
        var (right, rightGain) = BestCut(histogram[(cut + 1)..], l2, minHessian);
        (first, second) =
            leftGain <= 0 && rightGain <= 0 ? (cut, -1)
            : leftGain >= rightGain ? (left, cut)
            : (cut, cut + 1 + right);
        return gain + Math.Max(Math.Max(leftGain, rightGain), 0);
    }

    /// <summary>The best single cut, (−1, 0) if none gains.</summary>
    public static (int Cut, double Gain) BestCut(
        ReadOnlySpan<Vector128<double>> histogram,
        double l2,
        double minHessian
    )
    {
        var all = Sum(histogram);
        var whole = Score(all, l2);
        var left = Vector128<double>.Zero;
        var best = (Cut: -1, Gain: 0.0);
        for (var bin = 0; bin < histogram.Length - 1; bin++)
        {
            left += histogram[bin];
            var right = all - left;
            if (left[1] < minHessian || right[1] < minHessian)
            {
                continue;
            }

            var gain = Score(left, l2) + Score(right, l2) - whole;
            if (gain > best.Gain)
            {
                best = (bin, gain);
            }
        }

        return best;
    }

    public static Vector128<double> Sum(ReadOnlySpan<Vector128<double>> histogram)
    {
        var all = Vector128<double>.Zero;
        foreach (var bin in histogram)
        {
            all += bin;
        }

        return all;
    }

    /// <summary>
    /// Finds the tree of up to four leaves that parts a grid along one axis, then each side along the other axis.
    /// </summary>
    /// <param name="prefix">
    /// Shape (across, along) row by row: sums of all cells up to and with each, see <see cref="Accumulate"/>.
    /// </param>
    /// <param name="across">Bins of the first feature.</param>
    /// <param name="along">Bins of the second feature.</param>
    /// <param name="l2">λ above 0.</param>
    /// <param name="minHessian">Hessian that each leaf must keep.</param>
    /// <returns>The tree that gains most, of equal ones the first; a gain of 0 if there is none.</returns>
    /// <remarks>
    /// O(across × along) time, no allocation. As a ranking of interactions this is FAST of Lou, Caruana, Gehrke and
    /// Hooker, Accurate intelligible models with pairwise interactions, KDD 2013, section 4.1, with a second cut of its
    /// own on each side.
    /// </remarks>
    public static GridTree BestFour(
        ReadOnlySpan<Vector128<double>> prefix,
        int across,
        int along,
        double l2,
        double minHessian
    )
    {
        var best = default(GridTree);
        var all = prefix[^1];
        var whole = Score(all, l2);
        for (var cut = 0; cut < across - 1; cut++)
        {
            var low = prefix.Slice(cut * along, along);
            var total = prefix.Slice((across - 1) * along, along);
            var gain = BestSides(low, total, 1, l2, minHessian, out var lowCut, out var highCut) - whole;
            if (gain > best.Gain)
            {
                best = new GridTree(gain, ByRows: true, cut, lowCut, highCut);
            }
        }

        for (var cut = 0; cut < along - 1; cut++)
        {
            var gain =
                BestSides(prefix[cut..], prefix[(along - 1)..], along, l2, minHessian, out var lowCut, out var highCut)
                - whole;
            if (gain > best.Gain)
            {
                best = new GridTree(gain, ByRows: false, cut, lowCut, highCut);
            }
        }

        return best;
    }

    /// <summary>Turns a grid of cells into prefix sums, in place.</summary>
    public static void Accumulate(Span<Vector128<double>> grid, int across, int along)
    {
        for (var a = 0; a < across; a++)
        {
            var run = Vector128<double>.Zero;
            for (var b = 0; b < along; b++)
            {
                run += grid[a * along + b];
                grid[a * along + b] = a == 0 ? run : run + grid[(a - 1) * along + b];
            }
        }
    }

    // Both sides share the walk over the other axis; a side that no cut helps stays one leaf.
    private static double BestSides(
        ReadOnlySpan<Vector128<double>> low,
        ReadOnlySpan<Vector128<double>> total,
        int stride,
        double l2,
        double minHessian,
        out int lowCut,
        out int highCut
    )
    {
        var count = (total.Length - 1) / stride + 1;
        var lowAll = low[(count - 1) * stride];
        var highAll = total[(count - 1) * stride] - lowAll;
        (lowCut, highCut) = (-1, -1);
        if (lowAll[1] < minHessian || highAll[1] < minHessian)
        {
            return 0;
        }

        var (lowBest, highBest) = (Score(lowAll, l2), Score(highAll, l2));
        for (var cut = 0; cut < count - 1; cut++)
        {
            var lowLeft = low[cut * stride];
            var highLeft = total[cut * stride] - lowLeft;
            var lowRight = lowAll - lowLeft;
            var highRight = highAll - highLeft;
            if (lowLeft[1] >= minHessian && lowRight[1] >= minHessian)
            {
                var score = Score(lowLeft, l2) + Score(lowRight, l2);
                if (score > lowBest)
                {
                    (lowBest, lowCut) = (score, cut);
                }
            }

            if (highLeft[1] >= minHessian && highRight[1] >= minHessian)
            {
                var score = Score(highLeft, l2) + Score(highRight, l2);
                if (score > highBest)
                {
                    (highBest, highCut) = (score, cut);
                }
            }
        }

        return lowBest + highBest;
    }
}

/// <summary>A tree over a grid: one cut, then one on each side.</summary>
/// <param name="Gain">What it gains over one leaf; 0 is no tree.</param>
/// <param name="ByRows">Whether the first cut parts the first feature.</param>
/// <param name="Cut">Last bin on the low side.</param>
/// <param name="LowCut">Last bin of the other feature's lower leaf on the low side; −1 is one leaf.</param>
/// <param name="HighCut">The same for the high side.</param>
internal readonly record struct GridTree(double Gain, bool ByRows, int Cut, int LowCut, int HighCut);
