using System.Runtime.InteropServices;
using CsMonolith.Learning.Tables;

namespace CsMonolith.Learning.Trees;

/// <summary>Grows one tree after another, each leaf by leaf: the leaf that gains most is split first.</summary>
/// <remarks>
/// Ke et al., LightGBM, NeurIPS 2017: of two children the smaller one's histogram is built and the other's is the
/// parent's less that. Sums are whole numbers, so neither the order of rows nor that of threads can change a tree.
/// </remarks>
internal sealed class TreeGrower
{
    /// <summary>Additions below which threads cost more than they bring.</summary>
    private const int WorthThreads = 1 << 17;

    private readonly BinnedTable _table;
    private readonly QuantisedGradients _gradients;
    private readonly TreeSettings _settings;
    private readonly int[] _signs;
    private readonly ParallelOptions _parallel;
    private readonly int[] _rows;

    // Gradients of the leaf that is looked at; while a leaf is parted, its rows that go right.
    private readonly long[] _room;
    private readonly Stack<long[]> _histograms = new();
    private readonly Split[] _found;
    private readonly Split[] _foundSibling;
    private readonly List<GrownNode> _nodes = [];
    private readonly List<GrowingLeaf> _leaves = [];
    private bool[] _live = [];

    /// <param name="table">All rows.</param>
    /// <param name="gradients">Of all rows.</param>
    /// <param name="settings">Limits and penalties.</param>
    /// <param name="signs">Shape (features,): −1, 0 or +1.</param>
    /// <param name="room">Most rows that a tree will be grown on.</param>
    /// <param name="parallel">Threads.</param>
    public TreeGrower(
        BinnedTable table,
        QuantisedGradients gradients,
        TreeSettings settings,
        int[] signs,
        int room,
        ParallelOptions parallel
    )
    {
        (_table, _gradients, _settings, _signs, _parallel) = (table, gradients, settings, signs, parallel);
        _rows = new int[room];

        // Only a child that is no larger than its sibling is looked at, and a root, which needs no copy where it holds
        // every row.
        _room = new long[room == table.Rows && settings.RowShare == 1 ? (room + 1) / 2 : room];
        (_found, _foundSibling) = (new Split[table.Maps.Length], new Split[table.Maps.Length]);
    }

    /// <summary>Grows a tree.</summary>
    /// <param name="rows">Ascending rows to grow on.</param>
    /// <param name="live">Shape (features,): whether a feature may be asked about.</param>
    /// <returns>The tree; its rows are valid until the next one is grown.</returns>
    public GrownTree Grow(ReadOnlySpan<int> rows, bool[] live)
    {
        _live = live;
        _nodes.Clear();
        foreach (var leaf in _leaves)
        {
            Free(leaf);
        }

        _leaves.Clear();
        rows.CopyTo(_rows);
        var root = new GrowingLeaf
        {
            Count = rows.Length,
            Parent = -1,
            Bounds = Bounds.None,
        };
        foreach (var row in rows)
        {
            root.Sum += _gradients.Words[row];
        }

        _leaves.Add(root);
        Look(root, sibling: null);
        while (_leaves.Count < _settings.Leaves && BestLeaf() is { } best)
        {
            SplitLeaf(best);
        }

        return new GrownTree(
            _table,
            [.. _nodes],
            [.. _leaves.Select(leaf => new GrownLeaf(leaf.From, leaf.Count, ValueOf(leaf)))],
            _rows
        );
    }

    private double ValueOf(GrowingLeaf leaf) =>
        _settings.Rate * SplitFinder.Value(_gradients, leaf.Sum, _settings.L2, leaf.Bounds);

    private GrowingLeaf? BestLeaf()
    {
        GrowingLeaf? best = null;
        foreach (var leaf in _leaves)
        {
            if (leaf.Best.Gain > (best?.Best.Gain ?? 0))
            {
                best = leaf;
            }
        }

        return best;
    }

    private void SplitLeaf(GrowingLeaf leaf)
    {
        var split = leaf.Best;
        var goLeft = SetOf(leaf, split);
        var lefts = Part(leaf, split.Feature, goLeft);
        var (low, high) = BoundsOf(leaf, split);
        var right = new GrowingLeaf
        {
            From = leaf.From + lefts,
            Count = leaf.Count - lefts,
            Sum = leaf.Sum - split.Left,
            Bounds = high,
            Parent = _nodes.Count,
            IsRight = true,
        };
        _nodes.Add(
            new GrownNode(
                split.Feature,
                split.LastLeft,
                split.MissingLeft,
                goLeft,
                ~_leaves.IndexOf(leaf),
                ~_leaves.Count
            )
        );
        Join(leaf, _nodes.Count - 1);
        (leaf.Count, leaf.Sum, leaf.Bounds, leaf.Parent, leaf.IsRight, leaf.Best) = (
            lefts,
            split.Left,
            low,
            _nodes.Count - 1,
            false,
            default
        );
        _leaves.Add(right);
        if (_leaves.Count == _settings.Leaves)
        {
            return;
        }

        // The parent's histogram becomes that of the larger child.
        var (small, large) = leaf.Count <= right.Count ? (leaf, right) : (right, leaf);
        (large.Histogram, small.Histogram) = (leaf.Histogram, null);
        Look(small, large);
    }

    private void Join(GrowingLeaf leaf, int node)
    {
        if (leaf.Parent >= 0)
        {
            var parent = _nodes[leaf.Parent];
            _nodes[leaf.Parent] = leaf.IsRight ? parent with { Right = node } : parent with { Left = node };
        }
    }

    private (Bounds Low, Bounds High) BoundsOf(GrowingLeaf leaf, Split split)
    {
        var sign = split.LastLeft == 0 ? 0 : _signs[split.Feature];
        if (sign == 0)
        {
            return (leaf.Bounds, leaf.Bounds);
        }

        var middle =
            (
                SplitFinder.Value(_gradients, split.Left, _settings.L2, leaf.Bounds)
                + SplitFinder.Value(_gradients, leaf.Sum - split.Left, _settings.L2, leaf.Bounds)
            ) / 2;
        return sign > 0
            ? (leaf.Bounds with { High = middle }, leaf.Bounds with { Low = middle })
            : (leaf.Bounds with { Low = middle }, leaf.Bounds with { High = middle });
    }

    /// <summary>
    /// Builds a leaf's histogram, turns its parent's into its sibling's, and finds the best split of both.
    /// </summary>
    private void Look(GrowingLeaf leaf, GrowingLeaf? sibling)
    {
        var least = 2L * _settings.MinLeafRows;
        if (leaf.Count < least && (sibling?.Count ?? 0) < least)
        {
            Free(leaf);
            if (sibling is not null)
            {
                Free(sibling);
            }

            return;
        }

        leaf.Histogram = _histograms.Count > 0 ? _histograms.Pop() : new long[_table.Groups * Histograms.GroupCells];
        if (leaf.Count < _table.Rows)
        {
            var rows = _rows.AsSpan(leaf.From, leaf.Count);
            var words = _gradients.Words;
            for (var i = 0; i < rows.Length; i++)
            {
                _room[i] = words[rows[i]];
            }
        }

        if ((long)leaf.Count * _table.Maps.Length < WorthThreads || _parallel.MaxDegreeOfParallelism == 1)
        {
            for (var group = 0; group < _table.Groups; group++)
            {
                LookAt(group, leaf, sibling);
            }
        }
        else
        {
            Parallel.For(0, _table.Groups, _parallel, group => LookAt(group, leaf, sibling));
        }

        leaf.Best = BestOf(_found);
        if (sibling is not null)
        {
            sibling.Best = BestOf(_foundSibling);
        }
    }

    private void LookAt(int group, GrowingLeaf leaf, GrowingLeaf? sibling)
    {
        var cells = leaf.Histogram.AsSpan(group * Histograms.GroupCells, Histograms.GroupCells);
        cells.Clear();
        if (leaf.Count < _table.Rows)
        {
            Histograms.Add(
                _table.Words(group),
                _rows.AsSpan(leaf.From, leaf.Count),
                _room.AsSpan(0, leaf.Count),
                cells
            );
        }
        else
        {
            Histograms.AddAll(_table.Words(group), _gradients.Words, cells);
        }

        Find(group, leaf, cells, _found);
        if (sibling is not null)
        {
            var whole = sibling.Histogram.AsSpan(group * Histograms.GroupCells, Histograms.GroupCells);
            Histograms.Subtract(whole, cells);
            Find(group, sibling, whole, _foundSibling);
        }
    }

    private void Find(int group, GrowingLeaf leaf, ReadOnlySpan<long> cells, Split[] found)
    {
        var finder = new SplitFinder(_gradients, _settings, leaf.Sum, leaf.Count, leaf.Bounds);
        for (
            var feature = group * BinnedTable.Lanes;
            feature < Math.Min(found.Length, (group + 1) * BinnedTable.Lanes);
            feature++
        )
        {
            found[feature] =
                _live[feature] && leaf.Count >= 2 * _settings.MinLeafRows
                    ? finder.Best(
                        cells.Slice(feature % BinnedTable.Lanes * Histograms.Bins, Histograms.Bins),
                        feature,
                        _table.Maps[feature],
                        _signs[feature],
                        leaf.Count
                    )
                    : default;
        }
    }

    private static Split BestOf(Split[] found)
    {
        var best = default(Split);
        foreach (var split in found)
        {
            best = split.Gain > best.Gain ? split : best;
        }

        return best;
    }

    // A level without rows here goes where most rows go.
    private BinSet SetOf(GrowingLeaf leaf, Split split)
    {
        var map = _table.Maps[split.Feature];
        if (map.Kind == ColumnKind.Numeric)
        {
            var numbers = BinSet.Between(1, split.LastLeft);
            return split.MissingLeft ? numbers.With(0) : numbers;
        }

        var histogram = leaf.Histogram.AsSpan(split.Feature * Histograms.Bins, map.Bins);
        Span<int> order = stackalloc int[map.Bins];
        var levels = new SplitFinder(_gradients, _settings, leaf.Sum, leaf.Count, leaf.Bounds).Order(histogram, order);
        var set = default(BinSet);
        foreach (var bin in order[..split.LastLeft])
        {
            set = set.With(bin);
        }

        if (levels < map.Bins && _gradients.Hessian(split.Left) > _gradients.Hessian(leaf.Sum - split.Left))
        {
            for (var bin = 0; bin < map.Bins; bin++)
            {
                set = histogram[bin] == 0 ? set.With(bin) : set;
            }
        }

        return set;
    }

    /// <summary>Puts the rows that go left first; both sides keep their order.</summary>
    private int Part(GrowingLeaf leaf, int feature, BinSet goLeft)
    {
        Span<byte> isLeft = stackalloc byte[Histograms.Bins];
        for (var bin = 0; bin < isLeft.Length; bin++)
        {
            isLeft[bin] = goLeft.Holds(bin) ? (byte)1 : (byte)0;
        }

        var rows = _rows.AsSpan(leaf.From, leaf.Count);
        var spare = MemoryMarshal.Cast<long, int>(_room.AsSpan())[..leaf.Count];
        var words = _table.Words(feature / BinnedTable.Lanes);
        var shift = feature % BinnedTable.Lanes * 8;
        var (lefts, rights) = (0, 0);
        for (var i = 0; i < rows.Length; i++)
        {
            var row = rows[i];
            int left = isLeft[(byte)(words[row] >> shift)];
            rows[lefts] = row;
            spare[rights] = row;
            lefts += left;
            rights += 1 - left;
        }

        spare[..rights].CopyTo(rows[lefts..]);
        return lefts;
    }

    private void Free(GrowingLeaf leaf)
    {
        if (leaf.Histogram is { } histogram)
        {
            _histograms.Push(histogram);
            leaf.Histogram = null;
        }
    }
}
