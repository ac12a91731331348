using CsMonolith.Learning.Additive;
using CsMonolith.Learning.Linear;
using CsMonolith.Learning.Tables;
using CsMonolith.Learning.Training;
using CsMonolith.Learning.Trees;

namespace CsMonolith.Learning.Interchange;

/// <summary>
/// What each kind of learner adds to a graph: values of shape (rows, 1) whose sum, with a constant, is its log-odds.
/// </summary>
internal static class OnnxParts
{
    /// <summary>Adds a learner; tells its terms and the constant.</summary>
    /// <exception cref="NotSupportedException">
    /// A learner that is not of this library, which has no form in ONNX.
    /// </exception>
    public static (IReadOnlyList<string> Terms, double Constant) Add(OnnxGraph graph, OnnxInputs cells, IModel model) =>
        model switch
        {
            TreeModel trees => (TreesOf(graph, cells, trees), trees.Bias + ConstantOf(trees)),
            AdditiveModel additive => (ShapesOf(graph, cells, additive), additive.Intercept),
            LinearModel linear => LinearOf(graph, cells, linear),
            _ => throw new NotSupportedException(
                $"A learner of the kind '{model.Kind}' has no form in ONNX; --format json keeps it."
            ),
        };

    // Trees of a single leaf ask about nothing.
    private static double ConstantOf(TreeModel model) =>
        model.Trees.ToArray().Where(tree => tree.Nodes.IsEmpty).Sum(tree => (double)tree.Values[0]);

    private static List<string> TreesOf(OnnxGraph graph, OnnxInputs cells, TreeModel model)
    {
        Tree[] asking = [.. model.Trees.ToArray().Where(tree => !tree.Nodes.IsEmpty)];
        if (asking.Length == 0)
        {
            return [];
        }

        var sets = new OnnxSets(graph, cells, asking);
        var trees = new OnnxTrees();
        foreach (var tree in asking)
        {
            trees.Begin();
            for (var i = 0; i < tree.Nodes.Length; i++)
            {
                var node = tree.Nodes[i];
                var (left, right) = (IdOf(node.Left), IdOf(node.Right));
                if (node.Set < 0)
                {
                    trees.Branch(i, cells.ColumnOf(node.Feature), node.Cut, node.MissingLeft, left, right);
                }
                else
                {
                    // Members have a 1 and go left.
                    trees.Branch(i, sets.ColumnOf(tree, node), cut: 0.5, missingYes: false, right, left);
                }
            }

            for (var leaf = 0; leaf < tree.Values.Length; leaf++)
            {
                trees.Leaf(tree.Nodes.Length + leaf, target: 0, tree.Values[leaf]);
            }

            int IdOf(int child) => child >= 0 ? child : tree.Nodes.Length + ~child;
        }

        return [graph.ToDouble(trees.AddTo(graph, sets.Cells))];
    }

    private static List<string> ShapesOf(OnnxGraph graph, OnnxInputs cells, AdditiveModel model)
    {
        var bins = cells.Bins(model.Maps);
        List<string> terms = [.. bins.Select((bin, feature) => graph.Look(Table(graph, model.Mains[feature]), bin))];
        var coarse = new Dictionary<int, string>();
        foreach (var pair in model.Pairs)
        {
            var along = graph.Add("Mul", CoarseOf(pair.First), graph.Constant([model.Maps[pair.Second].PairBins], 1));
            terms.Add(graph.Look(Table(graph, pair.Grid), graph.Add("Add", along, CoarseOf(pair.Second))));
        }

        return terms;

        string CoarseOf(int feature)
        {
            if (!coarse.TryGetValue(feature, out var found))
            {
                var pairBins = Array.ConvertAll(model.Maps[feature].PairBin.ToArray(), bin => (long)bin);
                coarse[feature] = found = graph.Look(graph.Constant(pairBins, pairBins.Length), bins[feature]);
            }

            return found;
        }
    }

    private static (IReadOnlyList<string> Terms, double Constant) LinearOf(
        OnnxGraph graph,
        OnnxInputs cells,
        LinearModel model
    )
    {
        var (terms, constant) = (new List<string>(), model.Intercept);
        var (fills, means, scales, slopes) = (Filled(0), Filled(0), Filled(1), Filled(0));
        var missing = Filled(0);
        var tables = new Dictionary<int, double[]>();
        foreach (var (column, coefficient) in model.Terms)
        {
            var feature = cells.Schema.Features[column.Feature];
            if (column.Role == DesignRole.Number)
            {
                var at = cells.ColumnOf(column.Feature);
                (fills[at], means[at], scales[at], slopes[at]) = (column.Fill, column.Mean, column.Scale, coefficient);
                continue;
            }

            // An indicator adds its rise where it is 1; its mean is taken off everywhere.
            var rise = coefficient / column.Scale;
            constant -= rise * column.Mean;
            if (feature.Kind == ColumnKind.Numeric)
            {
                missing[cells.ColumnOf(column.Feature)] += rise;
                continue;
            }

            var table = tables.TryGetValue(column.Feature, out var begun)
                ? begun
                : tables[column.Feature] = new double[feature.Levels.Count + 2];
            table[TreeInputs.PlaceOf(column.Role == DesignRole.Missing ? Column.Missing : column.Code)] += rise;
        }

        foreach (var (feature, table) in tables)
        {
            terms.Add(graph.Look(graph.Constant(table, table.Length), cells.PlaceOf(feature)));
        }

        if (cells.Numbers is { } numbers)
        {
            var empty = graph.Add("IsNaN", numbers);
            var whole = graph.Add("Where", empty, Row(fills), numbers);
            var standard = graph.Add("Div", graph.Add("Sub", whole, Row(means)), Row(scales));
            var held = graph.Add("Clip", standard, Scalar(-DesignColumn.Edge), Scalar(DesignColumn.Edge));
            terms.Add(graph.Add("MatMul", held, graph.Constant(slopes, slopes.Length, 1)));
            terms.Add(graph.Add("MatMul", graph.ToDouble(empty), graph.Constant(missing, missing.Length, 1)));
        }

        return (terms, constant);

        double[] Filled(double number) => [.. Enumerable.Repeat(number, cells.Width)];

        string Row(double[] values) => graph.Constant(values, 1, values.Length);

        string Scalar(double value) => graph.Constant([value]);
    }

    private static string Table(OnnxGraph graph, float[] scores) =>
        graph.Constant(Array.ConvertAll(scores, score => (double)score), scores.Length);
}
