using System.Globalization;
using System.Text.Json;
using CsMonolith.Learning.Evaluation;

namespace CsMonolith.Cli.Output;

/// <summary>Writes figures as JSON and as text. An undefined figure is null in JSON and a dash in text.</summary>
internal static class Figures
{
    public static void Number(Utf8JsonWriter json, string name, double number)
    {
        if (double.IsFinite(number))
        {
            json.WriteNumber(name, number);
        }
        else
        {
            json.WriteNull(name);
        }
    }

    public static void Range(Utf8JsonWriter json, string name, Interval interval)
    {
        json.WriteStartObject(name);
        Number(json, "value", interval.Value);
        Number(json, "low", interval.Low);
        Number(json, "high", interval.High);
        json.WriteEndObject();
    }

    public static string Plain(double number, string format = "F4") =>
        double.IsFinite(number) ? number.ToString(format, CultureInfo.InvariantCulture) : "-";

    public static string Plain(Interval interval, string format = "F4") =>
        $"{Plain(interval.Value, format)}\t({Plain(interval.Low, format)}..{Plain(interval.High, format)})";

    /// <summary>A share in percentage points.</summary>
    public static string Points(Interval share) =>
        Plain(new Interval(100 * share.Value, 100 * share.Low, 100 * share.High), "F2");
}
