using CsMonolith.Learning.Binning;
using CsMonolith.Learning.Evaluation;
using CsMonolith.Learning.Numerics;
using CsMonolith.Learning.Progress;
using CsMonolith.Learning.Tables;
using CsMonolith.Learning.Training;

namespace CsMonolith.Learning.Additive;

/// <summary>An additive model with pairwise interactions, bagged: an explainable boosting machine.</summary>
/// <remarks>
/// Each bag leaves one fold out, stops early on it, and is that fold's model: out-of-fold evidence costs nothing beyond
/// the bags. The model is the mean of the bags, its interactions purified and its shapes centred. See
/// <see cref="Boosting"/> for papers.
/// </remarks>
public sealed class AdditiveTrainer : ITrainer
{
    private readonly AdditiveSettings _settings;

    /// <summary>With the defaults, which are meant for every table.</summary>
    public AdditiveTrainer()
        : this(new AdditiveSettings()) { }

    internal AdditiveTrainer(AdditiveSettings settings) => _settings = settings;

    /// <inheritdoc/>
    public string Name => "additive";

    /// <inheritdoc/>
    public CrossFit Fit(
        Table aligned,
        Folds folds,
        TrainingSettings settings,
        IProgress<StageProgress>? progress,
        CancellationToken cancellation
    )
    {
        ArgumentNullException.ThrowIfNull(aligned);
        ArgumentNullException.ThrowIfNull(folds);
        ArgumentNullException.ThrowIfNull(settings);
        BinMap[] maps = [.. aligned.Columns.Select(column => BinMap.Of(column))];
        byte[][] bins = [.. aligned.Columns.Select((column, feature) => BinsOf(maps[feature], column))];
        var signs = settings.SignsOf(aligned);
        var rowWeights = aligned.Weights.Length > 0 ? aligned.RowWeights() : null;
        var boosting = _settings.Within(aligned.Rows, maps.Length);
        var bags = new Boosting[Math.Max(_settings.Bags / folds.Count, 1) * folds.Count];
        var parts = new double[bags.Length];
        Parallel.For(
            0,
            bags.Length,
            settings.Parallel(cancellation),
            bag =>
            {
                var fold = bag % folds.Count;
                var training = new BinnedRows(bins, aligned.Labels, rowWeights, folds.OtherRows(fold));
                var left = new BinnedRows(bins, aligned.Labels, rowWeights, folds.Rows(fold));
                bags[bag] = new Boosting(
                    boosting,
                    maps,
                    signs,
                    training,
                    left,
                    SplitMix.For(settings.Seed, "bag", bag),
                    cancellation
                );
                bags[bag].Run(part => Tell(bag, part));
                Tell(bag, 1);
            }
        );

        // All bags together decide how many interactions: a single bag's rows left out are too few.
        var option = Enumerable
            .Range(0, boosting.PairsPerFeature.Count)
            .MinBy(i => bags.Sum(bag => bag.Options[i].LeftLoss));
        var weights = new Weights(maps, bins, rowWeights);
        return new CrossFit(
            Mean(bags, option, maps, weights),
            [
                .. Enumerable
                    .Range(0, folds.Count)
                    .Select(fold =>
                        Mean([.. bags.Where((_, bag) => bag % folds.Count == fold)], option, maps, weights)
                    ),
            ]
        );

        void Tell(int bag, double part)
        {
            parts[bag] = part;
            progress?.Report(new(Name, parts.Sum() / parts.Length));
        }
    }

    private static byte[] BinsOf(BinMap map, Column column)
    {
        var bins = new byte[column.Rows];
        for (var row = 0; row < bins.Length; row++)
        {
            bins[row] = (byte)map.Bin(column, row);
        }

        return bins;
    }

    /// <summary>The mean of some bags, summed in their order whatever thread made them.</summary>
    private static AdditiveModel Mean(Boosting[] bags, int option, BinMap[] maps, Weights weights)
    {
        double[][] mains = [.. maps.Select(map => new double[map.Bins])];
        double[][] squares = [.. maps.Select(map => new double[map.Bins])];
        var grids = new SortedDictionary<(int First, int Second), double[]>();
        var intercept = 0.0;
        foreach (var bag in bags)
        {
            intercept += bag.Intercept / bags.Length;
            for (var feature = 0; feature < maps.Length; feature++)
            {
                for (var bin = 0; bin < mains[feature].Length; bin++)
                {
                    double score = bag.Mains[feature][bin];
                    mains[feature][bin] += score / bags.Length;
                    squares[feature][bin] += score * score / bags.Length;
                }
            }

            foreach (var pair in bag.Options[option].Pairs)
            {
                if (!grids.TryGetValue((pair.First, pair.Second), out var grid))
                {
                    grids[(pair.First, pair.Second)] = grid = new double[pair.Grid.Length];
                }

                for (var cell = 0; cell < grid.Length; cell++)
                {
                    grid[cell] += pair.Grid[cell] / (double)bags.Length;
                }
            }
        }

        float[][] errors =
        [
            .. mains.Select(
                (shape, feature) =>
                    shape
                        .Select((mean, bin) => (float)Math.Sqrt(Math.Max(squares[feature][bin] - mean * mean, 0)))
                        .ToArray()
            ),
        ];
        foreach (var (pair, grid) in grids)
        {
            PurifyInto(mains, pair.First, pair.Second, grid, maps, weights.Of(pair.First, pair.Second));
        }

        for (var feature = 0; feature < maps.Length; feature++)
        {
            var rows = weights.Of(feature);
            intercept += Purification.Centre(mains[feature], rows);
            Neutralise(maps[feature], mains[feature], errors[feature], rows);
        }

        return new AdditiveModel(
            intercept,
            maps,
            [.. mains.Select(shape => Array.ConvertAll(shape, score => (float)score))],
            errors,
            [
                .. grids
                    .Where(pair => Array.Exists(pair.Value, score => Math.Abs(score) > 1e-6))
                    .Select(pair => new PairTerm(
                        pair.Key.First,
                        pair.Key.Second,
                        Array.ConvertAll(pair.Value, score => (float)Math.Round(score, 6))
                    )),
            ]
        );
    }

    private static void PurifyInto(
        double[][] mains,
        int first,
        int second,
        double[] grid,
        BinMap[] maps,
        double[] weights
    )
    {
        var (across, along) = (maps[first].PairBins, maps[second].PairBins);
        var (toFirst, toSecond) = (new double[across], new double[along]);
        Purification.Purify(grid, weights, across, along, toFirst, toSecond);
        for (var bin = 0; bin < mains[first].Length; bin++)
        {
            mains[first][bin] += toFirst[maps[first].PairBin[bin]];
        }

        for (var bin = 0; bin < mains[second].Length; bin++)
        {
            mains[second][bin] += toSecond[maps[second].PairBin[bin]];
        }
    }

    // A bin without training rows (missing, unseen) contributes nothing: it is the average row.
    private static void Neutralise(BinMap map, double[] shape, float[] errors, double[] rows)
    {
        for (var bin = 0; bin < (map.Kind == ColumnKind.Numeric ? 1 : shape.Length); bin++)
        {
            if (rows[bin] == 0)
            {
                (shape[bin], errors[bin]) = (0, 0);
            }
        }
    }

    /// <summary>Training rows in each bin and cell.</summary>
    private sealed class Weights(BinMap[] maps, byte[][] bins, double[]? rowWeights)
    {
        private readonly Dictionary<(int First, int Second), double[]> _pairs = [];

        public double[] Of(int feature)
        {
            var rows = new double[maps[feature].Bins];
            for (var row = 0; row < bins[feature].Length; row++)
            {
                rows[bins[feature][row]] += rowWeights?[row] ?? 1;
            }

            return rows;
        }

        public double[] Of(int first, int second)
        {
            if (_pairs.TryGetValue((first, second), out var known))
            {
                return known;
            }

            var along = maps[second].PairBins;
            var rows = new double[maps[first].PairBins * along];
            var firstBin = maps[first].PairBin;
            var secondBin = maps[second].PairBin;
            for (var row = 0; row < bins[first].Length; row++)
            {
                rows[firstBin[bins[first][row]] * along + secondBin[bins[second][row]]] += rowWeights?[row] ?? 1;
            }

            return _pairs[(first, second)] = rows;
        }
    }
}
