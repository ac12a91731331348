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

    /// <summary>Stores a record that is never changed as JSON text.</summary>
    public static PropertyBuilder<T> AsJsonRecord<T>(this PropertyBuilder<T> property)
        where T : class =>
        property.HasConversion(
            one => JsonSerializer.Serialize(one, Wire.Json),
            text => JsonSerializer.Deserialize<T>(text, Wire.Json)!
        );
}
