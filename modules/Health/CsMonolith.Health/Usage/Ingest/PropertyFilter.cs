using System.Buffers;
using System.Text;
using System.Text.Json;

namespace CsMonolith.Health.Usage.Ingest;

/// <summary>
/// Filters an event's properties: plain values are kept, at most twenty and bounded in length, unless their names are
/// on the
/// deny list. Nested values are left out, since nobody can tell what they hold.
/// </summary>
internal sealed class PropertyFilter(IngestSettings settings)
{
    private const int MostKept = 20;
    private const int LongestName = 60;
    private const int LongestValue = 200;

    private readonly ArrayBufferWriter<byte> _buffer = new();
    private readonly Dictionary<string, bool> _denied = new(StringComparer.Ordinal);
    private Utf8JsonWriter? _writer;

    /// <summary>Properties left out because of their names.</summary>
    public long Denied { get; private set; }

    /// <summary>Properties left out because they are nested, too long or too many.</summary>
    public long Unkept { get; private set; }

    /// <summary>Whether the properties read last hold a NUL, which no database keeps.</summary>
    public bool HasNul { get; private set; }

    /// <summary>Reads the JSON object at the reader's position, to its end.</summary>
    /// <returns>The kept properties as JSON; <c>null</c> if there are none.</returns>
    public string? Read(ref Utf8JsonReader reader)
    {
        HasNul = false;
        _buffer.ResetWrittenCount();
        var writer = _writer ??= new Utf8JsonWriter(
            _buffer,
            new JsonWriterOptions { Encoder = System.Text.Encodings.Web.JavaScriptEncoder.UnsafeRelaxedJsonEscaping }
        );
        writer.Reset();
        writer.WriteStartObject();
        var kept = 0;
        while (reader.Read() && reader.TokenType != JsonTokenType.EndObject)
        {
            var name = reader.GetString()!;
            reader.Read();
            if (IsDenied(name))
            {
                Denied++;
                reader.Skip();
            }
            else if (kept < MostKept && name.Length <= LongestName && Write(writer, name, ref reader))
            {
                kept++;
            }
            else if (reader.TokenType != JsonTokenType.Null)
            {
                Unkept++;
                reader.Skip();
            }
        }

        writer.WriteEndObject();
        writer.Flush();
        return kept == 0 ? null : Encoding.UTF8.GetString(_buffer.WrittenSpan);
    }

    private bool Write(Utf8JsonWriter writer, string name, ref Utf8JsonReader reader)
    {
        switch (reader.TokenType)
        {
            case JsonTokenType.String when reader.GetString()! is { Length: <= LongestValue } text:
                HasNul |= text.Contains('\0') || name.Contains('\0');
                writer.WriteString(name, text);
                return true;
            case JsonTokenType.Number when reader.ValueSpan.Length <= LongestValue:
                writer.WritePropertyName(name);
                writer.WriteRawValue(reader.ValueSpan, skipInputValidation: true);
                return true;
            case JsonTokenType.True or JsonTokenType.False:
                writer.WriteBoolean(name, reader.TokenType == JsonTokenType.True);
                return true;
            default:
                return false;
        }
    }

    private bool IsDenied(string name)
    {
        if (!_denied.TryGetValue(name, out var denied))
        {
            _denied[name] = denied = settings.Denied.Contains(IngestSettings.Plain(name));
        }

        return denied;
    }
}
