using System.Text.Json;

namespace CsMonolith.Health.Snapshots.Features;

/// <summary>
/// Finds which columns a table of snapshots has, row by row, so that no more than one row need be held.
/// </summary>
internal sealed class FeatureColumns
{
    private readonly HashSet<string> _seen = new(StringComparer.Ordinal);
    private readonly HashSet<string> _texts = new(StringComparer.Ordinal);

    /// <summary>
    /// The catalogue's features first, then those an imported table brought along; columns without a value are left
    /// out.
    /// </summary>
    public IReadOnlyList<(string Name, bool IsNumeric)> All
    {
        get
        {
            var known = FeatureCatalogue.All.Select(feature => feature.Name).ToList();
            return
            [
                .. known
                    .Where(_seen.Contains)
                    .Concat(_seen.Except(known).Order(StringComparer.Ordinal))
                    .Select(name => (name, IsNumeric(name))),
            ];
        }
    }

    public void See(IEnumerable<KeyValuePair<string, JsonElement>> features)
    {
        foreach (var (name, value) in features.Where(cell => cell.Value.ValueKind != JsonValueKind.Null))
        {
            _seen.Add(name);
            if (value.ValueKind == JsonValueKind.String)
            {
                _texts.Add(name);
            }
        }
    }

    private bool IsNumeric(string name) =>
        FeatureCatalogue.All.FirstOrDefault(feature => feature.Name == name)?.IsNumeric ?? !_texts.Contains(name);
}
