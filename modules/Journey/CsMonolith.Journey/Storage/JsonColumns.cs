using System.Text.Json;
using Microsoft.EntityFrameworkCore.ChangeTracking;

namespace CsMonolith.Journey.Storage;

/// <summary>
/// Stores a small list as JSON text in its aggregate's row. The list is loaded and saved whole and shares the
/// aggregate's version.
/// </summary>
internal static class JsonColumns
{
    public static PropertyBuilder<IReadOnlyList<T>> AsJson<T>(this PropertyBuilder<IReadOnlyList<T>> property) =>
        property.HasConversion(
            list => JsonSerializer.Serialize(list, Wire.Json),
            text => JsonSerializer.Deserialize<List<T>>(text, Wire.Json)!,
            new ValueComparer<IReadOnlyList<T>>(
                (one, other) => JsonSerializer.Serialize(one, Wire.Json) == JsonSerializer.Serialize(other, Wire.Json),
                list => JsonSerializer.Serialize(list, Wire.Json).GetHashCode(StringComparison.Ordinal),
                list => list
            )
        );
}
