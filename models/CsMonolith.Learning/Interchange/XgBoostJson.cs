using System.Globalization;
using System.Text.Json;
using CsMonolith.Learning.Artefacts;
using CsMonolith.Learning.Json;
using CsMonolith.Learning.Models;
using CsMonolith.Learning.Numerics;
using CsMonolith.Learning.Tables;
using CsMonolith.Learning.Trees;

namespace CsMonolith.Learning.Interchange;

/// <summary>
/// Reads models that XGBoost saved as JSON (booster gbtree, objective binary:logistic or binary:logitraw; 1.7 was
/// tried).
/// </summary>
/// <remarks>
/// Both ask "value &lt; cut" of floats. XGBoost adds its leaves in single precision, ours are added in double: the sums
/// differ by rounding only. A category's levels are its codes as text. Covers are sums of hessians.
/// </remarks>
public static class XgBoostJson
{
    private const int MaxNodes = 2 * Tree.MaxLeaves;

    /// <summary>Reads a model. O(bytes).</summary>
    /// <param name="json">The file, at most <see cref="ModelFile.MaxBytes"/>.</param>
    /// <param name="names">
    /// Names of the features in order; null for those in the file, or f0, f1, … if it has none.
    /// </param>
    /// <exception cref="ModelFileException">Not such a model, or one of a kind that is not known here.</exception>
    public static ProbabilityModel Read(ReadOnlyMemory<byte> json, IReadOnlyList<string>? names = null)
    {
        if (json.Length > ModelFile.MaxBytes)
        {
            throw ForeignTrees.Bad(
                "XGBoost",
                $"the file is larger than {ModelFile.MaxBytes} bytes",
                $"ファイルが {ModelFile.MaxBytes} バイトを超えています"
            );
        }

        try
        {
            using var document = JsonDocument.Parse(json, new JsonDocumentOptions { MaxDepth = 16 });
            return ReadLearner(new JsonFields(document.RootElement, "$")["learner"], names);
        }
        catch (JsonException fault)
        {
            throw ForeignTrees.Bad(
                "XGBoost",
                $"not whole JSON (byte {fault.BytePositionInLine})",
                $"JSON が壊れています({fault.BytePositionInLine} バイト目)"
            );
        }
        catch (InvalidOperationException)
        {
            throw ForeignTrees.Bad("XGBoost", "there is text that is not Unicode", "Unicode でない文字があります");
        }
    }

    private static ProbabilityModel ReadLearner(JsonFields learner, IReadOnlyList<string>? names)
    {
        var logistic = learner["objective"].Word("name", "binary:logistic", "binary:logitraw") == 0;
        var parameters = learner["learner_model_param"];
        var features = (int)Number(parameters["num_feature"], 1, CsvTable.MaxColumns);
        _ = Number(parameters["num_class"], 0, 0);
        var own = learner.List("feature_names", 0, features).Select(name => name.Text()).ToArray();
        names ??= own.Length > 0 ? own : [.. Enumerable.Range(0, features).Select(i => $"f{i}")];
        if (names.Count != features || names.Distinct(StringComparer.Ordinal).Count() != features)
        {
            throw learner.Fault($"{features} different feature names are expected, {names.Count} are given");
        }

        var booster = learner["gradient_booster"];
        booster.Word("name", "gbtree");
        var trees = booster["model"]
            .List("trees", 1, ForeignTrees.MaxTrees)
            .Select(tree => new TreeReader(tree, features))
            .ToArray();
        var levels = new int[features];
        foreach (var tree in trees)
        {
            tree.CountLevels(levels);
        }

        var schema = new Schema([
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
        var bias = logistic
            ? Logistic.LogOdds(Number(parameters["base_score"], 1e-6, 1 - 1e-6))
            : Number(parameters["base_score"], -1e4, 1e4);
        return ForeignTrees.Ready(schema, bias, [.. trees.Select(tree => tree.Read(levels))]);
    }

    // Numbers stand as text; newer files put them in brackets.
    private static double Number(JsonFields field, double least, double most) =>
        double.TryParse(field.Text().Trim('[', ']'), NumberStyles.Float, CultureInfo.InvariantCulture, out var number)
        && number >= least
        && number <= most
            ? number
            : throw field.Fault($"a number from {least:R} to {most:R} is expected");

    /// <summary>One tree's lists, read with bounds.</summary>
    private sealed class TreeReader
    {
        private readonly JsonFields _field;
        private readonly int[] _left;
        private readonly int[] _right;
        private readonly int[] _feature;
        private readonly int[] _missingLeft;
        private readonly int[] _kind;
        private readonly float[] _cut;
        private readonly float[] _cover;
        private readonly Dictionary<int, int[]> _sets = [];

        public TreeReader(JsonFields field, int features)
        {
            _field = field;
            var nodes = (int)Number(field["tree_param"]["num_nodes"], 1, MaxNodes);
            _left = field.Wholes("left_children", nodes, -1, nodes - 1);
            _right = field.Wholes("right_children", nodes, -1, nodes - 1);
            _feature = field.Wholes("split_indices", nodes, 0, features - 1);
            _missingLeft = field.Wholes("default_left", nodes, 0, 1);
            _kind = field.Wholes("split_type", nodes, 0, 1);
            _cut = field.Floats("split_conditions", nodes, nodes, float.MaxValue);
            _cover = field.Floats("sum_hessian", nodes, nodes, 1e12);
            ReadSets(nodes);
        }

        public void CountLevels(int[] levels)
        {
            foreach (var (node, codes) in _sets)
            {
                levels[_feature[node]] = Math.Max(levels[_feature[node]], codes.Max() + 1);
            }
        }

        public Tree Read(int[] levels) =>
            ForeignTrees.Assemble(
                _field.Name,
                0,
                node =>
                {
                    if (node < 0 || node >= _left.Length)
                    {
                        return null;
                    }

                    if (_left[node] < 0)
                    {
                        return new ForeignNode(default, null, 0, 0, _cut[node], _cover[node]);
                    }

                    var categorical = levels[_feature[node]] > 0;
                    if (categorical != (_kind[node] == 1))
                    {
                        throw _field.Fault($"feature {_feature[node]} is parted as a number and as a category");
                    }

                    return new ForeignNode(
                        new TreeNode(_feature[node], categorical ? 0 : _cut[node], _missingLeft[node] == 1, -1, 0, 0),
                        categorical ? PlacesOf(node) : null,
                        _left[node],
                        _right[node],
                        null,
                        0
                    );
                }
            );

        // Codes in the set go right, all others left, the missing by default.
        private ulong[] PlacesOf(int node)
        {
            var places = new ulong[Tree.SetWords];
            Array.Fill(places, ulong.MaxValue);
            foreach (var code in _sets[node])
            {
                places[code + 2 >> 6] &= ~(1UL << (code + 2 & 63));
            }

            places[0] &= _missingLeft[node] == 1 ? ulong.MaxValue : ~1UL;
            return places;
        }

        private void ReadSets(int nodes)
        {
            var count = _kind.Count(kind => kind == 1);
            if (count == 0)
            {
                return;
            }

            var owners = _field.Wholes("categories_nodes", count, 0, nodes - 1);
            var starts = _field.Wholes("categories_segments", count, 0, int.MaxValue);
            var sizes = _field.Wholes("categories_sizes", count, 1, Schema.MaxLevels);
            var codes = _field.Wholes("categories", sizes.Sum(), 0, Schema.MaxLevels - 1);
            for (var i = 0; i < count; i++)
            {
                if (
                    _kind[owners[i]] != 1
                    || starts[i] > codes.Length - sizes[i]
                    || !_sets.TryAdd(owners[i], codes[starts[i]..(starts[i] + sizes[i])])
                )
                {
                    throw _field.Fault($"the set of node {owners[i]} is out of range");
                }
            }
        }
    }
}
