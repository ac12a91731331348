using System.Text.Json;
using Microsoft.EntityFrameworkCore.ChangeTracking;

namespace CsMonolith.Revenue.Storage;

/// <summary>
/// Keeps a small list inside its aggregate's row, as text: it is read and saved whole, and one version guards it all.
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
