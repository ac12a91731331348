using CsMonolith.Learning.Binning;
using CsMonolith.Learning.Tables;
using CsMonolith.Learning.Trees;

namespace CsMonolith.Learning.Interchange;

/// <summary>
/// The inputs of an ONNX graph: one for each feature, numbers joined in one matrix, positions of categories each by
/// itself.
/// </summary>
internal sealed class OnnxInputs
{
    private readonly OnnxGraph _graph;
    private readonly int[] _columnOf;
    private readonly string?[] _placeOf;

    /// <summary>Declares an input for each feature and reads them.</summary>
    public OnnxInputs(OnnxGraph graph, Schema schema)
    {
        (_graph, Schema) = (graph, schema);
        (_columnOf, _placeOf) = (new int[schema.Features.Count], new string?[schema.Features.Count]);
        var numbers = new List<string>();
        for (var i = 0; i < schema.Features.Count; i++)
        {
            var feature = schema.Features[i];
            graph.Input(feature.Name, feature.Kind == ColumnKind.Category);
            if (feature.Kind == ColumnKind.Category)
            {
                _placeOf[i] = Place(feature);
            }
            else
            {
                _columnOf[i] = numbers.Count;
                numbers.Add(feature.Name);
            }
        }

        Width = numbers.Count;
        if (Width > 0)
        {
            // Infinity is missing, as in a table.
            var read = graph.Beside(numbers);
            Numbers = graph.ToDouble(
                graph.Add("Where", graph.Add("IsInf", read), graph.Constant([float.NaN], 1), read)
            );
        }
    }

    public Schema Schema { get; }

    /// <summary>Shape (rows, numeric features), in double precision; null if there are none.</summary>
    public string? Numbers { get; }

    /// <summary>Number of numeric features.</summary>
    public int Width { get; }

    /// <summary>Column of a numeric feature among <see cref="Numbers"/>.</summary>
    public int ColumnOf(int feature) => _columnOf[feature];

    /// <summary>Shape (rows, 1): position of a category's cell, see <see cref="TreeInputs"/>.</summary>
    public string PlaceOf(int feature) => _placeOf[feature]!;

    /// <summary>Shape (rows, 1) for each feature: its bin.</summary>
    public string[] Bins(IReadOnlyList<BinMap> maps)
    {
        var bins = new string[maps.Count];
        if (Numbers is { } numbers)
        {
            var trees = new OnnxTrees();
            foreach (var (feature, map) in maps.Index().Where(one => one.Item.Kind == ColumnKind.Numeric))
            {
                trees.Steps(
                    _columnOf[feature],
                    _columnOf[feature],
                    Array.ConvertAll(map.Cuts.ToArray(), cut => (double)cut),
                    first: 1,
                    missing: 0
                );
            }

            var all = _graph.ToWhole(trees.AddTo(_graph, numbers));
            foreach (var (feature, _) in maps.Index().Where(one => one.Item.Kind == ColumnKind.Numeric))
            {
                bins[feature] = _graph.Column(all, _columnOf[feature]);
            }
        }

        return [.. bins.Select((bin, feature) => bin ?? PlaceOf(feature))];
    }

    private string Place(Feature feature) =>
        _graph.Add(
            "LabelEncoder",
            [feature.Name],
            "ai.onnx.ml",
            attributes =>
            {
                attributes.Words("keys_strings", ["", .. feature.Levels]);
                attributes.Wholes(
                    "values_int64s",
                    [
                        TreeInputs.PlaceOf(Column.Missing),
                        .. feature.Levels.Select((_, code) => (long)TreeInputs.PlaceOf(code)),
                    ]
                );
                attributes.Whole("default_int64", TreeInputs.PlaceOf(Column.Unseen));
            }
        );
}
