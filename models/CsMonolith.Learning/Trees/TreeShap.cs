namespace CsMonolith.Learning.Trees;

/// <summary>
/// Path-dependent Shapley values of a sum of trees: an absent feature is averaged by the training rows of each node's
/// children.
/// </summary>
/// <remarks>
/// Lundberg, Erion, Chen et al., From local explanations to global understanding with explainable AI for trees, Nature
/// Machine Intelligence 2, 2020, algorithm 2 (path-dependent). O(leaves × depth²) a tree and row; exact but for
/// rounding. A node without training rows weighs its children equally.
/// </remarks>
internal sealed class TreeShap
{
    private const int OnStack = 600;

    private readonly Tree[] _trees;
    private readonly double[][] _covers;
    private readonly int _room;

    public TreeShap(Tree[] trees)
    {
        _trees = trees;
        _covers = [.. trees.Select(tree => tree.NodeCovers())];
        var deepest = trees.Length > 0 ? trees.Max(tree => tree.Depth) : 0;
        _room = (deepest + 2) * (deepest + 3) / 2;
    }

    /// <summary>Adds weight × the contribution of each feature.</summary>
    /// <param name="cells">Shape (features,).</param>
    /// <param name="weight">Factor.</param>
    /// <param name="into">IN/OUT, shape (features,). Their sum grows by weight × (value − mean value).</param>
    public void Add(ReadOnlySpan<float> cells, double weight, Span<double> into)
    {
        Span<PathElement> paths = _room <= OnStack ? stackalloc PathElement[_room] : new PathElement[_room];
        for (var tree = 0; tree < _trees.Length; tree++)
        {
            if (_trees[tree].Nodes.Length > 0)
            {
                new Walk(_trees[tree], _covers[tree], cells, weight, into).Visit(
                    0,
                    paths,
                    0,
                    new PathElement(-1, 1, 1, 0)
                );
            }
        }
    }

    /// <summary>One feature on the path from the root, as the algorithm keeps it.</summary>
    /// <param name="Feature">Its index; −1 for the root.</param>
    /// <param name="Zero">Share of training rows that follow the path if the feature is absent.</param>
    /// <param name="One">1 if the row itself follows the path, else 0.</param>
    /// <param name="Weight">Sum over the subsets of a given size, each weighted as Shapley's value does.</param>
    private record struct PathElement(int Feature, double Zero, double One, double Weight);

    private readonly ref struct Walk(
        Tree tree,
        double[] covers,
        ReadOnlySpan<float> cells,
        double weight,
        Span<double> into
    )
    {
        private readonly ReadOnlySpan<float> _cells = cells;
        private readonly Span<double> _into = into;

        /// <param name="at">Node, or ~leaf.</param>
        /// <param name="free">Buffer for this path and those below it.</param>
        /// <param name="length">Elements already in <paramref name="free"/>.</param>
        /// <param name="next">The element that led here.</param>
        public void Visit(int at, Span<PathElement> free, int length, PathElement next)
        {
            Extend(free, ref length, next);
            if (at < 0)
            {
                AddLeaf(free[..length], ~at);
                return;
            }

            var node = tree.Nodes[at];
            var (hot, cold) = tree.GoesLeft(node, _cells[node.Feature])
                ? (node.Left, node.Right)
                : (node.Right, node.Left);
            var (zero, one) = (1.0, 1.0);
            for (var i = 1; i < length; i++)
            {
                if (free[i].Feature == node.Feature)
                {
                    (zero, one) = (free[i].Zero, free[i].One);
                    Unwind(free, ref length, i);
                    break;
                }
            }

            Descend(hot, free, length, new PathElement(node.Feature, zero * ShareOf(hot, at), one, 0));
            Descend(cold, free, length, new PathElement(node.Feature, zero * ShareOf(cold, at), 0, 0));
        }

        private void Descend(int child, Span<PathElement> way, int length, PathElement next)
        {
            if (next.Zero == 0 && next.One == 0)
            {
                return;
            }

            var below = way[length..];
            way[..length].CopyTo(below);
            Visit(child, below, length, next);
        }

        private double ShareOf(int child, int parent)
        {
            var cover = child >= 0 ? covers[child] : tree.Covers[~child];
            return covers[parent] > 0 ? cover / covers[parent] : 0.5;
        }

        private static void Extend(Span<PathElement> way, ref int length, PathElement next)
        {
            way[length] = next with { Weight = length == 0 ? 1 : 0 };
            for (var i = length - 1; i >= 0; i--)
            {
                way[i + 1].Weight += next.One * way[i].Weight * (i + 1) / (length + 1);
                way[i].Weight *= next.Zero * (length - i) / (length + 1);
            }

            length++;
        }

        private static void Unwind(Span<PathElement> way, ref int length, int index)
        {
            var (zero, one) = (way[index].Zero, way[index].One);
            var last = length - 1;
            var carried = way[last].Weight;
            for (var i = last - 1; i >= 0; i--)
            {
                if (one != 0)
                {
                    var kept = way[i].Weight;
                    way[i].Weight = carried * (last + 1) / ((i + 1) * one);
                    carried = kept - way[i].Weight * zero * (last - i) / (last + 1);
                }
                else
                {
                    way[i].Weight = way[i].Weight * (last + 1) / (zero * (last - i));
                }
            }

            for (var i = index; i < last; i++)
            {
                way[i] = way[i + 1] with { Weight = way[i].Weight };
            }

            length--;
        }

        private void AddLeaf(ReadOnlySpan<PathElement> way, int leaf)
        {
            for (var i = 1; i < way.Length; i++)
            {
                _into[way[i].Feature] += weight * UnwoundSum(way, i) * (way[i].One - way[i].Zero) * tree.Values[leaf];
            }
        }

        private static double UnwoundSum(ReadOnlySpan<PathElement> way, int index)
        {
            var (zero, one) = (way[index].Zero, way[index].One);
            var last = way.Length - 1;
            var carried = way[last].Weight;
            var sum = 0.0;
            for (var i = last - 1; i >= 0; i--)
            {
                if (one != 0)
                {
                    var part = carried * (last + 1) / ((i + 1) * one);
                    sum += part;
                    carried = way[i].Weight - part * zero * (last - i) / (last + 1);
                }
                else
                {
                    sum += way[i].Weight * (last + 1) / (zero * (last - i));
                }
            }

            return sum;
        }
    }
}
