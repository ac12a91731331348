using System.Runtime.Intrinsics;
using CsMonolith.Learning.Binning;
using CsMonolith.Learning.Numerics;
using CsMonolith.Learning.Tables;

namespace CsMonolith.Learning.Additive;

/// <summary>
/// Boosts interactions: ranks pairs of features by the gain of a tree of four leaves on the residuals, then boosts the
/// best pairs.
/// </summary>
/// <param name="settings">Rates and bounds.</param>
/// <param name="maps">Shape (features,).</param>
/// <param name="signs">
/// Shape (features,): features with a monotone course have no interactions, which could break it.
/// </param>
/// <param name="shapes">Main effects, shape (features,) of (bins,).</param>
/// <param name="training">Rows learned from.</param>
/// <param name="left">Rows left out.</param>
/// <param name="residuals">Of the rows learned from.</param>
/// <param name="random">Of the random cuts.</param>
/// <param name="cancellation">Stops within a round.</param>
internal sealed class PairBooster(
    AdditiveSettings settings,
    BinMap[] maps,
    int[] signs,
    float[][] shapes,
    BinnedRows training,
    BinnedRows left,
    Residuals residuals,
    SplitMix random,
    CancellationToken cancellation
)
{
    private readonly Vector128<double>[] _histogram = new Vector128<double>[BinMap.MaxPairBins * BinMap.MaxPairBins];
    private readonly float[] _step = new float[BinMap.MaxPairBins * BinMap.MaxPairBins];
    private byte[][] _placeOf = [];
    private SplitMix _random = random;

    /// <summary>All pairs ranked by what a four-leaf tree would gain on the residuals; the best first.</summary>
    public List<(int First, int Second)> Rank()
    {
        var live = Enumerable
            .Range(0, maps.Length)
            .Where(feature => maps[feature].Bins > 2 && signs[feature] == 0)
            .ToArray();
        _placeOf = [.. maps.Select(PlacesOf)];
        var coarse = CoarseBins(training);
        var gains = new List<(int First, int Second, double Gain)>();
        for (var i = 0; i < live.Length; i++)
        {
            cancellation.ThrowIfCancellationRequested();
            for (var j = i + 1; j < live.Length; j++)
            {
                var (across, along) = (maps[live[i]].PairBins, maps[live[j]].PairBins);
                FillPrefix(coarse[live[i]], coarse[live[j]], across, along);
                gains.Add((live[i], live[j], BestTree(across, along).Gain));
            }
        }

        return
        [
            .. gains
                .Where(pair => pair.Gain > 0)
                .OrderByDescending(pair => pair.Gain)
                .ThenBy(pair => pair.First)
                .ThenBy(pair => pair.Second)
                .Take(settings.MaxPairs)
                .Select(pair => (pair.First, pair.Second)),
        ];
    }

    public PairFit Boost(List<(int First, int Second)> ranked, Action<double> progress)
    {
        PairTerm[] pairs =
        [
            .. ranked.Select(pair => new PairTerm(
                pair.First,
                pair.Second,
                new float[maps[pair.First].PairBins * maps[pair.Second].PairBins]
            )),
        ];
        var (coarse, leftCoarse) = (CoarseBins(training), CoarseBins(left));
        var kept = new EarlyStopping([.. pairs.Select(pair => pair.Grid)], training, left);
        var gains = new double[pairs.Length];
        for (var round = 0; round < settings.PairRounds && pairs.Length > 0; round++)
        {
            cancellation.ThrowIfCancellationRequested();
            BoostingRound.Run(
                gains,
                round,
                settings.PairSmoothingRounds,
                settings.GreedyRounds,
                (i, atRandom) => Step(pairs[i], coarse, leftCoarse, atRandom)
            );

            if (kept.Stops(left.Loss(), round, settings.Patience))
            {
                break;
            }

            progress((double)round / settings.PairRounds);
        }

        kept.Restore();
        return new PairFit([.. pairs.Select(pair => pair with { Grid = InBinOrder(pair) })], left.Loss() * left.Rows);
    }

    /// <summary>
    /// Where each coarse bin stands while interactions are cut: numbers as they are, levels by their main effect in
    /// this bag.
    /// </summary>
    private byte[] PlacesOf(BinMap map, int feature)
    {
        var order = Enumerable.Range(0, map.PairBins).ToArray();
        if (map.Kind == ColumnKind.Category)
        {
            var (sum, bins) = (new double[map.PairBins], new double[map.PairBins]);
            for (var bin = 0; bin < map.Bins; bin++)
            {
                sum[map.PairBin[bin]] += shapes[feature][bin];
                bins[map.PairBin[bin]]++;
            }

            order = [.. order.OrderBy(bin => sum[bin] / bins[bin]).ThenBy(bin => bin)];
        }

        var places = new byte[order.Length];
        for (var place = 0; place < order.Length; place++)
        {
            places[order[place]] = (byte)place;
        }

        return places;
    }

    private float[] InBinOrder(PairTerm pair)
    {
        var (first, second) = (_placeOf[pair.First], _placeOf[pair.Second]);
        var grid = new float[pair.Grid.Length];
        for (var a = 0; a < first.Length; a++)
        {
            for (var b = 0; b < second.Length; b++)
            {
                grid[a * second.Length + b] = pair.Grid[first[a] * second.Length + second[b]];
            }
        }

        return grid;
    }

    /// <returns>The gain of the step; 0 if no tree helps.</returns>
    private double Step(PairTerm pair, byte[][] coarse, byte[][] leftCoarse, bool atRandom)
    {
        var (first, second) = (coarse[pair.First], coarse[pair.Second]);
        var (across, along) = (maps[pair.First].PairBins, maps[pair.Second].PairBins);
        FillPrefix(first, second, across, along);
        var tree = atRandom ? RandomTree(across, along) : BestTree(across, along);
        if (tree.Gain <= 0)
        {
            return 0;
        }

        var step = _step.AsSpan(0, across * along);
        FillGrid(tree, across, along, step);
        for (var i = 0; i < step.Length; i++)
        {
            pair.Grid[i] += step[i];
        }

        training.Add(first, second, along, step);
        left.Add(leftCoarse[pair.First], leftCoarse[pair.Second], along, step);
        residuals.Update();
        return tree.Gain;
    }

    private GridTree BestTree(int across, int along) =>
        Cuts.BestFour(_histogram.AsSpan(0, across * along), across, along, settings.L2, settings.MinHessian);

    // Any tree will do: the leaves' values make it useful, and no cut is favoured by chance.
    private GridTree RandomTree(int across, int along)
    {
        var byRows = along < 2 || across >= 2 && _random.Below(2) == 0;
        var (rows, columns) = byRows ? (across, along) : (along, across);
        return rows < 2
            ? default
            : new GridTree(1, byRows, _random.Below(rows - 1), _random.Below(columns) - 1, _random.Below(columns) - 1);
    }

    /// <summary>Leaves the prefix sums of a pair's gradients in the histogram.</summary>
    private void FillPrefix(ReadOnlySpan<byte> first, ReadOnlySpan<byte> second, int across, int along)
    {
        var grid = _histogram.AsSpan(0, across * along);
        grid.Clear();
        second = second[..first.Length];
        var gradients = residuals.Gradients[..first.Length];
        for (var row = 0; row < first.Length; row++)
        {
            grid[first[row] * along + second[row]] += gradients[row];
        }

        Cuts.Accumulate(grid, across, along);
    }

    private void FillGrid(GridTree tree, int across, int along, Span<float> step)
    {
        var (rows, columns) = tree.ByRows ? (across, along) : (along, across);
        FillSide(tree, 0, tree.Cut, tree.LowCut, columns, along, step);
        FillSide(tree, tree.Cut + 1, rows - 1, tree.HighCut, columns, along, step);
    }

    private void FillSide(GridTree tree, int from, int to, int cut, int columns, int along, Span<float> step)
    {
        FillLeaf(tree, from, to, 0, cut < 0 ? columns - 1 : cut, along, step);
        if (cut >= 0)
        {
            FillLeaf(tree, from, to, cut + 1, columns - 1, along, step);
        }
    }

    private void FillLeaf(GridTree tree, int from, int to, int low, int high, int along, Span<float> step)
    {
        var (a0, a1, b0, b1) = tree.ByRows ? (from, to, low, high) : (low, high, from, to);
        var prefix = _histogram.AsSpan();
        var sum = prefix[a1 * along + b1];
        sum -= a0 > 0 ? prefix[(a0 - 1) * along + b1] : default;
        sum -= b0 > 0 ? prefix[a1 * along + b0 - 1] : default;
        sum += a0 > 0 && b0 > 0 ? prefix[(a0 - 1) * along + b0 - 1] : default;
        var value = (float)(settings.PairRate * sum[0] / (sum[1] + settings.L2));
        for (var a = a0; a <= a1; a++)
        {
            step[(a * along + b0)..(a * along + b1 + 1)].Fill(value);
        }
    }

    private byte[][] CoarseBins(BinnedRows rows) =>
        [
            .. rows.Bins.Select(
                (bins, feature) => Array.ConvertAll(bins, bin => _placeOf[feature][maps[feature].PairBin[bin]])
            ),
        ];
}
