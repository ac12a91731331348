using System.Runtime.Intrinsics;
using CsMonolith.Learning.Training;

namespace CsMonolith.Learning.Additive;

/// <summary>Boosts one bag: main effects first, then the interactions that the residuals call for.</summary>
/// <remarks>
/// Cyclic gradient boosting of one-feature trees: Lou, Caruana and Gehrke, Intelligible models for classification and regression, KDD 2012,
/// algorithm 1, with Newton leaves; Nori, Jenkins, Koch and Caruana, InterpretML, 2019, for the bags, the random first cuts and the early stop.
/// A step costs one pass over the rows for the histogram and one for the gradients.
/// </remarks>
internal sealed class Boosting
{
    private readonly AdditiveSettings _settings;
    private readonly BinMap[] _maps;
    private readonly BinnedRows _training;
    private readonly BinnedRows _left;
    private readonly Vector128<double>[] _gradients;
    private readonly float[] _probabilities;
    private readonly Vector128<double>[] _histogram = new Vector128<double>[BinMap.MaxPairBins * BinMap.MaxPairBins];
    private readonly Vector128<double>[] _second = new Vector128<double>[BinMap.MaxPairBins * BinMap.MaxPairBins];
    private readonly Vector128<double>[] _ordered = new Vector128<double>[BinMap.MaxBins];
    private readonly float[] _step = new float[BinMap.MaxPairBins * BinMap.MaxPairBins];
    private readonly CancellationToken _cancellation;
    private byte[][] _placeOf = [];
    private SplitMix _random;

    public Boosting(
        AdditiveSettings settings, BinMap[] maps, BinnedRows training, BinnedRows left, SplitMix random, CancellationToken cancellation)
    {
        (_settings, _maps, _training, _left, _random, _cancellation) = (settings, maps, training, left, random, cancellation);
        _gradients = new Vector128<double>[training.Rows];
        _probabilities = new float[training.Rows];
        Intercept = (float)Logistic.LogOdds(training.Labels.Average());
        training.Scores.AsSpan().Fill(Intercept);
        left.Scores.AsSpan().Fill(Intercept);
        Mains = [.. maps.Select(map => new float[map.Bins])];
    }

    public float Intercept { get; }

    /// <summary>Shape (features) of (bins,).</summary>
    public float[][] Mains { get; }

    /// <summary>Shape (settings' pair counts): the same main effects followed by fewer or more interactions.</summary>
    public List<PairFit> Options { get; } = [];

    public void Run(Action<double>? progress)
    {
        UpdateGradients();
        BoostMains(part => progress?.Invoke(part * 0.3));
        var ranked = RankPairs();
        var (scores, left) = (_training.Scores.ToArray(), _left.Scores.ToArray());
        for (var option = 0; option < _settings.PairsPerFeature.Count; option++)
        {
            scores.CopyTo(_training.Scores, 0);
            left.CopyTo(_left.Scores, 0);
            UpdateGradients();
            var wanted = Math.Min(_settings.MaxPairs, (int)Math.Ceiling(_settings.PairsPerFeature[option] * _maps.Length));
            var from = 0.3 + 0.7 * option / _settings.PairsPerFeature.Count;
            Options.Add(BoostPairs([.. ranked.Take(wanted)], part => progress?.Invoke(from + part * 0.7 / _settings.PairsPerFeature.Count)));
        }
    }

    private void BoostMains(Action<double> progress)
    {
        var live = Enumerable.Range(0, _maps.Length).Where(feature => _maps[feature].Bins > 2).ToArray();
        var kept = new Kept(Mains, _training, _left);
        var gains = new double[live.Length];
        for (var round = 0; round < _settings.MainRounds && live.Length > 0; round++)
        {
            _cancellation.ThrowIfCancellationRequested();
            Round(gains, round, _settings.SmoothingRounds, (i, random) => StepMain(live[i], random));

            if (kept.Stops(_left.Loss(), round, _settings.Patience))
            {
                break;
            }

            progress((double)round / _settings.MainRounds);
        }

        kept.Restore();
        UpdateGradients();
    }

    /// <summary>As many steps as there are terms: each term once, or, in most rounds, whichever gained most when it was last tried.</summary>
    /// <remarks>Greedy rounds spend the steps where the signal is; purely cyclic ones fit noise with terms that have none.</remarks>
    private void Round(double[] gains, int round, int smoothing, Func<int, bool, double> step)
    {
        var cyclic = round < smoothing || (round - smoothing) % (_settings.GreedyRounds + 1) == 0;
        for (var i = 0; i < gains.Length; i++)
        {
            var term = cyclic ? i : Array.IndexOf(gains, gains.Max());
            gains[term] = step(term, round < smoothing);
        }
    }

    /// <returns>The gain of the step; 0 if no cut helps.</returns>
    private double StepMain(int feature, bool random)
    {
        var map = _maps[feature];
        var bins = _training.Bins[feature];
        var histogram = HistogramOf(bins, map.Bins);
        Span<int> order = stackalloc int[map.Bins];
        OrderBins(map, histogram, order);
        var ordered = _ordered.AsSpan(0, map.Bins);
        for (var i = 0; i < order.Length; i++)
        {
            ordered[i] = histogram[order[i]];
        }

        var gain = Cuts.BestThree(ordered, _settings.L2, _settings.MinHessian, out var first, out var second);
        if (random)
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
        FillLeaf(ordered, order, 0, first + 1, step);
        FillLeaf(ordered, order, first + 1, second < 0 ? order.Length : second + 1, step);
        if (second >= 0)
        {
            FillLeaf(ordered, order, second + 1, order.Length, step);
        }

        AddTo(Mains[feature], step);
        _training.Add(bins, step);
        _left.Add(_left.Bins[feature], step);
        UpdateGradients();
        return gain;
    }

    private void FillLeaf(ReadOnlySpan<Vector128<double>> ordered, ReadOnlySpan<int> order, int from, int to, Span<float> step)
    {
        var sum = Cuts.Sum(ordered[from..to]);
        var value = (float)(_settings.MainRate * sum[0] / (sum[1] + _settings.L2));
        for (var i = from; i < to; i++)
        {
            step[order[i]] = value;
        }
    }

    // Numbers keep their order; levels go by their present residual, Fisher's 1958 grouping for maximum homogeneity.
    private void OrderBins(BinMap map, ReadOnlySpan<Vector128<double>> histogram, Span<int> order)
    {
        for (var i = 0; i < order.Length; i++)
        {
            order[i] = i;
        }

        if (map.Kind == Tables.ColumnKind.Numeric)
        {
            return;
        }

        Span<double> key = stackalloc double[order.Length];
        for (var i = 0; i < order.Length; i++)
        {
            key[i] = histogram[i][0] / (histogram[i][1] + _settings.LevelSmoothing);
        }

        key.Sort(order);
    }

    /// <summary>All pairs ranked by what a four-leaf tree would gain on the residuals; the best first.</summary>
    private List<(int First, int Second)> RankPairs()
    {
        var live = Enumerable.Range(0, _maps.Length).Where(feature => _maps[feature].Bins > 2).ToArray();
        _placeOf = [.. _maps.Select(PlacesOf)];
        var coarse = CoarseBins(_training);
        var gains = new List<(int First, int Second, double Gain)>();
        for (var i = 0; i < live.Length; i++)
        {
            _cancellation.ThrowIfCancellationRequested();
            for (var j = i + 1; j < live.Length; j++)
            {
                var (across, along) = (_maps[live[i]].PairBins, _maps[live[j]].PairBins);
                FillPrefix(coarse[live[i]], coarse[live[j]], across, along);
                gains.Add((live[i], live[j], BestTree(across, along).Gain));
            }
        }

        return [.. gains.Where(pair => pair.Gain > 0)
            .OrderByDescending(pair => pair.Gain).ThenBy(pair => pair.First).ThenBy(pair => pair.Second)
            .Take(_settings.MaxPairs).Select(pair => (pair.First, pair.Second))];
    }

    private PairFit BoostPairs(List<(int First, int Second)> ranked, Action<double> progress)
    {
        PairTerm[] pairs = [.. ranked.Select(pair =>
            new PairTerm(pair.First, pair.Second, new float[_maps[pair.First].PairBins * _maps[pair.Second].PairBins]))];
        var (coarse, leftCoarse) = (CoarseBins(_training), CoarseBins(_left));
        var kept = new Kept([.. pairs.Select(pair => pair.Grid)], _training, _left);
        var gains = new double[pairs.Length];
        for (var round = 0; round < _settings.PairRounds && pairs.Length > 0; round++)
        {
            _cancellation.ThrowIfCancellationRequested();
            Round(gains, round, _settings.PairSmoothingRounds, (i, random) => StepPair(pairs[i], coarse, leftCoarse, random));

            if (kept.Stops(_left.Loss(), round, _settings.Patience))
            {
                break;
            }

            progress((double)round / _settings.PairRounds);
        }

        kept.Restore();
        return new PairFit([.. pairs.Select(pair => pair with { Grid = InBinOrder(pair) })], _left.Loss() * _left.Rows);
    }

    /// <summary>Where each coarse bin stands while interactions are cut: numbers as they are, levels by their main effect in this bag.</summary>
    private byte[] PlacesOf(BinMap map, int feature)
    {
        var order = Enumerable.Range(0, map.PairBins).ToArray();
        if (map.Kind == Tables.ColumnKind.Category)
        {
            var (sum, bins) = (new double[map.PairBins], new double[map.PairBins]);
            for (var bin = 0; bin < map.Bins; bin++)
            {
                sum[map.PairBin[bin]] += Mains[feature][bin];
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
    private double StepPair(PairTerm pair, byte[][] coarse, byte[][] leftCoarse, bool random)
    {
        var (first, second) = (coarse[pair.First], coarse[pair.Second]);
        var (across, along) = (_maps[pair.First].PairBins, _maps[pair.Second].PairBins);
        FillPrefix(first, second, across, along);
        var tree = random ? RandomTree(across, along) : BestTree(across, along);
        if (tree.Gain <= 0)
        {
            return 0;
        }

        var step = _step.AsSpan(0, across * along);
        FillGrid(tree, across, along, step);
        AddTo(pair.Grid, step);
        _training.Add(first, second, along, step);
        _left.Add(leftCoarse[pair.First], leftCoarse[pair.Second], along, step);
        UpdateGradients();
        return tree.Gain;
    }

    private GridTree BestTree(int across, int along) =>
        Cuts.BestFour(_histogram.AsSpan(0, across * along), across, along, _settings.L2, _settings.MinHessian);

    // Any tree will do: the leaves' values make it useful, and no cut is favoured by chance.
    private GridTree RandomTree(int across, int along)
    {
        var byRows = along < 2 || across >= 2 && _random.Below(2) == 0;
        var (rows, columns) = byRows ? (across, along) : (along, across);
        return rows < 2 ? default : new GridTree(1, byRows, _random.Below(rows - 1), _random.Below(columns) - 1, _random.Below(columns) - 1);
    }

    /// <summary>Leaves the prefix sums of a pair's gradients in the histogram.</summary>
    private void FillPrefix(ReadOnlySpan<byte> first, ReadOnlySpan<byte> second, int across, int along)
    {
        var grid = _histogram.AsSpan(0, across * along);
        grid.Clear();
        second = second[..first.Length];
        var gradients = _gradients.AsSpan(0, first.Length);
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
        var value = (float)(_settings.PairRate * sum[0] / (sum[1] + _settings.L2));
        for (var a = a0; a <= a1; a++)
        {
            step[(a * along + b0)..(a * along + b1 + 1)].Fill(value);
        }
    }

    // Two histograms in turn: rows of one bin in a row would wait for each other's addition.
    private ReadOnlySpan<Vector128<double>> HistogramOf(ReadOnlySpan<byte> bins, int count)
    {
        var even = _histogram.AsSpan(0, 256);
        var odd = _second.AsSpan(0, 256);
        even[..count].Clear();
        odd[..count].Clear();
        var gradients = _gradients.AsSpan(0, bins.Length);
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

    private void UpdateGradients()
    {
        Logistic.Sigmoid(_training.Scores, _probabilities);
        var labels = _training.Labels;
        var probabilities = _probabilities.AsSpan(0, labels.Length);
        var gradients = _gradients.AsSpan(0, labels.Length);
        for (var row = 0; row < labels.Length; row++)
        {
            var p = probabilities[row];
            gradients[row] = Vector128.Create((double)(labels[row] - p), p * (1 - p));
        }
    }

    private byte[][] CoarseBins(BinnedRows rows) =>
        [.. rows.Bins.Select((bins, feature) => Array.ConvertAll(bins, bin => _placeOf[feature][_maps[feature].PairBin[bin]]))];

    private static void AddTo(Span<float> term, ReadOnlySpan<float> step)
    {
        for (var i = 0; i < step.Length; i++)
        {
            term[i] += step[i];
        }
    }

    /// <summary>Remembers the best state so far, so that boosting may overshoot and go back.</summary>
    private sealed class Kept
    {
        private readonly float[][] _live;
        private readonly float[][] _best;
        private readonly BinnedRows[] _rows;
        private readonly float[][] _scores;
        private double _loss;
        private int _since = -1;

        public Kept(float[][] terms, params BinnedRows[] rows)
        {
            (_live, _rows) = (terms, rows);
            _best = [.. terms.Select(term => term.ToArray())];
            _scores = [.. rows.Select(part => part.Scores.ToArray())];
            _loss = rows[^1].Loss();
        }

        public bool Stops(double loss, int round, int patience)
        {
            if (loss < _loss)
            {
                (_loss, _since) = (loss, round);
                Copy(_live, _best);
                Copy([.. _rows.Select(part => part.Scores)], _scores);
            }

            return round - _since >= patience;
        }

        public void Restore()
        {
            Copy(_best, _live);
            Copy(_scores, [.. _rows.Select(part => part.Scores)]);
        }

        private static void Copy(float[][] from, float[][] to)
        {
            for (var i = 0; i < from.Length; i++)
            {
                from[i].CopyTo(to[i], 0);
            }
        }
    }
}

/// <summary>Some interactions boosted on top of the main effects.</summary>
/// <param name="Pairs">The interactions, best ranked first.</param>
/// <param name="LeftLoss">Summed log loss of the rows left out.</param>
internal sealed record PairFit(IReadOnlyList<PairTerm> Pairs, double LeftLoss);

/// <summary>An interaction of two features over their coarse bins.</summary>
/// <param name="First">Index of the first feature.</param>
/// <param name="Second">Index of the second feature, greater than the first.</param>
/// <param name="Grid">Shape (pair bins of First, pair bins of Second), row by row, in log-odds.</param>
internal sealed record PairTerm(int First, int Second, float[] Grid);
