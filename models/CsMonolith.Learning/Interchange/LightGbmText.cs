using System.Globalization;
using CsMonolith.Learning.Json;
using CsMonolith.Learning.Models;
using CsMonolith.Learning.Tables;
using CsMonolith.Learning.Trees;

namespace CsMonolith.Learning.Interchange;

/// <summary>Reads models that LightGBM saved as text (versions 3 and 4, objective binary).</summary>
/// <remarks>
/// LightGBM asks "value ≤ threshold" of doubles; ours asks "value &lt; cut" of floats, and every float answers both
/// alike. A category's levels are its codes as text, so a table with codes or with numbers is scored alike. Leaves are
/// rounded to single precision.
/// </remarks>
public static class LightGbmText
{
    private const int Category = 1;
    private const int DefaultLeft = 2;
    private const int MissingZero = 1;
    private const int MissingNaN = 2;

    /// <summary>Reads a model. O(characters).</summary>
    /// <param name="text">The file.</param>
    /// <param name="names">Names of the features in order; null for those in the file.</param>
    /// <exception cref="ModelFileException">Not such a model, or one of a kind that is not known here.</exception>
    public static ProbabilityModel Read(string text, IReadOnlyList<string>? names = null)
    {
        ArgumentNullException.ThrowIfNull(text);
        var blocks = BlocksOf(text);
        var head = blocks[0];
        Demand(
            head.Has("tree") && head.One("num_class") == "1" && head.One("num_tree_per_iteration") == "1",
            "only models of one class are known"
        );
        var objective = head.One("objective").Split(' ');
        Demand(objective[0] == "binary", $"the objective '{objective[0]}' is not known; binary is");
        Demand(!head.Has("average_output"), "random forests are not known");
        var sigmoid = objective.FirstOrDefault(part => part.StartsWith("sigmoid:", StringComparison.Ordinal))
            is { } given
            ? Number(given[8..], "sigmoid")
            : 1;
        var schema = SchemaOf(head, blocks, names);
        var trees = blocks.Skip(1).Select(block => TreeOf(block, schema, sigmoid)).ToArray();
        Demand(trees.Length > 0, "there is no tree");
        return ForeignTrees.Ready(schema, bias: 0, trees);
    }

    private static Schema SchemaOf(Block head, List<Block> blocks, IReadOnlyList<string>? names)
    {
        var own = head.Words("feature_names");
        var infos = head.Words("feature_infos");
        names ??= own;
        Demand(
            names.Count == own.Length && infos.Length == own.Length,
            $"{own.Length} feature names are expected, {names.Count} are given"
        );
        Demand(names.Distinct(StringComparer.Ordinal).Count() == names.Count, "a feature's name stands twice");
        var levels = new int[own.Length];
        foreach (var block in blocks.Skip(1))
        {
            var (features, kinds) = (block.Wholes("split_feature"), block.Wholes("decision_type"));
            for (var i = 0; i < features.Length; i++)
            {
                Demand(
                    features[i] >= 0 && features[i] < own.Length && i < kinds.Length,
                    $"{block.Name}: a feature is out of range"
                );
                if ((kinds[i] & Category) != 0)
                {
                    levels[features[i]] = Math.Max(
                        levels[features[i]],
                        HighestOf(infos[features[i]], own[features[i]]) + 1
                    );
                }
            }
        }

        return new Schema([
            .. names.Select(
                (name, i) =>
                    levels[i] > 0
                        ? new Feature(
                            name,
                            ColumnKind.Category,
                            [
                                .. Enumerable
                                    .Range(0, levels[i])
                                    .Select(code => code.ToString(CultureInfo.InvariantCulture)),
                            ]
                        )
                        : new Feature(name, ColumnKind.Numeric, [])
            ),
        ]);
    }

    private static int HighestOf(string info, string name)
    {
        var highest = info.Split(':').Max(code => (int)Number(code, "feature_infos"));
        Demand(
            highest is >= 0 and < Schema.MaxLevels,
            $"the category '{name}' has codes up to {highest}; up to {Schema.MaxLevels - 1} are known"
        );
        return highest;
    }

    private static Tree TreeOf(Block block, Schema schema, double sigmoid)
    {
        Demand(!block.Has("is_linear") || block.One("is_linear") == "0", $"{block.Name}: linear leaves are not known");
        var values = block.Numbers("leaf_value");
        Demand(values.Length is >= 1 and <= Tree.MaxLeaves, $"{block.Name}: 1 to {Tree.MaxLeaves} leaves are expected");
        var nodes = values.Length - 1;
        var features = block.Wholes("split_feature", nodes);
        var thresholds = block.Numbers("threshold", nodes);
        var kinds = block.Wholes("decision_type", nodes);
        var (left, right) = (block.Wholes("left_child", nodes), block.Wholes("right_child", nodes));
        var covers = block.Has("leaf_count")
            ? block.Numbers("leaf_count", values.Length)
            : [.. values.Select(_ => 0.0)];
        var starts = block.Wholes("cat_boundaries");
        var bits = block.Numbers("cat_threshold");
        return ForeignTrees.Assemble(
            block.Name,
            nodes > 0 ? 0 : ~0,
            number =>
            {
                if (number < 0)
                {
                    return ~number < values.Length
                        ? new ForeignNode(
                            default,
                            null,
                            0,
                            0,
                            (float)(values[~number] * sigmoid),
                            (float)covers[~number]
                        )
                        : null;
                }

                if (number >= nodes)
                {
                    return null;
                }

                var categorical = (kinds[number] & Category) != 0;
                Demand(
                    categorical == (schema.Features[features[number]].Kind == ColumnKind.Category),
                    $"{block.Name}: '{schema.Features[features[number]].Name}' is parted as a number and as a category"
                );
                return categorical
                    ? new ForeignNode(
                        new TreeNode(features[number], 0, false, -1, 0, 0),
                        PlacesOf(block, (int)thresholds[number], starts, bits),
                        left[number],
                        right[number],
                        null,
                        0
                    )
                    : new ForeignNode(
                        QuestionOf(block, features[number], thresholds[number], kinds[number]),
                        null,
                        left[number],
                        right[number],
                        null,
                        0
                    );
            }
        );
    }

    private static TreeNode QuestionOf(Block block, int feature, double threshold, int kind)
    {
        // No bound at all parts the missing from the numbers: below the greatest float lie all others.
        var cut = (float)Math.Clamp(threshold, float.MinValue, float.MaxValue);
        cut = cut <= threshold && cut < float.MaxValue ? MathF.BitIncrement(cut) : cut;
        var zeroLeft = 0 <= threshold;
        var defaultLeft = (kind & DefaultLeft) != 0;
        var missing = kind >> 2 & 3;
        Demand(
            missing != MissingZero || zeroLeft == defaultLeft,
            $"{block.Name}: zeros stand for missing and go another way than numbers beside them; train with "
                + $"zero_as_missing=false"
        );
        return new TreeNode(feature, cut, missing == MissingNaN ? defaultLeft : zeroLeft, -1, 0, 0);
    }

    // Codes in the set go left; the others, the missing and the unknown go right.
    private static ulong[] PlacesOf(Block block, int index, int[] starts, double[] bits)
    {
        Demand(
            index >= 0 && index + 1 < starts.Length && starts[index] >= 0 && starts[index + 1] <= bits.Length,
            $"{block.Name}: a set of levels is out of range"
        );
        var places = new ulong[Tree.SetWords];
        for (var word = starts[index]; word < starts[index + 1]; word++)
        {
            for (var bit = 0; bit < 32; bit++)
            {
                var place = (word - starts[index]) * 32 + bit + 2;
                if (((uint)bits[word] >> bit & 1) != 0)
                {
                    Demand(place < Tree.SetWords * 64, $"{block.Name}: a level is out of range");
                    places[place >> 6] |= 1UL << (place & 63);
                }
            }
        }

        return places;
    }

    private static List<Block> BlocksOf(string text)
    {
        var blocks = new List<Block> { new("LightGBM") };
        foreach (var line in text.AsSpan().EnumerateLines())
        {
            var at = line.IndexOf('=');
            if (line.SequenceEqual("end of trees"))
            {
                return blocks;
            }

            if (line.StartsWith("Tree="))
            {
                Demand(blocks.Count <= ForeignTrees.MaxTrees, $"more than {ForeignTrees.MaxTrees} trees");
                blocks.Add(new Block($"LightGBM, {line}"));
            }
            else if (line.Length > 0)
            {
                blocks[^1]
                    .Put(at < 0 ? line.ToString() : line[..at].ToString(), at < 0 ? "" : line[(at + 1)..].ToString());
            }
        }

        throw ForeignTrees.Bad(
            "LightGBM",
            "the line 'end of trees' is absent: not a whole model file",
            "「end of trees」の行がありません(完全なモデルファイルではありません)"
        );
    }

    private static double Number(string text, string what) =>
        text switch
        {
            "inf" => double.PositiveInfinity,
            "-inf" => double.NegativeInfinity,
            _ when double.TryParse(text, NumberStyles.Float, CultureInfo.InvariantCulture, out var number)
                    && double.IsFinite(number) => number,
            _ => throw ForeignTrees.Bad(
                "LightGBM",
                $"'{text}' in {what} is not a number",
                $"{what} の「{text}」は数値ではありません"
            ),
        };

    private static void Demand(bool holds, string otherwise)
    {
        if (!holds)
        {
            throw ForeignTrees.Bad("LightGBM", otherwise, $"取り込めません({otherwise})");
        }
    }

    /// <summary>Lines "name=values" up to the next tree.</summary>
    private sealed class Block(string name)
    {
        private readonly Dictionary<string, string> _lines = new(StringComparer.Ordinal);

        public string Name => name;

        public void Put(string key, string value) => _lines[key] = value;

        public bool Has(string key) => _lines.ContainsKey(key);

        public string One(string key) =>
            _lines.TryGetValue(key, out var value)
                ? value
                : throw ForeignTrees.Bad(name, $"the line '{key}' is absent", $"「{key}」の行がありません");

        public string[] Words(string key) => One(key).Split(' ', StringSplitOptions.RemoveEmptyEntries);

        public double[] Numbers(string key, int? length = null)
        {
            var numbers = Has(key) ? Words(key).Select(word => Number(word, key)).ToArray() : [];
            Demand(
                length is null || numbers.Length == length,
                $"{name}: {length} numbers are expected in {key}, {numbers.Length} are there"
            );
            return numbers;
        }

        public int[] Wholes(string key, int? length = null) =>
            Array.ConvertAll(
                Numbers(key, length),
                number =>
                    number == (int)number
                        ? (int)number
                        : throw ForeignTrees.Bad(
                            name,
                            $"'{number:R}' in {key} is not a whole number",
                            $"{key} の「{number:R}」は整数ではありません"
                        )
            );
    }
}
