using System.Runtime.Intrinsics;
using CsMonolith.Learning.Binning;
using CsMonolith.Learning.Numerics;
using CsMonolith.Learning.Tables;

namespace CsMonolith.Learning.Additive;

/// <summary>
/// Boosts main effects: each step fits a tree of up to three leaves over one feature and adds it to the feature's shape
/// and to the scores.
/// </summary>
/// <param name="settings">Rates and bounds.</param>
/// <param name="maps">Shape (features,).</param>
/// <param name="signs">Shape (features,): +1 where the shape may only rise, −1 where it may only fall, else 0.</param>
/// <param name="shapes">IN/OUT, shape (features,) of (bins,).</param>
/// <param name="training">Rows learned from.</param>
/// <param name="left">Rows left out.</param>
/// <param name="residuals">Of the rows learned from.</param>
/// <param name="random">Of the random cuts.</param>
internal sealed class MainEffectBooster(
    AdditiveSettings settings,
    BinMap[] maps,
    int[] signs,
    float[][] shapes,
    BinnedRows training,
    BinnedRows left,
    Residuals residuals,
    SplitMix random
)
{
    private readonly Vector128<double>[] _histogram = new Vector128<double>[BinMap.MaxBins];
    private readonly Vector128<double>[] _second = new Vector128<double>[BinMap.MaxBins];
    private readonly Vector128<double>[] _ordered = new Vector128<double>[BinMap.MaxBins];
    private readonly float[] _step = new float[BinMap.MaxBins];
    private SplitMix _random = random;

    /// <returns>The gain of the step; 0 if no cut helps.</returns>
    public double Step(int feature, bool atRandom)
    {
        var map = maps[feature];
        var bins = training.Bins[feature];
        var histogram = HistogramOf(bins, map.Bins);
        Span<int> order = stackalloc int[map.Bins];
        OrderBins(map, histogram, order);
        var ordered = _ordered.AsSpan(0, map.Bins);
        for (var i = 0; i < order.Length; i++)
        {
            ordered[i] = histogram[order[i]];
        }

        var gain = Cuts.BestThree(ordered, settings.L2, settings.MinHessian, out var first, out var second);
        if (atRandom)
        {
            first = _random.Below(order.Length - 1);
            second = _random.Below(order.Length - 1);
            (first, second) = first == second ? (first, -1) : (Math.Min(first, second), Math.Max(first, second));
        }
        else if (gain <= 0)
        {
            return 0;
        }

        var step = _step.AsSpan(0, map.Bins);
        FillLeaves(ordered, order, (first, second), signs[feature], step);
        Add(shapes[feature], step);
        training.Add(bins, step);
        left.Add(left.Bins[feature], step);
        residuals.Update();
        return gain;
    }

    /// <summary>
    /// Values of up to three leaves; leaves that would break a feature's monotone course are one leaf.
    /// </summary>
    private void FillLeaves(
        ReadOnlySpan<Vector128<double>> ordered,
        ReadOnlySpan<int> order,
        (int First, int Second) cuts,
        int sign,
        Span<float> step
    )
    {
        Span<int> ends = [cuts.First + 1, cuts.Second < 0 ? order.Length : cuts.Second + 1, order.Length];
        Span<float> values = stackalloc float[3];
        for (var leaf = 0; leaf < 3; leaf++)
        {
            values[leaf] = ValueOf(ordered[(leaf == 0 ? 0 : ends[leaf - 1])..ends[leaf]]);
        }

        // The leaf of missing cells alone has no place in the course.
        var lowest = cuts.First == 0 ? 1 : 0;
        if (sign != 0)
        {
            Straighten(ordered, ends, lowest, sign, values);
        }

        for (var (leaf, i) = (0, 0); i < order.Length; i++)
        {
            while (i >= ends[leaf])
            {
                leaf++;
            }

            step[order[i]] = values[leaf];
        }
    }

    // Pools neighbours that fall (or rise) until none does: at most two poolings.
    private void Straighten(
        ReadOnlySpan<Vector128<double>> ordered,
        ReadOnlySpan<int> ends,
        int lowest,
        int sign,
        Span<float> values
    )
    {
        var last = ends[1] == ends[2] ? 1 : 2;
        var from = lowest == 0 ? 0 : ends[0];
        if (last - lowest == 1)
        {
            if (sign * (values[last] - values[lowest]) < 0)
            {
                values[lowest..(last + 1)].Fill(ValueOf(ordered[from..]));
            }

            return;
        }

        if (last - lowest == 2)
        {
            var low = sign * (values[1] - values[0]) < 0;
            var high = sign * (values[2] - values[1]) < 0;
            if (low || high)
            {
                values[(low ? 0 : 1)..(low ? 2 : 3)].Fill(ValueOf(low ? ordered[..ends[1]] : ordered[ends[0]..]));
            }

            if (sign * (values[1] - values[0]) < 0 || sign * (values[2] - values[1]) < 0)
            {
                values.Fill(ValueOf(ordered));
            }
        }
    }

    private float ValueOf(ReadOnlySpan<Vector128<double>> leaf)
    {
        var sum = Cuts.Sum(leaf);
        return (float)(settings.MainRate * sum[0] / (sum[1] + settings.L2));
    }

    // Numbers keep their order; levels go by their present residual, Fisher's 1958 grouping for maximum homogeneity.
    private void OrderBins(BinMap map, ReadOnlySpan<Vector128<double>> histogram, Span<int> order)
    {
        for (var i = 0; i < order.Length; i++)
        {
            order[i] = i;
        }

        if (map.Kind == ColumnKind.Numeric)
        {
            return;
        }

        Span<double> key = stackalloc double[order.Length];
        for (var i = 0; i < order.Length; i++)
        {
            key[i] = histogram[i][0] / (histogram[i][1] + settings.LevelSmoothing);
        }

        key.Sort(order);
    }

    // Two histograms in turn: rows of one bin in a row would wait for each other's addition.
    private ReadOnlySpan<Vector128<double>> HistogramOf(ReadOnlySpan<byte> bins, int count)
    {
        var even = _histogram.AsSpan();
        var odd = _second.AsSpan();
        even[..count].Clear();
        odd[..count].Clear();
        var gradients = residuals.Gradients[..bins.Length];
        var row = 0;
        for (; row < bins.Length - 1; row += 2)
        {
            even[bins[row]] += gradients[row];
            odd[bins[row + 1]] += gradients[row + 1];
        }

        if (row < bins.Length)
        {
            even[bins[row]] += gradients[row];
        }

        for (var bin = 0; bin < count; bin++)
        {
            even[bin] += odd[bin];
        }

        return even[..count];
    }

    private static void Add(Span<float> shape, ReadOnlySpan<float> step)
    {
        for (var i = 0; i < step.Length; i++)
        {
            shape[i] += step[i];
        }
    }
}
