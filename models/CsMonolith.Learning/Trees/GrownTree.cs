using CsMonolith.Learning.Tables;

namespace CsMonolith.Learning.Trees;

/// <summary>A node of a tree as it grows: which bins go left.</summary>
internal readonly record struct GrownNode(
    int Feature,
    int LastLeft,
    bool MissingLeft,
    BinSet GoLeft,
    int Left,
    int Right
);

/// <summary>A leaf: its stretch of the grower's rows and its value in log-odds, shrinkage included.</summary>
internal readonly record struct GrownLeaf(int From, int Count, double Value);

/// <summary>A tree just grown, in terms of bins, together with the rows of each leaf.</summary>
internal sealed class GrownTree(BinnedTable table, GrownNode[] nodes, GrownLeaf[] leaves, int[] rows)
{
    /// <summary>Whether anything was parted.</summary>
    public bool Parts => nodes.Length > 0;

    /// <summary>Adds the tree to the scores of the rows that it was grown on.</summary>
    public void AddToGrown(float[] scores)
    {
        foreach (var leaf in leaves)
        {
            var value = (float)leaf.Value;
            foreach (var row in rows.AsSpan(leaf.From, leaf.Count))
            {
                scores[row] += value;
            }
        }
    }

    /// <summary>Adds the tree to the scores of other rows. O(rows × depth).</summary>
    public void AddTo(float[] scores, ReadOnlySpan<int> others)
    {
        foreach (var row in others)
        {
            var at = nodes.Length > 0 ? 0 : ~0;
            while (at >= 0)
            {
                ref readonly var node = ref nodes[at];
                at = node.GoLeft.Holds(table.Bin(node.Feature, row)) ? node.Left : node.Right;
            }

            scores[row] += (float)leaves[~at].Value;
        }
    }

    /// <summary>The tree in terms of cells.</summary>
    /// <param name="weights">Shape (rows of the table,); null for 1 each.</param>
    public Tree Finished(float[]? weights)
    {
        var sets = new List<ulong[]>();
        var finished = new TreeNode[nodes.Length];
        for (var i = 0; i < nodes.Length; i++)
        {
            var node = nodes[i];
            var map = table.Maps[node.Feature];
            if (map.Kind == ColumnKind.Category)
            {
                finished[i] = new TreeNode(node.Feature, 0, MissingLeft: false, sets.Count, node.Left, node.Right);
                sets.Add(node.GoLeft.Words());
            }
            else
            {
                // No number lies below the least float: there the missing alone go left.
                var cut = node.LastLeft > 0 ? map.Cuts[node.LastLeft - 1] : float.MinValue;
                finished[i] = new TreeNode(node.Feature, cut, node.MissingLeft, -1, node.Left, node.Right);
            }
        }

        return new Tree(
            finished,
            [.. sets],
            Array.ConvertAll(leaves, leaf => (float)leaf.Value),
            Array.ConvertAll(leaves, leaf => CoverOf(leaf, weights))
        );
    }

    private float CoverOf(GrownLeaf leaf, float[]? weights)
    {
        if (weights is null)
        {
            return leaf.Count;
        }

        var cover = 0.0;
        foreach (var row in rows.AsSpan(leaf.From, leaf.Count))
        {
            cover += weights[row];
        }

        return (float)cover;
    }
}
