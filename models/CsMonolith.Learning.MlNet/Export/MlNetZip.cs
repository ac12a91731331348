using CsMonolith.Learning.MlNet.Views;
using Microsoft.ML;

namespace CsMonolith.Learning.MlNet.Export;

/// <summary>
/// Writes a model as a zip that <c>MLContext.Model.Load</c> opens in a program that knows nothing of this library.
/// </summary>
/// <remarks>
/// The zip holds the model's ONNX form (<see cref="OnnxFile"/>) as a step of ML.NET. That program needs the packages
/// Microsoft.ML, Microsoft.ML.OnnxTransformer and Microsoft.ML.OnnxRuntime. Its rows have a column for each feature, by
/// name: float with NaN for missing, or text, empty for missing. Predictions are the vectors of one double
/// <c>log_odds</c> and <c>probability</c>, calibrated.
/// </remarks>
public static class MlNetZip
{
    /// <summary>Writes the zip.</summary>
    /// <param name="model">Any model that has a form in ONNX.</param>
    /// <param name="into">Where to; need not be able to seek.</param>
    /// <exception cref="NotSupportedException">The model has no form in ONNX.</exception>
    public static void Write(ProbabilityModel model, Stream into)
    {
        ArgumentNullException.ThrowIfNull(model);
        ArgumentNullException.ThrowIfNull(into);
        var context = new MLContext(seed: 0);
        var inputs = new RowsView(0, [.. model.Schema.Features.Select(InputOf)]);
        string[] names = [.. model.Schema.Features.Select(feature => feature.Name)];
        using var onnx = new MemoryStream(OnnxFile.Write(model));
        var step = context.Transforms.ApplyOnnxModel(OutputsBeside(names), names, onnx).Fit(inputs);
        using var zip = new MemoryStream();
        context.Model.Save(step, inputs.Schema, zip);
        zip.Position = 0;
        zip.CopyTo(into);
    }

    private static ViewColumn InputOf(Feature feature) =>
        feature.Kind == ColumnKind.Numeric
            ? ViewColumn.Number(feature.Name, _ => float.NaN)
            : ViewColumn.Text(feature.Name, _ => "");

    // As OnnxFile names them where a feature has taken the name.
    private static string[] OutputsBeside(string[] names) => [Free("log_odds", names), Free("probability", names)];

    private static string Free(string name, string[] taken)
    {
        while (taken.Contains(name, StringComparer.Ordinal))
        {
            name += "_";
        }

        return name;
    }
}
