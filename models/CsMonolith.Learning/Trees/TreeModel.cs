using System.Text.Json;
using CsMonolith.Learning.Tables;
using CsMonolith.Learning.Training;

namespace CsMonolith.Learning.Trees;

/// <summary>A sum of trees.</summary>
/// <remarks>
/// Contributions are path-dependent TreeSHAP values, so the intercept is the mean forecast as the trees' covers weigh
/// it.
/// </remarks>
internal sealed class TreeModel : IModel
{
    public const string KindName = "trees";

    private const int OnStack = 512;

    private readonly Tree[] _trees;
    private readonly TreeShap _shap;
    private readonly BitScorer _scorer;
    private readonly RowScorer _single;

    /// <param name="bias">Log-odds to which the trees' values are added.</param>
    /// <param name="trees">In order; they are summed in that order.</param>
    /// <param name="features">Number of features.</param>
    public TreeModel(double bias, Tree[] trees, int features)
    {
        (Bias, _trees, Features) = (bias, trees, features);
        Intercept = bias + trees.Sum(tree => tree.Mean());
        _shap = new TreeShap(trees);
        _scorer = new BitScorer(trees, features);
        _single = new RowScorer(trees, features);
    }

    public string Kind => KindName;

    public double Intercept { get; }

    public double Bias { get; }

    public int Features { get; }

    public ReadOnlySpan<Tree> Trees => _trees;

    public void Contribute(Table aligned, int row, double weight, Span<double> into)
    {
        Span<float> cells = Features <= OnStack ? stackalloc float[Features] : new float[Features];
        TreeInputs.OfRow(aligned, row, cells);
        _shap.Add(cells, weight, into);
    }

    public void Score(Table aligned, int from, double weight, Span<double> into)
    {
        if (into.Length >= BitScorer.WorthRows)
        {
            _scorer.Add(aligned, from, weight, Bias - Intercept, into);
            return;
        }

        Span<float> cells = Features <= OnStack ? stackalloc float[Features] : new float[Features];
        for (var i = 0; i < into.Length; i++)
        {
            TreeInputs.OfRow(aligned, from + i, cells);
            into[i] += weight * (Bias - Intercept + _single.Sum(cells));
        }
    }

    /// <summary>Log-odds of one row of cells. O(trees × depth), no allocation; the same bits as in a batch.</summary>
    public double LogOdds(ReadOnlySpan<float> cells) => Bias + _single.Sum(cells);

    public void Write(Utf8JsonWriter json)
    {
        json.WriteNumber("bias", Bias);
        json.WriteStartArray("trees");
        foreach (var tree in _trees)
        {
            TreeFile.Write(tree, json);
        }

        json.WriteEndArray();
    }
}
