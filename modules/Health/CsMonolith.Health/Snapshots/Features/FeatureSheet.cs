using System.Text.Json;

namespace CsMonolith.Health.Snapshots.Features;

/// <summary>Collects the features of one snapshot. An unknown value is left out and never written as 0.</summary>
internal sealed class FeatureSheet
{
    private readonly Dictionary<string, object> _values = new(StringComparer.Ordinal);

    public FeatureSheet Number(string name, double? value)
    {
        if (value is { } known && double.IsFinite(known))
        {
            _values[name] = known;
        }

        return this;
    }

    public FeatureSheet Text(string name, string? value)
    {
        if (value is not null)
        {
            _values[name] = value;
        }

        return this;
    }

    /// <summary>Numerator over denominator; unknown over zero.</summary>
    public FeatureSheet Share(string name, double? numerator, double? denominator) =>
        Number(name, denominator == 0 ? null : numerator / denominator);

    /// <summary>As it is stored: in the order of the catalogue, so that equal sheets are equal texts.</summary>
    public string ToJson() =>
        JsonSerializer.Serialize(
            FeatureCatalogue
                .All.Where(feature => _values.ContainsKey(feature.Name))
                .ToDictionary(feature => feature.Name, feature => _values[feature.Name]),
            Wire.Json
        );
}
