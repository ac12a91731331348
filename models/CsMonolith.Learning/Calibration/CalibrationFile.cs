using System.Text.Json;
using CsMonolith.Learning.Json;

namespace CsMonolith.Learning.Calibration;

/// <summary>
/// Reads and writes a calibration map as the object <c>calibration</c> of a model file. An affine map has no property
/// <c>kind</c>.
/// </summary>
internal static class CalibrationFile
{
    private const double Limit = 1e3;

    public static void Write(Utf8JsonWriter json, CalibrationMap map)
    {
        json.WriteStartObject("calibration");
        switch (map)
        {
            case Platt platt:
                json.WriteNumber("slope", platt.Slope);
                json.WriteNumber("offset", platt.Offset);
                break;
            case Beta beta:
                json.WriteString("kind", beta.Kind);
                json.WriteNumber("rise", beta.Rise);
                json.WriteNumber("fall", beta.Fall);
                json.WriteNumber("offset", beta.Offset);
                break;
            case Isotonic isotonic:
                json.WriteString("kind", isotonic.Kind);
                WriteNumbers(json, "at", isotonic.At);
                WriteNumbers(json, "to", isotonic.To);
                break;
            default:
                throw new NotSupportedException($"A map of the kind '{map.Kind}' has no form in a file.");
        }

        json.WriteEndObject();
    }

    public static CalibrationMap Read(JsonFields field)
    {
        if (!field.Has("kind"))
        {
            field.Only("slope", "offset");
            return new Platt(field.Number("slope", 1e-3, Limit), field.Number("offset", -Limit, Limit));
        }

        if (field.Word("kind", "beta", "isotonic") == 0)
        {
            field.Only("kind", "rise", "fall", "offset");
            return new Beta(
                field.Number("rise", 1e-3, Limit),
                field.Number("fall", 1e-3, Limit),
                field.Number("offset", -Limit, Limit)
            );
        }

        field.Only("kind", "at", "to");
        var (at, to) = (
            field.Doubles("at", 1, Isotonic.MaxKnots, Limit),
            field.Doubles("to", 1, Isotonic.MaxKnots, Limit)
        );
        try
        {
            return new Isotonic(at, to);
        }
        catch (ArgumentException)
        {
            throw field.Fault("the knots do not rise, or their values fall");
        }
    }

    private static void WriteNumbers(Utf8JsonWriter json, string name, ReadOnlySpan<double> numbers)
    {
        json.WriteStartArray(name);
        foreach (var number in numbers)
        {
            json.WriteNumberValue(number);
        }

        json.WriteEndArray();
    }
}
