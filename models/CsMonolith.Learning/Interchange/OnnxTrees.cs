namespace CsMonolith.Learning.Interchange;

/// <summary>
/// A TreeEnsembleRegressor under construction, in double precision: a sum of trees for each of its targets.
/// </summary>
internal sealed class OnnxTrees
{
    private readonly List<long> _tree = [],
        _node = [],
        _feature = [],
        _yes = [],
        _no = [],
        _missing = [];
    private readonly List<string> _mode = [];
    private readonly List<double> _value = [];
    private readonly List<long> _leafTree = [],
        _leafNode = [],
        _leafTarget = [];
    private readonly List<double> _leafValue = [];
    private long _trees = -1;
    private long _targets = 1;

    /// <summary>The nodes and leaves that follow belong to a new tree, the first of them being its root.</summary>
    public void Begin() => _trees++;

    /// <summary>
    /// Cells of the column below <paramref name="cut"/> go to <paramref name="yes"/>, and empty ones if the caller says
    /// so.
    /// </summary>
    public void Branch(int node, int column, double cut, bool missingYes, int yes, int no) =>
        Add(node, "BRANCH_LT", column, cut, missingYes, yes, no);

    public void Leaf(int node, int target, double value)
    {
        Add(node, "LEAF", column: 0, cut: 0, missingYes: false, yes: 0, no: 0);
        _targets = Math.Max(_targets, target + 1);
        _leafTree.Add(_trees);
        _leafNode.Add(node);
        _leafTarget.Add(target);
        _leafValue.Add(value);
    }

    /// <summary>A tree that counts the cuts at or below a cell, halving them at each step.</summary>
    /// <param name="column">Column that is compared.</param>
    /// <param name="target">Target that receives the count.</param>
    /// <param name="cuts">Rising.</param>
    /// <param name="first">Count below the first cut.</param>
    /// <param name="missing">What an empty cell counts; null if none is empty.</param>
    public void Steps(int column, int target, ReadOnlySpan<double> cuts, int first, int? missing)
    {
        Begin();
        var next = 0;
        if (missing is { } empty)
        {
            // No number is below the least one: only empty cells answer yes.
            Branch(0, column, float.MinValue, missingYes: true, yes: 1, no: 2);
            Leaf(1, target, empty);
            next = 2;
        }

        Halve(cuts, first, next, ref next);

        void Halve(ReadOnlySpan<double> rest, int below, int node, ref int last)
        {
            if (rest.IsEmpty)
            {
                Leaf(node, target, below);
                return;
            }

            var middle = rest.Length / 2;
            var (yes, no) = (++last, ++last);
            Branch(node, column, rest[middle], missingYes: false, yes, no);
            Halve(rest[..middle], below, yes, ref last);
            Halve(rest[(middle + 1)..], below + middle + 1, no, ref last);
        }
    }

    /// <summary>Adds the node: shape (rows, targets) in single precision, of sums in double precision.</summary>
    /// <param name="graph">Where to.</param>
    /// <param name="cells">Shape (rows, columns), in double precision.</param>
    public string AddTo(OnnxGraph graph, string cells) =>
        graph.Add(
            "TreeEnsembleRegressor",
            [cells],
            "ai.onnx.ml",
            attributes =>
            {
                attributes.Wholes("nodes_treeids", _tree);
                attributes.Wholes("nodes_nodeids", _node);
                attributes.Wholes("nodes_featureids", _feature);
                attributes.Words("nodes_modes", _mode);
                attributes.Doubles("nodes_values_as_tensor", [.. _value]);
                attributes.Wholes("nodes_truenodeids", _yes);
                attributes.Wholes("nodes_falsenodeids", _no);
                attributes.Wholes("nodes_missing_value_tracks_true", _missing);
                attributes.Wholes("target_treeids", _leafTree);
                attributes.Wholes("target_nodeids", _leafNode);
                attributes.Wholes("target_ids", _leafTarget);
                attributes.Doubles("target_weights_as_tensor", [.. _leafValue]);
                attributes.Whole("n_targets", _targets);
                attributes.Word("aggregate_function", "SUM");
                attributes.Word("post_transform", "NONE");
            }
        );

    private void Add(int node, string mode, int column, double cut, bool missingYes, int yes, int no)
    {
        _tree.Add(_trees);
        _node.Add(node);
        _mode.Add(mode);
        _feature.Add(column);
        _value.Add(cut);
        _missing.Add(missingYes ? 1 : 0);
        _yes.Add(yes);
        _no.Add(no);
    }
}
