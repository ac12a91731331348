using System.Text.Json;
using System.Text.Json.Serialization;

namespace CsMonolith.Platform.Requests;

/// <summary>
/// One field of a merge patch (RFC 7396): a field that is absent stays as it is, <c>null</c> clears it. Declare it as a
/// property of the body's record, not as an optional parameter, whose default the document could not tell from a
/// cleared field: <c>Optional&lt;string?&gt; Industry { get; init; }</c>, with JsonIgnore WhenWritingDefault, so that
/// an example or audit row does not show an absent field as a cleared one.
/// </summary>
/// <param name="Is">Whether the field was in the body.</param>
/// <param name="Value">What it said.</param>
[JsonConverter(typeof(OptionalJson))]
public readonly record struct Optional<T>(bool Is, T Value)
{
    /// <summary>The new value, or the present one where none was given.</summary>
    public T Or(T present) => Is ? Value : present;
}

/// <summary>Makes fields of a merge patch.</summary>
public static class Optional
{
    /// <summary>A field that was given.</summary>
    public static Optional<T> Of<T>(T value) => new(Is: true, value);
}

/// <summary>Reads and writes a field of a merge patch as its bare value.</summary>
public sealed class OptionalJson : JsonConverterFactory
{
    /// <inheritdoc />
    public override bool CanConvert(Type typeToConvert) =>
        typeToConvert.IsGenericType && typeToConvert.GetGenericTypeDefinition() == typeof(Optional<>);

    /// <inheritdoc />
    public override JsonConverter CreateConverter(Type typeToConvert, JsonSerializerOptions options) =>
        (JsonConverter)Activator.CreateInstance(typeof(Bare<>).MakeGenericType(typeToConvert.GetGenericArguments()))!;

    private sealed class Bare<T> : JsonConverter<Optional<T>>
    {
        public override bool HandleNull => true;

        public override Optional<T> Read(
            ref Utf8JsonReader reader,
            Type typeToConvert,
            JsonSerializerOptions options
        ) =>
            new(
                Is: true,
                reader.TokenType == JsonTokenType.Null && default(T) is null
                    ? default!
                    // Not through the serialiser, whose refusal would name the value's place as the whole body's.
                    : ((JsonConverter<T>)options.GetConverter(typeof(T))).Read(ref reader, typeof(T), options)!
            );

        public override void Write(Utf8JsonWriter writer, Optional<T> value, JsonSerializerOptions options) =>
            JsonSerializer.Serialize(writer, value.Value, options);
    }
}
