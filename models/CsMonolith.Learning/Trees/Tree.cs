namespace CsMonolith.Learning.Trees;

/// <summary>An inner node of a tree: a test of one feature that sends a row left or right.</summary>
/// <param name="Feature">Index of the feature that is tested.</param>
/// <param name="Cut">Numbers below it go left. Not used where <paramref name="Set"/> is.</param>
/// <param name="MissingLeft">Where a missing number goes.</param>
/// <param name="Set">Index of the set of category positions that go left; −1 for a number.</param>
/// <param name="Left">Node if at least 0, then greater than this node's index; else the leaf ~Left.</param>
/// <param name="Right">As <paramref name="Left"/>.</param>
internal readonly record struct TreeNode(int Feature, float Cut, bool MissingLeft, int Set, int Left, int Right);

/// <summary>A binary decision tree with a value, in log-odds, in each leaf. Immutable.</summary>
/// <remarks>
/// A cell is a float: a number as it is, NaN if missing; a category as its position, 0 for missing, 1 for unseen and
/// rare, 2 + code else. Node 0 is the root; a tree without nodes is the leaf 0.
/// </remarks>
internal sealed class Tree
{
    /// <summary>Most leaves of a tree.</summary>
    public const int MaxLeaves = 4096;

    /// <summary>Most nodes on the path from the root to a leaf.</summary>
    public const int MaxDepth = 256;

    /// <summary>Words of 64 bits in a set of category positions.</summary>
    public const int SetWords = 4;

    private readonly TreeNode[] _nodes;
    private readonly ulong[][] _sets;
    private readonly float[] _values;
    private readonly float[] _covers;

    /// <param name="nodes">Shape (leaves − 1,), parents before children.</param>
    /// <param name="sets">Shape (categorical nodes) of (SetWords,).</param>
    /// <param name="values">Shape (leaves,), in log-odds.</param>
    /// <param name="covers">Shape (leaves,): weight of the training rows in each, at least 0.</param>
    public Tree(TreeNode[] nodes, ulong[][] sets, float[] values, float[] covers)
    {
        (_nodes, _sets, _values, _covers) = (nodes, sets, values, covers);
        Cover = 0;
        foreach (var cover in covers)
        {
            Cover += cover;
        }

        Depth = DepthOf(nodes);
    }

    public ReadOnlySpan<TreeNode> Nodes => _nodes;

    public ReadOnlySpan<ulong[]> Sets => _sets;

    public ReadOnlySpan<float> Values => _values;

    public ReadOnlySpan<float> Covers => _covers;

    /// <summary>Weight of all training rows.</summary>
    public double Cover { get; }

    /// <summary>Most nodes on the path from the root to a leaf.</summary>
    public int Depth { get; }

    /// <summary>The leaf that a row falls in. O(depth), no allocation.</summary>
    /// <param name="cells">Shape (features,).</param>
    public int LeafOf(ReadOnlySpan<float> cells)
    {
        var at = _nodes.Length > 0 ? 0 : ~0;
        while (at >= 0)
        {
            ref readonly var node = ref _nodes[at];
            at = GoesLeft(node, cells[node.Feature]) ? node.Left : node.Right;
        }

        return ~at;
    }

    /// <summary>The value of the leaf that a row falls in, in log-odds.</summary>
    public float ValueOf(ReadOnlySpan<float> cells) => _values[LeafOf(cells)];

    /// <summary>Whether a cell goes left at a node of this tree.</summary>
    public bool GoesLeft(in TreeNode node, float cell) =>
        node.Set >= 0 ? Holds(_sets[node.Set], (int)cell) : cell < node.Cut || node.MissingLeft && float.IsNaN(cell);

    /// <summary>Whether a set holds a category's position.</summary>
    public static bool Holds(ulong[] set, int place) => (set[place >> 6] >> (place & 63) & 1) != 0;

    /// <summary>Mean value over the training rows.</summary>
    public double Mean()
    {
        var sum = 0.0;
        for (var leaf = 0; leaf < _values.Length; leaf++)
        {
            sum += (double)_values[leaf] * _covers[leaf];
        }

        return Cover > 0 ? sum / Cover : 0;
    }

    /// <summary>Shape (nodes,): weight of the training rows that reach each node.</summary>
    public double[] NodeCovers()
    {
        var covers = new double[_nodes.Length];
        for (var i = covers.Length - 1; i >= 0; i--)
        {
            covers[i] = CoverOf(_nodes[i].Left) + CoverOf(_nodes[i].Right);
        }

        return covers;

        double CoverOf(int child) => child >= 0 ? covers[child] : _covers[~child];
    }

    /// <summary>The same tree with every value multiplied.</summary>
    public Tree Times(double factor) =>
        new(_nodes, _sets, Array.ConvertAll(_values, value => (float)(value * factor)), _covers);

    /// <summary>The same tree with other covers.</summary>
    /// <param name="covers">Shape (leaves,).</param>
    public Tree With(float[] covers) => new(_nodes, _sets, _values, covers);

    private static int DepthOf(TreeNode[] nodes)
    {
        var depths = new int[nodes.Length];
        var deepest = 0;
        for (var i = 0; i < nodes.Length; i++)
        {
            var below = depths[i] + 1;
            deepest = Math.Max(deepest, below);
            if (nodes[i].Left >= 0)
            {
                depths[nodes[i].Left] = below;
            }

            if (nodes[i].Right >= 0)
            {
                depths[nodes[i].Right] = below;
            }
        }

        return deepest;
    }
}
