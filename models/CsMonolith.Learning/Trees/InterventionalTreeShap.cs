namespace CsMonolith.Learning.Trees;

/// <summary>
/// Shapley values of a sum of trees, a feature left out being taken from background rows: what would happen if it were
/// set.
/// </summary>
/// <remarks>
/// Lundberg et al., Nature Machine Intelligence 2, 2020, algorithm 3 (interventional), against each background row in
/// turn. O(leaves) a tree, row and background row; exact but for rounding.
/// </remarks>
internal sealed class InterventionalTreeShap
{
    private readonly Tree[] _trees;
    private readonly float[][] _background;

    // [a, b] = a! b! / (a + b + 1)!
    private readonly double[,] _shares;

    /// <param name="trees">The trees.</param>
    /// <param name="background">Shape (background rows) of (features,), at least one.</param>
    public InterventionalTreeShap(Tree[] trees, float[][] background)
    {
        ArgumentOutOfRangeException.ThrowIfZero(background.Length, nameof(background));
        (_trees, _background) = (trees, background);
        var room = trees.Select(tree => tree.Depth).DefaultIfEmpty().Max() + 1;
        _shares = new double[room, room];
        for (var a = 0; a < room; a++)
        {
            _shares[a, 0] = 1.0 / (a + 1);
            for (var b = 1; b < room; b++)
            {
                _shares[a, b] = _shares[a, b - 1] * b / (a + b + 1);
            }
        }
    }

    /// <summary>
    /// Adds weight × the contribution of each feature; they add up to the row's value less the background's mean.
    /// </summary>
    /// <param name="cells">Shape (features,).</param>
    /// <param name="weight">Factor.</param>
    /// <param name="into">IN/OUT, shape (features,).</param>
    public void Add(ReadOnlySpan<float> cells, double weight, Span<double> into)
    {
        // Which of the two rows a feature must come from, on the way down.
        Span<Source> sources = into.Length <= 1024 ? stackalloc Source[into.Length] : new Source[into.Length];
        sources.Clear();
        foreach (var other in _background)
        {
            foreach (var tree in _trees)
            {
                if (tree.Nodes.Length > 0)
                {
                    new Walk(tree, _shares, cells, other, weight / _background.Length, sources, into).Visit(0, 0, 0);
                }
            }
        }
    }

    private enum Source : byte
    {
        Either,
        Row,
        Background,
    }

    private readonly ref struct Walk(
        Tree tree,
        double[,] shares,
        ReadOnlySpan<float> cells,
        ReadOnlySpan<float> other,
        double weight,
        Span<Source> sources,
        Span<double> into
    )
    {
        private readonly ReadOnlySpan<float> _cells = cells;
        private readonly ReadOnlySpan<float> _other = other;
        private readonly Span<Source> _sources = sources;
        private readonly Span<double> _into = into;

        /// <param name="at">Node, or ~leaf.</param>
        /// <param name="fromRow">Features on the way that must come from the row.</param>
        /// <param name="fromOther">Features that must come from the background.</param>
        /// <returns>What each feature from the row gains and each from the background loses, below here.</returns>
        public (double Row, double Other) Visit(int at, int fromRow, int fromOther)
        {
            if (at < 0)
            {
                double value = tree.Values[~at];
                return (
                    fromRow > 0 ? weight * value * shares[fromRow - 1, fromOther] : 0,
                    fromOther > 0 ? weight * value * shares[fromRow, fromOther - 1] : 0
                );
            }

            var node = tree.Nodes[at];
            var mine = tree.GoesLeft(node, _cells[node.Feature]) ? node.Left : node.Right;
            var theirs = tree.GoesLeft(node, _other[node.Feature]) ? node.Left : node.Right;
            var source = _sources[node.Feature];
            if (mine == theirs || source != Source.Either)
            {
                return Visit(source == Source.Background ? theirs : mine, fromRow, fromOther);
            }

            _sources[node.Feature] = Source.Row;
            var (rowOfMine, otherOfMine) = Visit(mine, fromRow + 1, fromOther);
            _sources[node.Feature] = Source.Background;
            var (rowOfTheirs, otherOfTheirs) = Visit(theirs, fromRow, fromOther + 1);
            _sources[node.Feature] = Source.Either;
            _into[node.Feature] += rowOfMine - otherOfTheirs;
            return (rowOfMine + rowOfTheirs, otherOfMine + otherOfTheirs);
        }
    }
}
