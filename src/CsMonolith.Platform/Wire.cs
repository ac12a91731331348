using System.Globalization;
using System.Text.Json;
using System.Text.Json.Serialization;
using System.Text.Json.Serialization.Metadata;
using CsMonolith.Platform.Limits;

namespace CsMonolith.Platform;

/// <summary>How JSON is written and read, on the wire and in stored messages.</summary>
public static class Wire
{
    /// <summary>How deep a body may be nested.</summary>
    public const int DeepestBody = 16;

    /// <summary>
    /// camelCase, strict numbers, unknown fields refused, enumerations as camelCase words; what may be null may be left
    /// out.
    /// </summary>
    public static JsonSerializerOptions Json { get; } = Shape(new JsonSerializerOptions(JsonSerializerDefaults.Web));

    /// <summary>The ETag of a version: <c>"3"</c>.</summary>
    public static string ETag(long version) => string.Create(CultureInfo.InvariantCulture, $"\"{version}\"");

    /// <summary>Applies the same rules to options that somebody else made.</summary>
    public static JsonSerializerOptions Shape(JsonSerializerOptions options)
    {
        options.NumberHandling = JsonNumberHandling.Strict;
        options.UnmappedMemberHandling = JsonUnmappedMemberHandling.Disallow;
        options.AllowDuplicateProperties = false;
        options.MaxDepth = DeepestBody;
        options.RespectNullableAnnotations = true;
        options.RespectRequiredConstructorParameters = true;
        options.Encoder = System.Text.Encodings.Web.JavaScriptEncoder.UnsafeRelaxedJsonEscaping;
        options.Converters.Add(new JsonStringEnumConverter(JsonNamingPolicy.CamelCase, allowIntegerValues: false));
        options.TypeInfoResolver = (options.TypeInfoResolver ?? new DefaultJsonTypeInfoResolver()).WithAddedModifier(
            LetNullablesBeAbsent
        );
        return options;
    }

    private static void LetNullablesBeAbsent(JsonTypeInfo type)
    {
        foreach (
            var property in type.Properties.Where(property =>
                property is { IsRequired: true, AssociatedParameter.IsNullable: true }
            )
        )
        {
            property.IsRequired = false;
        }
    }
}
