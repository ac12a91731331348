using System.Buffers.Binary;
using System.Text.Json;
using CsMonolith.Learning.Json;
using CsMonolith.Learning.Tables;

namespace CsMonolith.Learning.Trees;

/// <summary>
/// Writes trees and reads them back, each checked in full: children come after their parent, and every node and leaf
/// has one parent.
/// </summary>
internal static class TreeFile
{
    private const int MaxTrees = 100_000;

    public static void Write(Tree tree, Utf8JsonWriter json)
    {
        json.WriteStartObject();
        WriteList(json, "feature", tree.Nodes, (writer, node) => writer.WriteNumberValue(node.Feature));
        WriteList(json, "cut", tree.Nodes, (writer, node) => writer.WriteNumberValue(node.Cut));
        WriteList(json, "missing", tree.Nodes, (writer, node) => writer.WriteNumberValue(node.MissingLeft ? 1 : 0));
        WriteList(json, "left", tree.Nodes, (writer, node) => writer.WriteNumberValue(node.Left));
        WriteList(json, "right", tree.Nodes, (writer, node) => writer.WriteNumberValue(node.Right));
        WriteList(json, "set", tree.Sets, (writer, set) => writer.WriteBase64StringValue(BytesOf(set)));
        WriteList(json, "value", tree.Values, (writer, value) => writer.WriteNumberValue(value));
        WriteList(json, "cover", tree.Covers, (writer, cover) => writer.WriteNumberValue(cover));
        json.WriteEndObject();
    }

    public static TreeModel Read(JsonFields field, Schema schema)
    {
        field.Only("kind", "weight", "bias", "trees");
        return new TreeModel(
            field.Number("bias", -1e4, 1e4),
            [.. field.List("trees", 0, MaxTrees).Select(tree => ReadTree(tree, schema))],
            schema.Features.Count
        );
    }

    private static Tree ReadTree(JsonFields field, Schema schema)
    {
        field.Only("feature", "cut", "missing", "left", "right", "set", "value", "cover");
        var values = field.Floats("value", 1, Tree.MaxLeaves);
        var count = values.Length - 1;
        var covers = field.Floats("cover", values.Length, values.Length, 1e12);
        if (Array.Exists(covers, cover => cover < 0))
        {
            throw field.Fault("a cover is negative");
        }

        var features = field.Wholes("feature", count, 0, schema.Features.Count - 1);
        var cuts = field.Floats("cut", count, count, float.MaxValue);
        var missing = field.Wholes("missing", count, 0, 1);
        var left = field.Wholes("left", count, -values.Length, count - 1);
        var right = field.Wholes("right", count, -values.Length, count - 1);
        var categories = features.Count(feature => schema.Features[feature].Kind == ColumnKind.Category);
        var sets = field
            .List("set", categories, categories)
            .Select(set => WordsOf(set.Bytes(Tree.SetWords * 8)))
            .ToArray();
        CheckLinks(field, left, right, values.Length);
        var nodes = new TreeNode[count];
        var next = 0;
        for (var i = 0; i < count; i++)
        {
            var set = schema.Features[features[i]].Kind == ColumnKind.Category ? next++ : -1;
            nodes[i] = new TreeNode(features[i], cuts[i], missing[i] == 1, set, left[i], right[i]);
        }

        var tree = new Tree(nodes, sets, values, covers);
        return tree.Depth <= Tree.MaxDepth ? tree : throw field.Fault($"the tree is deeper than {Tree.MaxDepth}");
    }

    // Children after their parent rule out cycles; every node but the root and every leaf exactly once rules out the
    // rest.
    private static void CheckLinks(JsonFields field, int[] left, int[] right, int leaves)
    {
        var (nodeSeen, leafSeen) = (new bool[left.Length], new bool[leaves]);
        for (var i = 0; i < left.Length; i++)
        {
            See(i, left[i]);
            See(i, right[i]);
        }

        void See(int parent, int child)
        {
            var fresh = child >= 0 ? child > parent && !nodeSeen[child] : !leafSeen[~child];
            if (!fresh)
            {
                throw field.Fault($"node {parent} has a child that comes before it or has another parent");
            }

            if (child >= 0)
            {
                nodeSeen[child] = true;
            }
            else
            {
                leafSeen[~child] = true;
            }
        }
    }

    private static byte[] BytesOf(ulong[] set)
    {
        var bytes = new byte[set.Length * 8];
        for (var i = 0; i < set.Length; i++)
        {
            BinaryPrimitives.WriteUInt64LittleEndian(bytes.AsSpan(i * 8), set[i]);
        }

        return bytes;
    }

    private static ulong[] WordsOf(byte[] bytes)
    {
        var set = new ulong[Tree.SetWords];
        for (var i = 0; i < set.Length; i++)
        {
            set[i] = BinaryPrimitives.ReadUInt64LittleEndian(bytes.AsSpan(i * 8));
        }

        return set;
    }

    private static void WriteList<T>(
        Utf8JsonWriter json,
        string name,
        ReadOnlySpan<T> items,
        Action<Utf8JsonWriter, T> write
    )
    {
        json.WriteStartArray(name);
        foreach (var item in items)
        {
            write(json, item);
        }

        json.WriteEndArray();
    }
}
