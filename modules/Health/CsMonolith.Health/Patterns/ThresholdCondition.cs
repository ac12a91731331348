using System.Globalization;
using System.Text.Json;
using CsMonolith.Health.Snapshots.Features;

namespace CsMonolith.Health.Patterns;

/// <summary>A condition to be mined: a feature that somebody can act on is at least so much.</summary>
internal sealed record ThresholdCondition(string Feature, double AtLeast)
{
    /// <summary>
    /// The conditions at the quartiles of every numeric feature that can be acted on. The outcome plays no part in
    /// them.
    /// </summary>
    public static IReadOnlyList<ThresholdCondition> Of(IReadOnlyList<Dictionary<string, JsonElement>> rows) =>
        [
            .. FeatureCatalogue
                .All.Where(feature => feature.IsNumeric && EvidenceGate.CanBeActedOn(feature))
                .SelectMany(feature =>
                    Cuts([.. rows.Select(row => Number(row, feature.Name)).OfType<double>().Order()])
                        .Select(cut => new ThresholdCondition(feature.Name, cut))
                ),
        ];

    /// <summary>As the miner at the command line writes it: <c>departments_using ≥ 3</c>.</summary>
    public override string ToString() => string.Create(CultureInfo.InvariantCulture, $"{Feature} ≥ {AtLeast}");

    /// <summary><c>null</c> where the feature is unknown: such a row is in neither arm.</summary>
    public bool? HoldsFor(Dictionary<string, JsonElement> values) =>
        Number(values, Feature) is { } number ? number >= AtLeast : null;

    private static IEnumerable<double> Cuts(double[] sorted)
    {
        var distinct = sorted.Distinct().ToList();
        return distinct.Count <= 4
            ? distinct.Skip(1)
            : new[] { 1, 2, 3 }
                .Select(quarter => sorted[quarter * sorted.Length / 4])
                .Where(cut => cut > sorted[0])
                .Distinct();
    }

    private static double? Number(Dictionary<string, JsonElement> values, string name) =>
        values.TryGetValue(name, out var value) && value.ValueKind == JsonValueKind.Number ? value.GetDouble() : null;
}
