using System.Buffers;
using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;
using CsMonolith.Learning.Localization;

namespace CsMonolith.Cli.Talk;

/// <summary>How a command speaks: data to stdout, as JSON if asked, and talk to stderr in the user's language.</summary>
internal sealed class Teller(Surroundings surroundings, bool json, string language)
{
    private static readonly JsonWriterOptions Options = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    public bool Json => json;

    public string Language => language;

    public CancellationToken Cancellation => surroundings.Cancellation;

    public string Say(LocalizedText text) => text.In(language);

    public void Talk(LocalizedText text) => surroundings.Error.WriteLine(Say(text));

    /// <summary>One line of data, left out when JSON was asked for.</summary>
    public void Plain(string line)
    {
        if (!json)
        {
            surroundings.Out.Write(line + "\n");
        }
    }

    /// <summary>Data as it is, whatever was asked for.</summary>
    public void Raw(string text) => surroundings.Out.Write(text);

    /// <summary>The one JSON object, left out when it was not asked for.</summary>
    public void Object(Action<Utf8JsonWriter> write)
    {
        if (!json)
        {
            return;
        }

        var buffer = new ArrayBufferWriter<byte>();
        using (var writer = new Utf8JsonWriter(buffer, Options))
        {
            writer.WriteStartObject();
            write(writer);
            writer.WriteEndObject();
        }

        surroundings.Out.Write(Encoding.UTF8.GetString(buffer.WrittenSpan) + "\n");
    }

    public ProgressLine Progress() => new(surroundings.Error, surroundings.IsTerminal, language);
}
