using CsMonolith.Learning.Binning;
using CsMonolith.Learning.Tables;

namespace CsMonolith.Learning.Trees;

/// <summary>Finds the cut of one feature that lowers the training loss of a leaf most.</summary>
/// <remarks>
/// A side's value is G/(H + λ) and its score G²/(H + λ), or 2Gw − (H + λ)w² where bounds hold the value at w: Chen and
/// Guestrin, XGBoost, KDD 2016, equations 5 and 6, signs turned round. The missing are tried on both sides. Levels are
/// put in order of their mean residual: Fisher, On grouping for maximum homogeneity, 1958. O(bins), O(levels × log
/// levels) for a category. Of equal cuts the first is taken.
/// </remarks>
internal readonly ref struct SplitFinder
{
    private const int FewLevels = 4;

    private readonly QuantisedGradients _gradients;
    private readonly TreeSettings _settings;
    private readonly long _all;
    private readonly double _minHessian;
    private readonly Bounds _bounds;
    private readonly bool _bound;
    private readonly double _l2;

    /// <param name="gradients">Unit of the sums.</param>
    /// <param name="settings">Penalties and limits.</param>
    /// <param name="all">Sum of the leaf's gradient words.</param>
    /// <param name="rows">Rows of the leaf.</param>
    /// <param name="bounds">Of the leaf's value.</param>
    public SplitFinder(QuantisedGradients gradients, TreeSettings settings, long all, int rows, Bounds bounds)
        : this(gradients, settings, all, rows, bounds, settings.L2) { }

    private SplitFinder(
        QuantisedGradients gradients,
        TreeSettings settings,
        long all,
        int rows,
        Bounds bounds,
        double l2
    )
    {
        (_gradients, _settings, _all, _bounds, _bound, _l2) = (gradients, settings, all, bounds, bounds.Bind, l2);
        _minHessian = Math.Max(settings.MinHessian, gradients.Hessian(all) / rows * settings.MinLeafRows * (1 - 1e-9));
    }

    /// <summary>The best split by one feature, a gain of 0 if none passes the least gain.</summary>
    /// <param name="histogram">Shape (bins,): sums of gradient words.</param>
    /// <param name="feature">Index of the feature.</param>
    /// <param name="map">Its bins.</param>
    /// <param name="sign">−1 or +1 if values may only fall or rise with the number, else 0.</param>
    /// <param name="rows">Rows of the leaf.</param>
    public Split Best(ReadOnlySpan<long> histogram, int feature, BinMap map, int sign, int rows)
    {
        histogram = histogram[..map.Bins];
        if (map.Kind == ColumnKind.Category)
        {
            Span<int> order = stackalloc int[histogram.Length];
            var levels = Order(histogram, order);
            var finder =
                levels > FewLevels
                    ? new SplitFinder(_gradients, _settings, _all, rows, _bounds, _l2 + _settings.LevelL2)
                    : this;
            return finder.BestPrefix(histogram, order[..levels], feature);
        }

        var best = BestCut(
            histogram,
            feature,
            sign,
            default(Split) with
            {
                Gain = _settings.MinGain,
            },
            missingLeft: false
        );
        if (histogram[0] != 0)
        {
            best = BestCut(histogram, feature, sign, best, missingLeft: true);
        }

        return best.Left == 0 ? default : best;
    }

    /// <summary>A side's value before shrinkage.</summary>
    public static double Value(QuantisedGradients gradients, long sum, double l2, Bounds bounds) =>
        bounds.Hold(gradients.Gradient(sum) / (gradients.Hessian(sum) + l2));

    /// <summary>Bins with rows in rising order of their mean residual, drawn towards the leaf's.</summary>
    /// <returns>How many there are.</returns>
    public int Order(ReadOnlySpan<long> histogram, Span<int> order)
    {
        var mean = _gradients.Gradient(_all) / _gradients.Hessian(_all);
        Span<double> keys = stackalloc double[histogram.Length];
        var levels = 0;
        for (var bin = 0; bin < histogram.Length; bin++)
        {
            if (histogram[bin] != 0)
            {
                order[levels] = bin;
                keys[levels++] =
                    (_gradients.Gradient(histogram[bin]) + _settings.LevelSmoothing * mean)
                    / (_gradients.Hessian(histogram[bin]) + _settings.LevelSmoothing);
            }
        }

        // Insertion keeps the order of equal keys, so a fit is the same on every runtime.
        for (var i = 1; i < levels; i++)
        {
            var (key, bin) = (keys[i], order[i]);
            var j = i - 1;
            for (; j >= 0 && keys[j] > key; j--)
            {
                (keys[j + 1], order[j + 1]) = (keys[j], order[j]);
            }

            (keys[j + 1], order[j + 1]) = (key, bin);
        }

        return levels;
    }

    private Split BestCut(ReadOnlySpan<long> histogram, int feature, int sign, Split best, bool missingLeft)
    {
        var whole = Score(_all, out _);
        var left = missingLeft ? histogram[0] : 0;
        for (var bin = 0; bin < histogram.Length - 1; bin++)
        {
            left += bin > 0 ? histogram[bin] : 0;
            var right = _all - left;
            if (_gradients.Hessian(left) < _minHessian || bin == 0 && !missingLeft)
            {
                continue;
            }

            if (_gradients.Hessian(right) < _minHessian)
            {
                break;
            }

            var gain = Score(left, out var low) + Score(right, out var high) - whole;
            if (gain > best.Gain && (bin == 0 || sign * low <= sign * high))
            {
                best = new Split(gain, feature, bin, missingLeft, left);
            }
        }

        return best;
    }

    private Split BestPrefix(ReadOnlySpan<long> histogram, ReadOnlySpan<int> order, int feature)
    {
        var whole = Score(_all, out _);
        var best = default(Split) with { Gain = _settings.MinGain };
        var left = 0L;
        for (var i = 0; i < order.Length - 1; i++)
        {
            left += histogram[order[i]];
            var right = _all - left;
            if (_gradients.Hessian(left) < _minHessian || _gradients.Hessian(right) < _minHessian)
            {
                continue;
            }

            var gain = Score(left, out _) + Score(right, out _) - whole;
            if (gain > best.Gain)
            {
                best = new Split(gain, feature, i + 1, MissingLeft: false, left);
            }
        }

        return best.Left == 0 ? default : best;
    }

    private double Score(long sum, out double value)
    {
        var gradient = _gradients.Gradient(sum);
        var weight = _gradients.Hessian(sum) + _l2;
        value = gradient / weight;
        if (!_bound)
        {
            return gradient * value;
        }

        value = _bounds.Hold(value);
        return value * (2 * gradient - weight * value);
    }
}
