using System.Text.Json;

namespace CsMonolith.Cli.Input;

/// <summary>Reads texts of JSON that somebody else wrote.</summary>
internal static class JsonText
{
    /// <summary>The property's text; null if it is absent or no text.</summary>
    public static string? TextOf(this JsonElement element, string name) =>
        element.ValueKind == JsonValueKind.Object
        && element.TryGetProperty(name, out var value)
        && value.ValueKind == JsonValueKind.String
            ? value.GetString()
            : null;
}
