using CsMonolith.Learning.Numerics;

namespace CsMonolith.Learning.Trees;

/// <summary>Boosts trees on some rows of a table, and stops early on others.</summary>
/// <remarks>
/// Friedman, Greedy function approximation: a gradient boosting machine, 2001, with the log loss and Newton's leaf
/// values.
/// </remarks>
internal sealed class TreeBoosting
{
    private readonly BinnedTable _table;
    private readonly TreeSettings _settings;
    private readonly float[] _labels;
    private readonly float[]? _weights;
    private readonly int[] _signs;
    private readonly ulong _seed;
    private readonly ParallelOptions _parallel;

    /// <param name="table">All rows.</param>
    /// <param name="settings">Rounds, rate, sampling.</param>
    /// <param name="labels">Shape (rows,): 0 or 1.</param>
    /// <param name="weights">Shape (rows,); null for 1 each.</param>
    /// <param name="signs">Shape (features,): −1, 0 or +1.</param>
    /// <param name="seed">Of samples and rounding.</param>
    /// <param name="parallel">Threads.</param>
    public TreeBoosting(
        BinnedTable table,
        TreeSettings settings,
        float[] labels,
        float[]? weights,
        int[] signs,
        ulong seed,
        ParallelOptions parallel
    ) =>
        (_table, _settings, _labels, _weights, _signs, _seed, _parallel) = (
            table,
            settings,
            labels,
            weights,
            signs,
            seed,
            parallel
        );

    /// <summary>Fits.</summary>
    /// <param name="training">Ascending rows to learn from.</param>
    /// <param name="left">Rows on which boosting stops; none for the full number of rounds.</param>
    /// <param name="progress">Receives the share of rounds done, in [0, 1].</param>
    public Boosted Fit(int[] training, int[] left, Action<double>? progress)
    {
        var bias = BiasOf(training);
        var scores = new float[_table.Rows];
        Array.Fill(scores, (float)bias);
        var gradients = new QuantisedGradients(_labels, _weights);
        var grower = new TreeGrower(_table, gradients, _settings, _signs, training.Length, _parallel);
        var trees = new List<Tree>();
        var random = SplitMix.For(_seed, "rounds");
        var best = (Loss: left.Length > 0 ? LossOf(scores, left) : 0, Trees: 0);
        var atBest = Array.ConvertAll(left, row => scores[row]);
        for (var round = 0; round < _settings.Rounds; round++)
        {
            _parallel.CancellationToken.ThrowIfCancellationRequested();
            gradients.Update(scores, random.Next(), _parallel);
            var (seen, others) = SampleOf(training, ref random);
            var tree = grower.Grow(seen, FeaturesOf(ref random));
            if (!tree.Parts && _settings.RowShare == 1 && _settings.ColumnShare == 1)
            {
                break;
            }

            tree.AddToGrown(scores);
            tree.AddTo(scores, others);
            tree.AddTo(scores, left);
            trees.Add(tree.Finished(_weights));
            progress?.Invoke((round + 1.0) / _settings.Rounds);
            if (left.Length == 0)
            {
                continue;
            }

            var loss = LossOf(scores, left);
            if (loss < best.Loss)
            {
                best = (loss, trees.Count);
                atBest = Array.ConvertAll(left, row => scores[row]);
            }

            if (trees.Count - best.Trees >= _settings.Patience)
            {
                break;
            }
        }

        return new Boosted(bias, left.Length > 0 ? trees[..best.Trees] : trees, atBest);
    }

    private double BiasOf(int[] rows)
    {
        var (sum, positive) = (0.0, 0.0);
        foreach (var row in rows)
        {
            var weight = _weights?[row] ?? 1.0;
            sum += weight;
            positive += weight * _labels[row];
        }

        return Logistic.LogOdds(positive / sum);
    }

    /// <summary>Mean weighted log loss.</summary>
    private double LossOf(float[] scores, int[] rows)
    {
        var (sum, loss) = (0.0, 0.0);
        foreach (var row in rows)
        {
            var weight = _weights?[row] ?? 1.0;
            sum += weight;
            loss += weight * Logistic.Loss(scores[row], _labels[row] > 0);
        }

        return sum > 0 ? loss / sum : 0;
    }

    private (int[] Seen, int[] Others) SampleOf(int[] training, ref SplitMix random)
    {
        if (_settings.RowShare == 1)
        {
            return (training, []);
        }

        // Exactly so many of those that remain: Fan, Muller and Rezucha's selection sampling, which keeps the order.
        var (seen, others) = (new int[Math.Max(1, (int)(_settings.RowShare * training.Length))], new List<int>());
        var taken = 0;
        for (var i = 0; i < training.Length; i++)
        {
            if (random.Below(training.Length - i) < seen.Length - taken)
            {
                seen[taken++] = training[i];
            }
            else
            {
                others.Add(training[i]);
            }
        }

        return (seen, [.. others]);
    }

    private bool[] FeaturesOf(ref SplitMix random)
    {
        var live = new bool[_table.Maps.Length];
        if (_settings.ColumnShare == 1)
        {
            Array.Fill(live, value: true);
            return live;
        }

        var features = Enumerable.Range(0, live.Length).ToArray();
        random.Shuffle(features);
        foreach (var feature in features.AsSpan(0, Math.Max(1, (int)Math.Ceiling(_settings.ColumnShare * live.Length))))
        {
            live[feature] = true;
        }

        return live;
    }
}

/// <summary>The result of one boosting run.</summary>
/// <param name="Bias">Log-odds to which the trees add.</param>
/// <param name="Trees">Up to the best round.</param>
/// <param name="LeftScores">Log-odds of the rows left out at the best round, in their order.</param>
internal sealed record Boosted(double Bias, IReadOnlyList<Tree> Trees, float[] LeftScores);
