using System.Text.Json;
using System.Text.Json.Serialization;

namespace CsMonolith.Platform;

/// <summary>How JSON is written and read, on the wire and in stored messages.</summary>
public static class Wire
{
    /// <summary>camelCase, strict numbers, unknown fields refused, enumerations as camelCase words.</summary>
    public static JsonSerializerOptions Json { get; } = Shape(new JsonSerializerOptions(JsonSerializerDefaults.Web));

    /// <summary>Applies the house's rules to options that somebody else made.</summary>
    public static JsonSerializerOptions Shape(JsonSerializerOptions options)
    {
        options.NumberHandling = JsonNumberHandling.Strict;
        options.UnmappedMemberHandling = JsonUnmappedMemberHandling.Disallow;
        options.AllowDuplicateProperties = false;
        options.MaxDepth = 16;
        options.RespectNullableAnnotations = true;
        options.RespectRequiredConstructorParameters = true;
        options.Encoder = System.Text.Encodings.Web.JavaScriptEncoder.UnsafeRelaxedJsonEscaping;
        options.Converters.Add(new JsonStringEnumConverter(JsonNamingPolicy.CamelCase, allowIntegerValues: false));
        return options;
    }
}
