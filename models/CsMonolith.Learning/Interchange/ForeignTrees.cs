using CsMonolith.Learning.Calibration;
using CsMonolith.Learning.Json;
using CsMonolith.Learning.Models;
using CsMonolith.Learning.Numerics;
using CsMonolith.Learning.Tables;
using CsMonolith.Learning.Trees;

namespace CsMonolith.Learning.Interchange;

/// <summary>A tree node with the numbering of another library.</summary>
/// <param name="Question">The test of the node; its links and set are not used.</param>
/// <param name="LeftPlaces">Category positions that go left; null for a number.</param>
/// <param name="Left">Number of the left child.</param>
/// <param name="Right">Number of the right child.</param>
/// <param name="Value">A leaf's value, in log-odds; null for an inner node.</param>
/// <param name="Cover">A leaf's training weight.</param>
internal readonly record struct ForeignNode(
    TreeNode Question,
    ulong[]? LeftPlaces,
    int Left,
    int Right,
    float? Value,
    float Cover
);

/// <summary>
/// Turns trees of other libraries into ours, each checked: no cycle, no node with two parents, nothing out of bounds.
/// </summary>
internal static class ForeignTrees
{
    /// <summary>Most trees that are taken over.</summary>
    public const int MaxTrees = 100_000;

    /// <summary>Renumbers a tree from its root, parents first. O(nodes), without recursion.</summary>
    /// <param name="where">Names the tree in refusals.</param>
    /// <param name="root">Number of the root.</param>
    /// <param name="nodeOf">The node of that number, or null if there is none.</param>
    public static Tree Assemble(string where, int root, Func<int, ForeignNode?> nodeOf)
    {
        var (nodes, sets, values, covers) = (
            new List<TreeNode>(),
            new List<ulong[]>(),
            new List<float>(),
            new List<float>()
        );
        var seen = new HashSet<int>();
        var open = new Stack<(int Number, int Parent, bool IsRight)>();
        open.Push((root, -1, false));
        while (open.TryPop(out var next))
        {
            var node =
                nodeOf(next.Number)
                ?? throw Bad(where, $"node {next.Number} is absent", $"節 {next.Number} がありません");
            if (!seen.Add(next.Number) || values.Count >= Tree.MaxLeaves)
            {
                throw Bad(
                    where,
                    $"node {next.Number} has two parents, or there are more than {Tree.MaxLeaves} leaves",
                    $"節 {next.Number} の親が二つあるか、葉が {Tree.MaxLeaves} を超えています"
                );
            }

            Link(nodes, next.Parent, next.IsRight, node.Value is null ? nodes.Count : ~values.Count);
            if (node.Value is { } value)
            {
                if (!(Math.Abs(value) <= 1e4) || !(node.Cover >= 0 && float.IsFinite(node.Cover)))
                {
                    throw Bad(
                        where,
                        $"the value or cover of leaf {next.Number} is out of range",
                        $"葉 {next.Number} の値または重みが範囲外です"
                    );
                }

                values.Add(value);
                covers.Add(node.Cover);
                continue;
            }

            nodes.Add(node.Question with { Set = node.LeftPlaces is null ? -1 : sets.Count });
            if (node.LeftPlaces is { } places)
            {
                sets.Add(places);
            }

            open.Push((node.Right, nodes.Count - 1, true));
            open.Push((node.Left, nodes.Count - 1, false));
        }

        var tree = new Tree([.. nodes], [.. sets], [.. values], [.. covers]);
        return tree.Depth <= Tree.MaxDepth
            ? tree
            : throw Bad(where, $"it is deeper than {Tree.MaxDepth}", $"深さが {Tree.MaxDepth} を超えています");
    }

    /// <summary>
    /// Makes a model of the trees. Its base rate is that of its mean forecast, since such files do not tell the labels'
    /// own.
    /// </summary>
    public static ProbabilityModel Ready(Schema schema, double bias, Tree[] trees)
    {
        var model = new TreeModel(bias, trees, schema.Features.Count);
        return new ProbabilityModel(
            schema,
            Signal.Found,
            [new Part(1, model)],
            Platt.Identity,
            Logistic.Sigmoid(model.Intercept)
        );
    }

    public static ModelFileException Bad(string where, string en, string ja) =>
        new(new($"{where}: {en}.", $"{where}:{ja}。"));

    private static void Link(List<TreeNode> nodes, int parent, bool isRight, int child)
    {
        if (parent >= 0)
        {
            nodes[parent] = isRight ? nodes[parent] with { Right = child } : nodes[parent] with { Left = child };
        }
    }
}
