using System.Buffers;
using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;
using CsMonolith.Learning.Additive;
using CsMonolith.Learning.Calibration;
using CsMonolith.Learning.Json;
using CsMonolith.Learning.Linear;
using CsMonolith.Learning.Models;
using CsMonolith.Learning.Tables;
using CsMonolith.Learning.Training;
using CsMonolith.Learning.Trees;

namespace CsMonolith.Learning.Artefacts;

/// <summary>
/// Writes and reads models as JSON: no type names, bounded in size, depth and counts, checked in full before use.
/// </summary>
/// <remarks>
/// The same model is always the same bytes; reading what was written gives the same scores to the last bit. The file
/// holds a digest of its own content (<see cref="ModelDigest"/>): a change that leaves every value within bounds is
/// refused too.
/// </remarks>
public static class ModelFile
{
    /// <summary>Format of the file; another one is refused.</summary>
    public const int Format = 1;

    /// <summary>Most bytes that are read.</summary>
    public const int MaxBytes = 32 * 1024 * 1024;

    /// <summary>Most levels of all features together.</summary>
    private const int MaxLevels = 200_000;

    /// <summary>The model as UTF-8 JSON.</summary>
    public static byte[] Write(ProbabilityModel model)
    {
        ArgumentNullException.ThrowIfNull(model);
        var buffer = new ArrayBufferWriter<byte>();
        using (
            var json = new Utf8JsonWriter(
                buffer,
                new JsonWriterOptions { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping }
            )
        )
        {
            json.WriteStartObject();
            json.WriteNumber("format", Format);
            json.WriteString("signal", model.Signal == Signal.Found ? "found" : "none");
            json.WriteNumber("baseRate", model.BaseRate);
            CalibrationFile.Write(json, model.Calibration);
            WriteFeatures(json, model.Schema);
            WriteParts(json, model.Parts);
            if (model.Edits.Count > 0)
            {
                ShapeEditFile.Write(json, model.Edits);
            }

            json.WriteEndObject();
        }

        return
        [
            .. buffer.WrittenSpan[..^1],
            .. Encoding.UTF8.GetBytes($",\"{ModelDigest.Property}\":\"{ModelDigest.Of(buffer.WrittenSpan)}\"}}"),
        ];
    }

    /// <summary>The digest that the model's file holds.</summary>
    internal static string DigestOf(ProbabilityModel model) => ModelDigest.Of(Write(model));

    /// <summary>
    /// Reads a model. O(bytes); a hostile or truncated file is refused before anything of it is used.
    /// </summary>
    /// <exception cref="ModelFileException">Not a model of this format.</exception>
    public static ProbabilityModel Read(ReadOnlyMemory<byte> bytes)
    {
        if (bytes.Length > MaxBytes)
        {
            throw new ModelFileException(
                new(
                    $"The model file is larger than {MaxBytes} bytes.",
                    $"モデルファイルが {MaxBytes} バイトを超えています。"
                )
            );
        }

        try
        {
            var digest = ModelDigest.Of(bytes.Span);
            using var document = JsonDocument.Parse(bytes, new JsonDocumentOptions { MaxDepth = ModelDigest.MaxDepth });
            var root = new JsonFields(document.RootElement, "$");
            var model = ReadModel(root);
            return root[ModelDigest.Property].Text() == digest
                ? model
                : throw root[ModelDigest.Property]
                    .Fault("the content is not that which was written: fetch the file again");
        }
        catch (InvalidOperationException)
        {
            // The parser checks a text's bytes only when the text is asked for.
            throw new ModelFileException(
                new("The model file holds text that is not Unicode.", "モデルファイルに Unicode でない文字があります。")
            );
        }
        catch (JsonException fault)
        {
            throw new ModelFileException(
                new(
                    $"The model file is not whole JSON (byte {fault.BytePositionInLine}).",
                    $"モデルファイルが壊れています({fault.BytePositionInLine} バイト目)。"
                )
            );
        }
    }

    private static void WriteFeatures(Utf8JsonWriter json, Schema schema)
    {
        json.WriteStartArray("features");
        foreach (var feature in schema.Features)
        {
            json.WriteStartObject();
            json.WriteString("name", feature.Name);
            json.WriteString("kind", feature.Kind == ColumnKind.Numeric ? "numeric" : "category");
            json.WriteStartArray("levels");
            foreach (var level in feature.Levels)
            {
                json.WriteStringValue(level);
            }

            json.WriteEndArray();
            json.WriteEndObject();
        }

        json.WriteEndArray();
    }

    private static void WriteParts(Utf8JsonWriter json, IReadOnlyList<Part> parts)
    {
        json.WriteStartArray("parts");
        foreach (var part in parts)
        {
            json.WriteStartObject();
            json.WriteString("kind", part.Model.Kind);
            json.WriteNumber("weight", part.Weight);
            part.Model.Write(json);
            json.WriteEndObject();
        }

        json.WriteEndArray();
    }

    private static ProbabilityModel ReadModel(JsonFields root)
    {
        root.Only("format", "signal", "baseRate", "calibration", "features", "parts", "edits", ModelDigest.Property);
        if (root.Whole("format", 0, int.MaxValue) is var format && format != Format)
        {
            throw root.Fault($"format {format} is not known; this program reads format {Format}");
        }

        var calibration = CalibrationFile.Read(root["calibration"]);
        var schema = ReadSchema(root);
        var parts = root.List("parts", 0, 16).Select(part => ReadPart(part, schema)).ToArray();
        var signal = root.Word("signal", "none", "found") == 1 ? Signal.Found : Signal.None;
        if (
            (signal == Signal.Found) != (parts.Length > 0)
            || parts.Length > 0 && Math.Abs(parts.Sum(part => part.Weight) - 1) > 1e-9
        )
        {
            throw root["parts"].Fault("the weights do not add to 1, or parts and signal disagree");
        }

        if (!ProbabilityModel.Fits(calibration, schema))
        {
            throw root["calibration"]
                .Fault($"a feature is named '{Explanation.CalibrationTerm}', as the map's own contribution would be");
        }

        return new ProbabilityModel(schema, signal, parts, calibration, root.Number("baseRate", 0, 1))
        {
            Edits = root.Has("edits") ? ShapeEditFile.Read(root) : [],
        };
    }

    private static Schema ReadSchema(JsonFields root)
    {
        var room = MaxLevels;
        var features = root.List("features", 0, CsvTable.MaxColumns)
            .Select(field =>
            {
                field.Only("name", "kind", "levels");
                var levels = field
                    .List("levels", 0, Math.Min(Schema.MaxLevels, room))
                    .Select(level => level.Text())
                    .ToArray();
                room -= levels.Length;
                return new Feature(
                    field["name"].Text(),
                    field.Word("kind", "numeric", "category") == 0 ? ColumnKind.Numeric : ColumnKind.Category,
                    levels
                );
            })
            .ToArray();
        if (
            features.DistinctBy(feature => feature.Name).Count() != features.Length
            || Array.Exists(
                features,
                feature =>
                    feature.Levels.Distinct().Count() != feature.Levels.Count
                    || feature.Kind == ColumnKind.Numeric && feature.Levels.Count > 0
            )
        )
        {
            throw root["features"].Fault("a name or level stands twice, or a number has levels");
        }

        return new Schema(features);
    }

    private static Part ReadPart(JsonFields field, Schema schema)
    {
        var weight = field.Number("weight", double.Epsilon, 1);
        IModel model = field.Word("kind", LinearModel.KindName, AdditiveModel.KindName, TreeModel.KindName) switch
        {
            0 => LinearFile.Read(field, schema),
            1 => AdditiveFile.Read(field, schema),
            _ => TreeFile.Read(field, schema),
        };
        return new Part(weight, model);
    }
}
