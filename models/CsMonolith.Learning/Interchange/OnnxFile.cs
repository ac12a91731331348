using System.Globalization;
using CsMonolith.Learning.Artefacts;
using CsMonolith.Learning.Auto;
using CsMonolith.Learning.Calibration;
using CsMonolith.Learning.Models;

namespace CsMonolith.Learning.Interchange;

/// <summary>Writes a model as ONNX, so that other runtimes score the same rows to the same probabilities.</summary>
/// <remarks>
/// One input of shape (rows, 1) for each feature, by its name: numbers as float with NaN for missing, categories as
/// string with the empty string for missing; an unknown string is an unseen level. Two outputs of shape (rows, 1) in
/// double precision: <c>log_odds</c> and <c>probability</c>, calibrated (with underscores after them where a feature
/// bears that name). Trees are a TreeEnsembleRegressor, shapes and interactions are tables that are looked up, a linear
/// part is a product; sums are taken in double precision. Opsets ai.onnx 15 and ai.onnx.ml 3. The same model is always
/// the same bytes. O(size of the model).
/// </remarks>
public static class OnnxFile
{
    /// <summary>The model as an ONNX file.</summary>
    /// <exception cref="NotSupportedException">
    /// The model has a learner that is not of this library, or no features.
    /// </exception>
    public static byte[] Write(ProbabilityModel model)
    {
        ArgumentNullException.ThrowIfNull(model);
        string[] names = [.. model.Schema.Features.Select(feature => feature.Name)];
        if (names.Length == 0)
        {
            throw new NotSupportedException(
                "A model without features has no inputs, and so no form in ONNX; --format json keeps it."
            );
        }

        var (logOdds, probability) = (Free("log_odds", names), Free("probability", names));
        var graph = new OnnxGraph([.. names, logOdds, probability]);
        var cells = new OnnxInputs(graph, model.Schema);
        var calibrated = OnnxCalibration.Add(graph, model.Calibration, Blend(graph, cells, model));
        graph.Output(logOdds, calibrated);
        graph.Output(probability, graph.Add("Sigmoid", calibrated));
        return graph.Model(
            $"Inputs by column name, shape (rows, 1): float with NaN for missing, or string, empty for missing. "
                + $"Outputs: {logOdds} and {probability}, calibrated.",
            [
                ("sha256", ModelFile.DigestOf(model)),
                ("baseRate", model.BaseRate.ToString("R", CultureInfo.InvariantCulture)),
                ("edits", model.Edits.Count.ToString(CultureInfo.InvariantCulture)),
            ]
        );
    }

    /// <summary>Shape (rows, 1): weighted sum of the parts; the base rate of every row if there are none.</summary>
    private static string Blend(OnnxGraph graph, OnnxInputs cells, ProbabilityModel model)
    {
        var (terms, constant) = (new List<string>(), model.Parts.Count == 0 ? model.BaseLogOdds : 0);
        foreach (var part in model.Parts)
        {
            var (values, offset) = OnnxParts.Add(graph, cells, part.Model);
            constant += part.Weight * offset;
            if (values.Count > 0)
            {
                terms.Add(graph.Add("Mul", graph.Sum(values), graph.Constant(part.Weight)));
            }
        }

        return terms.Count > 0
            ? graph.Add("Add", graph.Sum(terms), graph.Constant(constant))
            : graph.Add("Expand", graph.Constant(constant), graph.Add("Shape", model.Schema.Features[0].Name));
    }

    private static string Free(string name, string[] taken)
    {
        while (taken.Contains(name, StringComparer.Ordinal))
        {
            name += "_";
        }

        return name;
    }
}

/// <summary>The calibration's map in a graph.</summary>
internal static class OnnxCalibration
{
    /// <summary>Adds the map to a value of shape (rows, 1).</summary>
    public static string Add(OnnxGraph graph, CalibrationMap map, string logOdds) =>
        map switch
        {
            Platt platt => Line(graph, logOdds, platt.Slope, platt.Offset),
            Beta beta => AddBeta(graph, beta, logOdds),
            Isotonic isotonic => Knots(graph, isotonic, logOdds),
            _ => throw new NotSupportedException(
                $"A calibration of the kind '{map.Kind}' has no form in ONNX; --format json keeps it."
            ),
        };

    private static string Line(OnnxGraph graph, string value, double slope, double offset) =>
        graph.Add("Add", graph.Add("Mul", value, graph.Constant(slope)), graph.Constant(offset));

    private static string AddBeta(OnnxGraph graph, Beta beta, string logOdds)
    {
        var rise = graph.Add("Mul", LogOfProbability(logOdds), graph.Constant(beta.Rise));
        var fall = graph.Add("Mul", LogOfProbability(graph.Add("Neg", logOdds)), graph.Constant(-beta.Fall));
        return graph.Add("Sum", rise, fall, graph.Constant(beta.Offset));

        // ln σ(z) = min(z, 0) − ln(1 + exp(−|z|)), which no z lets overflow.
        string LogOfProbability(string z)
        {
            var tail = graph.Add("Exp", graph.Add("Neg", graph.Add("Abs", z)));
            return graph.Add(
                "Sub",
                graph.Add("Min", z, graph.Constant(0.0)),
                graph.Add("Log", graph.Add("Add", tail, graph.Constant(1.0)))
            );
        }
    }

    // The number of knots at or below says the stretch; each stretch is a line, level before the first knot and after
    // the last.
    private static string Knots(OnnxGraph graph, Isotonic map, string logOdds)
    {
        var knots = map.At.Length;
        var (slopes, offsets) = (new double[knots + 1], new double[knots + 1]);
        (offsets[0], offsets[knots]) = (map.To[0], map.To[^1]);
        for (var i = 1; i < knots; i++)
        {
            slopes[i] = (map.To[i] - map.To[i - 1]) / (map.At[i] - map.At[i - 1]);
            offsets[i] = map.To[i - 1] - slopes[i] * map.At[i - 1];
        }

        var trees = new OnnxTrees();
        trees.Steps(column: 0, target: 0, map.At, first: 0, missing: null);
        var stretch = graph.ToWhole(trees.AddTo(graph, logOdds));
        var slope = graph.Look(graph.Constant(slopes, slopes.Length), stretch);
        return graph.Add(
            "Add",
            graph.Add("Mul", logOdds, slope),
            graph.Look(graph.Constant(offsets, offsets.Length), stretch)
        );
    }
}
